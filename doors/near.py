"""The end of a sentence that says that there is no such thing."""

from collections.abc import Iterable, Sequence

from ..dsl.near import near_names

NAMES_SHOWN = 5


def or_nearest(typed: str, names: Iterable[str]) -> str:
    near = near_names(typed, names)
    return f", the nearest is `{near[0]}`" if near else ""


def or_what_there_is(typed: str, names: Iterable[str]) -> str:
    """The names that come near, else the first few; for names that the program has made up."""
    known = list(dict.fromkeys(names))
    near = near_names(typed, known)
    shown = near or known[:NAMES_SHOWN]
    if not shown:
        return ""
    others = "" if near or len(known) <= NAMES_SHOWN else ", and others"
    return f"; there is {listed(shown, 'and')}{others}"


def listed(names: Sequence[str], word: str) -> str:
    """`a`, `b` and `c`, or the same with another word."""
    *first, last = (f"`{name}`" for name in names)
    return f"{', '.join(first)} {word} {last}" if first else last
