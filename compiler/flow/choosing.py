"""Which routes of one gateway a set of paths and methods finds: the most specific ones."""

from collections.abc import Iterable, Mapping, Sequence

from ..model import AllOf, Condition, Exactly, Gateway, Param, Route
from ..patterns import ALL, Routes, Shape, is_within, meet, minus, shape_of
from .deciding import Truth

RIVALS_MAX = 64  # more specific routes that are looked at before a route is said to be found
PIECES_MAX = 16  # what is left over beside them is told as it was if it falls into more
LEFT_OVER_MAX = 2_000  # routes, before what they leave is told as it came

Methods = frozenset[str] | None
Taken = tuple[int, tuple[Shape, ...], Methods]
"""A route by its number, the paths that it takes, and the methods."""


class Choosing:
    """The routes of a gateway, found by their paths."""

    def __init__(self, gateway: Gateway, links: Mapping[int, object]) -> None:
        self.routes = gateway.routes
        self.links = links  # the ways to other gateways, by the number of their route
        self.shapes = [shape_of(route.path) for route in self.routes]
        self.methods = [frozenset(route.methods) or None for route in self.routes]
        self.conditional = [n for n, route in enumerate(self.routes) if route.when is not None]
        self._ranks = [_rank(route, number) for number, route in enumerate(self.routes)]
        self._index: Routes | None = None
        self._rivals: dict[int, tuple[int, ...]] = {}
        self._known: dict[object, tuple[Taken, ...]] = {}

    def meeting(self, shape: Shape) -> Sequence[int]:
        if shape == ALL:
            return range(len(self.routes))
        if self._index is None:
            self._index = Routes(route.path for route in self.routes)
        return self._index.meeting(shape)

    def taken(
        self, shape: Shape, methods: Methods, truths: tuple[Truth, ...], linked: bool = False
    ) -> tuple[Taken, ...]:
        """`truths` are those of the conditional routes; `linked`: only those that lead to gateways."""
        key = (shape, methods, truths)
        found = self._known.get(key)
        if found is None:
            holding = dict(zip(self.conditional, truths, strict=True)) if truths else {}
            numbers = self.meeting(shape)
            found = self._known[key] = tuple(self._taken(shape, methods, holding, numbers))
        if linked and len(self.links) < len(self.routes):
            return tuple(one for one in found if one[0] in self.links)
        return found

    def _taken(
        self, shape: Shape, methods: Methods, holding: dict[int, Truth], numbers: Iterable[int]
    ) -> Iterable[Taken]:
        for number in numbers:
            if holding.get(number, True) is False:
                continue
            met = meet(shape, self.shapes[number])
            shared = both(methods, self.methods[number])
            if met is None or shared == frozenset():
                continue
            left, shared = self._left(number, met, shared, holding)
            if left:
                yield number, left, shared

    def _left(
        self, number: int, met: Shape, methods: Methods, holding: dict[int, Truth]
    ) -> tuple[tuple[Shape, ...], Methods]:
        """Without what surely goes to more specific routes."""
        gone: list[Shape] = []
        for rival in self._more_specific(number):
            if holding.get(rival, True) is not True:
                continue
            named = self.methods[rival]
            if named is None or (methods is not None and methods <= named):
                gone.append(self.shapes[rival])
            elif methods is not None and is_within(met, self.shapes[rival]):
                methods = methods - named
                if not methods:
                    return (), methods
        if not gone:
            return (met,), methods
        left = minus(met, [one for one in gone if meet(met, one) is not None])
        return (left if len(left) <= PIECES_MAX else (met,)), methods

    def left_over(self, shape: Shape, holding: dict[int, Truth]) -> tuple[Shape, ...]:
        """The paths that no route is sure to take, whatever the method."""
        sure = [n for n in self.meeting(shape) if holding.get(n, True) is True]
        if any(is_within(shape, self.shapes[n]) for n in sure[:RIVALS_MAX]):
            return ()
        if len(sure) > LEFT_OVER_MAX:
            return (shape,)
        return minus(shape, [self.shapes[n] for n in sure])

    def beside(self, path: str, method: str, route: Route) -> list[Condition] | None:
        """The conditions of more specific routes, none of which may hold; None if one has none."""
        if self._index is None:
            self._index = Routes(one.path for one in self.routes)
        fitting = [
            number
            for number in self._index.taking(path)
            if (named := self.methods[number]) is None or method in named
        ]
        number = next((n for n in fitting if self.routes[n] is route), None)
        if number is None:
            return None
        rank = self._ranks[number]
        conditions = [self.routes[n].when for n in fitting if self._ranks[n] < rank]
        return None if None in conditions else [one for one in conditions if one is not None]

    def _more_specific(self, number: int) -> tuple[int, ...]:
        found = self._rivals.get(number)
        if found is None:
            rank = self._ranks[number]
            meeting = self.meeting(self.shapes[number])
            found = tuple(one for one in meeting if self._ranks[one] < rank)
            if len(found) > RIVALS_MAX:
                found = ()
            self._rivals[number] = found
        return found


def both(a: Methods, b: Methods) -> Methods:
    return b if a is None else a if b is None else a & b


def _rank(route: Route, number: int) -> tuple[tuple[int, ...], bool, int, int]:
    """Smaller is more specific; of two that are equal the one that stands first."""
    ranks = [
        1 if isinstance(part, Exactly)
        else (3 if part.regex is None else 2) if isinstance(part, Param)
        else 4
        for part in route.path.segments
    ]  # fmt: skip
    return (*ranks, 0), not route.methods, -_conditions(route.when), number


def _conditions(when: Condition | None) -> int:
    if when is None:
        return 0
    return sum(map(_conditions, when.parts)) if isinstance(when, AllOf) else 1
