"""GW1106: a route to which no request comes, as more specific ones take them all."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ....dsl.codes import Level
from ....dsl.finding import Finding, Help, Label, Proof
from ...model import Condition, Gateway, PathPattern, Route
from ...patterns import Routes, Shape, is_covered, is_within, meet, shape_of, text_of
from ..case import Case
from .order import (
    Rank,
    build_of,
    conditions_of,
    destinations,
    has_regex,
    rank_of,
    shared_methods,
    told_destination,
)
from .requests import best_shown, hops_at, requests_to
from .worlds import world_where

if TYPE_CHECKING:
    from ...trace import Trace

CODE = "GW1106"

TAKERS_MAX = 24
ALIKE_MAX = 24  # routes with an expression at the same place
REGEXES_MAX = 300  # that are held against another regex, in one gateway
TOLD_MAX = 20
SHOWN_MAX = 3


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        told = 0
        for route, takers in _shadowed(gateway):
            finding = _finding(case, gateway, route, takers)
            if finding is not None:
                told += 1
                yield finding
            if told == TOLD_MAX:
                break


def _shadowed(gateway: Gateway) -> Iterator[tuple[Route, list[Route]]]:
    """Literals, parameters and tails alone never hide a route whole: it takes an expression, or
    conditions of which one always holds."""
    routes = gateway.routes
    special = [n for n, route in enumerate(routes) if route.when is not None or has_regex(route)]
    if not special:
        return
    index = Routes(route.path for route in routes)
    regexes = 0
    for number in _hideable(routes, index, special):
        route = routes[number]
        meeting = [routes[n] for n in index.meeting(shape_of(route.path)) if n != number]
        rank = rank_of(route)
        takers = [one for one in meeting if rank_of(one) < rank][:TAKERS_MAX]
        if has_regex(route):
            regexes += sum(map(has_regex, takers))
            if regexes > REGEXES_MAX:
                continue
        hidden_by = _hiding(route, takers)
        if hidden_by:
            yield route, hidden_by


def _hideable(routes: Sequence[Route], index: Routes, special: list[int]) -> list[int]:
    """The routes that some special one takes requests from, and those with expressions.

    Of special ones with one path the most specific one is enough to ask. Where very many have an
    expression at one place, they are not looked at: each would have to be held against each.
    """
    alike = Counter(build_of(routes[number]) for number in special if has_regex(routes[number]))
    best: dict[PathPattern, tuple[Rank, int]] = {}
    found: set[int] = set()
    for number in special:
        route = routes[number]
        if has_regex(route):
            if alike[build_of(route)] > ALIKE_MAX:
                continue
            found.add(number)
        rank = rank_of(route)
        if route.path not in best or rank < best[route.path][0]:
            best[route.path] = (rank, number)
    for path, (rank, _) in best.items():
        found.update(n for n in index.meeting(shape_of(path)) if rank < rank_of(routes[n]))
    return sorted(found)


def _hiding(route: Route, takers: list[Route]) -> list[Route]:
    """Those of the more specific ones that take all of its requests, none where some are left."""
    if not takers or not _can_hold(route):
        return []
    needed: dict[int, Route] = {}
    for method in route.methods or (None,):
        mine = [one for one in takers if _takes(one, method)]
        by = _covering(route, mine)
        if not by:
            return []
        needed |= {id(one): one for one in by}
    return list(needed.values())


def _takes(route: Route, method: str | None) -> bool:
    return not route.methods or method in route.methods


def _can_hold(route: Route) -> bool:
    return route.when is None or world_where((route.when,)).world is not None


def _covering(route: Route, takers: list[Route]) -> list[Route]:
    by_shape: dict[Shape, list[Route]] = {}
    for one in takers:
        by_shape.setdefault(shape_of(one.path), []).append(one)
    always = {s: group for s, group in by_shape.items() if _one_always_holds(route, group)}
    mine = shape_of(route.path)
    for shape, group in always.items():
        if is_within(mine, shape) is True:
            return group
    if not is_covered(mine, always):
        return []
    return [one for group in always.values() for one in group]


def _one_always_holds(route: Route, group: list[Route]) -> bool:
    """Whether every request that the route would take meets a condition of the group."""
    if any(one.when is None for one in group):
        return True
    unmet: tuple[Condition, ...] = conditions_of(*group)
    tried = world_where(conditions_of(route), unmet)
    return tried.world is None and tried.certain


# ---- the finding ---------------------------------------------------------------------------------


def _finding(case: Case, gateway: Gateway, route: Route, takers: list[Route]) -> Finding | None:
    differs = [one for one in takers if _differs(route, one)]
    shown = _shown(case, gateway, route, takers)
    if shown is None:
        return None
    judged = Level.ERROR if differs and _goes_to(shown, gateway, differs) else None
    return _told(
        gateway, route, [*differs, *(o for o in takers if o not in differs)], shown, judged
    )


def _differs(route: Route, taker: Route) -> bool:
    return taker.accept != route.accept or destinations(taker) != destinations(route)


def _shown(case: Case, gateway: Gateway, route: Route, takers: list[Route]) -> "Trace | None":
    """A request that looks meant for the route; best one that fares differently now."""
    world = world_where(conditions_of(route)).world or {}
    found: Trace | None = None
    for taker in [one for one in takers if _differs(route, one)][:SHOWN_MAX] or takers[:1]:
        both = meet(shape_of(route.path), shape_of(taker.path))
        found = found or best_shown(
            case,
            requests_to(case, gateway, route, world, both, shared_methods(route, taker)),
            lambda followed: _goes_to(followed, gateway, takers),
        )
    return found


def _goes_to(followed: "Trace", gateway: Gateway, takers: list[Route]) -> bool:
    return any(hop.route is one for hop in hops_at(followed, gateway) for one in takers)


def _told(
    gateway: Gateway, route: Route, takers: list[Route], shown: "Trace", judged: Level | None
) -> Finding:
    from ..confirm import witness_of

    assert route.at is not None
    because = (Label(one.at, "takes its requests") for one in takers[:SHOWN_MAX] if one.at)
    return Finding(
        CODE,
        f"no request comes to the route `{route.name}` of `{gateway.name}`",
        route.at,
        "never reached",
        because=tuple(because),
        notes=tuple(_notes(route, takers)),
        help=(Help("take this route out, or narrow what the more specific one takes"),),
        about=(gateway.name, route.name, str(route.when or "")),
        proof=Proof.WITNESS if judged else Proof.FOR_ALL,
        witness=witness_of(shown, lambda hop: hop.gateway == gateway.name),
        region=f"{'|'.join(route.methods)} {text_of(shape_of(route.path))}".strip(),
        judged=judged,
    )


def _notes(route: Route, takers: list[Route]) -> Iterator[str]:
    names = list(dict.fromkeys(f"`{one.name}`" for one in takers))
    more = f" and {len(names) - SHOWN_MAX} more" if len(names) > SHOWN_MAX else ""
    them = f"{', '.join(names[:SHOWN_MAX])}{more}"
    if any(one.when is not None for one in takers):
        yield f"one of the conditions on {them} always holds, and they are looked at first"
    elif len(takers) == 1:
        yield f"{them} is more specific and takes them all, wherever the two stand in the file"
    else:
        yield f"{them} are more specific and take them all, wherever they stand in the file"
    first = takers[0]
    if destinations(first) != destinations(route):
        yield f"this route leads to {told_destination(route)}, that one to {told_destination(first)}"
    if first.accept != route.accept:
        yield "they do not accept the same credentials"
