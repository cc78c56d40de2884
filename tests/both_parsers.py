"""One text through the driver and through plain Lark, as trees that can be compared."""

from typing import Any

from gatewright.dsl.driver import Machine
from gatewright.dsl.source import Source
from gatewright.dsl.table import table
from gatewright.dsl.tree import Node, Token, rule_of
from lark import UnexpectedInput
from programs_at_random import grammar

ONE_TOKEN = ("MONEY", "DATE", "TIME")

Outline = tuple[Any, ...]
"""A node as its rule and its kids, a token as its terminal, text and offset."""


def driven(text: str) -> Node | None:
    """The tree of the driver, without recovery."""
    machine = Machine(table(), Source("driven.gate", text))
    return None if machine.run(0, len(text)) else machine.finish()


def by_driver(text: str) -> Outline | None:
    tree = driven(text)
    return None if tree is None else outline(tree)


def expected(text: str) -> Outline | None:
    """What Lark says, but for two things that the driver refuses on purpose.

    Lark has no limit of depth. And where a place takes a number but no date, time or money, Lark
    reads the number alone and a word or numbers behind it: `10 USD` as ten of something called USD.
    """
    stop = Machine(table(), Source("driven.gate", text)).run(0, len(text))
    if stop is not None and (stop.too_deep or stop.kind in map(table().kind_number, ONE_TOKEN)):
        return None
    return by_lark(text)


def by_lark(text: str) -> Outline | None:
    try:
        return _lark_outline(grammar().lark.parse(text))
    except UnexpectedInput:
        return None


def outline(part: Node | Token) -> Outline:
    if isinstance(part, Token):
        return part.kind, part.text, part.start
    return rule_of(part), *map(outline, part.kids)


def shape(part: Node | Token) -> Outline:
    """Rules and terminals, whatever the texts are."""
    return (part.kind,) if isinstance(part, Token) else (rule_of(part), *map(shape, part.kids))


def _lark_outline(part: Any) -> Outline:
    if hasattr(part, "data"):
        return str(part.data), *(_lark_outline(kid) for kid in part.children)
    return part.type, str(part), part.start_pos
