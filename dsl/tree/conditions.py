"""Conditions on a request, and the expressions over credentials that `accept` takes."""

from __future__ import annotations

from .base import Node, Token, nodes, only, token, tokens, word
from .values import Value, as_value


class Subject(Node):
    """`header("x-version")`, `claim(tenant)`, `ip`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self)

    @property
    def argument(self) -> Token | None:
        return tokens(self)[1] if len(self.kids) > 1 else None


class Test(Node):
    """`header("x") = "2"`; a bare subject asks whether it is there"""

    __slots__ = ()

    @property
    def subject(self) -> Subject:
        return only(self, Subject)

    @property
    def operator(self) -> Token | None:
        return token(self, "CMP")

    @property
    def value(self) -> Value | None:
        return as_value(self.kids[-1]) if len(self.kids) > 1 else None


class Negation(Node):
    """`not query("debug")`"""

    __slots__ = ()

    @property
    def inner(self) -> Node:
        return nodes(self)[0]


class CondAnd(Node):
    """`a and b and c`"""

    __slots__ = ()

    @property
    def parts(self) -> tuple[Node, ...]:
        return nodes(self)


class CondOr(Node):
    """`a or b or c`"""

    __slots__ = ()

    @property
    def parts(self) -> tuple[Node, ...]:
        return nodes(self)


class When(Node):
    """`when header("x-version") = "2"`"""

    __slots__ = ()

    @property
    def condition(self) -> Node:
        return nodes(self)[0]


class CredWith(Node):
    """`auth0 with scope("orders:read")`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def condition(self) -> Node | None:
        return next(iter(nodes(self)), None)


class CredAnd(Node):
    """`auth0 and ca`"""

    __slots__ = ()

    @property
    def parts(self) -> tuple[Node, ...]:
        return nodes(self)


class CredOr(Node):
    """`auth0 or partners`"""

    __slots__ = ()

    @property
    def parts(self) -> tuple[Node, ...]:
        return nodes(self)


class Accept(Node):
    """`accept auth0 or partners`"""

    __slots__ = ()

    @property
    def expression(self) -> Node:
        return nodes(self)[0]
