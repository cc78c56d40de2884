"""Sets of paths: what two have in common, and what lies within what."""

from .pieces import both, is_inside, is_nothing, takes, without
from .segments import segments_of
from .shapes import ALL, ANY, Piece, Rest, Shape, Some, fixed, is_open


def meet(a: Shape, b: Shape) -> Shape | None:
    """The paths in both; None where it is known that there are none (`()` is not: it is `/`)."""
    if a is b or b is ALL:
        return a
    met: list[Piece | Rest] = []
    for x, y in zip(a, b, strict=False):
        if x is y:
            met.append(x)
        elif isinstance(x, Rest):
            return _paths((*met, *b[len(met) :]))
        elif isinstance(y, Rest):
            return _paths((*met, *a[len(met) :]))
        else:
            one = both(x, y)
            if one is None:
                return None
            met.append(one)
    if len(a) != len(b):
        longer = a if len(a) > len(b) else b
        if len(longer) > len(met) + 1 or not isinstance(longer[-1], Rest):
            return None
    return _paths(tuple(met))


def _paths(shape: Shape) -> Shape | None:
    """None for the one segment that is empty: no path is read so."""
    return None if shape == ("",) else shape


def is_empty(shape: Shape) -> bool | None:
    """Whether it holds no path."""
    sure = True
    for piece in shape:
        if isinstance(piece, Some) and piece is not ANY:
            nothing = is_nothing(piece)
            if nothing:
                return True
            sure = sure and nothing is False
    if shape == ("",) or (len(shape) == 1 and _is_only_empty(shape[0])):
        return True
    return False if sure else None


def _is_only_empty(piece: Piece | Rest) -> bool:
    """Whether an empty segment is all that it takes."""
    if not isinstance(piece, Some) or not piece.empty:
        return False
    return is_nothing(without(piece, ("",))) is True


def is_within(a: Shape, b: Shape) -> bool | None:
    """Whether every path of the first is in the second."""
    if a is b or b is ALL:
        return True
    inside = _is_within(a, b)
    if inside is True:
        return True
    empty = is_empty(a)
    return True if empty else None if empty is None else inside


def _is_within(a: Shape, b: Shape) -> bool | None:
    sure = True
    for x, y in zip(a, b, strict=False):
        if isinstance(y, Rest):
            return True if sure else None
        if isinstance(x, Rest):
            return False
        inside = x is y or is_inside(x, y)
        if inside is False:
            return len(a) == len(b) == 1 and _differs_in_nothing(x, y)
        sure = sure and inside is True
    if len(a) < len(b):
        return (True if sure else None) if len(b) == len(a) + 1 and is_open(b) else False
    return (True if sure else None) if len(a) == len(b) else False


def _differs_in_nothing(x: Piece, y: Piece) -> bool:
    """A path of one segment does not have an empty one, so that need not be inside."""
    return isinstance(x, Some) and x.empty and is_inside(without(x, ("",)), y) is True


def contains(shape: Shape, path: str) -> bool:
    """Whether this path is one of the shape."""
    sent, pieces = segments_of(path), fixed(shape)
    if len(sent) < len(pieces) or (len(sent) > len(pieces) and not is_open(shape)):
        return False
    return all(takes(piece, one) for piece, one in zip(pieces, sent, strict=False))
