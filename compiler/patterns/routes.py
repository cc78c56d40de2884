"""Which of many patterns a set of paths, or one path, can find."""

from collections.abc import Iterable

from ..model import PathPattern
from .pieces import both, takes
from .segments import segments_of
from .shapes import ANY, ANY_OR_EMPTY, Piece, Rest, Shape, Some, shape_of


class _Node:
    """What patterns that begin alike go on with."""

    __slots__ = ("ending", "literal", "open", "varied")

    def __init__(self) -> None:
        self.ending: list[int] = []
        self.open: list[int] = []  # a tail stands here
        self.literal: dict[str, _Node] = {}
        self.varied: dict[Some, _Node] = {}


class Routes:
    """An index over patterns, by their segments; the answers are their numbers, ascending."""

    def __init__(self, patterns: Iterable[PathPattern]) -> None:
        self._root = _Node()
        for number, pattern in enumerate(patterns):
            self._add(number, shape_of(pattern))

    def _add(self, number: int, shape: Shape) -> None:
        node = self._root
        for piece in shape:
            if isinstance(piece, str):
                below = node.literal.get(piece)
                if below is None:
                    below = node.literal[piece] = _Node()
            elif isinstance(piece, Rest):
                node.open.append(number)
                return
            else:
                below = node.varied.get(piece)
                if below is None:
                    below = node.varied[piece] = _Node()
            node = below
        node.ending.append(number)

    def meeting(self, shape: Shape) -> list[int]:
        """The patterns that some path of the shape may fit."""
        found: list[int] = []
        here = [self._root]
        for piece in shape:
            for node in here:
                found += node.open
            if isinstance(piece, Rest):
                for node in here:
                    _all_below(node, found)
                return sorted(found)
            here = [below for node in here for below in _next(node, piece)]
        for node in here:
            found += node.ending
            found += node.open
        return sorted(found)

    def taking(self, path: str) -> list[int]:
        """The patterns that this path fits."""
        return self.meeting(segments_of(path))


def _next(node: _Node, piece: Piece) -> Iterable[_Node]:
    if isinstance(piece, str):
        below = node.literal.get(piece)
        found = [] if below is None else [below]
        return found + [one for head, one in node.varied.items() if takes(head, piece)]
    if piece is ANY or piece is ANY_OR_EMPTY:
        words = [one for word, one in node.literal.items() if word or piece.empty]
        return words + list(node.varied.values())
    words = [one for word, one in node.literal.items() if takes(piece, word)]
    return words + [one for head, one in node.varied.items() if both(piece, head) is not None]


def _all_below(node: _Node, found: list[int]) -> None:
    """Every pattern that begins as this node does; its own tails are already among them."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        found += one.ending
        if one is not node:
            found += one.open
        waiting += one.literal.values()
        waiting += one.varied.values()
