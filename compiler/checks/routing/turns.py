"""Ways that may lead a request round in a ring: where to look for loops.

A ring of gateways is not yet one of requests: only what one way sends may be taken by the next. So
the ways themselves are joined, each to those that meet what it sends, and rings are looked for
among them. What is left is few, and each is tried with real requests.
"""

from collections.abc import Sequence

from ...patterns import Routes, Shape, is_empty, meet, sent_on, shape_of
from ..case import Case
from ..ways import Way, calls_of_route
from .components import components
from .fronts import rings_by_fronts

ROUNDS = 3
"""So often is a set of paths sent round before one of them is picked."""

Methods = tuple[str, ...]


def suspicious(case: Case) -> list[tuple[Way, ...]]:
    """Groups of ways that may lead back to each other, in the order of the program."""
    names = list(case.federation.gateways)
    numbers = {name: number for number, name in enumerate(names)}
    inner = {name: _to_gateways(case, name) for name in names}
    edges = [sorted({numbers[way.to] for way in inner[name]}) for name in names]
    found: list[tuple[Way, ...]] = []
    for group in components(edges):
        members = {names[number] for number in group}
        ways = [w for number in group for w in inner[names[number]] if w.to in members]
        for near in rings_by_fronts(ways):
            found += _joined(near)
    return found


def _to_gateways(case: Case, name: str) -> list[Way]:
    found = [way for way in case.ways_from[name] if way.upstream.to_kind == "gateway"]
    gateway = case.federation.gateways[name]
    for route in gateway.routes:
        if route.calls and not route.blocked:
            calls = calls_of_route(case.federation, gateway, route)
            found += (way for way in calls if way.upstream.to_kind == "gateway")
    return found


def _joined(ways: Sequence[Way]) -> list[tuple[Way, ...]]:
    """Rings among ways. What is sent to a gateway alike is one node, which keeps edges few."""
    starts = _Starts(ways)
    edges: list[list[int]] = [[] for _ in ways]
    sent_before: dict[tuple[str, Shape, Methods], int] = {}
    for number, way in enumerate(ways):
        key = (way.to, sent_by(way), methods_sent(way))
        if key not in sent_before:
            sent_before[key] = len(edges)
            edges.append(starts.meeting(*key))
        edges[number].append(sent_before[key])
    groups = components(edges)
    return [tuple(ways[number] for number in group if number < len(ways)) for group in groups]


class _Starts:
    """The ways by the gateway that they leave, to be found by what their routes take."""

    def __init__(self, ways: Sequence[Way]) -> None:
        self._ways = ways
        self._numbers: dict[str, list[int]] = {}
        for number, way in enumerate(ways):
            self._numbers.setdefault(way.gateway.name, []).append(number)
        self._routes = {
            name: Routes(ways[number].route.path for number in numbers)
            for name, numbers in self._numbers.items()
        }

    def meeting(self, gateway: str, shape: Shape, methods: Methods) -> list[int]:
        routes = self._routes.get(gateway)
        if routes is None:
            return []
        numbers = (self._numbers[gateway][place] for place in routes.meeting(shape))
        return [n for n in numbers if _share(methods, self._ways[n].route.methods)]


def sent_by(way: Way) -> Shape:
    """The paths that leave on this way, as far as its route alone says."""
    pattern = way.route.path
    return sent_on(shape_of(pattern), pattern, way.upstream.template)


def methods_sent(way: Way) -> Methods:
    """The methods that leave on this way; none is any."""
    return (way.method,) if way.method is not None else way.route.methods


def _share(some: Methods, others: Methods) -> bool:
    return not some or not others or any(one in others for one in some)


def come_round(turn: Sequence[Way]) -> Shape | None:
    """Paths with which a request is at the first way again after some rounds; None if none are."""
    paths = shape_of(turn[0].route.path)
    for number in range(ROUNDS * len(turn)):
        one, after = turn[number % len(turn)], turn[(number + 1) % len(turn)]
        sent = sent_on(paths, one.route.path, one.upstream.template)
        met = meet(sent, shape_of(after.route.path))
        if met is None or is_empty(met):
            return None
        paths = met
    return paths


def turn_of(way: Way, group: Sequence[Way]) -> tuple[Way, ...]:
    """A shortest ring of ways through this one, which stands first."""
    starts = _Starts(group)
    came: dict[int, int] = {}
    first = group.index(way)
    here = [first]
    while here:
        further: list[int] = []
        for number in here:
            one = group[number]
            for after in starts.meeting(one.to, sent_by(one), methods_sent(one)):
                if after == first:
                    return tuple(group[n] for n in _back(number, first, came))
                if after not in came:
                    came[after] = number
                    further.append(after)
        here = further
    return ()


def _back(number: int, first: int, came: dict[int, int]) -> list[int]:
    path = [number]
    while path[-1] != first:
        path.append(came[path[-1]])
    return path[::-1]
