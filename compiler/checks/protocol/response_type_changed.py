"""A route that promises one kind of body, and callers that get another one or none."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ...model import Forward, Gather, Respond, Route
from ...target.members import members_of
from ..exposure.on_the_way import Taken, passed
from .media import CONTENT_TYPE, Body, body_after, policies_of, same_media

if TYPE_CHECKING:
    from ...model import Federation, Gateway
    from ...trace import Hop, Trace
    from ..case import Case

CODE = "GW6113"
TRIED = 50
"""Places of one gateway that are asked; more of the same tell nothing new."""


def find(case: "Case") -> Iterator[Finding]:
    gateways = case.federation.gateways.values()
    promised = {route.returns for one in gateways for route in one.routes if route.returns}
    told: dict[tuple[str, ...], Finding] = {}
    for gateway in gateways if promised else ():
        for route in _sources(case.federation, gateway, promised):
            found = _shown(case, gateway, route)
            if found is not None and found.hop.route is not None:
                finding = _told(case, found, found.hop.route)
                told.setdefault(finding.about, finding)
    yield from told.values()


def _sources(
    federation: "Federation", gateway: "Gateway", promised: Collection[str]
) -> Iterator[Route]:
    """Routes that make a body, or change what it is called, so that it may not be as promised."""
    alike: set[object] = set()
    odd = {
        one.name: one.returns
        for one in federation.services.values()
        if one.returns and _is_odd(one.returns, promised)
    }
    for route in gateway.routes:
        made = _made(route, odd)
        if made is None or route.blocked or not _is_odd(made, promised):
            continue
        key = (made, route.returns, getattr(getattr(route.action, "upstream", None), "to", None))
        if key not in alike and len(alike) < TRIED:
            alike.add(key)
            yield route


def _is_odd(media: str, promised: Collection[str]) -> bool:
    return not all(same_media(media, one) for one in promised)


def _made(route: Route, odd: Mapping[str, str]) -> str | None:
    """The type that a body gets here, `` where it loses it, None where nothing is done to it."""
    action = route.action
    for policy in policies_of(route):
        for one in policy.response_headers:
            if one.value.header.lower() == CONTENT_TYPE:
                return one.value.value if isinstance(one.value.value, str) else ""
    match action:
        case Forward(upstream=upstream):
            return odd.get(upstream.to)
        case Gather():
            return "application/json"
        case Respond(body=body, media=media):
            return media if body is not None else ""
        case _:
            members = (member.upstream.to for member in members_of(action))
            return next((odd[name] for name in members if name in odd), None)


def _shown(case: "Case", gateway: "Gateway", source: Route) -> Taken | None:
    """A request that comes to the source, and the nearest gateway to it whose promise it breaks."""
    federation = case.federation
    questions = case.flow.questions(gateway.name, route=source)
    reads = (one for one in questions if one.method != "HEAD")

    def breaks(trace: "Trace", hop: "Hop") -> bool:
        return _broken_hop(federation, trace, hop) is not None

    found = passed(case, gateway, source, breaks, reads)
    broken = _broken_hop(federation, found.trace, found.hop) if found is not None else None
    return Taken(found.trace, broken) if found is not None and broken is not None else None


def _broken_hop(federation: "Federation", trace: "Trace", hop: "Hop | None") -> "Hop | None":
    branch = trace.branches[0]
    by_number = {one.number: one for one in branch.hops}
    while hop is not None:
        if hop.route is not None and _broken(body_after(federation, branch, hop), hop.route):
            return hop
        hop = by_number[hop.parent] if hop.parent is not None else None
    return None


def _broken(body: Body | None, route: Route) -> bool:
    if body is None or route.returns is None:
        return False
    return body.media is None or not same_media(body.media, route.returns)


def _told(case: "Case", found: Taken, route: Route) -> Finding:
    body = body_after(case.federation, found.trace.branches[0], found.hop)
    assert body is not None
    assert route.at is not None
    gateway = found.hop.gateway
    nothing = "no content type" if body.stripped else "no body"
    gets = f"get `{body.media}`" if body.media else f"get {nothing}"
    return Finding(
        CODE,
        f"`{gateway}` promises `{route.returns}` at `{route.name}`, and callers {gets}",
        route.at,
        f"returns `{route.returns}`, says this route",
        because=(Label(body.at, body.why),) if body.at is not None else (),
        notes=(f"`{body.by}` {body.why}",),
        help=(
            Help(
                "let both sides say the same type, or set the header `content-type` where the body"
                " is made",
                Applicability.REVIEW,
            ),
        ),
        about=(gateway, route.name),
        proof=Proof.WITNESS,
        witness=found.witness(seen=f"`{body.media}`" if body.media else f"with {nothing}"),
        region=found.requests,
    )
