"""Workloads that load a federation, and scenarios that hurt it."""

from __future__ import annotations

from .base import Node, Token, every, first, only, tokens, word
from .policies import Methods
from .services import AsStatus
from .values import List, OneValue, OneWord, Value, as_value


class Verb(Node):
    """What goes wrong, and with whom."""

    __slots__ = ()

    @property
    def names(self) -> tuple[Token, ...]:
        return tokens(self, "WORD")


class Workload(Node):
    """`workload weekday { from web 200/s { .. } }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def flows(self) -> tuple[Flow, ...]:
        return tuple(every(self, Flow))


class Flow(Node):
    """`from web to edge 200/s { GET /home 30% }`"""

    __slots__ = ()

    @property
    def client(self) -> Token:
        return word(self, "WORD")

    @property
    def to(self) -> To | None:
        return first(self, To)

    @property
    def arrival(self) -> Arrival:
        return next(kid for kid in self.kids if isinstance(kid, ARRIVALS))

    @property
    def mix(self) -> tuple[Mix, ...]:
        return tuple(every(self, Mix))


class To(OneWord):
    """`to edge`"""

    __slots__ = ()


class OpenLoop(OneValue):
    """`200/s`, `200/s steady`, `20/s bursts 5x for 10s every 5m`"""

    __slots__ = ()

    @property
    def steady(self) -> bool:
        return first(self, Steady) is not None

    @property
    def bursts(self) -> Bursts | None:
        return first(self, Bursts)


class Steady(Node):
    """`steady`"""

    __slots__ = ()


class Bursts(Node):
    """`bursts 5x for 10s every 5m`"""

    __slots__ = ()

    @property
    def factor(self) -> Value:
        return as_value(self.kids[0])

    @property
    def lasting(self) -> Value:
        return as_value(self.kids[1])

    @property
    def every(self) -> Value:
        return as_value(self.kids[2])


class Profile(Node):
    """`profile [00:00 20/s, 08:00 200/s]` or `profile "day.csv"`"""

    __slots__ = ()

    @property
    def source_of_rates(self) -> Token | List:
        return word(self) if tokens(self) else only(self, List)


class ClosedLoop(OneValue):
    """`users 500 think exponential(mean 3s)`"""

    __slots__ = ()

    @property
    def think(self) -> Think | None:
        return first(self, Think)


class Think(OneValue):
    """`think exponential(mean 3s)`"""

    __slots__ = ()


class Replay(Node):
    """`replay "./logs/access.log" by 2x`"""

    __slots__ = ()

    @property
    def file(self) -> Token:
        return word(self, "STRING")

    @property
    def by(self) -> By | None:
        return first(self, By)


class By(OneValue):
    """`by 2x`"""

    __slots__ = ()


class Mix(Node):
    """`GET /orders/{id} 60% distinct 10K`"""

    __slots__ = ()

    @property
    def methods(self) -> Methods:
        return only(self, Methods)

    @property
    def path(self) -> Token:
        return word(self, "PATH")

    @property
    def portions(self) -> tuple[Portion, ...]:
        return tuple(every(self, Portion))

    @property
    def distincts(self) -> tuple[Distinct, ...]:
        return tuple(every(self, Distinct))

    @property
    def payloads(self) -> tuple[Payload, ...]:
        return tuple(every(self, Payload))


class Portion(Node):
    """`60%`"""

    __slots__ = ()

    @property
    def number(self) -> Token:
        return word(self)


class Distinct(OneValue):
    """`distinct 10K`"""

    __slots__ = ()


class Payload(OneValue):
    """`body 2KB`"""

    __slots__ = ()


class Scenario(Node):
    """`scenario bad_day { fail orders from 60s for 30s }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        return tuple(every(self, Trouble))


class Trouble(Node):
    """`slow catalog by 5x from 10s for 60s`"""

    __slots__ = ()

    @property
    def verb(self) -> Verb:
        return next(kid for kid in self.kids if isinstance(kid, Verb))

    @property
    def startings(self) -> tuple[Starting, ...]:
        return tuple(every(self, Starting))

    @property
    def lastings(self) -> tuple[Lasting, ...]:
        return tuple(every(self, Lasting))


class Starting(OneValue):
    """`from 60s`"""

    __slots__ = ()


class Lasting(OneValue):
    """`for 30s`"""

    __slots__ = ()


class Fail(Verb):
    """`fail orders`"""

    __slots__ = ()


class Slow(Verb):
    """`slow orders by 5x`"""

    __slots__ = ()

    @property
    def by(self) -> By:
        return only(self, By)


class BreakErrors(Verb):
    """`errors orders by 20% as 503`"""

    __slots__ = ()

    @property
    def by(self) -> By:
        return only(self, By)

    @property
    def as_status(self) -> AsStatus | None:
        return first(self, AsStatus)


class Dns(Verb):
    """`dns orders`"""

    __slots__ = ()


class Tls(Verb):
    """`tls orders`"""

    __slots__ = ()


class Refuse(Verb):
    """`refuse orders`"""

    __slots__ = ()


class Reset(Verb):
    """`reset orders`"""

    __slots__ = ()


class NoEgress(Verb):
    """`egress orders`"""

    __slots__ = ()


class Partition(Verb):
    """`partition eu, us`"""

    __slots__ = ()


class Expire(Verb):
    """`expire auth0`"""

    __slots__ = ()


class Load(Verb):
    """`load web by 3x`"""

    __slots__ = ()

    @property
    def by(self) -> By:
        return only(self, By)


Arrival = OpenLoop | Profile | ClosedLoop | Replay
ARRIVALS = (OpenLoop, Profile, ClosedLoop, Replay)
