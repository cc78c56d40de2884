"""The declarations that tokens name: one token, a list of them, or all statements of a word."""

from collections.abc import Iterable

from ...dsl import tree
from . import texts
from .names import Declared
from .refer import refer
from .scope import Scope
from .statements import Statements


def declared(
    token: tree.Token, scope: Scope, kinds: tuple[str, ...], others: Iterable[str] = ()
) -> Declared | None:
    """What the token names; a miss is told."""
    return refer(texts.name(token, scope), token.span, scope, kinds, others)


def full_name(
    token: tree.Token, scope: Scope, kinds: tuple[str, ...], others: Iterable[str] = ()
) -> str:
    """With the prefix of its file; a miss is told, and keeps the name that was written."""
    name = texts.name(token, scope)
    found = refer(name, token.span, scope, kinds, others)
    return found.name if found else name


def name_if_declared(token: tree.Token, scope: Scope, kinds: tuple[str, ...]) -> str | None:
    found = declared(token, scope, kinds)
    return found.name if found else None


def names_in(node: tree.Words | tree.Verb, scope: Scope, kinds: tuple[str, ...]) -> list[str]:
    """The full names behind one list such as `via a, b`; a miss is told and left out."""
    found = (declared(token, scope, kinds) for token in node.names)
    return [one.name for one in found if one is not None]


def names_of(
    statements: Statements, kind: type[tree.Words], kinds: tuple[str, ...]
) -> tuple[str, ...]:
    """The full names behind all statements of a word such as `carries` or `calls`, each once."""
    found = statements.every(kind)
    if not found:
        return ()
    return tuple(
        dict.fromkeys(name for node, scope in found for name in names_in(node, scope, kinds))
    )
