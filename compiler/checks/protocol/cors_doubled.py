"""An answer that allows two origins at once, which no browser takes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ...model import in_force
from ...target.members import members_of
from ..exposure.on_the_way import MOST, Taken, passed
from .media import policies_of

if TYPE_CHECKING:
    from ....dsl.source import Span
    from ...model import Federation, Gateway, Route
    from ...trace import Hop, Question, Trace
    from ..case import Case

CODE = "GW6108"
ALLOW_ORIGIN = "access-control-allow-origin"
SOMEWHERE = "https://www.example.com"


def find(case: "Case") -> Iterator[Finding]:
    gateways = case.federation.gateways.values()
    if not any(_added(route) for one in gateways for route in one.routes):
        return
    told: dict[object, Finding] = {}
    for gateway in gateways:
        for route in _speaking(gateway)[:MOST]:
            found = passed(case, gateway, route, _twice, _asked_by_pages(case, gateway, route))
            if found is not None:
                finding = _told(found)
                told.setdefault((finding.about[0], finding.at.start), finding)
    yield from told.values()


def _speaking(gateway: "Gateway") -> "list[Route]":
    """Routes that say something of origins, one for each way in which they do."""
    found: dict[object, Route] = {}
    for route in gateway.routes:
        if route.blocked or route.action is None:
            continue
        at = _added(route)
        if at is not None:
            found.setdefault((at.start, at.source.name), route)
        elif in_force(route.policy.cors) is not None:
            found.setdefault((id(route.policy.cors), _leads_to(route)), route)
        elif any(one.value.header.lower() == ALLOW_ORIGIN for one in route.policy.response_headers):
            found.setdefault((id(route.policy), _leads_to(route)), route)
    return list(found.values())


def _leads_to(route: "Route") -> tuple[str, ...]:
    return tuple(member.upstream.to for member in members_of(route.action))


def _added(route: "Route") -> "Span | None":
    """Where the route adds the header by hand beside whatever is there."""
    for policy in policies_of(route):
        for one in policy.response_headers:
            if one.value.verb == "add" and one.value.header.lower() == ALLOW_ORIGIN:
                return one.origin.at or route.at
    return None


def _twice(trace: "Trace", _hop: "Hop") -> bool:
    by_hand = any(one.route is not None and _added(one.route) for one in trace.hops)
    return by_hand and len(_origins(trace)) > 1


def _origins(trace: "Trace") -> list[str]:
    return [value for name, value in trace.answer.headers if name == ALLOW_ORIGIN]


def _asked_by_pages(case: "Case", gateway: "Gateway", route: "Route") -> "Iterator[Question]":
    """As a browser would: a page of an origin that somebody allows asks."""
    origin = _allowed_origin(case.federation)
    for question in case.flow.questions(gateway.name, route=route):
        yield replace(question, headers=(*question.headers, ("origin", origin)))


def _allowed_origin(federation: "Federation") -> str:
    for gateway in federation.gateways.values():
        for route in gateway.routes:
            cors = in_force(route.policy.cors)
            for one in cors.origins if cors is not None else ():
                variable = None if isinstance(one, str) else federation.variables.get(one.variable)
                text = one if isinstance(one, str) else variable.value if variable else None
                if text and text != "*":
                    return text
    return SOMEWHERE


def _told(found: Taken) -> Finding:
    """Told where the header is added by hand: the outermost such place."""
    hop = next(one for one in found.trace.hops if one.route is not None and _added(one.route))
    route, gateway = hop.route, hop.gateway
    at = _added(route) if route is not None else None
    assert route is not None
    assert at is not None
    values = ", ".join(f"`{one}`" for one in _origins(found.trace))
    others = [_cors_at(hop) for hop in found.trace.hops]
    because = [Label(one, "`cors` sets the header here") for one in others if one is not None]
    return Finding(
        CODE,
        f"answers at `{route.name}` of `{gateway}` carry two `{ALLOW_ORIGIN}` headers",
        at,
        "added beside the one that is there",
        because=tuple(because[:2]),
        notes=(f"the browser gets {values}, and refuses an answer that names more than one",),
        help=(
            Help(
                "leave the header to `cors`, which answers each origin by itself",
                Applicability.REVIEW,
                (Edit(at, ""),) if at.text.startswith("add") else (),
            ),
        ),
        about=(gateway, route.name),
        proof=Proof.WITNESS,
        witness=Taken(found.trace, hop).witness(seen=f"with {ALLOW_ORIGIN} twice"),
        region=Taken(found.trace, hop).requests,
    )


def _cors_at(hop: "Hop") -> "Span | None":
    cors = hop.route.policy.cors if hop.route is not None else None
    return cors.origin.at if cors is not None and in_force(cors) is not None else None
