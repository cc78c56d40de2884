"""What stands at the top of a file, but for gateways, services, traffic and promises."""

from __future__ import annotations

from .base import Node, Token, every, first, nodes, only, token, tokens, word
from .conditions import CredWith
from .policies import Methods
from .values import Loop, OneValue, OneWord, Settings, Value, Words, as_value


class File(Node):
    """A whole file."""

    __slots__ = ()

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Federation(Node):
    """`federation shop "The shop"`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def title(self) -> Token | None:
        return token(self, "STRING")


class Import(Node):
    """`import "../orders/fed.gate" as orders`"""

    __slots__ = ()

    @property
    def path(self) -> Token:
        return word(self, "STRING")

    @property
    def renamed(self) -> Renamed | None:
        return first(self, Renamed)


class Renamed(OneWord):
    """`as orders`"""

    __slots__ = ()


class Environment(Node):
    """`environment staging like production { .. }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def like(self) -> Like | None:
        return first(self, Like)

    @property
    def items(self) -> tuple[Node, ...]:
        return tuple(node for node in nodes(self) if not isinstance(node, Like))


class Like(OneWord):
    """`like production`"""

    __slots__ = ()


class Env(Node):
    """`env ORDERS_URL = "http://orders"` or `env KEY secret`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def secret(self) -> Token | None:
        return token(self, "SECRET")

    @property
    def value(self) -> Token | None:
        return token(self, "STRING")


class Let(Node):
    """`let std = 1000/min`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def value(self) -> Value:
        return as_value(self.kids[1])


class ForTop(Loop):
    """`for r in [eu, us] { .. }` around declarations"""

    __slots__ = ()


class Remove(Node):
    """`remove gateway billing`, `remove route GET /health`"""

    __slots__ = ()

    @property
    def kind(self) -> Token:
        return word(self)

    @property
    def name(self) -> Token | None:
        return token(self, "WORD")

    @property
    def methods(self) -> Methods | None:
        return first(self, Methods)

    @property
    def path(self) -> Token | None:
        return token(self, "PATH")


class Region(Node):
    """`region eu = aws.eu-west-1` or `region dc { near .. }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def alias(self) -> Token | None:
        return tokens(self)[1] if len(tokens(self)) > 1 else None

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Near(OneWord):
    """`near aws.eu-central-1`"""

    __slots__ = ()


class Rtt(Node):
    """`rtt us 95ms`"""

    __slots__ = ()

    @property
    def region(self) -> Token:
        return word(self)

    @property
    def value(self) -> Value:
        return as_value(self.kids[1])


class Credential(Node):
    """`credential auth0 = jwt { .. }`, `credential staff = basic`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return tokens(self)[0]

    @property
    def kind(self) -> Token:
        return tokens(self)[1]

    @property
    def settings(self) -> Settings | None:
        return first(self, Settings)


class Label(Node):
    """`label pii { within EU }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Within(Words):
    """`within EU, CH`"""

    __slots__ = ()


class Carried(Words):
    """`not through us`"""

    __slots__ = ()


class Client(Node):
    """`client web { presents auth0  callers 20K }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Presents(Node):
    """`presents auth0, ca`"""

    __slots__ = ()

    @property
    def credentials(self) -> tuple[CredWith, ...]:
        return tuple(every(self, CredWith))


class Calls(Words):
    """`calls orders, catalog`"""

    __slots__ = ()


class OnTier(OneWord):
    """`tier gold`"""

    __slots__ = ()


class Callers(OneValue):
    """`callers 20K`"""

    __slots__ = ()


class Policy(Node):
    """`policy sane { .. }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Tier(Node):
    """`tier gold { limit 600/min per caller }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Plan(Node):
    """`plan bill from zuplo.builder { .. }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return tokens(self)[0]

    @property
    def base_plan(self) -> Token | None:
        return tokens(self)[1] if len(tokens(self)) > 1 else None

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Base(OneValue):
    """`base 250 USD`"""

    __slots__ = ()


class Includes(OneValue):
    """`includes 1M`"""

    __slots__ = ()


class Price(Node):
    """`price 1 USD per 1K up to 5M`"""

    __slots__ = ()

    @property
    def money(self) -> Value:
        return as_value(self.kids[0])

    @property
    def per(self) -> Value:
        return as_value(self.kids[1])

    @property
    def up_to(self) -> UpTo | None:
        return first(self, UpTo)


class UpTo(OneValue):
    """`up to 5M`"""

    __slots__ = ()


class Cap(OneValue):
    """`cap 50M`"""

    __slots__ = ()


class Counts(Words):
    """`counts accepted, rejected`"""

    __slots__ = ()


class Shared(OneWord):
    """`shared account`"""

    __slots__ = ()


class Unit(OneValue):
    """`unit 512KiB`"""

    __slots__ = ()


class ControlPlane(Node):
    """`control_plane apim on wso2 { .. }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return tokens(self)[0]

    @property
    def target(self) -> Token:
        return tokens(self)[1]

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Manages(Words):
    """`manages orders, billing mode read_write`"""

    __slots__ = ()

    @property
    def mode(self) -> Mode | None:
        return first(self, Mode)


class UsesCredential(OneWord):
    """`credential back`"""

    __slots__ = ()


class EveryTime(OneValue):
    """`discover every 10m`"""

    __slots__ = ()


class Mode(OneWord):
    """`mode read`"""

    __slots__ = ()


class Allow(Node):
    """`allow shared-bucket at edge because ".." until 2027-03-31`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def place(self) -> Place | None:
        return first(self, Place)

    @property
    def because(self) -> Because:
        return only(self, Because)

    @property
    def until(self) -> Until | None:
        return first(self, Until)


class Place(Node):
    """`at edge GET /home`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def methods(self) -> Methods | None:
        return first(self, Methods)

    @property
    def path(self) -> Token | None:
        return token(self, "PATH")


class Because(Node):
    """`because "PCI 1.2"`"""

    __slots__ = ()

    @property
    def reason(self) -> Token:
        return word(self, "STRING")


class Until(Node):
    """`until 2027-03-31`"""

    __slots__ = ()

    @property
    def date(self) -> Token:
        return word(self)
