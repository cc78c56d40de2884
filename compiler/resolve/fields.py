"""What a block says with a word that may stand once: None, or nothing, where it does not say it."""

from typing import TypeVar

from ...dsl import tree
from ..model import Text
from ..units import Duration
from . import texts, values
from .scope import Scope
from .statements import Statements, at_most_one

V = TypeVar("V")
W = TypeVar("W", bound=str)


def value_of(
    statements: Statements, kind: type[tree.OneValue], reader: values.Reader[V], wanted: str
) -> V | None:
    found = statements.one(kind)
    return values.read(found[0].value, found[1], reader, wanted) if found else None


def count_of(statements: Statements, kind: type[tree.OneValue]) -> int | None:
    return value_of(statements, kind, values.count, "a count")


def duration_of(statements: Statements, kind: type[tree.OneValue]) -> Duration | None:
    return value_of(statements, kind, values.duration, "a duration")


def option(
    nodes: tuple[tree.OneValue, ...], scope: Scope, reader: values.Reader[V], wanted: str
) -> V | None:
    """A part of a statement that may stand once, such as `burst 100` behind a limit."""
    node = at_most_one(nodes, scope)
    return values.read(node.value, scope, reader, wanted) if node else None


def texts_of(statements: Statements, kind: type[tree.Texts]) -> tuple[Text, ...]:
    found = statements.one(kind)
    return tuple(values.plain_text(kid, found[1]) for kid in found[0].texts) if found else ()


def strings_of(statements: Statements, kind: type[tree.Texts]) -> tuple[str, ...]:
    """Where the grammar takes strings only: nothing is left to the environment."""
    return tuple(one for one in texts_of(statements, kind) if isinstance(one, str))


def text_of(statements: Statements, kind: type[tree.Texts]) -> Text | None:
    return next(iter(texts_of(statements, kind)), None)


def name_of(statements: Statements, kind: type[tree.OneWord]) -> str | None:
    found = statements.one(kind)
    return texts.name(found[0].name, found[1]) if found else None


def choice_of(
    statements: Statements, kind: type[tree.OneWord], words: tuple[W, ...], what: str
) -> W | None:
    found = statements.one(kind)
    return values.one_of(found[0].name, found[1], words, what) if found else None


def returns_of(statements: Statements) -> str | None:
    """The media type that comes back; a route and a service say it alike."""
    found = statements.one(tree.Returns)
    return texts.text(tree.word(found[0]), found[1]) if found else None
