"""Rows of text whose last cell may take several lines."""

from collections.abc import Sequence
from textwrap import wrap

from .cells import harmless, pad, width
from .table import GAP


def wrapped_table(rows: Sequence[Sequence[str]], columns: int) -> list[str]:
    """Columns as wide as their widest cell; the last one has the rest of the line, and wraps."""
    clean = [[harmless(cell) for cell in row] for row in rows]
    wide = [max(map(width, column)) for column in zip(*(row[:-1] for row in clean), strict=True)]
    room = columns - sum(wide) - len(GAP) * len(wide)
    lines: list[str] = []
    for *cells, last in clean:
        head = "".join(pad(cell, space) + GAP for cell, space in zip(cells, wide, strict=True))
        first, *more = wrap(last, room, break_on_hyphens=False) or [""]
        lines.append((head + first).rstrip())
        lines += [" " * len(head) + text for text in more]
    return lines
