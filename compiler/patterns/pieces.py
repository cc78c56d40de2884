"""The algebra of one segment; None is the answer where a regex keeps it unknown."""

import re
from collections.abc import Iterable
from functools import lru_cache

from .shapes import ANY, ANY_OR_EMPTY, Piece, Some, some

READABLE = ("42", "a", "b", "1", "x", "ab", "7", "abc", "A", "v1", "en", "a-1", "10", "123", "1234",
            "2026-01-31", "00000000-0000-4000-8000-000000000000")  # fmt: skip


def takes(piece: Piece, segment: str) -> bool:
    """Whether a segment, written as it is compared, is one of these."""
    if isinstance(piece, str):
        return piece == segment
    if not segment:
        return piece.empty
    if piece is ANY or piece is ANY_OR_EMPTY:
        return True
    return (
        segment not in piece.without
        and all(_fits(regex, segment) for regex in piece.regexes)
        and not any(_fits(regex, segment) for regex in piece.without_regexes)
    )


@lru_cache(maxsize=65536)
def _fits(regex: str, segment: str) -> bool:
    return re.fullmatch(regex, segment) is not None


def both(a: Piece, b: Piece) -> Piece | None:
    """What is in both; None where that is known to be nothing."""
    if a is b:
        return a
    if isinstance(a, str):
        return a if takes(b, a) else None
    if isinstance(b, str):
        return b if takes(a, b) else None
    if a is ANY_OR_EMPTY or (a is ANY and not b.empty):
        return b
    if b is ANY_OR_EMPTY or (b is ANY and not a.empty):
        return a
    return _both(a, b)


@lru_cache(maxsize=65536)
def _both(a: Some, b: Some) -> Piece | None:
    return _made(
        (*a.regexes, *b.regexes),
        a.without | b.without,
        (*a.without_regexes, *b.without_regexes),
        a.empty and b.empty,
    )


def _made(
    regexes: tuple[str, ...],
    without: Iterable[str],
    without_regexes: tuple[str, ...],
    empty: bool,
) -> Piece | None:
    """The segment of these terms, None if nothing is left of it."""
    unlimited = some(regexes, (), without_regexes)
    made = some(regexes, (one for one in without if takes(unlimited, one)), without_regexes, empty)
    if not made.empty:
        return None if is_nothing(made) else made
    return "" if is_nothing(some(made.regexes, made.without, made.without_regexes)) else made


def less(a: Piece, b: Piece) -> tuple[Piece, ...]:
    """What is in the first only, in pieces that do not meet; what may be nothing is kept."""
    if a is b:
        return ()
    if isinstance(a, str):
        return () if takes(b, a) else (a,)
    if isinstance(b, str):
        return (without(a, (b,)),) if takes(a, b) else (a,)
    return _less(a, b)


def without(piece: Some, segments: Iterable[str]) -> Some:
    """All but these segments."""
    out = frozenset(segments)
    empty = piece.empty and "" not in out
    return some(piece.regexes, piece.without | (out - {""}), piece.without_regexes, empty)


@lru_cache(maxsize=65536)
def _less(a: Some, b: Some) -> tuple[Piece, ...]:
    left: list[Piece] = [""] if a.empty and not b.empty else []
    left += [one for one in sorted(b.without) if takes(a, one)]
    gone = a.without | b.without
    yes, no = a.regexes, a.without_regexes
    for regex in b.regexes:
        made = _made(yes, gone, (*no, regex), empty=False)
        left += [made] if made is not None else []
        yes = (*yes, regex)
    for regex in b.without_regexes:
        made = _made((*yes, regex), gone, no, empty=False)
        left += [made] if made is not None else []
        no = (*no, regex)
    return tuple(left)


def is_inside(a: Piece, b: Piece) -> bool | None:
    """Whether all of the first is in the second."""
    if a is b or b is ANY_OR_EMPTY:
        return True
    if isinstance(a, str):
        return takes(b, a)
    left = less(a, b)
    if not left:
        return True
    empty = [is_nothing(one) for one in left]
    return False if False in empty else None if None in empty else True


def is_nothing(piece: Piece) -> bool | None:
    """Whether no segment is left."""
    if isinstance(piece, str) or piece.empty or not (piece.regexes or piece.without_regexes):
        return False
    word = _word(piece)
    return None if word is None else not word


def one_of(piece: Piece, turn: int = 0) -> str | None:
    """A readable segment of it, another one on another turn; None where none is found."""
    if isinstance(piece, str):
        return piece
    found = _readable(piece, turn)
    return found if found is not None else _word(piece) or ("" if piece.empty else None)


@lru_cache(maxsize=4096)
def _readable(piece: Some, turn: int) -> str | None:
    fitting = [one for one in READABLE if takes(piece, one)]
    return fitting[turn % len(fitting)] if fitting else None


@lru_cache(maxsize=4096)
def _word(piece: Some) -> str | None:
    """A segment that is not empty; `` if there is none, None if that is not known."""
    if (found := _readable(piece, 0)) is not None:
        return found
    if not (piece.regexes or piece.without_regexes):
        longest = max(map(len, piece.without))
        return "a" * (longest + 1)
    from .automata import a_word  # late: nearly no program has a regex that meets another one

    return a_word(piece.regexes, piece.without, piece.without_regexes)
