"""Ways that are alike in what they lead to and in what holds there, so that each kind is judged once."""

from weakref import WeakKeyDictionary

from ...dsl.frozen import frozen
from .case import Case
from .ways import Way


@frozen
class Alike:
    """Ways out of one gateway to one place that were given the very same policy."""

    ways: tuple[Way, ...]

    @property
    def way(self) -> Way:
        return self.ways[0]

    @property
    def to(self) -> str:
        return self.ways[0].upstream.to

    @property
    def gateway(self) -> str:
        return self.ways[0].gateway.name


_KINDS: "WeakKeyDictionary[Case, tuple[Alike, ...]]" = WeakKeyDictionary()


def kinds_of_ways(case: Case) -> tuple[Alike, ...]:
    """All ways of a case, those that are alike together; routes share the policy of their gateway."""
    if case not in _KINDS:
        grouped: dict[tuple[str, str, int], list[Way]] = {}
        for way in case.ways:
            key = (way.gateway.name, way.upstream.to, id(way.policy))
            grouped.setdefault(key, []).append(way)
        _KINDS[case] = tuple(Alike(tuple(ways)) for ways in grouped.values())
    return _KINDS[case]
