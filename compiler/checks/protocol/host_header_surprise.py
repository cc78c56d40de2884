"""Routes that wait for the host that callers name, behind a gateway that sends another one on."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ...model import AllOf, AnyOf, Compares, IsOneOf
from ..exposure.on_the_way import MOST, PASSES, TRIES, Taken
from ..grounds import assumed, ground

if TYPE_CHECKING:
    from ...model import Condition, Gateway, Route
    from ...trace import Hop
    from ..case import Case

CODE = "GW6102"


def find(case: "Case") -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        routes = [
            (route, hosts)
            for route in gateway.routes
            if route.when is not None and (hosts := tuple(_hosts(route.when)))
        ]
        if routes:
            outer = _named_by_callers(case, gateway)
            for route, hosts in routes[:MOST]:
                for host in hosts:
                    if host in outer:
                        yield from _told(case, gateway, route, host, outer[host])


def _hosts(when: "Condition") -> Iterator[str]:
    """The hosts that a condition waits for."""
    match when:
        case Compares(subject=subject, how="=", value=str() as value) if subject.name == "host":
            yield value.lower()
        case IsOneOf(subject=subject, values=values) if subject.name == "host":
            yield from (value.lower() for value in values if isinstance(value, str))
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _hosts(part)
        case _:
            return


def _named_by_callers(case: "Case", gateway: "Gateway") -> "dict[str, Gateway]":
    """Hosts of the gateways in front that put another one there, and not of this one."""
    own = {one.lower() for one in gateway.domains if isinstance(one, str)}
    found: dict[str, Gateway] = {}
    for way in case.ways_to.get(gateway.name, ()):
        if case.facts(way.gateway).headers.host.value == "upstream":
            for domain in way.gateway.domains:
                if isinstance(domain, str) and domain.lower() not in own:
                    found.setdefault(domain.lower(), way.gateway)
    return found


def _told(
    case: "Case", gateway: "Gateway", route: "Route", host: str, outer: "Gateway"
) -> Iterator[Finding]:
    """A request for this host whose path the route would take, and which it never gets."""
    from ...patterns import shape_of
    from ...trace.matching import bound_by

    questions = case.flow.questions(gateway.name, paths=shape_of(route.path))
    asked = (replace(one, host=host) for one in questions if one.to == outer.name)
    for _, question in zip(range(TRIES), asked, strict=False):
        trace = case.trace(question, passes_max=PASSES)
        for hop in trace.hops if trace is not None else ():
            by_path = bound_by(route.path, hop.received.path) is not None
            by_method = not route.methods or hop.received.method in route.methods
            if hop.gateway != gateway.name or not by_path or not by_method:
                continue
            if trace is not None and hop.route is not route and hop.received.host.lower() != host:
                yield _finding(case, route, host, outer, Taken(trace, hop))
                return


def _finding(case: "Case", route: "Route", host: str, outer: "Gateway", found: Taken) -> Finding:
    assert route.at is not None
    inner = found.hop.gateway
    sends = f"{outer.target} sends the host of the upstream and not the caller's"
    fact = case.facts(outer).headers.host
    return Finding(
        CODE,
        f"this route of `{inner}` waits for the host `{host}`, and `{outer.name}` sends"
        f" `{found.hop.received.host}`",
        route.at,
        f"never sees `{host}` from there",
        because=(Label(outer.at, f"is called by `{host}`"),) if outer.at is not None else (),
        notes=(f"with the host that arrives, {_instead(found.hop)}", ground(sends, fact)),
        help=(
            Help(
                f"choose by something that `{outer.name}` sends on, such as a header that it sets,"
                " or wait for the host that arrives",
            ),
        ),
        about=(inner, route.name, host),
        proof=Proof.WITNESS,
        witness=found.witness(),
        region=f"{route.name} at `{inner}`",
        rests_on=assumed(sends, fact),
    )


def _instead(hop: "Hop") -> str:
    if hop.route is None:
        return f"`{hop.gateway}` answers {hop.status}"
    return f"another route takes the request: `{hop.route.name}`"
