"""What is left of a set of paths when others are taken away."""

from collections.abc import Iterable, Sequence

from .algebra import contains, is_empty, is_within, meet
from .examples import example
from .pieces import both, less, takes, without
from .shapes import ALL, ANY_OR_EMPTY, Piece, Rest, Shape, Some

SHAPES_MAX = 4096  # of one difference
PARTS_MAX = 24  # of one segment that regexes cut, each perhaps in two

_Begun = list[tuple[Piece, Shape]]  # shapes, each cut behind its first segment


def is_covered(a: Shape, bs: Iterable[Shape]) -> bool | None:
    """Whether every path of the first is in one of the others."""
    shapes = tuple(bs)
    if any(is_within(a, b) for b in shapes):
        return True
    left = minus(a, shapes)
    paths = (example(shape) for shape in left)
    outside = (not any(contains(b, path) for b in shapes) for path in paths if path is not None)
    return not left or (False if any(outside) else None)


def minus(a: Shape, bs: Iterable[Shape], most: int = SHAPES_MAX) -> tuple[Shape, ...]:
    """The paths of the first that are in none of the others, in shapes that do not meet.

    Exact, but for shapes of which a regex keeps unknown whether they are empty, and but for what
    would fall into more than about `most` shapes or into very many regexes: there, more is left
    than there should be.
    """
    left: list[Shape] = []
    _take_away((), a, [b for b in dict.fromkeys(bs) if meet(a, b) is not None], left, most)
    return tuple(shape for shape in left if is_empty(shape) is not True)


def _take_away(
    done: tuple[Piece, ...], a: Shape, bs: Sequence[Shape], left: list[Shape], most: int
) -> None:
    """Segment by segment; `a` and `bs` are what is still to come behind `done`."""
    if ALL in bs:
        return
    if not bs:
        left.append((*done, *a))
        return
    first = a[0] if a else None
    if (first is None or isinstance(first, Rest)) and () not in bs:
        left.append(done)
    if first is None:
        return
    piece, rest = (ANY_OR_EMPTY, ALL) if isinstance(first, Rest) else (first, a[1:])
    begun = [(b[0], b[1:]) for b in bs if b and not isinstance(b[0], Rest)]
    for part, meeting in _split(piece, begun):
        if len(left) >= most:
            left.append((*done, piece, *rest))  # in place of this part and all that follow
            return
        _take_away((*done, part), rest, meeting, left, most)


def _split(piece: Piece, begun: _Begun) -> list[tuple[Piece, list[Shape]]]:
    """The segment in parts, and for each what goes on behind all of that part."""
    if isinstance(piece, str):
        return [(piece, [rest for head, rest in begun if takes(head, piece)])]
    words: dict[str, list[Shape]] = {
        head: [] for head, _ in begun if isinstance(head, str) and takes(piece, head)
    }
    varied: dict[Some, list[Shape]] = {}
    for head, rest in begun:
        if isinstance(head, Some):
            varied.setdefault(head, []).append(rest)
        elif head in words:
            words[head].append(rest)
    parts: list[tuple[Piece, list[Shape]]] = [(without(piece, words) if words else piece, [])]
    for head, rests in varied.items():
        if len(parts) <= PARTS_MAX:
            parts = [new for part, meeting in parts for new in _parted(part, meeting, head, rests)]
        for word, meeting in words.items():
            meeting += rests if takes(head, word) else ()
    return [*parts, *words.items()]


def _parted(
    part: Piece, meeting: list[Shape], head: Some, rests: list[Shape]
) -> list[tuple[Piece, list[Shape]]]:
    """What of the part is in the head, which goes on with more, and what is not."""
    common = both(part, head)
    if common is None:
        return [(part, meeting)]
    outside = [(one, meeting) for one in less(part, head)]
    return [(common, [*meeting, *rests]), *outside]
