"""What was really seen of one request: the answer, and every exchange on the way to it."""

from ..dsl.frozen import frozen
from .exchange import Exchange, Said
from .stub import SERVICE_HEADER


@frozen
class Observed:
    """`exchanges` begin with the client's own, in the order in which they began."""

    exchanges: tuple[Exchange, ...]

    @property
    def said(self) -> Said | None:
        """What the client sees; None where nothing came back."""
        return self.exchanges[0].said

    @property
    def method(self) -> str:
        return self.exchanges[0].heard.method

    @property
    def answered_by(self) -> str | None:
        """The service or the gateway whose answer it is."""
        if self.said is None:
            return None
        service = self.said.header(SERVICE_HEADER)
        return service or self._source(0)

    def received_by(self, name: str) -> tuple[Exchange, ...]:
        return tuple(one for one in self.exchanges if one.callee == name)

    def _source(self, place: int) -> str:
        """A gateway that hands on what it was given did not answer itself."""
        came = self.exchanges[place]
        for later, one in enumerate(self.exchanges[place + 1 :], place + 1):
            if one.caller == came.callee and _same(one.said, came.said):
                return self._source(later)
        return came.callee


def _same(one: Said | None, other: Said | None) -> bool:
    if one is None or other is None:
        return False
    return (one.status, one.body) == (other.status, other.body)


def counts_of(observed: Observed) -> dict[str, int]:
    """Requests that each receiver got, in the order in which they first did."""
    counts: dict[str, int] = {}
    for one in observed.exchanges:
        counts[one.callee] = counts.get(one.callee, 0) + 1
    return counts
