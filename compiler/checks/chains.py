"""Requests that pass two gateways, one behind the other, and traces in which they do."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from ...dsl.frozen import frozen
from .alike import Alike, kinds_of_ways
from .case import Case
from .ways import Way

if TYPE_CHECKING:
    from ..model import Route
    from ..patterns import Routes, Shape
    from ..trace import Hop, Question, Trace

V = TypeVar("V", bound=Hashable)

REQUESTS = 6
"""Requests that are asked for of each side, at most."""

EXAMPLES = 3
PAIRS = 40
WAYS = 3
"""Ways of one kind that are looked at before the kind counts as not met."""


@frozen
class Meeting:
    """A kind of call from gateway to gateway, and a kind of call that may follow there."""

    outer: Alike
    inner: Alike


def meetings(
    case: Case, value: Callable[[Alike], V], worth: Callable[[V, V], bool]
) -> Iterator[Meeting]:
    """Those whose values are worth a look: of calls that are alike in that, each value is asked once.

    They meet by path and method; whether a request really goes that way, a trace has to show.
    """
    outers: dict[tuple[str, V], list[Alike]] = {}
    inners: dict[str, dict[V, None]] = {}
    known: dict[int, V] = {}
    for kind in kinds_of_ways(case):
        known[id(kind)] = value(kind)
        inners.setdefault(kind.gateway, {})[known[id(kind)]] = None
        if kind.way.upstream.to_kind == "gateway":
            outers.setdefault((kind.to, known[id(kind)]), []).append(kind)
    for (to, here), kinds in outers.items():
        wanted = {there for there in inners.get(to, ()) if worth(here, there)}
        for outer in kinds if wanted else ():
            for inner in _behind(case, outer):
                if known[id(inner)] in wanted:
                    yield Meeting(outer, inner)


class _Doors:
    """The routes of each gateway by their paths, and the calls that each route makes."""

    def __init__(self, case: Case) -> None:
        self._gateways = case.federation.gateways
        self._routes: dict[str, Routes] = {}
        self.onward: dict[int, dict[int, Alike]] = {}
        for kind in kinds_of_ways(case):
            for way in kind.ways:
                self.onward.setdefault(id(way.route), {})[id(kind)] = kind

    def found(self, way: Way) -> "Iterator[Route]":
        """The routes that requests of this way may find."""
        from ..patterns import Routes

        gateway = self._gateways[way.to]
        if way.to not in self._routes:
            self._routes[way.to] = Routes(route.path for route in gateway.routes)
        methods = {way.method} if way.method is not None else {*way.route.methods}
        for number in self._routes[way.to].meeting(_sent(way)):
            route = gateway.routes[number]
            if not methods or not route.methods or not methods.isdisjoint(route.methods):
                yield route


_DOORS: "WeakKeyDictionary[Case, _Doors]" = WeakKeyDictionary()


def _behind(case: Case, outer: Alike) -> Iterator[Alike]:
    """The kinds of calls that may follow, each once."""
    if not case.flow.reached(outer.gateway):
        return
    if case not in _DOORS:
        _DOORS[case] = _Doors(case)
    doors = _DOORS[case]
    routes = {id(route): route for way in outer.ways for route in doors.found(way)}
    kinds = {key: kind for one in routes for key, kind in doors.onward.get(one, {}).items()}
    yield from kinds.values()


def _sent(way: Way) -> "Shape":
    from ..patterns import sent_on, shape_of

    pattern = way.route.path
    return sent_on(shape_of(pattern), pattern, way.upstream.template)


# ---- requests ------------------------------------------------------------------------------------


def requests_through(case: Case, outer: Alike, inner: Alike) -> "Iterator[Question]":
    """Requests that may pass both: made for it, and those that come to the inner ways anyhow."""
    made = (
        question
        for before, behind in islice(_meeting_ways(outer, inner), WAYS)
        for question in islice(_made_for(case, before, behind), REQUESTS)
    )
    arriving = (
        question
        for way in inner.ways[:WAYS]
        for question in islice(
            case.flow.questions(way.gateway.name, route=way.route, way=way), REQUESTS
        )
        if question.to != inner.gateway
    )
    for pair in zip_longest(made, arriving):
        yield from (question for question in pair if question is not None)


def _meeting_ways(outer: Alike, inner: Alike) -> Iterator[tuple[Way, Way]]:
    from ..patterns import meet, shape_of

    for before in outer.ways[:PAIRS]:
        sent = _sent(before)
        for behind in inner.ways[:PAIRS]:
            if meet(sent, shape_of(behind.route.path)) is not None:
                yield before, behind


def _made_for(case: Case, before: Way, behind: Way) -> "Iterator[Question]":
    """Requests at the outer gateway whose path and method suit the inner route."""
    from ..patterns import came_from, examples, meet, shape_of
    from ..patterns.segments import segments_of

    met = meet(_sent(before), shape_of(behind.route.path))
    for path in examples(met, EXAMPLES) if met is not None else ():
        came = came_from(before.route.path, before.upstream.template, path)
        if came is None:
            continue
        asked = case.flow.questions(
            before.gateway.name, route=before.route, way=before, paths=segments_of(came)
        )
        for question in islice(asked, 2):
            yield _suiting(question, before, behind)


def _suiting(question: "Question", before: Way, behind: Way) -> "Question":
    wanted, open_to = behind.route.methods, before.route.methods
    if before.method is not None or not wanted or question.method in wanted:
        return question
    return replace(
        question,
        method=next((one for one in wanted if not open_to or one in open_to), question.method),
    )


def passes_both(trace: "Trace", outer: Alike, inner: Alike) -> "tuple[Hop, Hop] | None":
    """The two hops, one right behind the other."""
    for hop in trace.hops:
        before = trace.hops[hop.parent - 1] if hop.parent is not None else None
        if before is not None and takes(before, outer) and takes(hop, inner):
            return before, hop
    return None


def takes(hop: "Hop", kind: Alike) -> bool:
    """Whether this pass leaves by a way of this kind."""
    return (
        hop.gateway == kind.gateway
        and any(sent.to == kind.to for sent in hop.sent)
        and any(way.route is hop.route for way in kind.ways)
    )


def region_of(kind: Alike) -> str:
    """The requests that take ways of this kind: one route, and how many more."""
    routes = dict.fromkeys(id(way.route) for way in kind.ways)
    more = len(routes) - 1
    name = kind.way.route.name
    return f"{name} and {more} more route{'s' if more > 1 else ''}" if more else name
