"""How much work an expression makes for an engine that tries one way after the other.

A small matcher of that kind counts its steps over texts that nearly match: a piece that a
repetition inside a repetition takes, said again and again, and then something that does not fit.
Where the steps grow with every repetition by the same factor, the expression is costly.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from re import error as re_error
from typing import Any

# Private, but what they return has kept its shape for long; the language is that of `re`.
op: Any = import_module("re._constants")
parser: Any = import_module("re._parser")

STEPS_MAX = 20_000
SHORT, LONG = 8, 16  # repetitions of the piece
FACTOR = 40  # that much more work for twice the text is no polynomial of a low degree
MISFITS = ("!", "\x00", "~", " ")
SHOWN = 24

Tree = list[tuple[Any, Any]]
Goes = Callable[[int], bool]


class TooMuch(Exception):  # noqa: N818  reads as what it says
    """More steps than anybody counts."""


def costly_text(regex: str) -> str | None:
    """A text over which the work doubles with its length; None where none is found."""
    try:
        tree: Tree = list(parser.parse(regex))
    except (
        re_error,
        ValueError,
        OverflowError,
        RecursionError,
    ):  # no expression, which is told elsewhere
        return None
    for before, piece in _pieces(tree, ""):
        for misfit in MISFITS:
            short = _steps(tree, before + piece * SHORT + misfit)
            if short is None or _is_worse(tree, before + piece * LONG + misfit, short):
                return before + piece * SHOWN + misfit
    return None


def _is_worse(tree: Tree, text: str, short: int) -> bool:
    long = _steps(tree, text)
    return long is None or long > short * FACTOR


def _steps(tree: Tree, text: str) -> int | None:
    """How many steps it takes to find that the text does not match; None is too many."""
    counter = _Counter(text)
    try:
        matched = counter.sequence(tree, 0, 0, lambda place: place == len(text))
    except (TooMuch, RecursionError):
        return None
    # What matches is found soon; it shows nothing.
    return STEPS_MAX if matched else counter.steps


# ---- texts that nearly match ---------------------------------------------------------------------


def _pieces(tree: Tree, before: str, inside: bool = False) -> Iterator[tuple[str, str]]:
    """A text that leads up to each repetition without an end, and one that it takes once."""
    for code, value in tree:
        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            _, most, body = value
            body = list(body)
            if most is op.MAXREPEAT and (inside or _repeats(body) or _branches(body)):
                yield from ((before, once) for once in _onces(body) if once)
            yield from _pieces(body, before, inside or most is op.MAXREPEAT)
        elif code is op.SUBPATTERN:
            yield from _pieces(list(value[3]), before, inside)
        elif code is op.BRANCH:
            for branch in value[1]:
                yield from _pieces(list(branch), before, inside)
        before += _example([(code, value)])


def _onces(body: Tree) -> Iterator[str]:
    """A text of the body, and one of each alternative in it."""
    yield _example(body)
    for code, value in _all(body):
        if code is op.BRANCH:
            yield from (_example(list(branch)) for branch in value[1])


def _repeats(tree: Tree) -> bool:
    return any(code in (op.MAX_REPEAT, op.MIN_REPEAT) for code, _ in _all(tree))


def _branches(tree: Tree) -> bool:
    return any(code is op.BRANCH for code, _ in _all(tree))


def _all(tree: Tree) -> Iterator[tuple[Any, Any]]:
    for code, value in tree:
        yield code, value
        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            yield from _all(list(value[2]))
        elif code is op.SUBPATTERN:
            yield from _all(list(value[3]))
        elif code is op.BRANCH:
            for branch in value[1]:
                yield from _all(list(branch))


def _example(tree: Tree) -> str:
    """The shortest text with something in it that the tree takes, as far as that is easy to see."""
    made = ""
    for code, value in tree:
        if code is op.LITERAL:
            made += chr(value)
        elif code is op.IN or code is op.ANY or code is op.NOT_LITERAL:
            made += next((c for c in "a0-A_.é" if _takes(code, value, c)), "")
        elif code in (op.MAX_REPEAT, op.MIN_REPEAT):
            made += _example(list(value[2])) * max(value[0], 1)
        elif code is op.SUBPATTERN:
            made += _example(list(value[3]))
        elif code is op.BRANCH:
            made += next((text for b in value[1] if (text := _example(list(b)))), "")
    return made


# ---- the matcher ---------------------------------------------------------------------------------


class _Counter:
    """Tries one way after the other, as most engines do, and counts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.steps = 0

    def sequence(self, tree: Tree, at: int, place: int, goes_on: Goes) -> bool:
        self.steps += 1
        if self.steps > STEPS_MAX:
            raise TooMuch
        if at == len(tree):
            return goes_on(place)
        code, value = tree[at]

        def rest(there: int) -> bool:
            return self.sequence(tree, at + 1, there, goes_on)

        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            low, most, body = value
            return self.repeat(list(body), low, most, 0, place, rest)
        if code is op.SUBPATTERN:
            return self.sequence(list(value[3]), 0, place, rest)
        if code is op.BRANCH:
            return any(self.sequence(list(b), 0, place, rest) for b in value[1])
        if code in (op.LITERAL, op.NOT_LITERAL, op.IN, op.ANY):
            fits = place < len(self.text) and _takes(code, value, self.text[place])
            return fits and rest(place + 1)
        return rest(place)  # anchors and what looks around take nothing

    def repeat(self, body: Tree, low: int, most: Any, done: int, place: int, rest: Goes) -> bool:
        def again(there: int) -> bool:
            if there == place and done >= low:
                return False
            return self.repeat(body, low, most, done + 1, there, rest)

        may_go_on = most is op.MAXREPEAT or done < most
        if may_go_on and self.sequence(body, 0, place, again):
            return True
        return done >= low and rest(place)


def _takes(code: Any, value: Any, letter: str) -> bool:
    if code is op.ANY:
        return letter != "\n"
    if code is op.LITERAL:
        return ord(letter) == value
    if code is op.NOT_LITERAL:
        return ord(letter) != value
    items = list(value)
    negated = bool(items) and items[0][0] is op.NEGATE
    return any(_in(kind, what, letter) for kind, what in items if kind is not op.NEGATE) != negated


def _in(kind: Any, what: Any, letter: str) -> bool:
    if kind is op.LITERAL:
        return ord(letter) == what
    if kind is op.RANGE:
        return what[0] <= ord(letter) <= what[1]
    is_one = {
        op.CATEGORY_DIGIT: letter.isdigit(),
        op.CATEGORY_NOT_DIGIT: not letter.isdigit(),
        op.CATEGORY_WORD: letter.isalnum() or letter == "_",
        op.CATEGORY_NOT_WORD: not (letter.isalnum() or letter == "_"),
        op.CATEGORY_SPACE: letter.isspace(),
        op.CATEGORY_NOT_SPACE: not letter.isspace(),
    }
    return is_one.get(what, False)
