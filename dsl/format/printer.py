"""Rows to text: the only place where lines are made."""

from ..tree import File
from .columns import Row, align
from .comments import Remarks
from .layouts import fill
from .opening import Opened
from .rows import Body, Rows

STEP = 2


class Printer:
    """Writes one file."""

    def __init__(self, text: str, remarks: Remarks) -> None:
        fill()
        self._rows = Rows(text, remarks)
        self._lines: list[str] = []

    def file(self, file: File) -> str:
        self._body(self._rows.of_file(file.kids), 0)
        return "".join(line + "\n" for line in self._lines)

    def _body(self, body: Body, indent: int) -> None:
        align(body.rows)
        for row in body.rows:
            self._remarks(row.leads, indent)
            if row.blank:
                self._lines.append("")
            self._row(row)
        self._remarks(body.tail, indent)

    def _remarks(self, leads: list[tuple[bool, str]], indent: int) -> None:
        for blank, text in leads:
            if blank:
                self._lines.append("")
            self._lines.append(" " * indent + text)

    def _row(self, row: Row) -> None:
        line = " " * row.indent + row.line
        for piece in row.rest:
            line += " " if line.strip() else ""
            line = (
                self._block(piece, line, row.indent) if isinstance(piece, Opened) else line + piece
            )
        line += row.after
        self._lines.append(f"{line}  {row.trailing}" if row.trailing else line)

    def _block(self, opened: Opened, line: str, indent: int) -> str:
        """Write the block that opens at the end of this line; the line that its end begins."""
        style = opened.block.style
        body = self._rows.of_block(opened, indent + STEP)
        line += style.open
        if not (body.opener or body.rows or body.tail):
            return line + style.close
        self._lines.append(f"{line}  {body.opener}" if body.opener else line)
        self._body(body, indent + STEP)
        return " " * indent + style.close
