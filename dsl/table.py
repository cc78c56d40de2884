"""The parse table as the driver wants it: rows that are looked up by text first, then by kind.

The table is a by-product of the grammar. A wheel carries it; in a checkout it is written anew
whenever the grammar has changed, which is the only time when Lark is imported.
"""

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any
from zlib import crc32

from .files import write_atomically
from .source import Source
from .tree import NODES, Node

HERE = Path(__file__).parent
GRAMMAR = HERE / "grammar.lark"
TABLE = HERE / "table.json"

_OPENERS = frozenset(("LBRACE", "LSQB", "LPAR", "NOT"))
END = 0  # the kind of the end of the text
STRAY = 1_000_000  # the kind of a sign or character that no row has
BLANKS = r"[ \t\r\n\f]*"
SIGNS_ALONE = ("->", "<=", ">=", "!=", *"=<>{}()[],;:|")
SIGNS = r"->|<=|>=|!=|[=<>{}()\[\],;:|]"
# In the order in which they are tried, the most frequent first; money and times are numbers too.
LEXED = (
    *("WORD", "SIGN", "PATH", "MONEY", "DATE", "TIME", "NUMBER"),
    *("BLOCK_STRING", "STRING", "RAW_STRING", "COMMENT"),
)

# A row maps the text of a keyword or sign (str), the kind of any other terminal (int >= 0) or a
# rule (int < 0) to what happens: a state to go to (>= 0) or, as ~number, a rule to reduce by.
Row = dict[str | int, int]

# How many symbols, the goto key, the class of the node (None for an inlined rule), and the function
# that picks what is kept from the stack (None for a rule of one symbol, handed on as it is).
Rule = tuple[int, int, Any, Callable[[list[Any]], Any] | None]


class Table:
    """Rules and rows; a row is built when the driver first comes to its state."""

    def __init__(self, written: dict[str, Any]) -> None:
        self.terminals: list[str] = written["terminals"]
        self.texts: dict[str, list[str]] = written["texts"]
        self._looks: list[list[int]] = written["looks"]
        self._states: list[list[Any]] = written["states"]
        self._goto_key = _numbered(name for name, _, _ in written["rules"])
        self._names: list[str] = [name for name, _, _ in written["rules"]]
        self.rules = _rules(written["rules"], self._goto_key)
        self.rows: dict[int, Row] = _Rows(self)
        # The same rows for the driver, empty where nobody has been yet: the quickest look-up there is.
        self.rows_so_far: list[Row] = [{} for _ in self._states]
        self.made_of = [_kept(state[0], written["kept"]) for state in self._states]
        self.finished = next(n for n, state in enumerate(self._states) if state[4])
        self.opened_by = {n for n, state in enumerate(self._states) if state[0] in _OPENERS}
        self.lexer = re.compile(_master(written["patterns"]))
        self.kind_of_group = [END, *(self.kind_number(name) for name in LEXED), STRAY]
        self.comment_group = len(LEXED)
        self.label = self.kind_number("LABEL")
        self.signs = frozenset(SIGNS_ALONE)
        self._colon = re.compile(BLANKS + ":")

    def kind_number(self, terminal: str) -> int:
        return self.terminals.index(terminal) if terminal in self.terminals else STRAY

    def is_label(self, text: str, word: str, end: int) -> bool:
        """Whether this word of the text is one that a colon follows."""
        return "." not in word and self._colon.match(text, end) is not None

    def empty(self, source: Source) -> Node:
        return NODES["file"]((), 0, len(source.text), source)

    def row(self, state: int) -> Row:
        shifts, gotos = self._states[state][1], self._states[state][3]
        reductions: list[tuple[int, int]] = self._states[state][2]
        row: Row = {}
        for rule, look in reductions:
            for terminal in self._looks[look]:
                self._enter(row, terminal, ~rule)
        for terminal, target in shifts:
            self._enter(row, terminal, target)
        for name, target in gotos.items():
            row[self._goto_key[name]] = self._beyond(target, gotos)
        return row

    def _beyond(self, target: int, gotos: dict[str, int]) -> int:
        """Where a goto leads in the end: a state that can only hand its one part on is passed by.

        No token is ever read there, so nothing is lost: a token is read in the state that the one
        before it led to.
        """
        while (rule := self._handed_on_in(target)) is not None:
            target = gotos[rule]
        return target

    def _handed_on_in(self, state: int) -> str | None:
        _, shifts, reductions, gotos, _ = self._states[state]
        if shifts or gotos or len(reductions) != 1:
            return None
        number: int = reductions[0][0]
        return self._names[number] if self.rules[number][3] is None else None

    def _enter(self, row: Row, terminal: int, action: int) -> None:
        name = self.terminals[terminal]
        row[terminal] = action
        for text in self.texts.get(name, ()):
            # `=` is a sign of its own where the row has it, and a comparison elsewhere.
            if name != "CMP" or text not in row:
                row[text] = action


class _Rows(dict[int, Row]):
    def __init__(self, table: Table) -> None:
        self._table = table

    def __missing__(self, state: int) -> Row:
        row = self[state] = self._table.rows_so_far[state] = self._table.row(state)
        return row


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: -1 - number for number, name in enumerate(sorted(set(names)))}


def _kept(symbol: str, kept: list[str]) -> str | None:
    """The terminal by which a state is reached, where some rule keeps it in the tree."""
    return symbol if symbol in kept else None


def _rules(written: list[list[Any]], goto_key: dict[str, int]) -> list[Rule]:
    handed_on = _handed_on(written)
    return [_rule(name, size, places, goto_key, handed_on) for name, size, places in written]


def _handed_on(written: list[list[Any]]) -> set[str]:
    """Inlined rules whose every form keeps exactly one thing: it goes on with no list around."""
    names = {name for name, _, _ in written if name.startswith("_")}
    while True:
        wrong = {
            name
            for name, _, places in written
            if name in names and not _keeps_one_thing(places, names)
        }
        if not wrong:
            return names
        names -= wrong


def _keeps_one_thing(places: list[list[Any]], handed_on: set[str]) -> bool:
    return len(places) == 1 and (not places[0][1] or places[0][1] in handed_on)


def _rule(
    name: str, size: int, places: list[list[Any]], goto_key: dict[str, int], handed_on: set[str]
) -> Rule:
    key = goto_key[name]
    if name in handed_on:
        return size, key, None, None if size == 1 else itemgetter(places[0][0])
    spread = [(place, bool(inlined) and inlined not in handed_on) for place, inlined in places]
    if name.startswith("_"):
        return size, key, None, _lister(spread)
    return size, key, NODES[name], _tupler(spread)


def _lister(places: list[tuple[int, bool]]) -> Callable[[list[Any]], list[Any]]:
    """What picks the kept parts of an inlined rule, those of inlined rules within it spread out.

    The list of a first inlined rule is taken over as it is, so that a body of n statements costs n.
    """
    if [is_spread for _, is_spread in places] == [True, False]:
        return lambda values, head=places[0][0], tail=places[1][0]: _grown(
            values[head], values[tail]
        )
    if len(places) == 1 and not places[0][1]:
        return lambda values, place=places[0][0]: [values[place]]
    return lambda values: _mixed(values, places)


def _tupler(places: list[tuple[int, bool]]) -> Callable[[list[Any]], tuple[Any, ...]]:
    """What picks the kept parts of a rule that makes a node."""
    picked = [place for place, _ in places]
    if not any(is_spread for _, is_spread in places):
        if len(picked) > 1:
            return itemgetter(*picked)
        return (lambda values: (values[picked[0]],)) if picked else lambda values: ()
    if len(places) == 1:
        return lambda values: tuple(values[picked[0]])
    return lambda values: tuple(_mixed(values, places))


def _grown(parts: list[Any], part: Any) -> list[Any]:
    parts.append(part)
    return parts


def _mixed(values: list[Any], places: list[tuple[int, bool]]) -> list[Any]:
    made: list[Any] | None = None
    for place, is_spread in places:
        parts = values[place] if is_spread else [values[place]]
        made = parts if made is None else _extended(made, parts)
    return [] if made is None else made


def _extended(parts: list[Any], more: list[Any]) -> list[Any]:
    parts += more
    return parts


def _master(patterns: dict[str, str]) -> str:
    parts = {**patterns, "SIGN": SIGNS}
    return BLANKS + "(?:" + "|".join(f"({parts[name]})" for name in LEXED) + r"|(?s:(.))|\Z)"


@cache
def table() -> Table:
    """The table of the grammar that stands beside this file."""
    grammar = GRAMMAR.read_bytes()
    try:
        written = json.loads(TABLE.read_bytes())
        if written["grammar"] == crc32(grammar):
            return Table(written)
    except (OSError, ValueError):
        pass
    return Table(json.loads(_write_anew(grammar.decode())))


def _write_anew(grammar: str) -> str:
    from .tabulate import table_text

    text = table_text(grammar)
    try:
        write_atomically(TABLE, text)
    except OSError:
        pass  # a read-only checkout: the table is made each time
    return text
