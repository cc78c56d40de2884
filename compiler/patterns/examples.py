"""Concrete paths out of a set of them."""

from itertools import islice

from .pieces import one_of
from .segments import path_of
from .shapes import Shape, fixed, is_open

_TAILS: tuple[tuple[str, ...], ...] = ((), ("42",), ("42", "a"), ("",))


def example(shape: Shape) -> str | None:
    """One readable path; None where there is none or none is known."""
    return next(iter(examples(shape, 1)), None)


def examples(shape: Shape, n: int) -> tuple[str, ...]:
    """Up to so many different paths, the plainest first."""
    found: dict[str, None] = {}
    for turn in range(n + len(_TAILS)):
        segments = [one_of(piece, turn + place) for place, piece in enumerate(fixed(shape))]
        known = tuple(one for one in segments if one is not None)
        if len(known) < len(segments):
            return ()
        for tail in _TAILS if is_open(shape) else ((),):
            if (*known, *tail) != ("",):
                found[path_of((*known, *tail))] = None
        if len(found) >= n:
            break
    return tuple(islice(found, n))
