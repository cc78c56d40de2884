"""GW1108: two routes take the same request, and neither is more specific."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.source import Span
from ...model import Gateway, Route
from ...patterns import meet, shape_of, text_of
from ..case import Case
from ..grounds import ground
from .order import build_of, conditions_of, may_both_hold, pairs_of, rank_of, shared_methods
from .requests import best_shown, hops_at, requests_to
from .worlds import world_where

if TYPE_CHECKING:
    from ...trace import Hop, Trace

CODE = "GW1108"

PAIRS_PER_ROUTE = 16
PAIRS_MAX = 20_000  # of routes of one build
TOLD_MAX = 20
ROWS_MAX = 3


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        told = 0
        for first, second in _tied(gateway):
            finding = _finding(case, gateway, first, second)
            if finding is not None:
                told += 1
                yield finding
            if told == TOLD_MAX:
                break


def _tied(gateway: Gateway) -> Iterator[tuple[Route, Route]]:
    """Only routes of one build can tie: the same literals at the same places."""
    alike: dict[object, list[Route]] = {}
    for route in gateway.routes:
        alike.setdefault((build_of(route), bool(route.methods)), []).append(route)
    for routes in alike.values():
        if len(routes) > 1:
            for one, other in islice(pairs_of(routes, PAIRS_PER_ROUTE), PAIRS_MAX):
                if shared_methods(one, other) is not None and _ties(one, other):
                    yield one, other


def _ties(one: Route, other: Route) -> bool:
    if rank_of(one) != rank_of(other):
        return False
    if meet(shape_of(one.path), shape_of(other.path)) is None:
        return False
    return may_both_hold(one, other)


def _finding(case: Case, gateway: Gateway, first: Route, second: Route) -> Finding | None:
    both = meet(shape_of(first.path), shape_of(second.path))
    world = world_where(conditions_of(first, second)).world
    if both is None or world is None:
        return None
    shown = best_shown(
        case,
        requests_to(case, gateway, first, world, both, shared_methods(first, second)),
        lambda followed: any(_shows(hop, first, second) for hop in hops_at(followed, gateway)),
    )
    return _told(case, gateway, first, second, shown, text_of(both)) if shown else None


def _shows(hop: "Hop", first: Route, second: Route) -> bool:
    """The interpreter takes the first one, and says that the other one matches as well."""
    return hop.route is first and any(f"`{second.name}` matches just" in n for n in hop.notes)


def _told(
    case: Case, gateway: Gateway, first: Route, second: Route, shown: "Trace", region: str
) -> Finding:
    from ..confirm import witness_of

    assert first.at is not None
    assert second.at is not None
    methods = "|".join(shared_methods(first, second) or ())
    if first.name == second.name:
        message = f"`{gateway.name}` has two routes `{second.name}`, and neither is more specific"
    else:
        message = (
            f"`{second.name}` and `{first.name}` of `{gateway.name}` take the same request, "
            "and neither is more specific"
        )
    return Finding(
        CODE,
        message,
        second.at,
        "takes this request too",
        because=(Label(first.at, "takes it as well"),),
        notes=tuple(_rows(case, gateway, first, second)),
        help=tuple(_ways_out(first, second)),
        about=(
            gateway.name,
            first.name,
            second.name,
            str(first.when or ""),
            str(second.when or ""),
        ),
        proof=Proof.WITNESS,
        witness=witness_of(shown, lambda hop: _shows(hop, first, second)),
        region=f"{methods} {region}".strip(),
    )


WINS = {
    "file order": "{first} would win, as it stands first",
    "longest prefix": "both are as long, and nothing else is promised",
    "priority": "both have one priority, and nothing else is promised",
    "specificity": "both are as specific, and nothing else is promised",
}


def _rows(case: Case, gateway: Gateway, first: Route, second: Route) -> Iterator[str]:
    """What each product of this federation would do, this gateway's own first."""
    others = (g for g in case.federation.gateways.values() if g.target != gateway.target)
    name = "the first of them" if first.name == second.name else f"`{first.name}`"
    seen: dict[str | None, Gateway] = {gateway.target: gateway}
    for other in others:
        seen.setdefault(other.target, other)
    for target, one in list(seen.items())[:ROWS_MAX]:
        order = case.facts(one).routing.native_order
        wins = WINS[order.value].format(first=name)
        yield ground(f"{target} goes by {order.value}: {wins}", order)


def _ways_out(first: Route, second: Route) -> Iterator[Help]:
    at = second.at
    assert at is not None
    if second.when is None and second.path != first.path and not second.methods:
        named = Edit(Span(at.source, at.start, at.start), "GET ")
        yield Help(
            "name the methods of one of them, which makes it the more specific one",
            Applicability.REVIEW,
            (named,),
        )
    else:
        yield Help("take one of them out, or give one a condition that the other does not meet")
