"""GW1107: requests that look meant for one route, and that another one takes across it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ...model import Exactly, Gateway, PathPattern, Route
from ...patterns import example, meet, minus, shape_of, text_of
from ..case import Case
from .order import conditions_of, destinations, rank_of, shared_methods, told_destination
from .requests import best_shown, hops_at, requests_to
from .worlds import world_where

if TYPE_CHECKING:
    from ...trace import Trace

CODE = "GW1107"

TOLD_MAX = 10
NEAR_MAX = 16  # routes that one is held against


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        told = 0
        for route, taker in _crossed(gateway):
            finding = _finding(case, gateway, route, taker)
            if finding is not None:
                told += 1
                yield finding
            if told == TOLD_MAX:
                break


def _crossed(gateway: Gateway) -> Iterator[tuple[Route, Route]]:
    """`/a/{x}/c` beside `/a/b/{y}`: neither lies within the other, and `/a/b/c` is one of both.

    That a literal beats a parameter everybody expects; here each has a literal of its own. The two
    are alike up to the segment at which the one has a parameter and the other a literal.
    """
    wide = [route for route in gateway.routes if _may_be_crossed(route.path)]
    if not wide:
        return
    takers: dict[_Front, list[Route]] = {}
    for route in gateway.routes:
        for front in _fronts(route.path, is_literal=True):
            takers.setdefault(front, []).append(route)
    for route in wide:
        fronts = _fronts(route.path, is_literal=False)
        near = (one for front in fronts for one in takers.get(front, ())[:NEAR_MAX])
        taker = next((one for one in near if _diverts(route, one)), None)
        if taker is not None:
            yield route, taker


_Front = tuple[int, tuple[object, ...]]


def _may_be_crossed(path: PathPattern) -> bool:
    """Whether a literal stands behind a parameter."""
    kinds = [type(part) is Exactly for part in path.segments]
    return False in kinds and True in kinds[kinds.index(False) :] and not path.has_tail


def _fronts(path: PathPattern, is_literal: bool) -> Iterator[_Front]:
    """What stands before each literal that has a parameter behind it, or the other way round."""
    if path.has_tail:
        return
    kinds = [type(part) is Exactly for part in path.segments]
    alike: list[object] = [p.text if type(p) is Exactly else None for p in path.segments]
    for place, kind in enumerate(kinds):
        if kind is is_literal and (not is_literal) in kinds[place + 1 :]:
            yield len(kinds), tuple(alike[:place])


def _diverts(route: Route, taker: Route) -> bool:
    if taker is route or taker.when is not None or rank_of(route) <= rank_of(taker):
        return False
    if shared_methods(route, taker) is None or destinations(route) == destinations(taker):
        return False
    pairs = list(zip(route.path.segments, taker.path.segments, strict=True))
    return any(_is_wider(one, other) for one, other in pairs) and any(
        _is_wider(other, one) for one, other in pairs
    )


def _is_wider(one: object, other: object) -> bool:
    return type(one) is not Exactly and type(other) is Exactly


def _finding(case: Case, gateway: Gateway, route: Route, taker: Route) -> Finding | None:
    both = meet(shape_of(route.path), shape_of(taker.path))
    world = world_where(conditions_of(route)).world
    if both is None or world is None:
        return None
    methods = shared_methods(route, taker)
    shown = best_shown(
        case,
        requests_to(case, gateway, route, world, both, methods),
        lambda followed: any(hop.route is taker for hop in hops_at(followed, gateway)),
    )
    if shown is None:
        return None
    region = f"{'|'.join(methods or ())} {text_of(both)}".strip()
    return _told(gateway, route, taker, shown, region)


def _told(gateway: Gateway, route: Route, taker: Route, shown: "Trace", region: str) -> Finding:
    from ..confirm import witness_of

    assert route.at is not None
    assert taker.at is not None
    kept = next(iter(minus(shape_of(route.path), [shape_of(taker.path)])), None)
    stays = example(kept) if kept is not None else None
    return Finding(
        CODE,
        f"some requests for `{route.name}` of `{gateway.name}` go to `{taker.name}` instead",
        route.at,
        f"{stays} comes here" if stays else "some of its requests do not come here",
        because=(Label(taker.at, f"{shown.question.path} goes here"),),
        notes=(
            "the first segment that differs decides, and there a literal is more specific",
            f"this route leads to {told_destination(route)}, that one to {told_destination(taker)}",
        ),
        help=(Help("give the request that both take a route of its own, if it is to come here"),),
        about=(gateway.name, route.name, taker.name),
        proof=Proof.WITNESS,
        witness=witness_of(shown, lambda hop: hop.gateway == gateway.name),
        region=region,
    )
