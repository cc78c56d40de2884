"""The tokens of a stretch of text, without a parser: what a repair looks at around a mistake."""

import re
from collections.abc import Iterator

from ..frozen import frozen
from ..source import Source
from ..table import STRAY, Row, Table

BLANKS_AND_COMMENTS = re.compile(r"(?:[ \t\r\n\f]|#[^\n]*)*")
_NAMELESS = "SIGN"


@frozen
class Lexeme:
    """A token as cut from the text; SIGN for brackets and the like, STRAY for what is none."""

    kind: str
    number: int
    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def lexemes(table: Table, text: str, at: int, until: int) -> Iterator[Lexeme]:
    """Token by token from here on, comments left out; the end of the stretch is no token."""
    while (found := lexeme_at(table, text, at, until)) is not None:
        yield found
        at = found.end


def lexeme_at(table: Table, text: str, at: int, until: int) -> Lexeme | None:
    """The token here or behind the blanks and comments here."""
    while True:
        match = table.lexer.match(text, at, until)
        group = match.lastindex if match else None
        if match is None or group is None:
            return None
        if group != table.comment_group:
            start = match.start(group)
            number = table.kind_of_group[group]
            return Lexeme(_kind(table, number, match[group]), number, match[group], start)
        at = match.end()


def _kind(table: Table, number: int, text: str) -> str:
    if number != STRAY:
        return table.terminals[number]
    return _NAMELESS if text in table.signs else "STRAY"


def key_in(table: Table, row: Row, lexeme: Lexeme, source: Source) -> str | int:
    """By what a row would find this token; the same choice as in the driver's loop."""
    if lexeme.kind in {"WORD", "SIGN"}:
        if table.label in row and table.is_label(source.text, lexeme.text, lexeme.end):
            return table.label
        if lexeme.text in row:
            return lexeme.text
    return lexeme.number


def line_first(text: str, at: int) -> bool:
    """Whether nothing but blanks stands before this place on its line."""
    start = text.rfind("\n", 0, at) + 1
    return text[start:at].isspace() or start == at


def indent_of(text: str, at: int) -> int:
    """How far the line that holds this place is indented, counted in characters."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start:at]
    return len(line) - len(line.lstrip(" \t\r\f"))


def line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
