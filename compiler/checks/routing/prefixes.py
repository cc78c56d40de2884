"""How a path would have to be sent on so that a gateway behind has a route for it.

Either what stands in front of it is taken away, or something is put there, or an `at` that takes
too much away goes. The routes behind say which: where they know the first segment of what is sent,
something in front of it is missing, and where they do not, it is too much.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from ....dsl.frozen import frozen
from ...model import Exactly, Param, PathPattern, Route, Segment, Tail
from ...patterns import meet, sent_on, shape_of
from ..ways import Way
from .inner_routes import SOME_VALUE, general_front, unconstrained

MOST = 3
TAILS = ((SOME_VALUE,), (SOME_VALUE, SOME_VALUE))


@frozen
class Fit:
    """A template with which a route behind is found; an empty one sends the path on as it came."""

    template: str
    route: Route
    how: Literal["strip", "prefix", "as-it-came"]
    differs: str  # the segments that are too many or missing: `/orders`
    certain: bool = True  # not where any path at all would find a route


def fits(way: Way, routes: Sequence[Route]) -> tuple[Fit, ...]:
    """The likeliest ones only, each template once."""
    likely = (_as_it_came(way, routes), _prefixed(way, routes), _stripped(way, routes))
    for found in (*likely, _wide_open(way, routes)):
        by_template: dict[str, Fit] = {}
        for fit in found:
            by_template.setdefault(fit.template, fit)
        if by_template:
            return tuple(by_template.values())[:MOST]
    return ()


def _as_it_came(way: Way, routes: Iterable[Route]) -> Iterator[Fit]:
    template = way.upstream.template
    if template is None or way.upstream.method is not None:
        return
    for route in routes:
        if _finds(way, way.route.path.segments, route):
            yield Fit("", route, "as-it-came", template.text)


def _prefixed(way: Way, routes: Iterable[Route]) -> Iterator[Fit]:
    sent = _sent(way)
    first = sent[0] if sent else None
    if not isinstance(first, Exactly):
        return
    for route in routes:
        front = _literals(route.path.segments)
        if first in front[1:]:
            missing = front[: front.index(first)]
            if _finds(way, (*missing, *sent), route):
                yield Fit(_text((*missing, *sent)), route, "prefix", _text(missing))


def _stripped(way: Way, routes: Sequence[Route]) -> Iterator[Fit]:
    """Cut off until a route fits; a route that goes on with the next literal wins."""
    sent = _sent(way)
    front = _literals(sent)
    for count in range(1, len(front) + 1):
        rest = sent[count:]
        found = [
            Fit(_text(rest), route, "strip", _text(front[:count]))
            for route in routes
            if _finds(way, rest, route)
        ]
        if found:
            yield from found
            return


def _wide_open(way: Way, routes: Sequence[Route]) -> Iterator[Fit]:
    """With nothing in front, callers may spell out what the routes there begin with."""
    sent = _sent(way)
    front = _literals(sent)
    if front and isinstance(sent[-1], Tail) and len(sent) == len(front) + 1:
        yield Fit("/{**}", routes[0], "strip", _text(front), certain=False)


def _sent(way: Way) -> tuple[Segment, ...]:
    return (way.upstream.template or way.route.path).segments


def _literals(segments: Sequence[Segment]) -> tuple[Exactly, ...]:
    front: list[Exactly] = []
    for part in segments:
        if not isinstance(part, Exactly):
            break
        front.append(part)
    return tuple(front)


def _finds(way: Way, segments: tuple[Segment, ...], route: Route) -> bool:
    """Whether a path of values only finds the route; one or two of them stand for a tail."""
    template = PathPattern(_text(segments), segments)
    pattern = way.route.path
    fixed = general_front(pattern)
    tails = TAILS if pattern.has_tail else ((),)
    taken = shape_of(unconstrained(route.path))
    return any(meet(sent_on((*fixed, *t), pattern, template), taken) is not None for t in tails)


def _text(segments: Sequence[Segment]) -> str:
    """As an `at` has it."""
    return "/" + "/".join(map(_word, segments))


def _word(part: Segment) -> str:
    match part:
        case Exactly(text=text):
            return text
        case Param(name=name):
            return f"{{{name}}}"
        case _:
            return "{**}"
