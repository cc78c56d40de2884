"""GW1111: a route waits for a host under which nobody can reach it.

Clients reach a gateway under its domains, its product's own name for it, and the domains of the
entries in front of it. Gateways call each other by their own names, whatever the client asked for.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Edit, Finding, Help, Label, Proof
from ....dsl.source import Span
from ...model import Federation, FromEnv, Gateway, Route, Text
from ...patterns import contains, example, shape_of
from ...target import authority_of
from ..case import Case
from ..ways import Way
from .hosts import hosts_of
from .sightings import Sighting, after, first_sighting, needed_faults
from .wordings import listed, requests_of

if TYPE_CHECKING:
    from ...trace import Branch, Hop

CODE = "GW1111"
MOST = 20  # findings of one gateway
LETTERS = 400
"""A condition stands within so many letters behind the path of its route."""


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        waiting = [(route, hosts) for route in gateway.routes if (hosts := hosts_of(route.when))]
        if waiting and gateway.target is not None:
            yield from _judged(case, gateway, waiting[:MOST])


def _judged(
    case: Case, gateway: Gateway, waiting: list[tuple[Route, tuple[str, ...]]]
) -> Iterator[Finding]:
    served = _served(case, gateway)
    sent = _as_called(case, gateway)
    for route, hosts in waiting:
        if served is None or {*hosts} & {*served, *sent}:
            continue
        finding = _from_outside(case, gateway, route, hosts, served)
        yield from [finding] if finding else _from_inside(case, gateway, route, hosts, sent)


def _served(case: Case, gateway: Gateway) -> tuple[str, ...] | None:
    """The hosts under which clients reach it; None where only the environment knows them."""
    federation = case.federation
    texts: list[Text] = [*gateway.domains]
    for entry in federation.entries.values():
        if gateway.name in entry.leads_to:
            texts += entry.domains
    names = [_said(federation, text) for text in texts]
    if not gateway.domains or any(name is None for name in names):
        return None if names or gateway.exposure.value == "public" else ()
    pattern = case.facts(gateway).naming.default_host.value
    if pattern is not None:
        own = _said(federation, gateway.vendor_name) if gateway.vendor_name else gateway.name
        names.append(pattern.replace("{name}", own or gateway.name))
    return tuple(name.lower() for name in names if name is not None)


def _as_called(case: Case, gateway: Gateway) -> tuple[str, ...]:
    """The host that other gateways send, as a route sees it: without a port."""
    ways = case.ways_to.get(gateway.name, ())
    names: list[str] = []
    if any(way.upstream.over != "local" for way in ways):
        names.append(_said(case.federation, authority_of(gateway, case.facts)) or gateway.name)
    if any(way.upstream.over == "local" for way in ways):
        names.append(_said(case.federation, gateway.vendor_name) or gateway.name)
    return tuple(name.partition(":")[0].lower() for name in names)


def _said(federation: Federation, text: Text | None) -> str | None:
    if not isinstance(text, FromEnv):
        return text
    variable = federation.variables.get(text.variable)
    return variable.value if variable is not None and not variable.secret else None


# ---------------------------------------------------------------- who is not served


def _from_outside(
    case: Case, gateway: Gateway, route: Route, hosts: tuple[str, ...], served: tuple[str, ...]
) -> Finding | None:
    """A client that asks under this host finds nobody."""
    from ...trace import Question

    exposed = case.facts(gateway).exposes_internal.value
    path = example(shape_of(route.path))
    if path is None or not served or (gateway.exposure.value == "internal" and not exposed):
        return None
    method = route.methods[0] if route.methods else "GET"
    question = Question(method, path, to=gateway.name, host=hosts[0])
    seen = first_sighting(case, [question], lambda branch: _refused(branch, gateway))
    if seen is None:
        return None
    message = (
        f"`{gateway.name}` is not reached under {listed(hosts, 'or')}, as {_name(route)} wants"
    )
    return _finding(gateway, route, message, hosts, served, seen)


def _from_inside(
    case: Case, gateway: Gateway, route: Route, hosts: tuple[str, ...], sent: tuple[str, ...]
) -> Iterator[Finding]:
    """A gateway in front sends another host, and no other route takes what it sends."""
    for way in case.ways_to.get(gateway.name, ()):
        faults = needed_faults(way)
        questions = case.flow.questions(way.gateway.name, way=way)
        seen = first_sighting(case, questions, lambda b, w=way: _unmet(b, w, route), faults)
        if seen is not None:
            message = f"{_name(route)} of `{gateway.name}` wants another host than it is called by"
            yield _finding(gateway, route, message, hosts, sent, seen, way)
            return


def _refused(branch: "Branch", gateway: Gateway) -> "Hop | None":
    return next(
        (h for h in branch.hops if h.gateway == gateway.name and h.verdict.name == "NO_HOST"), None
    )


def _unmet(branch: "Branch", way: Way, route: Route) -> "Hop | None":
    shape = shape_of(route.path)
    return next(
        (
            hop
            for hop in after(branch, way)
            if hop.verdict.name == "NO_ROUTE" and contains(shape, hop.received.path)
        ),
        None,
    )


def _finding(
    gateway: Gateway,
    route: Route,
    message: str,
    hosts: tuple[str, ...],
    known: tuple[str, ...],
    seen: Sighting,
    way: Way | None = None,
) -> Finding:
    from ..confirm import witness_of

    at = route.at or gateway.at
    assert at is not None
    place = way.at if way is not None else gateway.at
    names = listed(known, "or")
    label = f"calls it {names}" if way is not None else f"clients reach it as {names}"
    return Finding(
        CODE,
        message,
        at,
        f"only for the host {listed(hosts, 'or')}",
        because=(Label(place, label),) if place is not None else (),
        notes=(_host_by_hop(seen),) if way is not None else (),
        help=tuple(_help(gateway, route, hosts, known)),
        about=(gateway.name, route.name, *hosts),
        proof=Proof.WITNESS,
        witness=witness_of(seen.trace, lambda hop: hop is seen.hop, seen=seen.when),
        region=requests_of(route.methods, shape_of(route.path)),
    )


def _host_by_hop(seen: Sighting) -> str:
    hops = ", ".join(f"`{hop.received.host}` at `{hop.gateway}`" for hop in seen.trace.hops[:4])
    return f"the host is {hops}: each gateway calls the next one by that one's own name"


def _name(route: Route) -> str:
    return f"`{route.name}`"


def _help(
    gateway: Gateway, route: Route, hosts: tuple[str, ...], known: tuple[str, ...]
) -> Iterator[Help]:
    place = _written(route, hosts[0])
    if known and place is not None:
        yield Help(f"let it ask for `{known[0]}`", edits=(Edit(place, f'"{known[0]}"'),))
    if gateway.domains:
        yield Help(f"or give `{gateway.name}` the domain `{hosts[0]}` too")


def _written(route: Route, host: str) -> Span | None:
    """Where the host stands in the condition of this route."""
    if route.at is None:
        return None
    behind = route.at.source.text[route.at.end : route.at.end + LETTERS].partition("->")[0]
    found = behind.lower().find(f'"{host}"')
    start = route.at.end + found
    return Span(route.at.source, start, start + len(host) + 2) if found >= 0 else None
