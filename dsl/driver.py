"""The tight loop over Lark's table: text to spanned tree in one pass.

One regular expression cuts the text into tokens; a word is a keyword where the row of the current
state has it as one, and a word elsewhere, which is what Lark's contextual lexer comes to. Nothing
here knows the language: the table does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from .frozen import frozen
from .source import Source
from .table import END, Row, Rule, Table
from .tree import Node, Part, Token

DEEPEST = 64
"""How deep blocks, lists, parentheses and `not` may stand in each other."""
_DEEP_ENOUGH_TO_COUNT = DEEPEST  # every level takes a state at least
WORD_OR_SIGN = 2  # the first two groups of the lexer
MISFIT = -1_000_000  # no rule has this number
_OPENERS = frozenset(("{", "[", "(", "not"))

# Nodes and tokens are tuples; making them as such spares a call for each.
_new = cast(Callable[[Any, Any], Any], tuple.__new__)  # pyright: ignore[reportUnknownMemberType]

Value = Part | list[Part] | None
"""What stands on the stack: a part of the tree, those of an inlined rule, or a sign nobody keeps."""


@frozen
class Stop:
    """Where the loop could not go on: at a token that no row wants, or one level too deep."""

    at: int
    text: str
    kind: int
    too_deep: bool = False

    @property
    def end(self) -> int:
        return self.at + len(self.text)


@dataclass(slots=True)
class Machine:
    """The stack of an LALR parser, open to whoever mends it after a mistake."""

    table: Table
    source: Source
    states: list[int] = field(default_factory=lambda: [0])
    values: list[Value] = field(default_factory=list[Value])
    starts: list[int] = field(default_factory=list[int])
    ends: list[int] = field(default_factory=lambda: [0])  # of the token shifted last
    comments: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    reduce: Callable[[Rule], Row] = field(init=False)

    def __post_init__(self) -> None:
        self.reduce = _reducer(self)

    def run(self, at: int, until: int) -> Stop | None:
        """Take the tokens from `at` on; stop at the first that does not fit, or at `until`."""
        table, source, states, values = self.table, self.source, self.states, self.values
        rows, rules, label = table.rows_so_far, table.rules, table.label
        made_of, kinds, comment = table.made_of, table.kind_of_group, table.comment_group
        reduce = self.reduce
        push_state, push_value, push_start = states.append, values.append, self.starts.append
        text, ends = source.text, self.ends
        row: Row = table.rows[states[-1]]
        for match in table.lexer.finditer(text, at, until):
            group = match.lastindex
            if group is None:
                break
            found = match[group]
            end = match.end()
            key: str | int = kinds[group]
            if group > WORD_OR_SIGN:
                if group == comment:
                    self.comments.append((end - len(found), found))
                    continue
            elif label in row and table.is_label(text, found, end):
                key = label
            elif found in row:
                key = found
            try:
                while (action := row[key]) < 0:
                    row = reduce(rules[~action])
            except KeyError:  # the quickest way to hear that a row has no such token
                return Stop(end - len(found), found, kinds[group])
            start = end - len(found)
            if found in _OPENERS and len(states) > _DEEP_ENOUGH_TO_COUNT and self.is_too_deep():
                return Stop(start, found, kinds[group], too_deep=True)
            kind = made_of[action]
            push_state(action)
            push_value(_new(Token, (kind, found, start, source)) if kind else None)
            push_start(start)
            row = rows[action] or table.rows[action]
            ends[0] = end
        return None

    def finish(self) -> Node | None:
        """The whole tree once all tokens are taken; None where the text may not end here."""
        if len(self.states) == 1:  # nothing was written: the only rule that matches nothing
            return self.table.empty(self.source)
        while self.states[-1] != self.table.finished:
            action = self.table.rows[self.states[-1]].get(END)
            if action is None:
                return None
            self.reduce(self.table.rules[~action])
        tree = self.values[-1]
        assert isinstance(tree, Node)
        return tree

    def push(self, sign: str, at: int) -> bool:
        """Take a sign that nobody wrote; whether it fitted."""
        row = self.table.rows[self.states[-1]]
        while True:
            action = row.get(sign)
            if action is None:
                return False
            if action >= 0:
                break
            row = self.reduce(self.table.rules[~action])
        kind = self.table.made_of[action]
        self.states.append(action)
        self.values.append(Token(kind, sign, at, self.source) if kind else None)
        self.starts.append(at)
        return True

    def is_too_deep(self) -> bool:
        opened = self.table.opened_by
        return sum(state in opened for state in self.states) >= DEEPEST


def _reducer(machine: Machine) -> Callable[[Rule], Row]:
    """What replaces that which a rule matched by what it makes, and gives the row to go on with.

    Half of a parse is spent in here, so it holds the stack itself instead of asking the machine.
    """
    states, values, starts, ends = machine.states, machine.values, machine.starts, machine.ends
    source, table, rows = machine.source, machine.table, machine.table.rows_so_far

    def reduce(rule: Rule) -> Row:
        size, goto, node, pick = rule
        if pick is not None:  # else one thing, handed on as it is
            value = pick(values)
            if node is not None:
                value = _new(node, (value, starts[-size], ends[0], source))
            if size > 1:  # of what was matched one place is left, for what it makes
                del states[1 - size :], values[1 - size :], starts[1 - size :]
            values[-1] = value
        states[-1] = target = rows[states[-2]][goto]
        return rows[target] or table.rows[target]

    return reduce
