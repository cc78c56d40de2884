"""Blocks that are never closed, told by indentation and by words that belong further out."""

from ..driver import MISFIT, Machine
from ..finding import Applicability, Edit, Finding, Help, Label
from ..frozen import frozen
from ..source import Source, Span
from ..table import Table
from .lexemes import Lexeme, indent_of, key_in, lexeme_at, lexemes, line_first
from .stack import Body, words_of
from .wording import quoted


@frozen
class NeverClosed:
    """One mistake: these blocks, the outermost first, end where `point` is."""

    finding: Finding
    bodies: tuple[Body, ...]
    point: int


@frozen
class Seen:
    """The text and its open blocks at the moment when the parser stopped."""

    table: Table
    source: Source
    around: list[Body]
    starts: list[int]
    at: int
    checked: int  # statements before this place were looked at before

    def words(self, number: int) -> frozenset[str]:
        return words_of(self.table.rows[self.around[number].state])

    def knows(self, number: int, at: int) -> bool:
        """Whether this block has a statement that starts with the very word or label here."""
        lexeme = lexeme_at(self.table, self.source.text, at, len(self.source.text))
        if lexeme is None:
            return False
        row = self.table.rows[self.around[number].state]
        key = key_in(self.table, row, lexeme, self.source)
        return (isinstance(key, str) or key == self.table.label) and row.get(key, MISFIT) >= 0

    def indent(self, number: int) -> int:
        return indent_of(self.source.text, self.around[number].opener)

    def start_above(self, number: int) -> int:
        """Where the statement starts that this block is busy with."""
        level = self.around[number].level
        return self.starts[level] if len(self.starts) > level else self.at


def never_closed(machine: Machine, around: list[Body], at: int, checked: int) -> NeverClosed | None:
    """The outermost open block in which a statement stands that must be further out."""
    seen = Seen(machine.table, machine.source, around, machine.starts, at, checked)
    for number, body in enumerate(around):
        if body.opener >= 0 and (point := _point_outside(seen, number)) is not None:
            return _closing(seen, number, point)
    return None


def _point_outside(seen: Seen, number: int) -> int | None:
    """The first statement of this block that belongs further out."""
    body = seen.around[number]
    indent = seen.indent(number)
    busy = seen.start_above(number)
    starts = [item.start for item in body.items]
    if busy < len(seen.source.text):
        starts.append(busy)
    if not starts:
        return None
    is_flat = _stands_out(seen, body, indent, starts[0])
    evidence: int | None = None
    for place in range(len(starts) - 1, -1, -1):
        start = starts[place]
        if start < seen.checked and evidence is None:
            return None
        if not _stands_out(seen, body, indent, start):
            if evidence is not None:
                break
            continue
        alone = place == 0
        if _is_evidence(
            seen,
            number,
            start,
            failing=start == _failing(seen, starts, busy),
            flat=is_flat and not alone,
        ):
            evidence = start
        elif is_flat:
            if evidence is not None:
                break
        elif evidence is not None:
            evidence = start
    return evidence


def _failing(seen: Seen, starts: list[int], busy: int) -> int:
    """The statement that does not read on: the last, also where it seemed to be whole."""
    if busy != seen.at or len(starts) < 2:
        return busy
    last = starts[-2]
    return busy if "\n" in seen.source.text[last : seen.at] else last


def _stands_out(seen: Seen, body: Body, indent: int, start: int) -> bool:
    """Whether this starts a later line, no further in than the line that opened the block."""
    text = seen.source.text
    return (
        line_first(text, start)
        and indent_of(text, start) <= indent
        and "\n" in text[body.opener : start]
        and text[start] != "}"
    )


def _is_evidence(seen: Seen, number: int, start: int, *, failing: bool, flat: bool) -> bool:
    if not any(seen.knows(outer, start) for outer in range(number)):
        return False
    if seen.knows(number, start):
        return failing and not flat
    return bool(seen.words(number)) or not flat


def _closing(seen: Seen, number: int, point: int) -> NeverClosed:
    """This block, and those around it that cannot hold the statement either."""
    indent = indent_of(seen.source.text, point)
    outermost = number
    while outermost > 1 and not seen.knows(outermost - 1, point):
        if seen.indent(outermost - 1) < indent:
            break
        outermost -= 1
    closed = tuple(seen.around[outermost : number + 1])
    return NeverClosed(_unclosed(seen.source, seen.table, closed, point), closed, point)


def open_at_the_end(machine: Machine, around: list[Body]) -> NeverClosed:
    """All that is still open where the text ends."""
    text = machine.source.text
    closed = tuple(body for body in around if body.opener >= 0)
    finding = _unclosed(machine.source, machine.table, closed, len(text))
    return NeverClosed(finding, closed, len(text))


def _unclosed(source: Source, table: Table, closed: tuple[Body, ...], point: int) -> Finding:
    text = source.text
    opener = closed[-1].opener
    because: list[Label] = []
    end = point
    taken = _closed_by_another(source, table, opener, point)
    if taken is not None:
        opener, end = taken
        because.append(Label(Span(source, end, end + 1), "this one stands under another block"))
    elif point < len(text):
        word = lexeme_at(table, text, point, len(text))
        stop = word.end if word else point + 1
        because.append(Label(Span(source, point, stop), "this stands outside of the block again"))
    because += [
        Label(Span(source, body.opener, body.opener + 1), "this one is open as well")
        for body in closed[:-1]
    ]
    indents = [indent_of(text, body.opener) for body in reversed(closed)]
    if taken is not None:
        indents = [indent_of(text, opener)]
    place = _end_of_what_is_before(source, table, opener, end)
    lines = text[place:end].count("\n") or end == len(text)
    added = "".join(f"\n{' ' * indent}}}" if lines else " }" for indent in indents)
    return Finding(
        "GW0001",
        "this `{` is never closed",
        Span(source, opener, opener + 1),
        label=f"opens the block of {quoted(_line_start(text, opener))}",
        because=tuple(because),
        help=(
            Help(
                "close the block with `}`",
                Applicability.REVIEW,
                (Edit(Span(source, place, place), added),),
            ),
        ),
    )


def _line_start(text: str, opener: int) -> str:
    """The words before a brace, on its line."""
    start = text.rfind("\n", 0, opener) + 1
    words = text[start:opener].split()
    return " ".join(words[-6:]) or "{"


def _end_of_what_is_before(source: Source, table: Table, at: int, until: int) -> int:
    end = at + 1
    for lexeme in lexemes(table, source.text, at, until):
        end = lexeme.end
    return end


def _closed_by_another(
    source: Source, table: Table, opener: int, until: int
) -> tuple[int, int] | None:
    """A block inside whose `}` starts a line further out than the block does: it lacks its own."""
    text = source.text
    waiting: list[Lexeme] = []
    for lexeme in lexemes(table, text, opener, until):
        if lexeme.text == "{":
            waiting.append(lexeme)
        elif lexeme.text == "}" and len(waiting) > 1:
            inner = waiting.pop()
            if (
                line_first(text, lexeme.start)
                and "\n" in text[inner.start : lexeme.start]
                and indent_of(text, lexeme.start) < indent_of(text, inner.start)
            ):
                return inner.start, lexeme.start
    return None
