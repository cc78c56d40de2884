"""Requests that pass two gateways, one behind the other, and traces in which they do."""

from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ...dsl.frozen import frozen
from .alike import Alike, kinds_of_ways
from .case import Case
from .ways import Way

if TYPE_CHECKING:
    from ..trace import Hop, Question, Trace

REQUESTS = 6
"""Requests that are asked for of each side, at most."""

WAYS = 3
"""Ways of one kind that are looked at before the kind counts as not met."""


@frozen
class Meeting:
    """A kind of call from gateway to gateway, and a kind of call that follows there for some of it."""

    outer: Alike
    inner: Alike


_MEETINGS: "WeakKeyDictionary[Case, tuple[Meeting, ...]]" = WeakKeyDictionary()


def meetings(case: Case) -> tuple[Meeting, ...]:
    """As far as requests are believed to go: what finds a route behind came by some way."""
    if case not in _MEETINGS:
        _MEETINGS[case] = tuple(_meetings(case))
    return _MEETINGS[case]


def _meetings(case: Case) -> Iterator[Meeting]:
    kinds = kinds_of_ways(case)
    if all(kind.way.upstream.to_kind != "gateway" for kind in kinds):
        return
    by_way = {_key(kind.way): kind for kind in kinds}
    onward: dict[int, list[Alike]] = {}
    for kind in kinds:
        for way in kind.ways:
            onward.setdefault(id(way.route), []).append(kind)
    seen: set[tuple[int, int]] = set()
    for outer, routes in _followed(case, by_way):
        for route in routes:
            for inner in onward.get(route, ()):
                pair = (id(outer), id(inner))
                if pair not in seen:
                    seen.add(pair)
                    yield Meeting(outer, inner)


def _followed(
    case: Case, by_way: dict[tuple[str, str, int], Alike]
) -> Iterator[tuple[Alike, list[int]]]:
    """Each kind of call between gateways, with the routes that its requests find."""
    found: dict[int, tuple[Alike, dict[int, None]]] = {}
    for name in case.federation.gateways:
        for passage in case.flow.passages(name):
            if passage.let_in != "none":
                for part in passage.parts:
                    came = by_way.get(_key(part.came.way)) if part.came is not None else None
                    if came is not None:
                        found.setdefault(id(came), (came, {}))[1][id(passage.route)] = None
    yield from ((came, list(routes)) for came, routes in found.values())


def _key(way: Way) -> tuple[str, str, int]:
    return (way.gateway.name, way.upstream.to, id(way.policy))


def requests_through(case: Case, outer: Alike, inner: Alike) -> "Iterator[Question]":
    """Requests that may pass both: those that come to the inner ways, and those that take the outer."""
    arriving = (
        question
        for way in inner.ways[:WAYS]
        for question in islice(_asked(case, way), REQUESTS)
        if question.to != inner.gateway
    )
    leaving = (
        question for way in outer.ways[:WAYS] for question in islice(_asked(case, way), REQUESTS)
    )
    for pair in zip_longest(arriving, leaving):
        yield from (question for question in pair if question is not None)


def _asked(case: Case, way: Way) -> "Iterator[Question]":
    return case.flow.questions(way.gateway.name, route=way.route, way=way)


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
