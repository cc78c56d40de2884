"""What the program promises: `expect` lines and `govern` rules."""

from __future__ import annotations

from .base import Node, Token, every, first, nodes, only, token, tokens, word
from .conditions import Subject, When
from .declarations import Because
from .policies import Methods
from .traffic import To
from .values import OneWord, Value, Words, as_value


class Expect(Node):
    """`expect { GET /orders/42 as web -> 200 }`"""

    __slots__ = ()

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Answer(Node):
    """`GET /orders/42 as web -> 200 via edge, orders`"""

    __slots__ = ()

    @property
    def methods(self) -> Methods:
        return only(self, Methods)

    @property
    def path(self) -> Token:
        return word(self, "PATH")

    @property
    def to(self) -> tuple[To, ...]:
        return tuple(every(self, To))

    @property
    def as_clients(self) -> tuple[AsClient, ...]:
        return tuple(every(self, AsClient))

    @property
    def whens(self) -> tuple[When, ...]:
        return tuple(every(self, When))

    @property
    def outcome(self) -> Outcome:
        return only(self, Outcome)


class AsClient(OneWord):
    """`as web`"""

    __slots__ = ()


class Outcome(Node):
    """`401 at edge`"""

    __slots__ = ()

    @property
    def status(self) -> Token:
        return word(self)

    @property
    def at(self) -> tuple[At, ...]:
        return tuple(every(self, At))

    @property
    def via(self) -> tuple[Via, ...]:
        return tuple(every(self, Via))


class At(OneWord):
    """`at edge`"""

    __slots__ = ()


class Via(Words):
    """`via edge, orders`"""

    __slots__ = ()


class Never(Node):
    """`no /orders/** as anyone reaches orders_service`"""

    __slots__ = ()

    @property
    def methods(self) -> Methods | None:
        return first(self, Methods)

    @property
    def path(self) -> Token | None:
        return token(self, "PATH")

    @property
    def to(self) -> To | None:
        return first(self, To)

    @property
    def as_client(self) -> AsClient:
        return only(self, AsClient)

    @property
    def reaches(self) -> Reaches:
        return only(self, Reaches)


class MeasuredOn(Node):
    """`on weekday during bad_day { .. }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def during(self) -> During | None:
        return first(self, During)

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(every(self, Measure))


class During(OneWord):
    """`during bad_day`"""

    __slots__ = ()


class Measure(Node):
    """`p99 GET /home <= 400ms`"""

    __slots__ = ()

    @property
    def metric(self) -> Metric:
        return only(self, Metric)

    @property
    def each(self) -> tuple[Each, ...]:
        return tuple(every(self, Each))

    @property
    def methods(self) -> tuple[Methods, ...]:
        return tuple(every(self, Methods))

    @property
    def paths(self) -> tuple[Token, ...]:
        return tokens(self, "PATH")

    @property
    def at(self) -> tuple[At, ...]:
        return tuple(every(self, At))

    @property
    def operator(self) -> Token:
        return word(self, "CMP")

    @property
    def bound(self) -> Bound:
        return only(self, Bound)


class Metric(Node):
    """`p99`, `requests`, `cost` .."""

    __slots__ = ()

    @property
    def word(self) -> Token:
        return word(self)


class Each(OneWord):
    """`per month`"""

    __slots__ = ()


class Bound(Node):
    """`400ms`"""

    __slots__ = ()

    @property
    def value(self) -> Token:
        return word(self)


class Govern(Node):
    """`govern { every public route requires accept }`"""

    __slots__ = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(every(self, Rule))


class Rule(Node):
    """`every path to orders_service passes edge because ".."`"""

    __slots__ = ()

    @property
    def quantifier(self) -> Quantifier:
        return only(self, Quantifier)

    @property
    def scope(self) -> Scope | None:
        return first(self, Scope)

    @property
    def path_scope(self) -> PathScope | None:
        return first(self, PathScope)

    @property
    def demand(self) -> Demand:
        return next(kid for kid in self.kids if isinstance(kid, DEMANDS))

    @property
    def because(self) -> Because | None:
        return first(self, Because)


class Quantifier(Node):
    """`every` or `no`"""

    __slots__ = ()

    @property
    def word(self) -> Token:
        return word(self)


class Scope(Node):
    """`public route on aws except legacy`"""

    __slots__ = ()

    @property
    def exposure(self) -> Token | None:
        return token(self, "PUBLIC", "INTERNAL")

    @property
    def kind(self) -> Kind:
        return only(self, Kind)

    @property
    def filters(self) -> tuple[Node, ...]:
        return tuple(n for n in nodes(self) if not isinstance(n, Kind))


class PathScope(Words):
    """`path to orders_service`"""

    __slots__ = ()


class Kind(Node):
    """`route`, `gateway`, `service`, `client` or `credential`"""

    __slots__ = ()

    @property
    def word(self) -> Token:
        return word(self)


class ByTarget(Words):
    """`on aws, azure`"""

    __slots__ = ()


class ByRegion(Words):
    """`in eu`"""

    __slots__ = ()


class ByLabel(Words):
    """`carries pii`"""

    __slots__ = ()


class ByPath(Node):
    """`POST /admin/**`"""

    __slots__ = ()

    @property
    def methods(self) -> Methods | None:
        return first(self, Methods)

    @property
    def path(self) -> Token:
        return word(self, "PATH")


class But(Words):
    """`except legacy`"""

    __slots__ = ()


class Requires(Node):
    """`requires accept, limit per caller`"""

    __slots__ = ()

    @property
    def needs(self) -> tuple[Need, ...]:
        return tuple(every(self, Need))


class Need(Node):
    """`limit per caller <= 10/s`"""

    __slots__ = ()

    @property
    def accept(self) -> AcceptNeed | None:
        return first(self, AcceptNeed)

    @property
    def words(self) -> tuple[Token, ...]:
        return tokens(self, "WORD")

    @property
    def per_key(self) -> PerKey | None:
        return first(self, PerKey)

    @property
    def at_most(self) -> AtMost | None:
        return first(self, AtMost)


class AcceptNeed(Node):
    """`accept auth0 and ca`"""

    __slots__ = ()

    @property
    def expression(self) -> Node | None:
        return next(iter(nodes(self)), None)


class PerKey(Node):
    """`per caller`"""

    __slots__ = ()

    @property
    def subject(self) -> Subject:
        return only(self, Subject)


class AtMost(Node):
    """`<= 10/s`"""

    __slots__ = ()

    @property
    def operator(self) -> Token:
        return word(self, "CMP")

    @property
    def value(self) -> Value:
        return as_value(self.kids[1])


class Passes(Words):
    """`passes edge`"""

    __slots__ = ()


class Leaves(Words):
    """`leaves EU, CH`"""

    __slots__ = ()


class Reaches(Words):
    """`reaches orders_service`"""

    __slots__ = ()


class Accepts(Words):
    """`accepts partners`"""

    __slots__ = ()


Demand = Requires | Passes | Leaves | Reaches | Accepts
DEMANDS = (Requires, Passes, Leaves, Reaches, Accepts)
