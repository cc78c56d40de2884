"""Where to go on reading after a statement that does not read."""

from ..source import Source
from ..table import Table
from .lexemes import Lexeme, indent_of, key_in, lexeme_at, line_end, line_first
from .stack import Body, shifted, words_of

_CLOSERS = {"}": "{", ")": "(", "]": "["}
_FAR_ENOUGH = 30  # tokens that read well show that a word does start a statement


class _Brackets:
    """What is open; a closer ends what was opened since its partner, too."""

    def __init__(self, opened: list[str]) -> None:
        self._opened: list[str] = []
        self._count = dict.fromkeys("{[(", 0)
        for sign in opened:
            self.open(sign)

    def open(self, sign: str) -> None:
        self._opened.append(sign)
        self._count[sign] += 1

    def has(self, sign: str) -> bool:
        return self._count[sign] > 0

    def any(self) -> bool:
        return bool(self._opened)

    def close(self, opener: str) -> bool:
        if not self.has(opener):
            return False
        while True:
            sign = self._opened.pop()
            self._count[sign] -= 1
            if sign == opener:
                return True


class Skip:
    """A walk over tokens to the first place where the block can go on."""

    def __init__(
        self, table: Table, source: Source, around: list[Body], states: list[int], start: int
    ) -> None:
        self.table = table
        self.source = source
        self.states = states  # of the block, nothing of the statement on it
        self.row = table.rows[states[-1]]
        self.words = words_of(self.row)
        self.outer_words = [words_of(table.rows[body.state]) for body in around]
        self.indent = indent_of(source.text, start)
        self.has_line = line_first(source.text, start)
        self.may_close = around[-1].opener >= 0

    def to_next_statement(self, at: int, open_brackets: list[str]) -> int:
        """From `at` on, with these brackets of the broken statement still open."""
        text = self.source.text
        brackets = _Brackets(open_brackets)
        first, indented = True, False
        last_end = at
        while (lexeme := lexeme_at(self.table, text, at, len(text))) is not None:
            new_line = "\n" in text[last_end : lexeme.start] or (first and self._first(lexeme))
            if new_line and brackets.has("{"):
                column = indent_of(text, lexeme.start)
                if indented and column <= self.indent and self._known_outside(lexeme):
                    return lexeme.start
                indented = indented or column > self.indent
            if self._stops_at(lexeme, brackets, new_line):
                return lexeme.start
            first = False
            last_end = lexeme.end
            at = self._past(lexeme)
        return len(text)

    def _first(self, lexeme: Lexeme) -> bool:
        text = self.source.text
        start = text.rfind("\n", 0, lexeme.start) + 1
        return not text[start : lexeme.start].strip()

    def _past(self, lexeme: Lexeme) -> int:
        if lexeme.kind == "STRAY" and lexeme.text in "\"'":  # what it opens ends with the line
            return line_end(self.source.text, lexeme.end)
        return lexeme.end

    def _known_outside(self, lexeme: Lexeme) -> bool:
        return any(lexeme.text in words for words in self.outer_words)

    def _stops_at(self, lexeme: Lexeme, brackets: _Brackets, new_line: bool) -> bool:
        sign = lexeme.text
        if lexeme.kind == "SIGN" and sign in "{[(":
            brackets.open(sign)
        elif lexeme.kind == "SIGN" and sign in _CLOSERS:
            return self._closes(sign, brackets)
        elif brackets.has("{"):
            return False
        elif sign == ";":
            return not brackets.any()
        elif new_line and lexeme.kind == "PATH" and sign.startswith(("//", "/*")):
            return True
        else:
            return self._starts_statement(lexeme, new_line, brackets.any())
        return False

    def _closes(self, sign: str, brackets: _Brackets) -> bool:
        if brackets.close(_CLOSERS[sign]):
            return False
        return sign == "}" and self.may_close

    def _starts_statement(self, lexeme: Lexeme, new_line: bool, inside: bool) -> bool:
        if shifted(self.table, self.states, key_in(self.table, self.row, lexeme, self.source)) is (
            None
        ):
            return False
        is_word = lexeme.kind == "WORD" and lexeme.text in self.words
        if not new_line:
            return is_word and not inside and self._reads_on(lexeme.start)
        indent = indent_of(self.source.text, lexeme.start)
        if indent <= self.indent:
            return True
        return is_word and (not self.has_line or self._reads_on(lexeme.start))

    def _reads_on(self, at: int) -> bool:
        """Whether a whole statement reads well from here."""
        text = self.source.text
        states: list[int] | None = self.states
        level = len(self.states)
        for number in range(_FAR_ENOUGH):
            lexeme = lexeme_at(self.table, text, at, len(text))
            if lexeme is None:
                return number > 0 and shifted(self.table, states or [], ";") is not None
            if number and "\n" in text[at : lexeme.start]:
                return shifted(self.table, states, ";") is not None
            key = key_in(self.table, self.table.rows[states[-1]], lexeme, self.source)
            states = shifted(self.table, states, key)
            if states is None:
                return False
            if number and len(states) <= level:
                return True
            at = lexeme.end
        return True
