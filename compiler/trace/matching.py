"""Which route a request finds: the most specific one that matches, whatever the order written."""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TypeVar

from ...dsl.frozen import frozen
from ..model import AllOf, Condition, Exactly, Param, PathPattern, Route, Tail
from .normalising import comparable

T = TypeVar("T")


@frozen
class Bound:
    """What the pattern took: parameters by name, and the segments of the tail, as sent."""

    params: Mapping[str, str] = field(default_factory=dict[str, str])
    tail: tuple[str, ...] = ()


@frozen
class Found:
    route: Route
    bound: Bound
    also: tuple[Route, ...] = ()  # as specific, and later in the file


@frozen
class NotFound:
    """`methods` are those that this path would have been answered for."""

    methods: tuple[str, ...] = ()
    nearest: tuple[Route, ...] = ()


def segments(path: str) -> tuple[str, ...]:
    """What stands between the slashes; the root has nothing."""
    return () if path in ("", "/") else tuple(path.split("/")[1:])


def bound_by(pattern: PathPattern, path: str) -> Bound | None:
    """What the pattern takes from a path, None where it does not match."""
    sent = segments(path)
    params: dict[str, str] = {}
    for place, part in enumerate(pattern.segments):
        if isinstance(part, Tail):
            return Bound(params, sent[place:])
        if place >= len(sent) or not _fits(part, sent[place]):
            return None
        if isinstance(part, Param):
            params[part.name] = sent[place]
    return Bound(params) if len(sent) == len(pattern.segments) else None


def _fits(part: Exactly | Param, segment: str) -> bool:
    plain = comparable(segment)
    if isinstance(part, Exactly):
        return plain == part.text
    if not plain:
        return False
    return part.regex is None or re.fullmatch(part.regex, plain) is not None


def find_route(
    routes: tuple[Route, ...],
    method: str,
    path: str,
    holds: Callable[[Condition, Bound], bool],
) -> Found | NotFound:
    """The winner among the routes whose path, method and condition all fit."""
    on_path = [(route, bound) for route in routes if (bound := bound_by(route.path, path))]
    fitting = [
        (route, bound)
        for route, bound in on_path
        if (not route.methods or method in route.methods)
        and (route.when is None or holds(route.when, bound))
    ]
    if not fitting:
        return NotFound(_methods(on_path, holds), nearest(routes, path))
    best = min(specificity(route) for route, _ in fitting)
    first, *rest = [pair for pair in fitting if specificity(pair[0]) == best]
    return Found(*first, tuple(route for route, _ in rest))


def _methods(
    on_path: list[tuple[Route, Bound]], holds: Callable[[Condition, Bound], bool]
) -> tuple[str, ...]:
    """Methods that the path is served for, under conditions that hold."""
    reachable = (r for r, bound in on_path if r.when is None or holds(r.when, bound))
    return tuple(dict.fromkeys(method for route in reachable for method in route.methods))


def specificity(route: Route) -> tuple[tuple[int, ...], bool, int]:
    """Smaller is more specific: segment by segment, then named methods, then more conditions."""
    return (
        (*(_rank(part) for part in route.path.segments), _END),
        not route.methods,
        -_conditions(route.when),
    )


_END = 0  # a pattern that ends here beats one that goes on with a tail


def _rank(part: object) -> int:
    match part:
        case Exactly():
            return 1
        case Param(regex=str()):
            return 2
        case Param():
            return 3
        case _:
            return 4


def _conditions(when: Condition | None) -> int:
    if when is None:
        return 0
    return sum(_conditions(part) for part in when.parts) if isinstance(when, AllOf) else 1


def nearest(routes: tuple[Route, ...], path: str) -> tuple[Route, ...]:
    """The route that goes along with the path the furthest, for whoever looks for the mistake."""
    sent = segments(path)

    def agreeing(route: Route) -> int:
        count = 0
        for part, segment in zip(route.path.segments, sent, strict=False):
            if isinstance(part, Tail) or not _fits(part, segment):
                break
            count += 1
        return count

    ranked = sorted(routes, key=lambda route: -agreeing(route))
    return tuple(ranked[:1])
