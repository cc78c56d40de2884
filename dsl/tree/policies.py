"""Statements that a policy, a gateway, a route or a member may hold."""

from __future__ import annotations

from .base import Node, Token, every, nodes, only, token, tokens, word
from .conditions import Subject
from .values import OneValue, Reference, Texts, Value, Wait, Words, as_value


class HeaderValue(Node):
    """A header and what it is set to."""

    __slots__ = ()

    @property
    def header(self) -> Token:
        return word(self, "STRING")

    @property
    def value(self) -> Token | Reference | Subject:
        value = self.kids[1]
        assert isinstance(value, Token | Reference | Subject)
        return value


class Use(Words):
    """`use sane, strict`"""

    __slots__ = ()


class Timeout(Node):
    """`timeout connect 5s, response 20s`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def waits(self) -> tuple[Wait, ...]:
        return tuple(every(self, Wait))


class Retry(Node):
    """`retry 2 on 502, connect methods GET backoff 100ms to 2s`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def retries(self) -> Value | None:
        return None if self.off else as_value(self.kids[0])

    @property
    def on(self) -> tuple[OnStatus, ...]:
        return tuple(every(self, OnStatus))

    @property
    def methods(self) -> tuple[OnMethods, ...]:
        return tuple(every(self, OnMethods))

    @property
    def backoffs(self) -> tuple[Backoff, ...]:
        return tuple(every(self, Backoff))


class OnStatus(Node):
    """`on 502, 503, timeout`"""

    __slots__ = ()

    @property
    def statuses(self) -> tuple[Token, ...]:
        return tokens(self)


class OnMethods(Node):
    """`methods GET|PUT`"""

    __slots__ = ()

    @property
    def methods(self) -> Methods:
        return only(self, Methods)


class Methods(Node):
    """`GET|POST`"""

    __slots__ = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Each once, in the order written."""
        return tuple(dict.fromkeys(token.text for token in tokens(self)))


class Backoff(Node):
    """`backoff 100ms to 2s`"""

    __slots__ = ()

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(as_value(kid) for kid in self.kids)


class Limit(Node):
    """`limit 10/s per caller burst 5`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def rate(self) -> Value | None:
        return None if self.off else as_value(self.kids[0])

    @property
    def bursts(self) -> tuple[Burst, ...]:
        return tuple(every(self, Burst))

    @property
    def pers(self) -> tuple[Per, ...]:
        return tuple(every(self, Per))


class Burst(OneValue):
    """`burst 5`"""

    __slots__ = ()


class Per(Node):
    """`per caller, header("x-tenant")`"""

    __slots__ = ()

    @property
    def subjects(self) -> tuple[Subject, ...]:
        return tuple(every(self, Subject))


class Quota(Node):
    """`quota 1M/month per caller`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def rate(self) -> Value | None:
        return None if self.off else as_value(self.kids[0])

    @property
    def pers(self) -> tuple[Per, ...]:
        return tuple(every(self, Per))


class Cache(Node):
    """`cache 30s per caller stale 10s`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def time(self) -> Value | None:
        return None if self.off else as_value(self.kids[0])

    @property
    def pers(self) -> tuple[Per, ...]:
        return tuple(every(self, Per))

    @property
    def stales(self) -> tuple[Stale, ...]:
        return tuple(every(self, Stale))


class Stale(OneValue):
    """`stale 10s`"""

    __slots__ = ()


class Body(Node):
    """`body max 10MiB`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def value(self) -> Value | None:
        return None if self.off else as_value(self.kids[0])


class Cors(Node):
    """`cors { origins ".."  methods GET }`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Origins(Texts):
    """`origins "https://shop.example"`"""

    __slots__ = ()


class CorsHeaders(Texts):
    """`headers "authorization"`"""

    __slots__ = ()


class Expose(Texts):
    """`expose "x-request-id"`"""

    __slots__ = ()


class CorsCredentials(Node):
    """`credentials`"""

    __slots__ = ()


class MaxAge(OneValue):
    """`max_age 1h`"""

    __slots__ = ()


class Headers(Node):
    """`headers response { remove "server" }`"""

    __slots__ = ()

    @property
    def direction(self) -> Token | None:
        return token(self, "DIRECTION")

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Set(HeaderValue):
    """`set "x-tenant" = claim(tenant)`"""

    __slots__ = ()


class Add(HeaderValue):
    """`add "x-via" = "edge"`"""

    __slots__ = ()


class Drop(Texts):
    """`remove "x-debug", "x-tenant"`"""

    __slots__ = ()


class Rename(Node):
    """`rename "x-user" to "x-caller"`"""

    __slots__ = ()

    @property
    def old(self) -> Token:
        return tokens(self)[0]

    @property
    def new(self) -> Token:
        return tokens(self)[1]


class Unreachable(Node):
    """`unreachable problem 502`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def status(self) -> Value | None:
        return None if self.off else as_value(self.kids[0])


class Log(Node):
    """`log upstream errors`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None


class Location(Node):
    """`location from "/a" to "/b"`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def texts(self) -> tuple[Token, ...]:
        return tokens(self, "STRING")


class Breaker(Node):
    """`breaker { trip 50% of 20 in 10s  open 30s  probes 3 }`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Trip(Node):
    """`trip 50% of 20 in 10s`"""

    __slots__ = ()

    @property
    def share(self) -> Value:
        return as_value(self.kids[0])

    @property
    def of(self) -> Value:
        return as_value(self.kids[1])

    @property
    def within(self) -> Value:
        return as_value(self.kids[2])


class Open(OneValue):
    """`open 30s`"""

    __slots__ = ()


class Probes(OneValue):
    """`probes 3`"""

    __slots__ = ()
