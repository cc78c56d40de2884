"""How a path would have to be sent on so that a gateway behind has a route for it.

Either what stands in front of it is taken away, or something is put there, or an `at` that takes
too much away goes. The routes behind say which: where they know the first segment of what is sent,
something in front of it is missing, and where they do not, it is too much.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from ....dsl.frozen import frozen
from ...model import Exactly, Param, PathPattern, Route, Segment, Tail
from ...patterns import sent_on
from ..ways import Way
from .inner_routes import SOME_VALUE, Inside, front_of, general_front

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


def fits(way: Way, inside: Inside) -> tuple[Fit, ...]:
    """The likeliest ones only, each template once."""
    likely = (_as_it_came(way, inside), _prefixed(way, inside), _stripped(way, inside))
    for found in (*likely, _wide_open(way, inside)):
        by_template: dict[str, Fit] = {}
        for fit in found:
            by_template.setdefault(fit.template, fit)
        if by_template:
            return tuple(by_template.values())[:MOST]
    return ()


def _as_it_came(way: Way, inside: Inside) -> Iterator[Fit]:
    template = way.upstream.template
    if template is None or way.upstream.method is not None:
        return
    for route in _found(way, way.route.path.segments, inside):
        yield Fit("", route, "as-it-came", template.text)


def _prefixed(way: Way, inside: Inside) -> Iterator[Fit]:
    sent = _sent(way)
    first = sent[0] if sent else None
    if isinstance(first, Exactly):
        for missing in inside.behind_fronts.get(first.text, ()):
            for route in _found(way, (*missing, *sent), inside):
                yield Fit(_text((*missing, *sent)), route, "prefix", _text(missing))


def _stripped(way: Way, inside: Inside) -> Iterator[Fit]:
    """Cut off no more than is needed for a route to fit."""
    sent = _sent(way)
    front = front_of(sent)
    for count in range(1, len(front) + 1):
        rest = sent[count:]
        found = _found(way, rest, inside)
        if found:
            yield Fit(_text(rest), found[0], "strip", _text(front[:count]))
            return


def _wide_open(way: Way, inside: Inside) -> Iterator[Fit]:
    """With nothing in front, callers may spell out what the routes there begin with."""
    sent = _sent(way)
    front = front_of(sent)
    if front and isinstance(sent[-1], Tail) and len(sent) == len(front) + 1:
        first = inside.gateway.routes[0]
        yield Fit("/{**}", first, "strip", _text(front), certain=False)


def _sent(way: Way) -> tuple[Segment, ...]:
    return (way.upstream.template or way.route.path).segments


def _found(way: Way, segments: tuple[Segment, ...], inside: Inside) -> tuple[Route, ...]:
    """Routes that a path of values only finds; one or two of them stand for a tail."""
    template = PathPattern(_text(segments), segments)
    pattern = way.route.path
    fixed = general_front(pattern)
    for tail in TAILS if pattern.has_tail else ((),):
        found = inside.taking(sent_on((*fixed, *tail), pattern, template))
        if found:
            return found
    return ()


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
