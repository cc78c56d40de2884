"""An inner gateway that serves anybody who calls it directly, though the way in front is guarded."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import ANYONE, Gateway, Redirect, Respond, Route
from ..grounds import assumed, ground
from ..ways import Way
from .doors import comes_from, is_open_to_the_internet, lets_anyone_in
from .menu import accepted_too, ways_to_tell
from .telling import and_more

if TYPE_CHECKING:
    from ...trace import Hop, Question, Trace
    from ..case import Case

CODE = "GW2104"
ROUTES_TRIED = 8
REQUESTS_TRIED = 4
DOORS_MAX = 40
REQUESTS_SEEN = 200
REFUSALS = ("AUTH_MISSING", "AUTH_REJECTED")


@frozen
class Open:
    """The request that walks in, and the one through the front that is refused."""

    route: Route
    direct: "Trace"
    refused: "Trace"

    @property
    def guard(self) -> "Hop":
        return next(hop for hop in self.refused.hops if hop.verdict.name in REFUSALS)


def find(case: "Case") -> Iterator[Finding]:
    return islice(_doors(case), DOORS_MAX)


def _doors(case: "Case") -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        if not comes_from(case, gateway.name) or not is_open_to_the_internet(case, gateway):
            continue
        meant = _is_open_on_purpose(case, gateway)
        suspects = [route for route in gateway.routes if _serves_anyone(route, meant)]
        for route in suspects[:ROUTES_TRIED]:
            found = _open(case, gateway, route)
            if found is not None:
                yield _finding(case, gateway, found, len(suspects) - 1)
                break


def _serves_anyone(route: Route, meant: bool) -> bool:
    """Something behind the gateway is reached without any credential."""
    if route.action is None or isinstance(route.action, Redirect | Respond) or route.blocked:
        return False
    if route.accept is not None and meant:
        return False
    return lets_anyone_in(route.accept.value if route.accept is not None else None)


def _is_open_on_purpose(case: "Case", gateway: Gateway) -> bool:
    """Public, `accept anyone`, and nobody in front shows it anything: it is there for all."""
    ways = comes_from(case, gateway.name)
    attached = any(travel.attach for way in ways for travel in way.travels)
    return gateway.exposure.value == "public" and not attached


def _open(case: "Case", gateway: Gateway, route: Route) -> Open | None:
    """None where another door in front lets anybody through as well: then it is meant."""
    found: Open | None = None
    for asked in _through_the_front(case, gateway, route):
        through = case.trace(asked)
        if through is None or _at(through, gateway, route) is None:
            continue
        alone = case.trace(replace(asked, client=ANYONE))
        if alone is None:
            continue
        if _at(alone, gateway, route) is not None:
            return None
        if found is None and any(hop.verdict.name in REFUSALS for hop in alone.hops):
            direct = _directly(case, gateway, route, through)
            found = Open(route, direct, alone) if direct is not None else None
    return found


def _through_the_front(case: "Case", gateway: Gateway, route: Route) -> "Iterator[Question]":
    """Requests that come here by way of another gateway."""
    entries = [one.name for one in case.federation.entries.values() if gateway.name in one.leads_to]
    own = {gateway.name, *entries}
    questions = islice(case.flow.questions(gateway.name, route=route), REQUESTS_SEEN)
    return islice((one for one in questions if one.to not in own), REQUESTS_TRIED)


def _at(trace: "Trace", gateway: Gateway, route: Route) -> "Hop | None":
    """The pass through this route, where it was let in."""
    for hop in trace.hops:
        if hop.gateway == gateway.name and hop.route is route:
            return None if hop.verdict.name in REFUSALS else hop
    return None


def _directly(case: "Case", gateway: Gateway, route: Route, through: "Trace") -> "Trace | None":
    """The same request, as the gateway gets it, sent by anybody straight to it."""
    from ...trace import Question

    hop = _at(through, gateway, route)
    assert hop is not None
    received = hop.received
    asked = Question(
        received.method, received.target, ANYONE, gateway.name, headers=through.question.headers
    )
    followed = case.trace(asked)
    if followed is None or not followed.hops:
        return None
    served = followed.hops[0].verdict.name in ("FORWARDED", "DELIVERED")
    status = followed.answer.status
    return followed if served and status is not None and status < 400 else None


def _finding(case: "Case", gateway: Gateway, found: Open, others: int) -> Finding:
    from ..confirm import witness_of

    assert gateway.at is not None
    accept, guard, facts = found.route.accept, found.guard, case.facts(gateway)
    internal = gateway.exposure.value == "internal"
    fact = facts.exposes_internal
    at = accept.origin.at if accept is not None else None
    return Finding(
        CODE,
        f"anybody can call `{gateway.name}` directly and is served, although"
        f" `{guard.gateway}` in front of it would have refused",
        at or gateway.at,
        "everybody is let in here" if at else "nothing is asked for here",
        because=tuple(_both_sides(gateway, guard, at is not None)),
        notes=(
            f"through `{guard.gateway}` the same request without a credential gets {guard.status}",
            *([ground(f"{gateway.target} exposes an internal gateway", fact)] if internal else ()),
            *and_more(others, "route"),
        ),
        help=tuple(_ways_out(case, gateway, found)),
        about=(gateway.name,),
        proof=Proof.WITNESS,
        witness=witness_of(found.direct, lambda hop: hop.gateway == gateway.name),
        region=found.route.name,
        rests_on=assumed("the internet reaches it", fact) if internal else (),
    )


def _both_sides(gateway: Gateway, guard: "Hop", has_accept: bool) -> Iterator[Label]:
    accept = guard.route.accept if guard.route is not None else None
    if accept is not None and accept.origin.at is not None:
        yield Label(accept.origin.at, f"`{guard.gateway}` asks for this")
    if has_accept and gateway.at is not None:
        yield Label(gateway.at, "the internet reaches it")


def _ways_out(case: "Case", gateway: Gateway, found: Open) -> Iterator[Help]:
    first = found.guard.gateway
    ways = sorted(comes_from(case, gateway.name), key=lambda way: way.gateway.name != first)
    accept = found.route.accept
    attached = dict.fromkeys(name for way in ways for t in way.travels for name in t.attach)
    for name in attached:
        edits: tuple[Edit, ...] = accepted_too(gateway, accept, name)
        message = f"ask for `{name}`, which `{_attacher(ways, name)}` attaches already"
        yield Help(message, Applicability.REVIEW, edits)
        return
    yield from ways_to_tell(case, ways, gateway, accept)


def _attacher(ways: Sequence[Way], name: str) -> str:
    return next(w.gateway.name for w in ways if any(name in t.attach for t in w.travels))
