"""GW1102: a request goes round and is longer after each turn, until something is too long.

No request is ever the same twice, so looking for one that comes back would never find it.
"""

from collections.abc import Iterator

from ....dsl.finding import Finding
from ..case import Case
from .loops import FoundLoop, loops_of
from .round_and_round import end_of, told
from .wordings import listed

CODE = "GW1102"


def find(case: Case) -> Iterator[Finding]:
    for found in loops_of(case):
        if found.grows:
            yield told(case, found, CODE, _message(found), (_size(found),))


def _message(found: FoundLoop) -> str:
    names = listed(dict.fromkeys(found.loop.ring))
    return f"a request grows as it goes round {names} {end_of(found)}"


def _size(found: FoundLoop) -> str:
    """How fast it grows, from what it was."""
    by = found.loop.grows_by
    what = f"its path grows by {by:,} bytes a turn" if by else "its headers grow with each turn"
    start = len(found.sighting.trace.hops[0].received.target)
    return f"{what}, from {start} bytes at first"
