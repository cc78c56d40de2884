"""Conditions on requests, and what a gateway accepts."""

from decimal import Decimal
from typing import cast

from ...dsl import tree
from ...dsl.finding import Applicability, Edit, Help
from ...dsl.near import near_names
from ..model import (
    ANYONE,
    Acceptance,
    AllOf,
    AnyOf,
    Comparable,
    Compares,
    Comparison,
    Condition,
    IsOneOf,
    IsThere,
    Matches,
    Not,
    Number,
    Shows,
    ShowsAll,
    ShowsAny,
    Subject,
)
from . import texts, values
from .rates import TIMES
from .refer import renamed
from .references import full_name
from .regexes import report_if_broken
from .scope import Scope, followed

WITH_ARGUMENT = ("header", "query", "cookie", "claim", "param", "scope", "key")
WITHOUT = ("host", "ip", "method", "client", "caller", "country", "user")
OF_PLACES = ("route", "gateway")  # what a limit may also be kept per
_ELSE = ("default", "otherwise", "_")  # as others call what no case is for


def subject(node: tree.Subject, scope: Scope, more: tuple[str, ...] = ()) -> Subject:
    name, argument = node.name.text, node.argument
    if argument is None and name in (*WITHOUT, *more):
        return Subject(name)
    if argument is not None and name in WITH_ARGUMENT:
        if name == "header":
            report_unless_quoted(argument, scope)
        return Subject(name, texts.text(argument, scope))
    _report_subject(node, scope, more)
    return Subject(name, texts.text(argument, scope) if argument else None)


def report_unless_quoted(header: tree.Token, scope: Scope) -> None:
    """Names of headers stand in quotes, wherever they stand."""
    if header.kind != "WORD":
        return
    quoted = f'"{header.text}"'
    scope.desk.report(
        "GW0108",
        f"the name of the header `{header.text}` stands without quotes",
        header.span,
        "a text in quotes is needed here",
        help=[Help(f"write `{quoted}`", Applicability.SAFE, (Edit(header.span, quoted),))],
    )


def _report_subject(node: tree.Subject, scope: Scope, more: tuple[str, ...]) -> None:
    name = node.name.text
    if name in WITH_ARGUMENT:
        example = f'{name}("x")' if name not in ("claim", "param") else f"{name}(x)"
        scope.desk.report(
            "GW0108",
            f"`{name}` does not say which one",
            node.span,
            "a name in parentheses is needed",
            help=[Help(f"name it: `{example}`")],
        )
    elif name in (*WITHOUT, *more):
        scope.desk.report(
            "GW0108",
            f"`{name}` takes nothing in parentheses",
            node.span,
            "there is only one of it",
            help=[Help(f'compare it: `{name} = "..."`', edits=(Edit(node.span, name),))],
        )
    elif name in _ELSE and node.argument is None:
        scope.desk.report(
            "GW0110",
            f"`{name}` is no property of a request",
            node.span,
            "the last case has a word of its own",
            help=[Help("write `else`", Applicability.REVIEW, (Edit(node.span, "else"),))],
        )
    elif name in TIMES and more:
        scope.desk.report(
            "GW0110",
            f"`{name}` is no property of a request",
            node.span,
            "a time is part of the rate",
            help=[Help(f"leave it out, and give the time with the rate: `100/{TIMES[name]}`")],
        )
    else:
        known = (*WITH_ARGUMENT, *WITHOUT, *more)
        values.report_word(node.name, name, scope, known, "property of a request")


def condition(node: tree.Node, scope: Scope) -> Condition:
    match node:
        case tree.CondOr():
            return AnyOf(tuple(condition(part, scope) for part in node.parts))
        case tree.CondAnd():
            return AllOf(tuple(condition(part, scope) for part in node.parts))
        case tree.Negation():
            return Not(condition(node.inner, scope))
        case tree.Test():
            return _test(node, scope)
        case _:
            raise AssertionError(f"no condition: {tree.rule_of(node)}")


def _test(node: tree.Test, scope: Scope) -> Condition:
    about = subject(node.subject, scope)
    value = node.value
    if value is None:
        return IsThere(about)
    if node.operator is not None:
        _report_if_undefined(value, scope)
        return Compares(about, cast(Comparison, node.operator.text), comparable(value, scope))
    found, there = followed(value, scope)
    if isinstance(found, tree.List):
        return IsOneOf(about, tuple(_members(found, there)))
    regex = values.text_value(value, scope) or ""
    if isinstance(found, tree.Token):
        report_if_broken(regex, found, scope)
    return Matches(about, regex)


def _report_if_undefined(value: tree.Value, scope: Scope) -> None:
    """A bare word is a constant; as a text it would hide every misspelt one."""
    if not isinstance(value, tree.Token) or value.kind != "WORD" or "${" in value.text:
        return
    if scope.find(value.text) is not None:
        return
    near = near_names(value.text, scope.names())[:1]
    quoted = f'"{value.text}"'
    scope.desk.report(
        "GW0101",
        f"no `let` or `for` here defines `{value.text}`",
        value.span,
        "a text in quotes, a number or a constant is needed here",
        help=[
            *(renamed(one, value.span) for one in near),
            Help(f"for the text write `{quoted}`", edits=(Edit(value.span, quoted),)),
        ],
        about=(value.text, "let"),
    )


def _members(node: tree.List, scope: Scope) -> list[Comparable]:
    return [comparable(value, scope) for pair in node.pairs for value in pair.values]


def comparable(value: tree.Value, scope: Scope) -> Comparable:
    """Words and strings are texts; numbers are numbers, with their unit where they have one."""
    found, there = followed(value, scope)
    if not isinstance(found, tree.Token):
        values.report_kind(
            value, f"{texts.described(found)} cannot be compared", "a text or a number", scope
        )
        return ""
    if found.kind != "NUMBER":
        return texts.text(found, there)
    for reader in (values.count, values.duration, values.size):
        number = reader(found.text)
        if not isinstance(number, values.Mismatch):
            return number
    try:
        return Number(Decimal(found.text))
    except ArithmeticError:
        values.report_kind(value, f"`{found.text}` cannot be compared", "a text or a number", scope)
        return ""


def acceptance(node: tree.Node, scope: Scope) -> Acceptance:
    match node:
        case tree.CredOr():
            return ShowsAny(tuple(acceptance(part, scope) for part in node.parts))
        case tree.CredAnd():
            return ShowsAll(tuple(acceptance(part, scope) for part in node.parts))
        case tree.CredWith():
            name = credential(node.name, scope, anyone=True)
            inner = node.condition
            return Shows(name, condition(inner, scope) if inner is not None else None)
        case _:
            raise AssertionError(f"nothing to accept: {tree.rule_of(node)}")


def credential(token: tree.Token, scope: Scope, anyone: bool = False) -> str:
    """The full name of a credential; `anyone` needs no declaration where it may stand."""
    name = texts.name(token, scope)
    if anyone and name == ANYONE:
        return name
    return full_name(token, scope, ("credential",), (ANYONE,) if anyone else ())
