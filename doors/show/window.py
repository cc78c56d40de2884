"""The source lines that a finding speaks of, with its labels drawn under them."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from ...dsl.finding import Finding
from ...dsl.frozen import frozen
from ...dsl.source import Source, Span
from .cells import clip_start, width, wrap
from .counted import counted
from .ink import Ink
from .view import View, view_of

COLUMNS = 100
SECOND_PLACES = 12  # more labels than this would not fit under any budget
LABEL_ROWS = 2
LABEL_COLUMNS = 40  # a label that does not fit beside its mark gets at least this much below it
BLANK_LINES_SKIPPED = 50


@frozen
class Mark:
    """One label on the first line of its span; places count characters from the line's start."""

    source: Source
    line: int
    start: int
    end: int
    text: str
    main: bool


def mark_of(span: Span, text: str, *, main: bool) -> Mark:
    """A span over several lines is marked on its first one, and says how far it goes."""
    source, line = span.source, span.line
    length = len(source.line_text(line))
    last = span.end_line - (span.end_column == 1)
    if last > line:
        text = f"{text} (up to line {last})" if text else f"up to line {last}"
    end = length if span.end_line > line else min(span.end_column - 1, length)
    return Mark(source, line, min(span.column - 1, length), end, text, main)


def window(finding: Finding, rows_at_most: int, ink: Ink) -> list[str]:
    """All labels that fit; the first label always does, and what is left out is counted."""
    for shown in range(min(len(finding.because), SECOND_PLACES), 0, -1):
        rows = _window_with(finding, shown, ink)
        if len(rows) <= rows_at_most:
            return rows
    return _window_with(finding, 0, ink)


def _window_with(finding: Finding, shown: int, ink: Ink) -> list[str]:
    marks = [mark_of(finding.at, finding.label, main=True)]
    marks += [mark_of(label.span, label.text, main=False) for label in finding.because[:shown]]
    rows = _draw(marks, finding.level, ink)
    if left_out := len(finding.because) - shown:
        rows.append(ink("faint", f"  and {counted(left_out, 'more place')}"))
    return rows


def _draw(marks: list[Mark], level: str, ink: Ink) -> list[str]:
    gutter = max(len(str(mark.line)) for mark in marks)
    pen = _Pen(gutter, level, ink)
    # The finding's own file comes first.
    sources = dict.fromkeys(mark.source for mark in marks)
    return [
        row
        for source in sources
        for row in _file([mark for mark in marks if mark.source is source], pen)
    ]


def _file(marks: list[Mark], pen: "_Pen") -> list[str]:
    first = marks[0]
    if not first.source.text and not first.text:
        # A file that could not be read has no line to show.
        return [f"  {clip_start(first.source.name, COLUMNS - 2)}"]
    place = f":{first.line}:{first.start + 1}"
    path = clip_start(first.source.name, COLUMNS - 2 - len(place))
    rows = [f"  {path}{place}"]
    by_line = sorted(marks, key=lambda mark: (mark.line, mark.start, mark.end, not mark.main))
    lines = {line: list(group) for line, group in groupby(by_line, key=lambda mark: mark.line)}
    for line in _lines_shown(first.source, list(lines)):
        if line is None:
            rows.append(pen.gap())
        else:
            rows += pen.line(first.source, line, lines.get(line, []))
    return rows


def _lines_shown(source: Source, marked: list[int]) -> Iterator[int | None]:
    """The marked lines in order; None where lines are left out, one line alone never is."""
    before = _line_with_text_before(source, marked[0])
    wanted = marked if before is None else [before, *marked]
    yield wanted[0]
    for above, below in pairwise(wanted):
        if below - above == 2:
            yield above + 1
        elif below - above > 2:
            yield None
        yield below


def _line_with_text_before(source: Source, line: int) -> int | None:
    """A mark on an empty line says nothing alone, so the text above it is shown as well."""
    if source.line_text(line).strip():
        return None
    above = range(line - 1, max(0, line - BLANK_LINES_SKIPPED), -1)
    return next((number for number in above if source.line_text(number).strip()), None)


@frozen
class _Pen:
    gutter: int
    level: str
    ink: Ink

    @property
    def columns(self) -> int:
        return COLUMNS - self.gutter - len(" | ")

    def gap(self) -> str:
        return self.ink("bar", "." * max(3, self.gutter))

    def line(self, source: Source, line: int, marks: list[Mark]) -> Iterator[str]:
        """The line and its marks; again, clipped elsewhere, for marks too far to the right."""
        text = source.line_text(line)
        waiting = marks
        while True:
            view = view_of(text, waiting[0].start if waiting else 0, self.columns)
            yield self._row(str(line), view.text)
            near = [
                mark for mark in waiting if mark is waiting[0] or view.holds(mark.start, mark.end)
            ]
            for mark in near:
                yield from self._mark(view, mark)
            waiting = [mark for mark in waiting if mark not in near]
            if not waiting:
                return

    def _mark(self, view: View, mark: Mark) -> Iterator[str]:
        start = min(view.column(mark.start), self.columns - 1)
        wide = max(1, view.column(mark.end) - start)
        sign, style = ("^", self.level) if mark.main else ("-", "second")
        signs = " " * start + self.ink(style, sign * wide)
        text, *others = wrap(mark.text, self.columns, LABEL_ROWS)
        if not others and start + wide + 1 + width(text) <= self.columns:
            yield self._row("", f"{signs} {self.ink(style, text)}" if text else signs)
            return
        yield self._row("", signs)
        indent = max(0, min(start, self.columns - LABEL_COLUMNS))
        for row in wrap(mark.text, self.columns - indent, LABEL_ROWS):
            yield self._row("", " " * indent + self.ink(style, row))

    def _row(self, number: str, text: str) -> str:
        row = f"{self.ink('bar', f'{number:>{self.gutter}} |')} {text}"
        return row.rstrip(" ")
