"""Rows of text in columns that fit the screen."""

from collections.abc import Sequence

from .cells import clip, harmless, pad, width

GAP = "  "


def table_of(rows: Sequence[Sequence[str]], columns: int) -> list[str]:
    """Columns as wide as their widest cell; if all together are too wide, the widest one gives."""
    clean = [[harmless(cell) for cell in row] for row in rows]
    wide = [max(map(width, column)) for column in zip(*clean, strict=True)]
    while sum(wide) + len(GAP) * (len(wide) - 1) > columns:
        wide[wide.index(max(wide))] -= 1
    return [
        GAP.join(pad(clip(cell, room), room) for cell, room in zip(row, wide, strict=True)).rstrip()
        for row in clean
    ]
