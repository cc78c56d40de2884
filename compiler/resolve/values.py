"""Values as written, read as what their place asks for; everything else is told as a mismatch."""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from ...dsl import tree
from ...dsl.finding import Applicability, Edit, Help, Label
from ...dsl.near import near_names
from .. import units
from ..model import FromEnv, Text
from ..units import Mismatch
from .refer import renamed
from .scope import RING, Scope, followed
from .texts import described, report_unknown_constant, text
from .variables import refer_to_variable

V = TypeVar("V")
W = TypeVar("W", bound=str)
Reader = Callable[[str], V | Mismatch]

# Reading is pure and programs repeat themselves: `600/min` is taken apart once.
duration = cache(units.duration)
size = cache(units.size)
share = cache(units.share)
rate = cache(units.rate)
count = cache(units.count)
factor = cache(units.factor)
status = cache(units.status)
money = cache(units.money)
date = cache(units.date)
time_of_day = cache(units.time_of_day)


def read(value: tree.Value, scope: Scope, reader: Reader[V], wanted: str) -> V | None:
    """The value behind names, as the reader understands it; None once a mismatch is told."""
    found, there = followed(value, scope)
    if isinstance(found, tree.Token):
        if found.kind in ("NUMBER", "MONEY", "DATE", "TIME"):
            return read_text(found.text, value, scope, reader, found)
        if found.kind == "WORD":
            if isinstance(value, tree.Token) and found.text == value.text:
                return read_word(found, scope, reader, wanted)
            return read_text(text(found, there), value, scope, reader, found)
        if found.kind == RING:
            return None
    report_kind(value, f"{described(found)} is not {wanted}", wanted, scope)
    return None


def read_word(token: tree.Token, scope: Scope, reader: Reader[V], wanted: str) -> V | None:
    """A word that no constant has: `${n}s` may still make a number; otherwise it is unknown."""
    if "${" in token.text:
        return read_text(text(token, scope), token, scope, reader)
    report_unknown_constant(token.text, token.span, scope, wanted)
    return None


def read_text(
    written: str,
    at: tree.Value,
    scope: Scope,
    reader: Reader[V],
    defined_at: tree.Token | None = None,
) -> V | None:
    found = reader(written)
    if isinstance(found, Mismatch):
        report_mismatch(found, at, scope, defined_at)
        return None
    return found


def report_mismatch(
    mismatch: Mismatch, at: tree.Part, scope: Scope, defined_at: tree.Part | None = None
) -> None:
    """`defined_at` is where the value stands if that is elsewhere: behind a constant."""
    elsewhere = defined_at is not None and defined_at.span != at.span
    scope.desk.report(
        "GW0108",
        mismatch.message,
        at.span,
        f"this is what `{at.span.text}` stands for" if elsewhere else "this value",
        because=[Label(defined_at.span, "the value comes from here")]
        if elsewhere and defined_at
        else (),
        notes=mismatch.notes,
        help=[_instead(mismatch.suggestions, at, elsewhere)] if mismatch.suggestions else (),
    )


def _instead(suggestions: tuple[str, ...], at: tree.Part, elsewhere: bool) -> Help:
    """One reading is an edit; with several the first is, and the others are named."""
    others = "".join(f", or `{other}`" for other in suggestions[1:])
    # A constant may serve other places, where its value is right.
    edits = () if elsewhere else (Edit(at.span, suggestions[0]),)
    return Help(f"write `{suggestions[0]}`{others}", Applicability.REVIEW, edits)


def report_kind(at: tree.Part, message: str, wanted: str, scope: Scope) -> None:
    scope.desk.report("GW0108", message, at.span, f"{wanted} is needed here")


def one_status(token: tree.Token, scope: Scope) -> int | None:
    """A status, where a class of them such as `5xx` would leave open which one is meant."""
    found = read_text(token.text, token, scope, status)
    if found is None or isinstance(found, int):
        return found
    report_kind(token, f"`{found}` is a class of statuses", "one status", scope)
    return None


def plain_text(kid: tree.Token | tree.Reference, scope: Scope) -> Text:
    """A string, or `env X` with X declared."""
    if isinstance(kid, tree.Reference):
        return variable(kid.name, scope)
    return text(kid, scope)


def variable(token: tree.Token, scope: Scope) -> FromEnv:
    return FromEnv(refer_to_variable(token, scope))


def text_value(value: tree.Value, scope: Scope) -> str | None:
    """A value that has to be a text: a string, or a constant that is one."""
    found, there = followed(value, scope)
    if isinstance(found, tree.Token):
        return text(found, there)
    report_kind(value, f"{described(found)} is not a text", "a text", scope)
    return None


def one_of(
    token: tree.Token, scope: Scope, words: tuple[W, ...], what: str, also: str = ""
) -> W | None:
    """A word out of a closed list; anything else is told with the list and what may also stand."""
    word = text(token, scope)
    if word in words:
        return words[words.index(word)]  # the same text, known to be one of them
    report_word(token, word, scope, words, what, also)
    return None


def report_word(
    at: tree.Token, word: str, scope: Scope, words: tuple[str, ...], what: str, where: str = ""
) -> None:
    near = near_names(word, words)[:1]
    scope.desk.report(
        "GW0110",
        f"`{word}` is no {what}",
        at.span,
        f"no such {what}",
        notes=[
            f"there {'is' if len(words) == 1 else 'are'} {listed(words)}",
            *filter(None, [where]),
        ],
        help=[renamed(one, at.span) for one in near]
        or [Help(f"write one of them, such as `{EXAMPLES.get(what, words[0])}`")],
        about=(word, what),
    )


EXAMPLES = {
    "distribution": "lognormal(p50 12ms, p99 80ms)",
    "outcome": "200",
    "requirement": "accept",
}


def listed(words: tuple[str, ...]) -> str:
    shown = [f"`{word}`" for word in words]
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
