"""The parts of a set, kept so that one that adds nothing is soon seen."""

from ..patterns import Shape, is_within
from .choosing import Methods
from .state import Part

LITERALS_MAX = 3  # that parts are kept by


class Covers:
    """Those with the same paths are found by their paths, others by how they begin."""

    def __init__(self) -> None:
        self._exact: dict[Shape, Methods] = {}
        self._open: dict[Shape, list[Part]] = {}

    def has(self, part: Part) -> bool:
        """Whether one that is there takes in all of it."""
        if part.paths in self._exact and _within(part.methods, self._exact[part.paths]):
            return True
        begun = _begun(part.paths)
        for length in range(len(begun) + 1):
            for one in self._open.get(begun[:length], ()):
                if _within(part.methods, one.methods) and is_within(part.paths, one.paths):
                    return True
        return False

    def add(self, part: Part) -> None:
        known = self._exact.get(part.paths, frozenset())
        together = None if known is None or part.methods is None else known | part.methods
        self._exact[part.paths] = together
        if any(not isinstance(piece, str) for piece in part.paths):
            self._open.setdefault(_begun(part.paths), []).append(part)


def _begun(shape: Shape) -> Shape:
    """The literal segments that it begins with: what is wider begins with fewer of the same."""
    for place, piece in enumerate(shape):
        if not isinstance(piece, str) or place == LITERALS_MAX:
            return shape[:place]
    return shape


def _within(methods: Methods, others: Methods) -> bool:
    return others is None or (methods is not None and methods <= others)
