"""Lark's own LALR table, written down as text, so that reading a program needs no Lark.

The grammar is the source and the table a by-product: `table_text` is called when a wheel is built,
and by `table.py` in a checkout whose grammar has changed. States are numbered by a walk from the
start in the order of names, because the order in which Lark finds them depends on the hash seed.
"""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any
from zlib import crc32

from lark import Lark, Token, logger as lark_log
from lark.lexer import PatternStr

KEPT_WHOLE = ("WORD",)
"""Always offered to the lexer: `limitx` is one word, never `limit` and `x`."""

# Terminals that are a closed choice of texts: the driver finds each by its text, like keywords.
CHOICES = {
    "METHOD": ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"),
    "DIRECTION": ("request", "response"),
    "CMP": ("<=", ">=", "!=", "=", "<", ">"),
}


class WholeWords:
    """Lark's hook between lexer and parser; only its list of ever accepted terminals is wanted."""

    always_accept = KEPT_WHOLE

    def process(self, stream: Iterator[Token]) -> Iterator[Token]:
        return stream


def plain_lark(grammar: str, **options: Any) -> Lark:
    """The grammar under Lark's own runtime: what the driver is compared with."""
    return Lark(
        grammar,
        start="file",
        parser="lalr",
        lexer="contextual",
        postlex=WholeWords(),  # pyright: ignore[reportArgumentType]
        propagate_positions=True,
        maybe_placeholders=False,
        **options,
    )


def conflicts(grammar: str) -> str:
    """What Lark says about shift/reduce conflicts that it resolved by itself; must stay empty."""
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    level = lark_log.level
    lark_log.addHandler(handler)
    lark_log.setLevel(logging.DEBUG)
    try:
        plain_lark(grammar, debug=True)
    finally:
        lark_log.removeHandler(handler)
        lark_log.setLevel(level)
    return heard.getvalue()


def digest(grammar: str) -> int:
    return crc32(grammar.encode())


def table_text(grammar: str) -> str:
    """The whole table as JSON; same grammar, same bytes."""
    lark: Any = plain_lark(grammar)
    writer = _Writer(lark)
    table = {
        "grammar": digest(grammar),
        "terminals": writer.terminals,
        "texts": writer.texts(),
        "patterns": writer.patterns(),
        "kept": writer.kept(),
        "rules": writer.rules(),
        "states": writer.states(),
        "looks": writer.looks,  # filled by `states`, hence after it
    }
    return json.dumps(table, separators=(",", ":")) + "\n"


class _Writer:
    """One pass over Lark's table. Everything is numbered in an order that names alone decide."""

    def __init__(self, lark: Any) -> None:
        table = lark.parser.parser._parse_table
        self._lark = lark
        self._actions: dict[int, dict[str, tuple[Any, Any]]] = table.states
        self._start: int = table.start_states["file"]
        self._end: int = table.end_states["file"]
        self._rules: list[Any] = sorted(lark.rules, key=_rule_key)
        self._rule_number = {rule: number for number, rule in enumerate(self._rules)}
        self.terminals: list[str] = ["$END", *sorted(term.name for term in lark.terminals)]
        self._terminal_number = {name: number for number, name in enumerate(self.terminals)}
        self.looks: list[list[int]] = []
        self._look_number: dict[tuple[int, ...], int] = {}
        self._order = self._walk()
        self._number = {state: number for number, state in enumerate(self._order)}

    def _walk(self) -> list[int]:
        order = [self._start]
        seen = {self._start}
        for state in order:
            row = self._actions[state]
            for symbol in sorted(row):
                action, target = row[symbol]
                if action.name == "Shift" and target not in seen:
                    seen.add(target)
                    order.append(target)
        return order

    def texts(self) -> dict[str, list[str]]:
        """Fixed texts by terminal: keywords, signs, and the closed choices."""
        fixed = {
            term.name: [term.pattern.value]
            for term in self._lark.terminals
            if isinstance(term.pattern, PatternStr)
        }
        chosen = {name: list(texts) for name, texts in CHOICES.items()}
        return dict(sorted({**fixed, **chosen}.items()))

    def patterns(self) -> dict[str, str]:
        """The regular expression of every other terminal, as Lark would use it."""
        return {
            term.name: term.pattern.to_regexp()
            for term in sorted(self._lark.terminals, key=lambda term: term.name)
            if not isinstance(term.pattern, PatternStr) and not term.name.startswith("__")
        }

    def kept(self) -> list[str]:
        """The terminals that some rule keeps in the tree."""
        symbols = (symbol for rule in self._rules for symbol in rule.expansion)
        return sorted({s.name for s in symbols if s.is_term and not s.filter_out})

    def rules(self) -> list[list[Any]]:
        """Per rule: its name, its length, and the places that stay in the tree.

        A place is written as its distance from the end of the stack, and the name of its rule
        where that is inlined.
        """
        return [[rule.origin.name, len(rule.expansion), _places(rule)] for rule in self._rules]

    def states(self) -> list[list[Any]]:
        """Per state: what leads here, shifts, reductions by look-ahead set, and gotos."""
        reached: dict[int, str] = {}
        for row in self._actions.values():
            for symbol, (action, target) in row.items():
                if action.name == "Shift":
                    reached[target] = symbol
        return [self._state(state, reached.get(state, "")) for state in self._order]

    def _state(self, state: int, symbol: str) -> list[Any]:
        shifts: list[list[int]] = []
        gotos: dict[str, int] = {}
        reductions: dict[int, list[int]] = {}
        for name in sorted(self._actions[state]):
            action, target = self._actions[state][name]
            if action.name != "Shift":
                reductions.setdefault(self._rule_number[target], []).append(
                    self._terminal_number[name]
                )
            elif name in self._terminal_number:
                shifts.append([self._terminal_number[name], self._number[target]])
            else:
                gotos[name] = self._number[target]
        looks = [[rule, self._look(sorted(names))] for rule, names in sorted(reductions.items())]
        return [symbol, shifts, looks, gotos, int(state == self._end)]

    def _look(self, names: list[int]) -> int:
        key = tuple(names)
        if key not in self._look_number:
            self._look_number[key] = len(self.looks)
            self.looks.append(names)
        return self._look_number[key]


def _rule_key(rule: Any) -> tuple[str, list[str], list[bool]]:
    return (
        rule.origin.name,
        [symbol.name for symbol in rule.expansion],
        [bool(symbol.is_term and symbol.filter_out) for symbol in rule.expansion],
    )


def _places(rule: Any) -> list[tuple[int, str]]:
    size = len(rule.expansion)
    return [
        (place - size, symbol.name if not symbol.is_term and symbol.name.startswith("_") else "")
        for place, symbol in enumerate(rule.expansion)
        if not (symbol.is_term and symbol.filter_out)
    ]
