"""The texts that tokens stand for: names and paths with `${..}` filled in, strings without quotes."""

import re

from ...dsl import tree
from ...dsl.finding import Edit, Help
from ...dsl.near import near_names
from ...dsl.source import Span
from .names import HOLE
from .refer import renamed
from .scope import Binding, Scope, followed, report_ring

_ESCAPE = re.compile(r"\\(.)|\$\{([A-Za-z0-9_]+)\}")
_MEANS = {'"': '"', "\\": "\\", "n": "\n", "t": "\t", "$": "$"}


def name(token: tree.Token, scope: Scope) -> str:
    """A word as it reads once `${..}` is filled in."""
    text = token.text
    if "${" not in text:
        return text
    return HOLE.sub(lambda hole: fill(hole[1], _inside(token, hole), scope), text)


def text(token: tree.Token, scope: Scope) -> str:
    """What a string, a raw string or a word says."""
    if token.kind == "STRING":
        return _unescaped(token, scope)
    if token.kind == "RAW_STRING":
        return token.text[1:-1]
    if token.kind == "MONEY":  # however many blanks stand between amount and currency
        return f"{token.text[:-3].rstrip()} {token.text[-3:]}"
    if token.kind == "BLOCK_STRING":
        return token.text[3:-3].replace('\\"""', '"""')
    return name(token, scope)


def _unescaped(token: tree.Token, scope: Scope) -> str:
    written = token.text[1:-1]
    if "\\" not in written and "${" not in written:
        return written

    def meant(found: re.Match[str]) -> str:
        at = _inside(token, found, 1)
        if found[2]:
            return fill(found[2], at, scope)
        if found[1] not in _MEANS:
            _report_escape(found[0], at, scope)
        return _MEANS.get(found[1], found[0])

    return _ESCAPE.sub(meant, written)


def _report_escape(written: str, at: Span, scope: Scope) -> None:
    scope.desk.report(
        "GW0001",
        f"`{written}` means nothing inside quotes",
        at,
        "no such escape",
        notes=['inside "..." there are `\\"`, `\\\\`, `\\n`, `\\t` and `\\$`'],
        help=[
            Help("write the backslash twice", edits=(Edit(at, "\\" + written),)),
            Help("for a regular expression use '...', which knows no escapes"),
        ],
    )


def _inside(token: tree.Token, found: re.Match[str], shift: int = 0) -> Span:
    start = token.start + shift
    return Span(token.source, start + found.start(), start + found.end())


def fill(wanted: str, at: Span, scope: Scope) -> str:
    """What `${wanted}` stands for; an unknown name or something that is no text is told."""
    binding = scope.find(wanted)
    if binding is None:
        report_unknown_constant(wanted, at, scope)
        return wanted
    token = tree.Token("WORD", wanted, at.start, at.source)
    value, there = followed(token, scope)
    if isinstance(value, tree.Token):
        if binding.filled is None:
            binding.filled = value.text if value is token else _filled(binding, value, there)
        return binding.filled
    scope.desk.report(
        "GW0108",
        f"`{wanted}` is {described(value)}, which cannot stand inside a text",
        at,
        "a word, a number or a text is needed here",
        about=(wanted,),
    )
    return wanted


LONGEST_FILLED = 100_000
DEEPEST_FILLED = 64
"""Texts inside texts multiply; past this they were not meant."""


def _filled(binding: Binding, value: tree.Token, scope: Scope) -> str:
    """The text behind a constant; one that holds itself, or grows past all bounds, is told."""
    filling = scope.filling
    if any(binding is one for one in filling):
        report_ring(scope.desk, filling[filling.index(binding) :])
        return binding.name
    if len(filling) == DEEPEST_FILLED:
        return _too_much(binding, f"is filled in more than {DEEPEST_FILLED} deep")
    filling.append(binding)
    made = text(value, scope)
    filling.pop()
    if len(made) > LONGEST_FILLED:
        return _too_much(binding, f"grows past {LONGEST_FILLED:,} characters")
    return made


def _too_much(binding: Binding, why: str) -> str:
    message = f"the text of `{binding.name}` {why}"
    binding.scope.desk.report("GW0003", message, binding.at, "texts inside texts make this one")
    return binding.name


def report_unknown_constant(wanted: str, at: Span, scope: Scope, place: str = "") -> None:
    """A bare word or a `${..}` that nobody defined; `place` is what could stand there instead."""
    near = near_names(wanted, scope.names())[:1]
    span = at if at.text == wanted else Span(at.source, at.start + 2, at.end - 1)
    scope.desk.report(
        "GW0101",
        f"no `let` or `for` here defines `{wanted}`",
        span,
        f"{place} is needed here" if place else "not defined",
        help=[renamed(one, span) for one in near] or [Help(f"define it: `let {wanted} = ..`")],
        about=(wanted, "let"),
    )


def described(value: tree.Value) -> str:
    match value:
        case tree.List():
            return "a list"
        case tree.Call():
            return f"a call of `{value.name.text}`"
        case tree.Reference():
            return "a variable of the environment"
        case _:
            return f"`{value.text}`"
