"""Following requests for a promise, and no further than anybody wants to wait."""

from typing import TYPE_CHECKING

from ..case import Case

if TYPE_CHECKING:
    from ...trace import Hop, Question, Trace

PASSES_MAX = 3_000  # through gateways, by all requests of one promise
TRACES_MAX = 500


class Tries:
    """What has been tried for one promise; rings use it up soon."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._passes = 0
        self.count = 0

    @property
    def used_up(self) -> bool:
        return self.count >= TRACES_MAX or self._passes >= PASSES_MAX

    def follow(self, question: "Question") -> "Trace | None":
        self.count += 1
        followed = self._case.trace(question, hop_guards=True)
        for branch in followed.branches if followed is not None else ():
            self._passes += sum(count for _, count in branch.counts)
            self._passes += sum(map(_around, branch.hops))
        return followed


def _around(hop: "Hop") -> int:
    """Passes of a ring: those that the hop guard spares are followed as well."""
    if hop.loop is None:
        return 0
    loop = hop.loop.without_guard or hop.loop
    return sum(count for _, count in loop.passes)
