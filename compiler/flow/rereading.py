"""What a gateway makes of paths that the one before it left as they were."""

from collections.abc import Callable

from ..facts import Normalisation
from ..patterns import ALL, Shape
from ..patterns.shapes import TAIL, Piece, fixed


def reread(shape: Shape, before: Normalisation, here: Normalisation) -> Shape | None:
    """The paths that may come of these; None where they stay as they are."""
    decodes = here.escaped_slashes == "decode" and before.escaped_slashes == "keep"
    dots = decodes or before.dot_segments == "keep" or _has_dots(shape)
    if here.dot_segments == "resolve" and dots and _varies(shape):
        return ALL
    if decodes and _varies(shape):
        return _up_to(shape, _is_varied)
    if here.double_slashes == "merge" and (before.double_slashes == "keep" or "" in shape):
        return _up_to(shape, _may_be_empty)
    return None


def _varies(shape: Shape) -> bool:
    return any(not isinstance(piece, str) for piece in shape) or _has_dots(shape)


def _has_dots(shape: Shape) -> bool:
    return "." in shape or ".." in shape


def _is_varied(piece: Piece) -> bool:
    return not isinstance(piece, str)


def _may_be_empty(piece: Piece) -> bool:
    return not piece if isinstance(piece, str) else piece.empty


def _up_to(shape: Shape, ends: Callable[[Piece], bool]) -> Shape | None:
    pieces = fixed(shape)
    for place, piece in enumerate(pieces):
        if ends(piece):
            return (*pieces[:place], TAIL)
    return None
