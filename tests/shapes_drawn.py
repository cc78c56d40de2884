"""Patterns at random, and every path of a small world, to hold the algebra of paths against.

What a pattern takes is asked of the interpreter, which matches paths in code of its own.
"""

from functools import cache
from itertools import product

from gatewright.compiler.model import Exactly, Param, PathPattern, Segment, Tail
from gatewright.compiler.patterns import Shape, contains, shape_of
from gatewright.compiler.trace.matching import bound_by
from hypothesis import strategies as st

SEGMENTS = ("", "a", "b", "ab", "42")
PATHS = tuple(
    dict.fromkeys(
        "/" + "/".join(segments)
        for count in range(4)
        for segments in product(SEGMENTS, repeat=count)
    )
)
REGEXES = ("[ab]", "a.*", "[a-z]+", r"\d{2,3}", "a|ab", "(?i:A)b?", "[^a]+", "(?!b).*", "^4.$")


def pattern(*parts: str | Param | Tail) -> PathPattern:
    segments = tuple(Exactly(part) if isinstance(part, str) else part for part in parts)
    return PathPattern("/" + "/".join(map(_text, segments)), segments)


def _text(part: Segment) -> str:
    match part:
        case Exactly(text=text):
            return text
        case Param(name=name, regex=regex):
            return f"{{{name}}}" if regex is None else f"{{{name}: '{regex}'}}"
        case Tail():
            return "**"


def shape(*parts: str | Param | Tail) -> Shape:
    return shape_of(pattern(*parts))


@cache
def taken(one: PathPattern) -> frozenset[str]:
    """The paths of the small world that the interpreter finds in a pattern."""
    return frozenset(path for path in PATHS if bound_by(one, path) is not None)


@cache
def held(one: Shape) -> frozenset[str]:
    """The paths of the small world that the algebra finds in a shape."""
    return frozenset(path for path in PATHS if contains(one, path))


@st.composite
def patterns(draw: st.DrawFn, plain: bool = False) -> PathPattern:
    """A pattern of up to three segments; `plain` is without a regex."""
    kinds: list[str | None] = [*SEGMENTS[:4], None, None]
    regexes: tuple[str, ...] = () if plain else REGEXES
    drawn = draw(st.lists(st.sampled_from([*kinds, *(f"~{one}" for one in regexes)]), max_size=3))
    parts: list[str | Param | Tail] = [
        Param("xyz"[place])
        if one is None
        else Param("xyz"[place], one[1:])
        if one.startswith("~")
        else one
        for place, one in enumerate(drawn)
    ]
    if parts == [""]:  # `/` has no segment
        parts = []
    return pattern(*parts, *([Tail()] if draw(st.booleans()) else []))


@st.composite
def templates(draw: st.DrawFn, of: PathPattern) -> PathPattern:
    """Something that may stand behind `at` on a route of this pattern."""
    names = [Param(name) for name in of.params]
    words: list[str | Param | Tail] = ["a", "b", *names]
    parts = draw(st.lists(st.sampled_from(words), max_size=3))
    if of.has_tail and draw(st.booleans()):
        parts.insert(draw(st.integers(0, len(parts))), Tail())
    return pattern(*parts)
