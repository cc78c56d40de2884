"""Rows: what each item of an open block becomes, with the comments that belong to it."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ..tree import Part
from .columns import Lead, Row
from .comments import Remarks
from .opening import Opened, Opening
from .options import ORDER
from .pieces import STATEMENTS, Block, Piece, Stop, Style, closed, say
from .runs_on import runs_on

_BLANK_LINE = re.compile(r"\n[ \t\r\f]*\n")


class Body(NamedTuple):
    """The inside of an open block: its rows, and the comments at its two ends."""

    opener: str  # behind the opening sign
    rows: list[Row]
    tail: list[Lead]  # before the closing sign


class Gap(NamedTuple):
    """What stands between two items."""

    trailing: str  # a comment on the line where the first one ends
    leads: list[Lead]
    blank: bool  # a blank line right before the second one


class Rows:
    """Makes rows of items. `text` is the source, or empty for a tree that nobody wrote."""

    def __init__(self, text: str, remarks: Remarks) -> None:
        self._text = text
        self._remarks = remarks
        self._opening = Opening(text, remarks)

    def of_file(self, items: Sequence[Part]) -> Body:
        body = self._body(items, -1, len(self._text), STATEMENTS, 0)
        for above, row in pairwise(body.rows):
            if above.is_open or row.is_open or not (self._text or above.kind is row.kind):
                row.part_from_above()
        return body

    def of_block(self, opened: Opened, indent: int) -> Body:
        block = opened.block
        body = self._body(block.items, block.start, block.end, block.style, indent)
        body.tail.extend((False, text) for text in opened.extra)
        return body

    def _body(self, items: Sequence[Part], at: int, end: int, style: Style, indent: int) -> Body:
        """Rows of items that stand between these two offsets; -1 where nothing stands before."""
        rows: list[Row] = []
        trailing: list[str] = []
        for item in items:
            gap = self._gap(at, item.start)
            trailing.append(gap.trailing)
            rows.append(self._row(item, gap, style, indent))
            at = item.end
        gap = self._gap(at, end)
        for row, (item, following) in zip(rows, pairwise(items), strict=False):
            row.after = style.divider if runs_on(following, item) else style.after
        for row, text in zip(rows, [*trailing[1:], gap.trailing], strict=False):
            row.trailing = text
        if rows:
            rows[-1].after = style.after
            rows[0].join_above()
        elif gap.leads:
            gap.leads[0] = (False, gap.leads[0][1])
        return Body((trailing or [gap.trailing])[0], rows, gap.leads)

    def _gap(self, at: int, end: int) -> Gap:
        remarks = self._remarks.between(at, end)
        trailing = ""
        if remarks and at >= 0 and "\n" not in self._text[at : remarks[0].start]:
            trailing, _, at = remarks.pop(0)
        leads: list[Lead] = []
        for text, start, after in remarks:
            leads.append((self._has_blank_line(at, start), text))
            at = after
        return Gap(trailing, leads, self._has_blank_line(at, end))

    def _has_blank_line(self, start: int, end: int) -> bool:
        return _BLANK_LINE.search(self._text, max(start, 0), end) is not None

    def _row(self, item: Part, gap: Gap, style: Style, indent: int) -> Row:
        pieces: list[Piece] = []
        say(item, pieces)
        if type(item) in ORDER:  # options change places, and comments must not
            pieces = [closed(piece) if isinstance(piece, Block) else piece for piece in pieces]
        row = Row(type(item), indent, gap.leads, gap.blank)
        for text in self._opening.remarks_of_the_head(item, pieces):
            row.leads.append((row.blank, text))
            row.blank = False
        _fill(row, self._opening.of(item, pieces, indent, len(style.after)))
        return row


def _fill(row: Row, pieces: Sequence[Piece | Opened]) -> None:
    """The first line in cells, what follows the first open block behind them."""
    for piece in pieces:
        assert not isinstance(piece, Block)
        if isinstance(piece, Stop):
            if not row.rest:
                row.stops.append(piece)
                row.cells.append("")
        elif row.rest or isinstance(piece, Opened):
            row.rest.append(piece)
        else:
            row.cells[-1] += f" {piece}" if row.cells[-1] else piece
    if row.stops and not row.cells[-1]:
        row.cells.pop()
        row.stops.pop()
