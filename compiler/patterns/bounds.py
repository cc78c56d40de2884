"""Larger shapes in place of long or many ones."""

from collections.abc import Iterable
from functools import reduce

from .pieces import is_inside
from .shapes import ANY, ANY_OR_EMPTY, TAIL, Piece, Rest, Shape, fixed, is_open


def widened(shape: Shape, segments_max: int) -> Shape:
    """Itself, or what begins alike where it has more segments than that."""
    pieces = fixed(shape)
    return shape if len(pieces) <= segments_max else (*pieces[:segments_max], TAIL)


def joined(shapes: Iterable[Shape]) -> Shape:
    """One shape around them all: alike where they are alike, open where their lengths differ."""
    return reduce(_joined, shapes)


def _joined(a: Shape, b: Shape) -> Shape:
    if a == b:
        return a
    one, other = fixed(a), fixed(b)
    same: list[Piece | Rest] = [_around(x, y) for x, y in zip(one, other, strict=False)]
    if is_open(a) or is_open(b) or len(one) != len(other):
        same.append(TAIL)
    return tuple(same)


def _around(x: Piece, y: Piece) -> Piece:
    if is_inside(x, y):
        return y
    if is_inside(y, x):
        return x
    return ANY_OR_EMPTY if _may_be_empty(x) or _may_be_empty(y) else ANY


def _may_be_empty(piece: Piece) -> bool:
    return not piece if isinstance(piece, str) else piece.empty
