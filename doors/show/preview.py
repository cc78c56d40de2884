"""The lines of a program as they would read after an edit."""

from collections.abc import Iterator
from itertools import groupby, takewhile

from ...dsl.finding import Edit
from ...dsl.source import Source
from .cells import clip
from .view import view_of
from .window import COLUMNS

INDENT = " " * 8
LINES_SHOWN = 3


def preview(edits: tuple[Edit, ...], home: Source) -> Iterator[str]:
    """Each changed line with its number; of a long change only the beginning."""
    for source in dict.fromkeys((home, *(edit.span.source for edit in edits))):
        here = [edit for edit in edits if edit.span.source is source]
        here.sort(key=lambda edit: (edit.span.start, edit.span.end))
        if here and source is not home:
            yield INDENT + clip(f"in {source.name}", COLUMNS - len(INDENT))
        for line, group in groupby(here, key=lambda edit: edit.span.line):
            yield from _changed_lines(list(group), source, line)


def _changed_lines(edits: list[Edit], source: Source, line: int) -> Iterator[str]:
    before = [source.line_text(n) for n in range(line, 1 + max(e.span.end_line for e in edits))]
    after = _after(edits)
    same = _alike(before, after)
    same_below = _alike(before[same:][::-1], after[same:][::-1])
    gone = len(before) - same - same_below
    changed = _without_blank_end(after[same : len(after) - same_below])
    first = line + same
    if not changed:
        if gone:
            yield f"{INDENT}{_lines(first, first + gone - 1)}"
        return
    column = _alike(before[same], changed[0]) if same < len(before) else 0
    for number, text in enumerate(changed[:LINES_SHOWN], first):
        gutter = f"{INDENT}{number} | "
        shown = view_of(text, column if number == first else 0, COLUMNS - len(gutter))
        yield (gutter + shown.text).rstrip(" ")
    if len(changed) > LINES_SHOWN:
        yield f"{INDENT}..."


def _after(edits: list[Edit]) -> list[str]:
    """The touched lines with the edits applied; of two edits that overlap the first one counts."""
    source = edits[0].span.source
    start = edits[0].span.start - (edits[0].span.column - 1)
    pieces: list[str] = []
    done = start
    for edit in edits:
        if edit.span.start < done:
            continue
        pieces += [source.text[done : edit.span.start], edit.text]
        done = edit.span.end
    line_end = source.text.find("\n", done)
    pieces.append(source.text[done : len(source.text) if line_end < 0 else line_end])
    return [line.removesuffix("\r") for line in "".join(pieces).split("\n")]


def _without_blank_end(lines: list[str]) -> list[str]:
    end = next((n for n in range(len(lines), 0, -1) if lines[n - 1].strip()), 0)
    return lines[:end]


def _alike(here: list[str] | str, there: list[str] | str) -> int:
    """How many things at the start are the same on both sides."""
    pairs = zip(here, there, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _lines(first: int, last: int) -> str:
    if first == last:
        return f"line {first} is taken out"
    return f"lines {first} to {last} are taken out"
