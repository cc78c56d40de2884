"""Programs at random, made by walking the grammar itself: `program(7)` is the same in every run.

Lark's compiled rules are walked from `file`. Each program goes out of its way to use some of them,
and the first `seeds_for_all()` seeds use every expansion of every rule. An LALR parser walks along
with the words that are chosen, because it knows which of them would be read as a keyword there.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from random import Random
from typing import Any

from gatewright.dsl.table import GRAMMAR
from gatewright.dsl.tabulate import CHOICES, plain_lark
from lark.lexer import PatternStr
from lark.parsers.lalr_analysis import Shift
from words_at_random import CURRENCIES, gap, spelled, touch

AIMS = 6  # expansions that a program goes out of its way to use
ROOM = 9  # how deep the rest of a program may grow


@dataclass(frozen=True, slots=True)
class Program:
    """A text that parses, and what it was made of."""

    text: str
    tokens: tuple[tuple[str, str, int], ...]  # terminal, text, offset
    used: frozenset[int]  # numbers of expansions

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(text for _, text, _ in self.tokens)


@dataclass(frozen=True, slots=True)
class Expansion:
    """One way to write a rule: `rule: symbol symbol ..`, some of them terminals."""

    number: int
    rule: str
    symbols: tuple[str, ...]


class Grammar:
    """The rules as Lark compiled them, in an order that does not depend on the hash seed."""

    def __init__(self) -> None:
        lark: Any = plain_lark(GRAMMAR.read_text(encoding="utf-8"))
        self.lark = lark
        rules = sorted(lark.rules, key=lambda rule: (rule.origin.name, _names(rule)))
        self.number_of = {rule: number for number, rule in enumerate(rules)}
        self.expansions = [
            Expansion(number, rule.origin.name, tuple(_names(rule)))
            for number, rule in enumerate(rules)
        ]
        self.aims = [e for e in self.expansions if e.symbols]
        self.of_rule: dict[str, list[Expansion]] = {}
        for expansion in self.expansions:
            self.of_rule.setdefault(expansion.rule, []).append(expansion)
        self.fixed: dict[str, str] = {
            term.name: term.pattern.value
            for term in lark.terminals
            if isinstance(term.pattern, PatternStr)
        }
        self.keyword = {text: name for name, text in self.fixed.items() if text[0].isalpha()}

    @cached_property
    def least(self) -> dict[str, int]:
        """How deep the smallest derivation of each symbol is; a terminal has no depth."""
        least = {symbol: 0 for e in self.expansions for symbol in e.symbols}
        least |= dict.fromkeys(self.of_rule, 1_000)
        for _ in self.of_rule:
            for expansion in self.expansions:
                least[expansion.rule] = min(least[expansion.rule], 1 + self.depth(expansion, least))
        return least

    def depth(self, expansion: Expansion, least: dict[str, int] | None = None) -> int:
        least = self.least if least is None else least
        return max((least[symbol] for symbol in expansion.symbols), default=0)

    @cached_property
    def parents(self) -> dict[str, list[tuple[Expansion, int]]]:
        """For each rule, the places that lead to it on a way from `file`, none of them a circle."""
        distance = {"file": 0}
        found: dict[str, list[tuple[Expansion, int]]] = {}
        waiting = ["file"]
        for rule in waiting:
            for expansion in self.of_rule[rule]:
                for place, symbol in enumerate(expansion.symbols):
                    if symbol not in self.of_rule:
                        continue
                    if symbol not in distance:
                        distance[symbol] = distance[rule] + 1
                        waiting.append(symbol)
                    if distance[symbol] > distance[rule]:
                        found.setdefault(symbol, []).append((expansion, place))
        return found


def _names(rule: Any) -> list[str]:
    return [symbol.name for symbol in rule.expansion]


@cache
def grammar() -> Grammar:
    return Grammar()


def seeds_for_all() -> int:
    """As many programs as are needed to use every expansion; the last of them is empty."""
    return -(-len(grammar().aims) // AIMS) + 1


@lru_cache(maxsize=1000)
def program(seed: int) -> Program:
    """A program that parses; the same seed always gives the same one."""
    random = Random(seed)
    writer = _Writer(grammar(), random)
    for terminal in _derived(grammar(), seed, random):
        writer.write(terminal)
    return writer.finished()


def programs(count: int) -> Iterator[Program]:
    """The first so many; `seeds_for_all()` of them use the whole grammar."""
    return map(program, range(count))


def _derived(rules: Grammar, seed: int, random: Random) -> list[str]:
    """The terminals of several files one behind the other, which is a file again."""
    turn = seed % seeds_for_all()
    if turn == seeds_for_all() - 1:
        return []  # nothing at all is a program too, and no other one uses that expansion
    walk = _Walk(rules, random)
    aims = (rules.aims[(turn * AIMS + step) % len(rules.aims)] for step in range(AIMS))
    return [terminal for aim in aims for terminal in walk.to(aim)]


@dataclass(slots=True)
class _Walk:
    """From `file` down to terminals, with a liking for what has not been used yet."""

    rules: Grammar
    random: Random
    uses: dict[int, int] = field(default_factory=dict[int, int])

    def to(self, aim: Expansion) -> Iterator[str]:
        """A whole file that uses this expansion."""
        way: list[tuple[Expansion, int]] = [(aim, -1)]
        while way[-1][0].rule != "file":
            way.append(self.random.choice(self.rules.parents[way[-1][0].rule]))
        return self._along(way)

    def _along(self, way: list[tuple[Expansion, int]]) -> Iterator[str]:
        expansion, on_the_way = way.pop()
        self._count(expansion)
        for place, symbol in enumerate(expansion.symbols):
            if place == on_the_way:
                yield from self._along(way)
            else:
                yield from self._any(symbol, ROOM)

    def _any(self, symbol: str, room: int) -> Iterator[str]:
        if symbol not in self.rules.of_rule:
            yield symbol
            return
        expansion = self._choice(self.rules.of_rule[symbol], room)
        self._count(expansion)
        for part in expansion.symbols:
            yield from self._any(part, room - 1)

    def _choice(self, forms: list[Expansion], room: int) -> Expansion:
        depths = [self.rules.depth(form) for form in forms]
        room = max(room, min(depths))
        fitting = [form for form, depth in zip(forms, depths, strict=True) if depth <= room]
        return min(self.random.sample(fitting, min(3, len(fitting))), key=self._used)

    def _used(self, form: Expansion) -> int:
        return self.uses.get(form.number, 0)

    def _count(self, expansion: Expansion) -> None:
        self.uses[expansion.number] = self._used(expansion) + 1


class _Writer:
    """Spells one terminal after the other, each as it is read as just this terminal there."""

    def __init__(self, rules: Grammar, random: Random) -> None:
        table = rules.lark.parser.parser._parse_table
        self._rules, self._random = rules, random
        self._rows: dict[int, dict[str, tuple[Any, Any]]] = table.states
        self._states: list[int] = [table.start_states["file"]]
        self._end: int = table.end_states["file"]
        self._used: set[int] = set()
        self._written = ""
        self._tokens: list[tuple[str, str, int]] = []

    def write(self, terminal: str) -> None:
        text = self._rules.fixed.get(terminal) or spelled(
            terminal, self._random, self._other_reading(terminal)
        )
        kind, before = self._tokens[-1][:2] if self._tokens else ("", "")
        must_part = bool(self._tokens) and not touch(kind, before, terminal, text)
        self._written += gap(self._random, must_part, blanks_only=kind == "LABEL")
        self._tokens.append((terminal, text, len(self._written)))
        self._written += text
        self._take(terminal)

    def finished(self) -> Program:
        self._take("$END")
        text = self._written + gap(self._random, must_part=False, blanks_only=False)
        return Program(text, tuple(self._tokens), frozenset(self._used))

    def _other_reading(self, terminal: str) -> frozenset[str]:
        """The texts that would be read as something else than this terminal here."""
        accepted = self._rows[self._states[-1]].keys()
        if terminal == "CMP":
            return frozenset({"="} if "EQUAL" in accepted else ())
        if terminal != "WORD":
            return frozenset()
        keywords = (text for text, name in self._rules.keyword.items() if name in accepted)
        chosen = (CHOICES[name] for name in ("METHOD", "DIRECTION") if name in accepted)
        after_number = bool(self._tokens) and self._tokens[-1][0] == "NUMBER"
        return frozenset(keywords).union(CURRENCIES if after_number else (), *chosen)

    def _take(self, terminal: str) -> None:
        """What an LALR parser does with it, so that the next words are known."""
        while True:
            action, what = self._rows[self._states[-1]][terminal]
            if action is Shift:
                self._states.append(what)
                return
            self._used.add(self._rules.number_of[what])
            if what.expansion:
                del self._states[-len(what.expansion) :]
            self._states.append(self._rows[self._states[-1]][what.origin.name][1])
            if terminal == "$END" and self._states[-1] == self._end:
                return
