"""The products that a gateway may stand on, as whoever calls the compiler knows them."""

from collections.abc import Callable, Sequence

from ..dsl.frozen import frozen


@frozen
class KnownTargets:
    """Two questions, because looking for plug-ins costs more than checking a small program."""

    is_known: Callable[[str], bool]
    names: Callable[[], Sequence[str]]


def only(*names: str) -> KnownTargets:
    """These and no others."""
    return KnownTargets(names.__contains__, lambda: names)
