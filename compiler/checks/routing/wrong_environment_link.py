"""GW1110: an edge leads to a name that does not exist where it runs.

A local link leads to the name of another gateway of the same instance, and nowhere else. That a
product has no local links at all, or none to cloud functions, is GW7101.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ...model import Federation, FromEnv, Gateway, Text
from ..case import Case
from ..ways import Way
from .rewriting_edits import instead, over_https
from .sightings import first_sighting, needed_faults
from .wordings import leads, listed, requests_of

if TYPE_CHECKING:
    from ...trace import Branch, Hop

CODE = "GW1110"
MOST = 20  # findings of one gateway
LOCAL = "local://"


def find(case: Case) -> Iterator[Finding]:
    told: dict[str, int] = {}
    urls = {name: _url(case.federation, one.url) for name, one in case.federation.services.items()}
    local = {name for name, url in urls.items() if url.startswith(LOCAL)}
    for way in case.ways:
        name = way.gateway.name
        if way.upstream.over == "local" or way.to in local or way.to.startswith(LOCAL):
            finding = _judged(case, way, urls.get(way.to, way.to))
            if finding is not None and told.get(name, 0) < MOST:
                told[name] = told.get(name, 0) + 1
                yield finding


def _judged(case: Case, way: Way, url: str) -> Finding | None:
    if url.startswith(LOCAL):
        return _to_a_name(case, way, url.removeprefix(LOCAL).partition("/")[0])
    if not case.facts(way.gateway).upstreams.local.value:
        return None
    if way.upstream.to_kind == "url":
        message = f"a local link of `{way.gateway.name}` leads to a URL, which is in no instance"
        return _finding(case, way, message, "not a gateway of this instance")
    there = case.federation.gateways.get(way.to)
    if there is None or there.instance == way.gateway.instance:
        return None
    stands = f"the instance `{there.instance}`" if there.instance else "no instance"
    message = f"`{way.gateway.name}` and `{way.to}` do not stand in the same instance"
    label = f"local to `{way.gateway.instance}`, and `{way.to}` stands in {stands}"
    return _finding(case, way, message, label, there)


def _to_a_name(case: Case, way: Way, name: str) -> Finding | None:
    """`local://NAME` as a URL: the name of a gateway is known, so it need not be spelt out."""
    gateways = case.federation.gateways.values()
    there = next((one for one in gateways if _name(case.federation, one) == name), None)
    if there is None:
        message = f"`{way.gateway.name}` calls `{LOCAL}{name}`, and no gateway has this name"
        return _finding(case, way, message, "leads to a name that is not there")
    message = f"`{way.gateway.name}` calls `{LOCAL}{name}` as if it were an address"
    return _finding(case, way, message, f"the name of `{there.name}`, not an address", there)


def _finding(
    case: Case, way: Way, message: str, label: str, there: Gateway | None = None
) -> Finding | None:
    faults = needed_faults(way)
    questions = case.flow.questions(way.gateway.name, way=way)
    seen = first_sighting(case, questions, lambda branch: _unsupported(branch, way), faults)
    if seen is None:
        return None
    from ..confirm import fault_text, witness_of

    environment = case.federation.environment
    return Finding(
        CODE,
        message if environment is None else f"in `{environment}`, {message}",
        way.at,
        label,
        because=tuple(_other_side(case, way, there)),
        notes=tuple(_names(case, way)),
        help=tuple(_help(way, there)),
        about=(way.gateway.name, way.route.name, way.to),
        proof=Proof.WITNESS,
        witness=witness_of(
            seen.trace, lambda hop: hop is seen.hop, tuple(map(fault_text, faults)), seen.when
        ),
        region=_region(way),
    )


def _unsupported(branch: "Branch", way: Way) -> "Hop | None":
    return next(
        (
            hop
            for hop in branch.hops
            if hop.gateway == way.gateway.name
            and hop.route is way.route
            and any(sent.to == way.to and sent.attempts == 0 for sent in hop.sent)
        ),
        None,
    )


def _region(way: Way) -> str:
    from ...patterns import shape_of

    return requests_of(way.route.methods, shape_of(way.route.path))


def _other_side(case: Case, way: Way, there: Gateway | None) -> Iterator[Label]:
    if there is not None and there.at is not None:
        stands = f"in the instance `{there.instance}`" if there.instance else "in no instance"
        yield Label(there.at, f"`{there.name}` stands {stands}")
    service = case.federation.services.get(way.to)
    if service is not None and service.at is not None:
        yield Label(service.at, f"{leads(way)} leads here")


def _names(case: Case, way: Way) -> Iterator[str]:
    """What the gateways that it could reach are called."""
    instance = way.gateway.instance
    beside = [
        name
        for one in case.federation.gateways.values()
        if one.name != way.gateway.name and instance is not None and one.instance == instance
        if (name := _name(case.federation, one)) is not None
    ]
    if beside:
        yield f"besides it, {listed(beside)} stands in `{instance}`"
    elif instance is not None:
        yield f"no other gateway stands in `{instance}`"


def _help(way: Way, there: Gateway | None) -> Iterator[Help]:
    if way.upstream.over == "local":
        edit = over_https(way.upstream)
        yield Help("call it over the internet", edits=(edit,) if edit is not None else ())
    elif there is not None and there.instance == way.gateway.instance is not None:
        edit = instead(way.upstream, f"{there.name} over local")
        yield Help(
            f"call `{there.name}` by its own name", edits=(edit,) if edit is not None else ()
        )
    elif there is not None:
        yield Help(f"call `{there.name}` by its own name; then its address is looked up")
    else:
        yield Help("lead it to a gateway of this program, `NAME over local`, by its name here")


def _name(federation: Federation, gateway: Gateway) -> str | None:
    return _url(federation, gateway.vendor_name) or None


def _url(federation: Federation, text: Text | None) -> str:
    """As it reads in this environment, nothing where that is not known."""
    if isinstance(text, FromEnv):
        variable = federation.variables.get(text.variable)
        return (variable.value or "") if variable is not None and not variable.secret else ""
    return text or ""
