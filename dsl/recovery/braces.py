"""Braces that are missing at the start of a block, or stand where no block ends."""

from ..driver import Machine
from ..finding import Applicability, Edit, Finding, Help, Label
from ..frozen import frozen
from ..source import Source, Span
from .blocks import homes_of
from .lexemes import BLANKS_AND_COMMENTS, indent_of, lexeme_at, line_first
from .stack import Body


@frozen
class TooEarly:
    """One mistake: a block went on after its `}`. Its rest starts at `point`."""

    finding: Finding
    point: int
    indent: int


def closed_too_early(machine: Machine, around: list[Body], at: int) -> TooEarly | None:
    """Whether the statement here belongs into the block that just ended, by column and word."""
    body = around[-1]
    source, text = machine.source, machine.source.text
    items = body.items
    start = machine.starts[body.level] if len(machine.starts) > body.level else at
    if start == at and items and items[-1].start == _line_begin(text, at):
        start, items = items[-1].start, items[:-1]
    if not items or start >= len(text) or not line_first(text, start):
        return None
    last = items[-1]
    word = lexeme_at(machine.table, text, start, len(text))
    block = lexeme_at(machine.table, text, last.start, last.end)
    if word is None or block is None or text[last.end - 1] != "}":
        return None
    if block.text not in homes_of(word.text) or not BLANKS_AND_COMMENTS.fullmatch(
        text, last.end, start
    ):
        return None
    indent = indent_of(text, last.start)
    if indent_of(text, start) <= indent:
        return None
    brace = Span(source, last.end - 1, last.end)
    finding = Finding(
        "GW0001",
        f"this `}}` closes the `{block.text}` block before its last statement",
        brace,
        label="closes the block",
        because=(Label(Span(source, start, word.end), "this still belongs inside"),),
        help=(Help("remove this `}`", Applicability.REVIEW, (Edit(brace, ""),)),),
    )
    return TooEarly(finding, start, indent)


@frozen
class NotOpened:
    """One mistake: the statements from `point` on belong to the one at `start`, without its `{`."""

    finding: Finding
    start: int
    point: int


def never_opened(machine: Machine, around: list[Body], at: int) -> NotOpened | None:
    """Whether the statement here was read as one of the outer block, because a `{` is missing.

    `gateway g on nginx`, then `  region eu, us` further in: `region` starts a statement at the top
    level too, so the mistake shows only at the comma.
    """
    body, text = around[-1], machine.source.text
    begin = _line_begin(text, at)
    starts = [item.start for item in body.items] + machine.starts[body.level : body.level + 1]
    if len(starts) < 2 or starts[-1] != begin or len(body.items) < len(starts) - 1:
        return None
    last = body.items[len(starts) - 2]
    word = lexeme_at(machine.table, text, begin, at)
    block = lexeme_at(machine.table, text, last.start, last.end)
    if word is None or block is None or block.text not in homes_of(word.text):
        return None
    end = last.end
    if text[end - 1] == "}" or indent_of(text, begin) <= indent_of(text, last.start):
        return None
    if not BLANKS_AND_COMMENTS.fullmatch(text, end, begin):
        return None
    finding = Finding(
        "GW0001",
        f"the block of `{block.text}` is not opened with `{{`",
        Span(machine.source, last.start, end),
        label="`{` is missing after this",
        because=(Label(Span(machine.source, begin, word.end), "this stands further in"),),
        help=(
            Help(
                "open the block",
                Applicability.REVIEW,
                (Edit(Span(machine.source, end, end), " {"),),
            ),
        ),
    )
    return NotOpened(finding, last.start, begin)


def _line_begin(text: str, at: int) -> int:
    start = text.rfind("\n", 0, at) + 1
    return start + len(text[start:at]) - len(text[start:at].lstrip())


def one_too_many(source: Source, at: int, until: int) -> Finding:
    """A `}`, or several in a row, with no block open."""
    return Finding(
        "GW0001",
        "this `}` closes nothing",
        Span(source, at, at + 1),
        label="no block is open here",
        help=(
            Help(
                "remove it, or find the `}` before it that comes too early",
                Applicability.REVIEW,
                (Edit(Span(source, at, until), ""),),
            ),
        ),
    )
