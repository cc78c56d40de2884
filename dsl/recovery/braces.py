"""Blocks that are never closed, closed too early or closed twice, told by indentation and words."""

from ..driver import MISFIT, Machine
from ..finding import Applicability, Edit, Finding, Help, Label
from ..frozen import frozen
from ..source import Source, Span
from ..table import Table
from .blocks import homes_of
from .lexemes import BLANKS_AND_COMMENTS, Lexeme, indent_of, key_in, lexeme_at, lexemes, line_first
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


_ACTIONS_WITH_BLOCKS = ("gather", "choose", "split", "first")


@frozen
class ArrowLeftOut:
    """One mistake: `route /a gather { .. }` was read as a route and a block of settings."""

    finding: Finding
    body: Body  # in which the route stands
    start: int
    point: int


def arrow_left_out(machine: Machine, around: list[Body]) -> ArrowLeftOut | None:
    """The outermost block of settings that is really the action of the route before it."""
    text = machine.source.text
    for body in around:
        if not body.items or len(machine.starts) <= body.level:
            continue
        point, route = machine.starts[body.level], body.items[-1]
        word = lexeme_at(machine.table, text, point, len(text))
        if word is None or word.text not in _ACTIONS_WITH_BLOCKS or text[route.end - 1] == "}":
            continue
        head = lexeme_at(machine.table, text, route.start, route.end)
        if head is None or head.text != "route" or text[route.end : point].strip(" \t"):
            continue
        at = Span(machine.source, point, word.end)
        finding = Finding(
            "GW0001",
            f"no arrow stands before `{word.text}`",
            at,
            label="`->` is missing before this",
            help=(
                Help(
                    f"write `->` before `{word.text}`",
                    Applicability.SAFE,
                    (Edit(Span(machine.source, route.end, point), " -> "),),
                ),
            ),
        )
        return ArrowLeftOut(finding, body, route.start, point)
    return None


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
