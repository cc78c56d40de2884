"""What may stand as a value: numbers, words, texts, calls, lists, and settings."""

from __future__ import annotations

from .base import Node, Part, Token, every, nodes, only, tokens, word


class OneWord(Node):
    """A word and one name."""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")


class Words(Node):
    """A word and names behind it."""

    __slots__ = ()

    @property
    def names(self) -> tuple[Token, ...]:
        return tokens(self, "WORD")


class Texts(Node):
    """A word and texts behind it, some of them `env X`."""

    __slots__ = ()

    @property
    def texts(self) -> tuple[Token | Reference, ...]:
        return tuple(kid for kid in self.kids if isinstance(kid, Token | Reference))


class OneValue(Node):
    """A word and its value."""

    __slots__ = ()

    @property
    def value(self) -> Value:
        return as_value(self.kids[0])


class Reference(OneWord):
    """`env ORDERS_URL`"""

    __slots__ = ()


class Call(Node):
    """`lognormal(p50 12ms, p99 80ms)`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def arguments(self) -> tuple[Argument, ...]:
        return tuple(every(self, Argument))


class Argument(Node):
    """One argument of a call, alone, after a word (`mean 3s`) or after a share (`90%: ..`)."""

    __slots__ = ()

    @property
    def label(self) -> Token | None:
        return self.kids[0] if len(self.kids) == 2 and isinstance(self.kids[0], Token) else None

    @property
    def value(self) -> Value:
        return as_value(self.kids[-1])


class List(Node):
    """`[eu, us]` or `[[eu, 40], [us, 80]]` or `[00:00 20/s, 08:00 200/s]`"""

    __slots__ = ()

    @property
    def pairs(self) -> tuple[Pair, ...]:
        return tuple(every(self, Pair))


class Pair(Node):
    """One item of a list: a value, or two side by side."""

    __slots__ = ()

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(as_value(kid) for kid in self.kids)


class Wait(Node):
    """`connect 5s` in a time-out: which wait, how long."""

    __slots__ = ()

    @property
    def kind(self) -> Token:
        return word(self)

    @property
    def value(self) -> Value:
        return as_value(self.kids[1])


class Settings(Node):
    """`{ key value  key { .. } }`"""

    __slots__ = ()

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class NestedSettings(Settings):
    """`{ key value }` inside of settings"""

    __slots__ = ()


class Setting(Node):
    """`audience "orders"`"""

    __slots__ = ()

    @property
    def key(self) -> Token:
        return word(self)

    @property
    def values(self) -> tuple[Plain, ...]:
        return tuple(as_plain(kid) for kid in self.kids[1:])


class Nested(Node):
    """`limits { timeout 30 }`"""

    __slots__ = ()

    @property
    def key(self) -> Token:
        return word(self)

    @property
    def settings(self) -> NestedSettings:
        return only(self, NestedSettings)


class Binding(Node):
    """`"tenant" = claim(tenant)`"""

    __slots__ = ()

    @property
    def key(self) -> Token:
        return word(self)

    @property
    def value(self) -> Plain | Copied:
        return self.kids[1] if isinstance(self.kids[1], Copied) else as_plain(self.kids[1])


class Copied(Node):
    """`claim(tenant)` where a claim of a minted token comes from"""

    __slots__ = ()

    @property
    def source_kind(self) -> Token:
        return word(self)

    @property
    def argument(self) -> Token:
        return tokens(self)[1]


class SettingBlock(Node):
    """`zuplo { projectType managed-dedicated }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self)

    @property
    def settings(self) -> Settings:
        return only(self, Settings)


class PlainEnv(OneWord):
    """`env CLIENT_ID` among settings"""

    __slots__ = ()


class PlainList(Node):
    """`[1, 2, 3]` among settings"""

    __slots__ = ()

    @property
    def values(self) -> tuple[Plain, ...]:
        return tuple(as_plain(kid) for kid in self.kids)


class Loop(Node):
    """`for a, b in LIST { .. }`, wherever it stands."""

    __slots__ = ()

    @property
    def names(self) -> tuple[Token, ...]:
        return only(self, LoopNames).names

    @property
    def over(self) -> Token | List:
        over = self.kids[1]
        assert isinstance(over, Token | List)
        return over

    @property
    def items(self) -> tuple[Node, ...]:
        return tuple(kid for kid in self.kids[2:] if isinstance(kid, Node))


class LoopNames(Words):
    """`r, n` in a `for`"""

    __slots__ = ()


Value = Token | Call | List | Reference
Plain = Token | PlainEnv | PlainList


def as_value(kid: Part) -> Value:
    assert isinstance(kid, Token | Call | List | Reference)
    return kid


def as_plain(kid: Part) -> Plain:
    assert isinstance(kid, Token | PlainEnv | PlainList)
    return kid
