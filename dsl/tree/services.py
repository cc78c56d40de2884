"""Services: what stands behind the gateways."""

from __future__ import annotations

from .base import Node, Token, first, nodes, word
from .values import OneValue, Texts, Value, as_value


class Service(Node):
    """`service orders { url ".."  latency .. }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Url(Texts):
    """`url "http://orders:8080"`"""

    __slots__ = ()


class Lambda(Texts):
    """`lambda "arn:aws:lambda:.."`"""

    __slots__ = ()


class Latency(OneValue):
    """`latency lognormal(p50 12ms, p99 80ms)`"""

    __slots__ = ()


class Queue(OneValue):
    """`queue 128`"""

    __slots__ = ()


class Errors(OneValue):
    """`errors 0.1% as 503`"""

    __slots__ = ()

    @property
    def as_status(self) -> AsStatus | None:
        return first(self, AsStatus)


class AsStatus(Node):
    """`as 503`"""

    __slots__ = ()

    @property
    def status(self) -> Token:
        return word(self)


class ColdStart(OneValue):
    """`cold_start 800ms after 10m`"""

    __slots__ = ()

    @property
    def after(self) -> After | None:
        return first(self, After)


class After(OneValue):
    """`after 10m`"""

    __slots__ = ()


class Cost(Node):
    """`cost 0.20 USD per 1M`"""

    __slots__ = ()

    @property
    def money(self) -> Value:
        return as_value(self.kids[0])

    @property
    def per(self) -> Value:
        return as_value(self.kids[1])


class Size(OneValue):
    """`size 12KB`"""

    __slots__ = ()
