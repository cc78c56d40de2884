"""GW1101: a request comes back to a gateway just as it was before, so it goes round for ever.

A ring of arrows is no loop: a request that leaves it in the end is fine. So each ring is tried with
requests that really enter it, and only what a trace shows to repeat itself is told.
"""

from collections.abc import Iterator

from ....dsl.finding import Finding
from ..case import Case
from .loops import FoundLoop, loops_of
from .round_and_round import end_of, told
from .wordings import listed

CODE = "GW1101"


def find(case: Case) -> Iterator[Finding]:
    for found in loops_of(case):
        if not found.grows:
            yield told(case, found, CODE, _message(found), ())


def _message(found: FoundLoop) -> str:
    names = tuple(dict.fromkeys(found.loop.ring))
    if len(names) == 1:
        return f"`{names[0]}` sends a request to itself, unchanged, {end_of(found)}"
    return f"a request goes round {listed(names)} {end_of(found)}"
