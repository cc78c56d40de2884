"""Which blocks of a statement open: those that were open, and the first of a line that is too long.

A statement is never cut elsewhere: what has no block stays on its line, however long.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ..tree import Part
from .comments import Remarks
from .pieces import ITEMS, Block, Piece, Stop, closed, say

WIDTH = 100
FEW = 3
"""How many statements of a block that nobody wrote may share a line."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A block that opens over lines, and comments that come to stand before its closing sign."""

    block: Block
    extra: Sequence[str] = ()


class Opening:
    """Decides for the statements of one file."""

    def __init__(self, text: str, remarks: Remarks) -> None:
        self._text = text
        self._remarks = remarks

    def of(
        self, item: Part, pieces: Sequence[Piece], indent: int, n_after: int
    ) -> list[Piece | Opened]:
        """The pieces with each block either on one line or open."""
        ends = _ends(item, pieces)
        if not ends:
            return list(pieces)
        lines = [
            None
            if isinstance(piece, Block) and self._must_open(piece, ends[place])
            else _line(piece)
            for place, piece in enumerate(pieces)
        ]
        _open_until_it_fits(pieces, lines, indent, n_after)
        return [
            Opened(piece, self._behind(piece, ends[place]))
            if isinstance(piece, Block) and line is None
            else piece
            if isinstance(piece, Stop)
            else line or ""
            for place, (piece, line) in enumerate(zip(pieces, lines, strict=True))
        ]

    def remarks_of_the_head(self, item: Part, pieces: Sequence[Piece]) -> list[str]:
        """Comments inside of a statement but before its first block: they move above it."""
        within = self._remarks.between(item.start, item.end)
        if not within:
            return []
        until = next((piece.start for piece in pieces if isinstance(piece, Block)), item.end)
        return [remark.text for remark in within if remark.start < until]

    def _must_open(self, block: Block, until: int) -> bool:
        if self._remarks.between(block.start, until):
            return True
        if not block.items:
            return False
        if self._text:
            return "\n" in self._text[block.start : block.end]
        return block.style is not ITEMS and (len(block.items) > FEW or _holds_blocks(block))

    def _behind(self, block: Block, until: int) -> list[str]:
        """Comments between this block and the next, or the end of the statement."""
        return [remark.text for remark in self._remarks.between(block.end, until)]


def _ends(item: Part, pieces: Sequence[Piece]) -> dict[int, int]:
    """For each block, by its place among the pieces, where what belongs to it ends."""
    places = [place for place, piece in enumerate(pieces) if isinstance(piece, Block)]
    ends: dict[int, int] = {}
    end = item.end
    for place in reversed(places):
        ends[place] = end
        block = pieces[place]
        assert isinstance(block, Block)
        end = block.start
    return ends


def _line(piece: Piece) -> str:
    if isinstance(piece, Stop):
        return ""
    return closed(piece) if isinstance(piece, Block) else piece


def _holds_blocks(block: Block) -> bool:
    pieces: list[Piece] = []
    for item in block.items:
        say(item, pieces)
    return any(isinstance(piece, Block) and piece.style is not ITEMS for piece in pieces)


def _open_until_it_fits(
    pieces: Sequence[Piece], lines: list[str | None], indent: int, n_after: int
) -> None:
    """Set to None the line of each block that has to open, from left to right."""
    place, column = 0, indent
    while place < len(pieces):
        end = next((p for p in range(place, len(pieces)) if lines[p] is None), len(pieces))
        width = column + sum(len(line) + 1 for line in lines[place:end] if line) - (not column)
        width += n_after if end == len(pieces) else 2
        choice = _first_to_open(pieces, range(place, end)) if width > WIDTH else None
        if choice is None:
            place, column = end + 1, indent + 2
        else:
            lines[choice] = None


def _first_to_open(pieces: Sequence[Piece], places: range) -> int | None:
    """The first block in braces; a list only where there is none."""
    lists: list[int] = []
    for place in places:
        piece = pieces[place]
        if isinstance(piece, Block) and piece.items:
            if piece.style is not ITEMS:
                return place
            lists.append(place)
    return lists[0] if lists else None
