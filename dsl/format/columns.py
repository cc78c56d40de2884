"""Columns: what neighbouring lines share is written under each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .opening import WIDTH, Opened
from .pieces import Stop

Lead = tuple[bool, str]
"""A comment on a line of its own, and whether a blank line stands before it."""


@dataclass(slots=True)
class Row:
    """One item: comments before it, its first line in cells, what follows the first open block."""

    kind: type
    indent: int
    leads: list[Lead]
    blank: bool  # a blank line between the last comment, or the row before, and this row
    cells: list[str] = field(default_factory=lambda: [""])
    stops: list[Stop] = field(default_factory=list[Stop])
    rest: list["str | Opened"] = field(default_factory=list["str | Opened"])
    after: str = ""
    trailing: str = ""
    line: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.rest) or "\n" in self.cells[-1]

    @property
    def stands_apart(self) -> bool:
        return self.blank or any(blank for blank, _ in self.leads)

    def part_from_above(self) -> None:
        """Put a blank line before the row and its comments."""
        if self.leads:
            self.leads[0] = (True, self.leads[0][1])
        else:
            self.blank = True

    def join_above(self) -> None:
        """Leave out the blank line: nothing stands above."""
        if self.leads:
            self.leads[0] = (False, self.leads[0][1])
        else:
            self.blank = False

    @property
    def neighbourhood(self) -> object:
        """Rows of one neighbourhood share their columns."""
        if not self.stops:
            return None
        stop = self.stops[0]
        return (stop, self.cells[0].split(" ")[0]) if stop is Stop.NAMED else stop


def align(rows: Sequence[Row]) -> None:
    """Give each row its first line."""
    run: list[Row] = []
    for row in rows:
        here = row.neighbourhood
        if row.stands_apart or (here and run and here != run[-1].neighbourhood):
            _align_run(run)
            run = []
        if here:
            run.append(row)
        else:
            row.line = " ".join(row.cells)
        if row.is_open:
            _align_run(run)
            run = []
    _align_run(run)


def _align_run(run: Sequence[Row]) -> None:
    widths: list[int] = []
    left = list(run)
    while left := [row for row in left if len(row.stops) > len(widths)]:
        place = len(widths)
        left = [row for row in left if len(row.cells[place]) <= row.stops[place].value]
        widths.append(max((len(row.cells[place]) for row in left), default=0))
    for row in run:
        padded = _padded(row, widths)
        line = padded if row.indent + len(padded) <= WIDTH else " ".join(row.cells)
        row.line = line


def _padded(row: Row, widths: Sequence[int]) -> str:
    cells = list(row.cells)
    for place, stop in enumerate(row.stops):
        if len(cells[place]) > stop.value:
            break
        cells[place] = cells[place].ljust(widths[place])
    return " ".join(cells)
