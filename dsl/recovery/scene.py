"""The scene of a mistake: the statement so far, the token that does not fit, what would fit."""

from dataclasses import dataclass

from ..driver import Machine, Stop
from ..source import Source, Span
from ..table import END, LEXED, Table
from ..tree import Node, Token
from .lexemes import (
    BLANKS_AND_COMMENTS,
    Lexeme,
    key_in,
    lexeme_at,
    lexemes,
    line_end,
    line_first,
)
from .stack import Body, bodies, cut, keep_items, shifted, words_of


@dataclass(slots=True)
class Scene:
    """Everything a hint may look at. The parser has been taken back to just before `bad`."""

    table: Table
    source: Source
    states: list[int]
    bodies: list[Body]
    start: int  # of the statement
    before: list[Lexeme]  # the statement up to the mistake
    bad: Lexeme
    follows: bool  # the statement before is whole, and `bad` was taken for a new one
    muddled: bool = False  # this statement was repaired before: there is nothing sure to say

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def body(self) -> Body:
        return self.bodies[-1]

    @property
    def prev(self) -> Lexeme | None:
        return self.before[-1] if self.before else None

    @property
    def head(self) -> str:
        """The word that the statement starts with."""
        return self.before[0].text if self.before else ""

    @property
    def next(self) -> Lexeme | None:
        """The token behind the one that does not fit."""
        return lexeme_at(self.table, self.text, self.bad.end, len(self.text))

    @property
    def on_new_line(self) -> bool:
        """Whether a line ends between the statement and the token that does not fit."""
        return self.prev is not None and "\n" in self.text[self.prev.end : self.bad.start]

    @property
    def glued(self) -> bool:
        """Whether the token that does not fit touches the one before."""
        return self.prev is not None and self.prev.end == self.bad.start

    @property
    def complete(self) -> bool:
        """Whether the statement could end before `bad`."""
        return not self.before or self.takes(";")

    @property
    def words(self) -> frozenset[str]:
        """The words that start a statement in this block."""
        return words_of(self.table.rows[self.body.state])

    def span(self, start: int, end: int) -> Span:
        return Span(self.source, start, end)

    @property
    def bad_span(self) -> Span:
        return self.span(self.bad.start, self.bad.end)

    def takes(self, *tokens: str | Lexeme | None) -> bool:
        """Whether these would fit one after the other: signs and keywords, kinds, or tokens."""
        states: list[int] | None = self.states
        for token in tokens:
            if states is None:
                return False
            if token is not None:
                states = shifted(self.table, states, self._key(token, states))
        return states is not None

    def _key(self, token: str | Lexeme, states: list[int]) -> str | int:
        if isinstance(token, Lexeme):
            return key_in(self.table, self.table.rows[states[-1]], token, self.source)
        return self.table.kind_number(token) if token in _KINDS else token

    def words_taken(self) -> frozenset[str]:
        """The keywords that would fit here: options of the statement, and statements."""
        words = words_of_all(self.table, self.states[-1])
        return frozenset(word for word in words if self.takes(word))

    def rest_of_line(self, at: int) -> str:
        return self.text[at : line_end(self.text, at)]

    def is_line_first(self, lexeme: Lexeme) -> bool:
        return line_first(self.text, lexeme.start)


_KINDS = frozenset(LEXED) - {"SIGN", "COMMENT"} | {"METHOD", "LABEL"}


def words_of_all(table: Table, state: int) -> frozenset[str]:
    return frozenset(key for key in table.rows[state] if isinstance(key, str) and key[0].islower())


def stage(machine: Machine, stop: Stop) -> Scene:
    """Take the parser back to the token before the mistake, undoing what the mistake made it do.

    A word that the block does not know is read as the name of a settings block and fails one token
    later; the mistake is the word.
    """
    around = bodies(machine)
    body = around[-1]
    bad = lexeme_at(machine.table, machine.source.text, stop.at, len(machine.source.text))
    if bad is None:
        bad = Lexeme("END", END, "", stop.at)
    if (word := _taken_for_block(machine, body)) is not None:
        bad = word
        cut(machine, body.level)
    start, whole = _statement_before(machine, body, bad)
    before = list(lexemes(machine.table, machine.source.text, start, bad.start))
    scene = Scene(
        machine.table, machine.source, [], around, start, before, bad, follows=whole is not None
    )
    _go_back(machine, scene, whole)
    return scene


def _taken_for_block(machine: Machine, body: Body) -> Lexeme | None:
    if len(machine.states) != body.level + 2:
        return None
    token = machine.values[-1]
    wanted = [key for key in machine.table.rows[machine.states[-1]] if not _is_goto(key)]
    if wanted != ["{"] and set(wanted) != {"{", machine.table.kind_number("LBRACE")}:
        return None
    if not isinstance(token, Token) or token.kind != "WORD":
        return None
    return lexeme_at(machine.table, machine.source.text, token.start, token.end)


def _is_goto(key: str | int) -> bool:
    return isinstance(key, int) and key < 0


def _statement_before(machine: Machine, body: Body, bad: Lexeme) -> tuple[int, Node | None]:
    """Where the statement starts that the mistake is in, or that it follows at once."""
    if len(machine.starts) > body.level:
        return machine.starts[body.level], None
    if body.items:
        last = body.items[-1]
        gap = BLANKS_AND_COMMENTS.fullmatch(machine.source.text, last.end, bad.start)
        has_block = machine.source.text[last.end - 1] == "}" and last.end != bad.start
        if gap and not has_block:
            return last.start, last
    return bad.start, None


def _go_back(machine: Machine, scene: Scene, whole: Node | None) -> None:
    level = scene.body.level
    keep_items(machine, scene.body, scene.start)
    if machine.run(scene.start, scene.bad.start) is None:
        scene.states = machine.states.copy()
        return
    cut(machine, level)
    items = machine.values[level - 1] if level else None
    if whole is not None and isinstance(items, list):
        items.append(whole)
    scene.states = machine.states.copy()
    scene.before = []
    scene.start = scene.bad.start
    scene.muddled = whole is None
