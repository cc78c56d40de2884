"""The sorts of requests that a promise speaks of: one path for each way in which they can fare.

Gateways tell paths apart by their routes, and by conditions on parameters. A set of paths is cut
along both, at the first gateway and at each one behind it; of every part one path is enough.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...model import (
    Acceptance,
    AllOf,
    AnyOf,
    Choose,
    Compares,
    Condition,
    Exactly,
    Gateway,
    IsOneOf,
    Matches,
    Not,
    Param,
    PathPattern,
    Route,
    Shows,
    ShowsAll,
    ShowsAny,
    Subject,
)
from ...patterns import (
    Routes,
    Shape,
    came_from,
    contains,
    example,
    meet,
    minus,
    sent_on,
    shape_of,
)
from ...target.members import members_of
from ..case import Case
from ..ways import Way, calls_of_route, ways_of_route

CUTS_MAX = 160  # shapes that one set is cut along
PATHS_MAX = 400
DEPTH_MAX = 12


_Above = tuple[tuple[str, Shape], ...]
_Known = dict[tuple[str, Shape], tuple[str, ...]]


@dataclass(slots=True)
class Sorts:
    """`complete` is whether every request fares like one of these; `conditions` are those met."""

    paths: list[str] = field(default_factory=list[str])
    complete: bool = True
    why: str = ""
    conditions: list[Condition] = field(default_factory=list[Condition])
    methods: list[str] = field(default_factory=list[str])

    def give_up(self, why: str) -> None:
        self.complete = False
        self.why = self.why or why


class Sorter:
    """Cuts sets of paths; what it learns of a gateway is kept for the next promise."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._indices: dict[str, Routes] = {}

    def sorts_of(self, doors: Iterable[str], shape: Shape) -> Sorts:
        """Of the requests for these paths at any of these gateways."""
        sorts = Sorts()
        known: _Known = {}
        found: dict[str, None] = {}
        for name in doors:
            found |= dict.fromkeys(self._at(name, shape, (), known, sorts))
        sorts.paths = list(found)[:PATHS_MAX]
        if len(found) > PATHS_MAX:
            sorts.give_up("it speaks of too many sorts of requests")
        return sorts

    def meeting(self, gateway: Gateway, shape: Shape) -> list[Route]:
        """The routes that some path of the shape may find."""
        if gateway.name not in self._indices:
            self._indices[gateway.name] = Routes(route.path for route in gateway.routes)
        return [gateway.routes[n] for n in self._indices[gateway.name].meeting(shape)]

    def _at(
        self, name: str, shape: Shape, above: _Above, known: _Known, sorts: Sorts
    ) -> tuple[str, ...]:
        """The paths at one gateway; what comes there a second time on one way is no new sort."""
        state = (name, shape)
        if state in above:
            return ()
        if state not in known:
            if len(above) > DEPTH_MAX:
                sorts.give_up("it passes too many gateways")
                return ()
            known[state] = tuple(self._paths(name, shape, (*above, state), known, sorts))
        return known[state]

    def _paths(
        self, name: str, shape: Shape, above: _Above, known: _Known, sorts: Sorts
    ) -> Iterator[str]:
        gateway = self.case.federation.gateways[name]
        routes = self.meeting(gateway, shape)
        self._learn(routes, sorts)
        cuts = list(dict.fromkeys(cut for route in routes for cut in _cuts(route)))
        if len(cuts) > CUTS_MAX:
            sorts.give_up("it speaks of too many routes")
            cuts = cuts[:CUTS_MAX]
        for part in _parted(shape, cuts):
            found = example(part)
            if found is None:
                sorts.give_up("no path is known that its regular expressions take")
                continue
            yield found
            for route in routes:
                if contains(shape_of(route.path), found):
                    yield from self._behind(route, part, above, known, sorts)

    def _behind(
        self, route: Route, part: Shape, above: _Above, known: _Known, sorts: Sorts
    ) -> Iterator[str]:
        """Paths of this part that the gateways behind tell apart."""
        gateway = self.case.federation.gateways[above[-1][0]]
        for way in ways_of(self.case, gateway, route):
            if way.upstream.to_kind != "gateway":
                continue
            sent = sent_on(part, route.path, way.upstream.template)
            for there in self._at(way.to, sent, above, known, sorts):
                here = came_from(route.path, way.upstream.template, there)
                if here is not None and contains(part, here):
                    yield here
                elif here is None:
                    sorts.give_up("not every path can be followed back to the client")

    def _learn(self, routes: Sequence[Route], sorts: Sorts) -> None:
        for route in routes:
            sorts.methods += (m for m in route.methods if m not in sorts.methods)
            found = conditions_on(route)
            sorts.conditions += (one for one in found if one not in sorts.conditions)
            if _tells_params(route):
                sorts.give_up("a header is made of a part of the path")


def ways_of(case: Case, gateway: Gateway, route: Route) -> Iterator[Way]:
    """Everywhere that a route sends requests, its own code included."""
    yield from ways_of_route(gateway, route)
    yield from calls_of_route(case.federation, gateway, route)


def conditions_on(route: Route) -> Iterator[Condition]:
    """What the route looks at, its cases, and whoever lets in."""
    for traced in (route.accept, *(member.accept for member in members_of(route.action))):
        if traced is not None:
            yield from _in_accept(traced.value)
    if route.when is not None:
        yield route.when
    if isinstance(route.action, Choose):
        yield from (one.when for one in route.action.cases if one.when is not None)


def _in_accept(accept: Acceptance) -> Iterator[Condition]:
    match accept:
        case Shows(condition=condition):
            yield from (condition,) if condition is not None else ()
        case ShowsAll(parts=parts) | ShowsAny(parts=parts):
            for part in parts:
                yield from _in_accept(part)


# ---- cutting -------------------------------------------------------------------------------------


def _cuts(route: Route) -> Iterator[Shape]:
    """The paths of the route, and those of them that its conditions tell apart."""
    yield shape_of(route.path)
    for condition in conditions_on(route):
        for name, value in _told_apart(condition):
            bound = _bound(route.path, name, value)
            if bound is not None:
                yield shape_of(bound)


def _told_apart(condition: Condition) -> Iterator[tuple[str, Exactly | Param]]:
    match condition:
        case Not(inner=inner):
            yield from _told_apart(inner)
        case AllOf(parts=parts) | AnyOf(parts=parts):
            for part in parts:
                yield from _told_apart(part)
        case Compares(subject=Subject(name="param", argument=str(name)), value=value):
            yield name, Exactly(str(value))
        case IsOneOf(subject=Subject(name="param", argument=str(name)), values=values):
            yield from ((name, Exactly(str(value))) for value in values)
        case Matches(subject=Subject(name="param", argument=str(name)), regex=regex):
            yield name, Param(name, regex)
        case _:
            return


def _bound(path: PathPattern, name: str, value: Exactly | Param) -> PathPattern | None:
    if name not in path.params:
        return None
    parts = (value if isinstance(p, Param) and p.name == name else p for p in path.segments)
    return PathPattern(path.text, tuple(parts))


def _parted(shape: Shape, cuts: Sequence[Shape]) -> list[Shape]:
    """The shape in parts, each of which lies inside or outside of each cut."""
    parts = [shape]
    for cut in cuts:
        next_parts: list[Shape] = []
        for part in parts:
            inside = meet(part, cut)
            if inside is None:
                next_parts.append(part)
            else:
                next_parts += (inside, *minus(part, [cut]))
        parts = next_parts
        if len(parts) > PATHS_MAX:
            break
    return parts


def _tells_params(route: Route) -> bool:
    """Whether a part of the path becomes a header, which later conditions may look at."""
    values = (change.value.value for change in route.policy.request_headers)
    return any(isinstance(value, Subject) and value.name == "param" for value in values)
