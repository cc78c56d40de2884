"""What a set of paths is made of: literal segments, segments that may vary, and a tail."""

from collections.abc import Iterable
from functools import lru_cache
from weakref import WeakValueDictionary

from ..model import Exactly, Param, PathPattern


class Some:
    """One segment that may vary: whatever all `regexes` match, but nothing that is excluded.

    `empty` is that nothing may stand between the slashes too, whatever the regexes say. Values are
    made by `some` alone, once for each meaning, so that comparing them costs nothing.
    """

    __slots__ = ("__weakref__", "empty", "regexes", "without", "without_regexes")

    def __init__(
        self,
        regexes: tuple[str, ...],
        without: frozenset[str],
        without_regexes: tuple[str, ...],
        empty: bool,
    ) -> None:
        self.regexes = regexes
        self.without = without
        self.without_regexes = without_regexes
        self.empty = empty

    def __repr__(self) -> str:
        said = f"{self.regexes}, {sorted(self.without)}, {self.without_regexes}, {self.empty}"
        return f"some({said})"

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return some, (self.regexes, self.without, self.without_regexes, self.empty)


_Meaning = tuple[tuple[str, ...], frozenset[str], tuple[str, ...], bool]
_KNOWN: WeakValueDictionary[_Meaning, Some] = WeakValueDictionary()


def some(
    regexes: Iterable[str] = (),
    without: Iterable[str] = (),
    without_regexes: Iterable[str] = (),
    empty: bool = False,
) -> Some:
    """The one value of this meaning."""
    meaning = (
        tuple(sorted(set(regexes))),
        frozenset(without),
        tuple(sorted(set(without_regexes))),
        empty,
    )
    known = _KNOWN.get(meaning)
    return known if known is not None else _KNOWN.setdefault(meaning, Some(*meaning))


class Rest:
    """The tail: any number of segments, none and empty ones included."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "TAIL"

    def __reduce__(self) -> str:
        return "TAIL"


ANY = some()
ANY_OR_EMPTY = some(empty=True)
TAIL = Rest()

Piece = str | Some
Shape = tuple[str | Some | Rest, ...]
"""The segments of a path, TAIL only as the last; `/` has none.

`("",)` is no path, as `/` is read as having no segment at all: what a shape seems to hold there it
does not hold.
"""

ALL: Shape = (TAIL,)


_REMEMBERED = 2**17
_shapes: dict[int, tuple[PathPattern, Shape]] = {}
"""By the pattern itself, which is kept so that nothing else gets its number meanwhile."""


def shape_of(pattern: PathPattern) -> Shape:
    """The paths that a pattern takes; a dozen times for each route, so it is remembered."""
    known = _shapes.get(id(pattern))
    if known is not None:
        return known[1]
    if len(_shapes) >= _REMEMBERED:
        _shapes.clear()
    made = _made_of(pattern)
    _shapes[id(pattern)] = (pattern, made)
    return made


def _made_of(pattern: PathPattern) -> Shape:
    pieces: list[str | Some | Rest] = []
    for part in pattern.segments:
        if type(part) is Exactly:
            pieces.append(part.text)
        elif type(part) is Param:
            pieces.append(ANY if part.regex is None else _matching(part.regex))
        else:
            pieces.append(TAIL)
            break
    return tuple(pieces) if len(pieces) != 1 or pieces[0] is not TAIL else ALL


@lru_cache(maxsize=1024)
def _matching(regex: str) -> Some:
    return some((regex,))


def is_open(shape: Shape) -> bool:
    """Whether it ends in a tail."""
    return bool(shape) and shape[-1] is TAIL


def fixed(shape: Shape) -> tuple[Piece, ...]:
    """Its segments without the tail."""
    return shape[:-1] if shape and shape[-1] is TAIL else shape  # pyright: ignore[reportReturnType]
