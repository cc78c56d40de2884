"""Pieces of sentences that the findings about trust share."""

from collections.abc import Sequence

NAMED_MAX = 3


def listed(names: Sequence[str]) -> str:
    """`a`, `b` and `c`; of many the first ones and how many more."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > NAMED_MAX:
        return f"{', '.join(quoted[:NAMED_MAX])} and {len(quoted) - NAMED_MAX} more"
    return " and ".join(filter(None, (", ".join(quoted[:-1]), *quoted[-1:])))


def and_more(count: int, what: str) -> tuple[str, ...]:
    """A note on those that have the same cause and are not shown one by one."""
    if count < 1:
        return ()
    return (f"{count} more {what}{' does' if count == 1 else 's do'} the same",)


def counted(places: Sequence[object]) -> str:
    return f", in all {len(places)} places" if len(places) > 1 else ""
