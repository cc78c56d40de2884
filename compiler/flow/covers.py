"""The parts of a set, kept so that one that adds nothing is soon seen."""

from ..patterns import Shape, is_within
from .choosing import Methods
from .state import Part


class Covers:
    """Those with the same paths by these paths, open ones by how they begin."""

    def __init__(self) -> None:
        self._exact: dict[Shape, Methods] = {}
        self._open: dict[object, list[Part]] = {}

    def has(self, part: Part) -> bool:
        """Whether one that is there takes in all of it."""
        if part.paths in self._exact and _within(part.methods, self._exact[part.paths]):
            return True
        for head in dict.fromkeys((_head(part.paths), None)):
            for one in self._open.get(head, ()):
                if _within(part.methods, one.methods) and is_within(part.paths, one.paths):
                    return True
        return False

    def add(self, part: Part) -> None:
        known = self._exact.get(part.paths, frozenset())
        together = None if known is None or part.methods is None else known | part.methods
        self._exact[part.paths] = together
        if any(not isinstance(piece, str) for piece in part.paths):
            self._open.setdefault(_head(part.paths), []).append(part)


def _head(shape: Shape) -> object:
    return shape[0] if shape and isinstance(shape[0], str) else None


def _within(methods: Methods, others: Methods) -> bool:
    return others is None or (methods is not None and methods <= others)
