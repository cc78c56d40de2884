"""A regex of one segment as a machine that reads it letter by letter.

Python's own parser takes the regex apart, so a regex means here what it means to `re.fullmatch`.
Libraries for automata read regexes with parsers of their own, build whole automata where a search
needs a corner of them, and the quickest of them, interegular 0.3.3, calls some sets disjoint that
are not. `re._parser` is private, but what it returns has kept its shape for long, and what is not
understood is *unknown*.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Any

# Letters that a segment of a URL is sent with, the most readable first. `%` is the last: what it
# makes need not be an escape.
LETTERS = (
    "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.~!$&'()*+,;=:@[]{}|\\^`<>\"%"
)
EVERY = (1 << len(LETTERS)) - 1
STATES_MAX = 2000  # of one machine


class Undecided(Exception):  # noqa: N818  it is an answer, and no error of anybody
    """The regex asks for what a machine of states cannot tell, or for too many of them."""


class Machine:
    """A nondeterministic automaton; a set of its states is one integer, a bit for each."""

    def __init__(self, regex: str) -> None:
        self.moves: list[
            tuple[int, int]
        ] = []  # letters and next state, by state; no letters: stays
        self._free: list[list[int]] = []  # states reached without a letter
        self._at_start: list[tuple[int, int]] = []  # the same, where nothing is read yet
        self._at_end: list[tuple[int, int]] = []  # the same, where nothing is to come
        try:
            tree = import_module("re._parser").parse(regex)
            first, self._last = self._sequence(tree, tree.state.flags, self._state())
        except (RecursionError, AttributeError, re.error) as cause:
            raise Undecided from cause
        self._closed = [self._closure(1 << state, ()) for state in range(len(self.moves))]
        self.start = self._closure(1 << first, self._at_start)

    @property
    def letters(self) -> frozenset[int]:
        """The sets of letters that it tells from others."""
        return frozenset(letters for letters, _ in self.moves if letters)

    def after(self, states: int, letter: int) -> int:
        """The states after one more letter, which is given as its bit."""
        reached = 0
        for state in _bits(states):
            letters, following = self.moves[state]
            if letters & letter:
                reached |= self._closed[following]
        return reached

    def ends(self, states: int) -> bool:
        """Whether what was read so far, a letter at least, is a match."""
        return bool(self._closure(states, self._at_end) >> self._last & 1)

    # ---- how it is made --------------------------------------------------------------------------

    def _state(self) -> int:
        if len(self.moves) >= STATES_MAX:
            raise Undecided
        self.moves.append((0, 0))
        self._free.append([])
        return len(self.moves) - 1

    def _sequence(self, tree: Any, flags: int, first: int) -> tuple[int, int]:
        """The states before and behind a sequence; it begins in the state given."""
        last = first
        for word, value in tree:
            last = self._part(str(word), value, flags, last)
        return first, last

    def _part(self, word: str, value: Any, flags: int, first: int) -> int:
        match word:
            case "LITERAL" | "NOT_LITERAL" | "ANY" | "IN":
                return self._letter(_letters_of(word, value, flags), first)
            case "BRANCH":
                return self._branches(value[1], flags, first)
            case "SUBPATTERN":
                _, added, taken, inner = value
                return self._sequence(inner, (flags | added) & ~taken, first)[1]
            case "MAX_REPEAT" | "MIN_REPEAT":
                return self._repeated(value, flags, first)
            case "AT":
                return self._anchor(str(value), first)
            case _:
                raise Undecided

    def _letter(self, letters: int, first: int) -> int:
        last = self._state()
        if self.moves[first][0] or self._free[first]:
            begun = self._state()
            self._free[first].append(begun)
            first = begun
        self.moves[first] = (letters, last)
        return last

    def _branches(self, branches: Any, flags: int, first: int) -> int:
        last = self._state()
        for branch in branches:
            begun = self._state()
            self._free[first].append(begun)
            self._free[self._sequence(branch, flags, begun)[1]].append(last)
        return last

    def _repeated(self, value: tuple[int, Any, Any], flags: int, first: int) -> int:
        """What repeats without end goes round; what has an end is written out."""
        least, most, inner = value
        last = self._fresh(first)
        for _ in range(least):
            last = self._fresh(self._sequence(inner, flags, last)[1])
        if str(most) == "MAXREPEAT":
            again = self._sequence(inner, flags, self._fresh(last))[1]
            self._free[again].append(last)
            return self._fresh(last)
        behind = self._state()
        self._free[last].append(behind)
        for _ in range(int(most) - least):
            last = self._fresh(self._sequence(inner, flags, last)[1])
            self._free[last].append(behind)
        return behind

    def _fresh(self, state: int) -> int:
        """A new state behind this one, so that what is added there belongs to nothing else."""
        new = self._state()
        self._free[state].append(new)
        return new

    def _anchor(self, kind: str, first: int) -> int:
        last = self._state()
        if kind in ("AT_BEGINNING", "AT_BEGINNING_STRING", "AT_BEGINNING_LINE"):
            self._at_start.append((first, last))
        elif kind in ("AT_END", "AT_END_STRING", "AT_END_LINE"):
            self._at_end.append((first, last))
        else:
            raise Undecided
        return last

    def _closure(self, states: int, also: Sequence[tuple[int, int]]) -> int:
        """With all states that are reached without a letter; `also` are more such steps."""
        reached, waiting = states, list(_bits(states))
        while waiting:
            state = waiting.pop()
            here = [*self._free[state], *(to for begun, to in also if begun == state)]
            for following in here:
                if not reached >> following & 1:
                    reached |= 1 << following
                    waiting.append(following)
        return reached


@lru_cache(maxsize=1024)
def machine(regex: str) -> Machine | None:
    """The machine of a regex, None where it is undecided."""
    try:
        return Machine(regex)
    except Undecided:
        return None


def _bits(states: int) -> list[int]:
    found: list[int] = []
    while states:
        lowest = states & -states
        found.append(lowest.bit_length() - 1)
        states ^= lowest
    return found


# ---- letters -------------------------------------------------------------------------------------

_CATEGORIES: dict[str, Callable[[str], bool]] = {
    "DIGIT": str.isdigit,
    "SPACE": str.isspace,
    "WORD": lambda letter: letter.isalnum() or letter == "_",
}


def _letters_of(word: str, value: Any, flags: int) -> int:
    """The letters, a bit for each, that one place of a regex takes."""
    if word == "ANY":
        return EVERY
    items = value if word == "IN" else [("LITERAL", value)]
    taken = sum(
        1 << place
        for place, letter in enumerate(LETTERS)
        if any(_takes(item, letter, flags) for item in items)
    )
    negated = word == "NOT_LITERAL" or any(str(item[0]) == "NEGATE" for item in items)
    return EVERY & ~taken if negated else taken


def _takes(item: tuple[Any, Any], letter: str, flags: int) -> bool:
    word, value = str(item[0]), item[1]
    forms = {letter, letter.lower(), letter.upper()} if flags & re.IGNORECASE else {letter}
    match word:
        case "NEGATE":
            return False
        case "LITERAL":
            return any(ord(form) == value for form in forms)
        case "RANGE":
            return any(value[0] <= ord(form) <= value[1] for form in forms)
        case "CATEGORY":
            kind = str(value).removeprefix("CATEGORY_")
            belongs = _CATEGORIES.get(kind.removeprefix("NOT_"))
            if belongs is None:
                raise Undecided
            return belongs(letter) is not kind.startswith("NOT_")
        case _:
            raise Undecided
