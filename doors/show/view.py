"""The part of one source line that fits on the screen, chosen so that the marked part is in it."""

from itertools import accumulate

from ...dsl.frozen import frozen
from .cells import cells

CONTEXT_SHARE = 4  # of a clipped line, one part in four stands before the mark
LABEL_ROOM = 20  # blanks behind a clipped line, where a label may stand beside its mark


@frozen
class View:
    """What is printed of a line, and where each of its characters went."""

    text: str
    first: int  # the character with which `edges` begins
    edges: tuple[int, ...]  # the column at which each character starts, and where the last one ends
    columns: int

    def column(self, character: int) -> int:
        """The column where this character starts, or the nearest edge if it is clipped away."""
        edge = self.edges[max(0, min(character - self.first, len(self.edges) - 1))]
        return max(0, min(edge, self.columns))

    def holds(self, start: int, end: int) -> bool:
        """Whether these characters are wholly in view."""
        last = max(start, end - 1) - self.first
        if start < self.first or last + 1 >= len(self.edges):
            return False
        return self.edges[start - self.first] >= 0 and self.edges[last + 1] <= self.columns


def view_of(line: str, start: int, columns: int) -> View:
    """The line as printed in this many columns, with the character at `start` in sight."""
    # The blank is the place just behind the line, where a mark may stand too.
    line += " "
    # A line may hold a megabyte; what lies far from the mark is never measured.
    first = max(0, start - 2 * columns)
    near = line[first : start + 3 * columns]
    shown = cells(near)
    edges = [0, *accumulate(wide for _, wide in shown)]
    cut_after = first + len(near) < len(line)
    left = _left_edge(edges, edges[start - first], columns, cut_after)
    room = (
        1 if left or first else 0,
        columns - (1 if cut_after or edges[-1] - left > columns else 0),
    )
    text = _printed(shown, edges, left, room, columns)
    return View(text, first, tuple(edge - left for edge in edges), columns)


def _left_edge(edges: list[int], mark: int, columns: int, cut_after: bool) -> int:
    """The first column of the line that is shown."""
    if edges[-1] <= columns and not cut_after:
        return 0
    if mark < columns - columns // CONTEXT_SHARE:
        return 0
    wanted = mark - columns // CONTEXT_SHARE
    return wanted if cut_after else min(wanted, max(0, edges[-1] + LABEL_ROOM - columns))


def _printed(
    shown: list[tuple[str, int]],
    edges: list[int],
    left: int,
    room: tuple[int, int],
    columns: int,
) -> str:
    kept = [
        (edge - left, cell)
        for edge, (cell, wide) in zip(edges, shown, strict=False)
        if edge - left >= room[0] and edge - left + wide <= room[1]
    ]
    # A wide character across the edge leaves a gap, which keeps the rest under its marks.
    gap = kept[0][0] - room[0] if kept else 0
    text = "".join(cell for _, cell in kept)
    before = "…" if room[0] else ""
    after = "…" if room[1] < columns else ""
    return f"{before}{' ' * gap}{text}{after}".rstrip(" ")
