"""A browser's question before the request, turned away because it shows no credential."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ...model import ANYONE, Cors, FromEnv, Gateway, Gather, Route, in_force
from .blocks import in_block_of_gateway
from .doors import comes_from

if TYPE_CHECKING:
    from ...trace import Hop, Question, Trace
    from ..case import Case

CODE = "GW2114"
TRIED = 8
REFUSALS = ("AUTH_MISSING", "AUTH_REJECTED")
NOT_SERVED = ("NO_ROUTE", "METHOD_BLOCKED")
"""What a gateway in front says whose routes name their methods and not OPTIONS."""


def find(case: "Case") -> Iterator[Finding]:
    told: set[tuple[str, int]] = set()
    for gateway in case.federation.gateways.values():
        if not _may_be_blocked(case, gateway):
            continue
        for route, cors in islice(_one_for_each(gateway), TRIED):
            found = _blocked(case, gateway, route, cors)
            if found is None:
                continue
            trace, hop, meant = found
            place = (hop.gateway, id(cors))
            if place not in told:
                told.add(place)
                yield _finding(case, gateway, route, trace, hop, meant)


def _may_be_blocked(case: "Case", gateway: Gateway) -> bool:
    """Whether some way there has no `cors` of its own, or the product asks for more before."""
    if not case.facts(gateway).headers.preflight.value.before_auth:
        return True
    return any(in_force(w.route.policy.cors) is None for w in comes_from(case, gateway.name))


def _one_for_each(gateway: Gateway) -> Iterator[tuple[Route, Cors]]:
    """Routes that share their `cors` and their way of checking fail alike."""
    met: set[tuple[int, int]] = set()
    for route in gateway.routes:
        cors = in_force(route.policy.cors)
        if cors is None or route.action is None or route.blocked:
            continue
        key = (id(cors), id(route.accept))
        if key not in met:
            met.add(key)
            yield route, cors


def _blocked(
    case: "Case", gateway: Gateway, route: Route, cors: Cors
) -> "tuple[Trace, Hop, Route | None] | None":
    """The question for a request that does arrive, and the hop where it is refused.

    And the route by which the request itself passes there.

    Where a browser can call the gateway as it is meant to be called, its `cors` is for that.
    """
    if (
        gateway.exposure.value == "public"
        and case.facts(gateway).headers.preflight.value.before_auth
    ):
        return None
    public = gateway.exposure.value == "public"
    questions = case.flow.questions(gateway.name, route=route)
    meant = (one for one in questions if public or one.to != gateway.name)
    blocked: tuple[Trace, Hop, Route | None] | None = None
    for asked in islice(meant, TRIED):
        real = case.trace(asked)
        if real is None or not _arrives(real, gateway, route):
            continue
        before = case.trace(_preflight_for(asked, cors))
        hop = before.hops[-1] if before is not None and before.hops else None
        if before is None or hop is None:
            continue
        if hop.verdict.name == "ANSWERED":
            return None  # there is a door for browsers
        not_served = hop.verdict.name in NOT_SERVED and hop.gateway != gateway.name
        if hop.verdict.name in REFUSALS or not_served:
            passed = (one.route for one in real.hops if one.gateway == hop.gateway)
            blocked = blocked or (before, hop, next(passed, None))
    return blocked


def _arrives(trace: "Trace", gateway: Gateway, route: Route) -> bool:
    """A part of a `gather` is no request of a browser's: what it says of origins is not asked."""
    if any(hop.route is not None and isinstance(hop.route.action, Gather) for hop in trace.hops):
        return False
    return any(
        hop.gateway == gateway.name and hop.route is route and hop.verdict.name not in REFUSALS
        for hop in trace.hops
    )


def _preflight_for(asked: "Question", cors: Cors) -> "Question":
    """A browser shows no credential when it asks, whatever it will show later."""
    origin = next((one for one in cors.origins if isinstance(one, str) and one != "*"), None)
    about = (
        ("origin", origin or "https://www.example.com"),
        ("access-control-request-method", asked.method),
    )
    return replace(asked, method="OPTIONS", client=ANYONE, headers=(*asked.headers, *about))


def _finding(
    case: "Case",
    gateway: Gateway,
    route: Route,
    trace: "Trace",
    hop: "Hop",
    meant: Route | None,
) -> Finding:
    from ..confirm import witness_of

    cors = route.policy.cors
    assert cors is not None
    accept = hop.route.accept if hop.route is not None else None
    blocking = case.federation.gateways[hop.gateway]
    at = accept.origin.at if accept is not None else meant.at if meant is not None else None
    at = at or blocking.at
    assert at is not None
    said = cors.origin.at
    where = f"`{gateway.name}` behind it" if gateway is not blocking else "its own `cors`"
    return Finding(
        CODE,
        f"`{hop.gateway}` refuses the OPTIONS request of a browser before {where} can answer it",
        at,
        "no OPTIONS comes in here"
        if hop.verdict.name in NOT_SERVED
        else "a browser shows no credential when it asks",
        because=(Label(said, f"`{gateway.name}` would allow the origin here"),) if said else (),
        notes=(
            f"the browser gets {hop.status} to its question and never sends the request itself",
        ),
        help=tuple(_ways_out(route, blocking, gateway)),
        about=(hop.gateway, gateway.name, "cors"),
        proof=Proof.WITNESS,
        witness=witness_of(trace, lambda one: one is hop),
        region=f"OPTIONS {route.path.text}",
    )


def _ways_out(route: Route, blocking: Gateway, gateway: Gateway) -> Iterator[Help]:
    if gateway is blocking:
        yield Help(
            "use a product that answers such questions before it checks credentials, or add a route"
            " for OPTIONS with `accept anyone`",
            Applicability.REVIEW,
        )
        return
    cors = in_force(route.policy.cors)
    edits: tuple[Edit, ...] = ()
    if cors is not None and blocking.at is not None:
        edits = in_block_of_gateway(blocking, _written(cors))
    yield Help(
        f"say `cors` where browsers arrive, at `{blocking.name}`, which answers before it checks",
        Applicability.REVIEW,
        edits,
    )


def _written(cors: Cors) -> str:
    origins = ", ".join(str(o) if isinstance(o, FromEnv) else f'"{o}"' for o in cors.origins)
    parts = [f"origins {origins}"]
    if cors.methods:
        parts.append(f"methods {'|'.join(cors.methods)}")
    if cors.headers:
        parts.append("headers " + ", ".join(f'"{one}"' for one in cors.headers))
    if cors.expose:
        parts.append("expose " + ", ".join(f'"{one}"' for one in cors.expose))
    if cors.credentials:
        parts.append("credentials")
    if cors.max_age is not None:
        parts.append(f"max_age {cors.max_age}")
    return f"cors {{ {'  '.join(parts)} }}"
