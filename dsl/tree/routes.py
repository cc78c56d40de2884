"""Routes, what they do with a request, and what their block may hold."""

from __future__ import annotations

from typing import cast

from .base import Node, Token, every, first, nodes, only, token, tokens, word
from .conditions import Subject, When
from .policies import Methods, OnStatus
from .values import Loop, OneWord, Texts, Words


class Route(Node):
    """`route GET /orders/** when .. -> orders { .. }`"""

    __slots__ = ()

    @property
    def methods(self) -> Methods | None:
        return first(self, Methods)

    @property
    def path(self) -> Token:
        return word(self, "PATH")

    @property
    def when(self) -> When | None:
        return first(self, When)

    @property
    def action(self) -> Action | None:
        for kid in self.kids:
            if type(kid) in ACTIONS:
                return cast("Action", kid)
        return None

    @property
    def block(self) -> RouteBlock | None:
        return first(self, RouteBlock)


class RouteBlock(Node):
    """`{ strip auth0  attach inner }`"""

    __slots__ = ()

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Attach(Words):
    """`attach edge_pass`"""

    __slots__ = ()


class Strip(Words):
    """`strip auth0, partners`"""

    __slots__ = ()


class Exchange(Node):
    """`exchange edge_pass for back`"""

    __slots__ = ()

    @property
    def old(self) -> Token:
        return tokens(self)[0]

    @property
    def new(self) -> Token:
        return tokens(self)[1]


class Pass(Words):
    """`pass edge_pass`"""

    __slots__ = ()


class Carries(Words):
    """`carries pii`"""

    __slots__ = ()


class Deprecated(Node):
    """`deprecated 2027-01-01 sunset 2027-06-30`"""

    __slots__ = ()

    @property
    def date(self) -> Token:
        return word(self)

    @property
    def sunset(self) -> Sunset | None:
        return first(self, Sunset)


class Sunset(Node):
    """`sunset 2027-06-30`"""

    __slots__ = ()

    @property
    def date(self) -> Token:
        return word(self)


class Blocked(Node):
    """`blocked`"""

    __slots__ = ()


class Idempotent(Node):
    """`idempotent by header("idempotency-key")`"""

    __slots__ = ()

    @property
    def subject(self) -> Subject:
        return only(self, Subject)


class Returns(Texts):
    """`returns "application/json"`"""

    __slots__ = ()


class Upstream(Node):
    """`catalog at /v2/{sku} over h2`"""

    __slots__ = ()

    @property
    def to(self) -> Token:
        return word(self)

    @property
    def template(self) -> Template | None:
        return first(self, Template)

    @property
    def over(self) -> Over | None:
        return first(self, Over)


class Template(Node):
    """`at POST /x/{id}`"""

    __slots__ = ()

    @property
    def method(self) -> Token | None:
        return token(self, "METHOD")

    @property
    def path(self) -> Token:
        return word(self, "PATH")


class Over(OneWord):
    """`over local`"""

    __slots__ = ()


class Gather(Node):
    """`gather in order { a: orders, b: optional catalog }`"""

    __slots__ = ()

    @property
    def order(self) -> Order | None:
        return first(self, Order)

    @property
    def items(self) -> tuple[Node, ...]:
        return tuple(n for n in nodes(self) if not isinstance(n, Order))


class Order(Node):
    """`in order`"""

    __slots__ = ()


class GatherPart(Node):
    """`summary: optional orders at /recent { .. }`"""

    __slots__ = ()

    @property
    def label(self) -> Token:
        return word(self, "LABEL")

    @property
    def optional(self) -> Token | None:
        return token(self, "OPTIONAL")

    @property
    def upstream(self) -> Upstream:
        return only(self, Upstream)

    @property
    def block(self) -> RouteBlock | None:
        return first(self, RouteBlock)


class ForGather(Loop):
    """`for r in [..] { part_${r}: s_${r} }`"""

    __slots__ = ()


class Choose(Node):
    """`choose { claim(t) = "a" -> x  else -> y }`"""

    __slots__ = ()

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Case(Node):
    """`param(tenant) = "acme" -> acme_service`"""

    __slots__ = ()

    @property
    def condition(self) -> Node:
        return nodes(self)[0]

    @property
    def upstream(self) -> Upstream:
        return only(self, Upstream)

    @property
    def block(self) -> RouteBlock | None:
        return first(self, RouteBlock)


class Otherwise(Node):
    """`else -> shared`"""

    __slots__ = ()

    @property
    def upstream(self) -> Upstream:
        return only(self, Upstream)

    @property
    def block(self) -> RouteBlock | None:
        return first(self, RouteBlock)


class ForChoose(Loop):
    """`for t in [..] { param(tenant) = "${t}" -> ${t} }`"""

    __slots__ = ()


class Split(Node):
    """`split sticky by caller { 90% old, 10% new }`"""

    __slots__ = ()

    @property
    def sticky(self) -> Sticky | None:
        return first(self, Sticky)

    @property
    def shares(self) -> tuple[Share, ...]:
        return tuple(every(self, Share))


class Sticky(Node):
    """`sticky by claim(sub)`"""

    __slots__ = ()

    @property
    def subject(self) -> Subject:
        return only(self, Subject)


class Share(Node):
    """`90% old at /x`"""

    __slots__ = ()

    @property
    def portion(self) -> Token:
        return word(self, "NUMBER")

    @property
    def upstream(self) -> Upstream:
        return only(self, Upstream)

    @property
    def block(self) -> RouteBlock | None:
        return first(self, RouteBlock)


class First(Node):
    """`first on 502, timeout { a, b }`"""

    __slots__ = ()

    @property
    def on(self) -> OnStatus | None:
        return first(self, OnStatus)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return tuple(every(self, Candidate))


class Candidate(Node):
    """`search_us at /s/{**}`"""

    __slots__ = ()

    @property
    def upstream(self) -> Upstream:
        return only(self, Upstream)

    @property
    def block(self) -> RouteBlock | None:
        return first(self, RouteBlock)


class Function(Node):
    """`function "modules/fn.ts"`"""

    __slots__ = ()

    @property
    def file(self) -> Token:
        return word(self, "STRING")


class Redirect(Node):
    """`redirect 308 "https://api.example.com/new"`"""

    __slots__ = ()

    @property
    def status(self) -> Token:
        return word(self, "NUMBER")

    @property
    def to(self) -> Token:
        return word(self, "STRING")


class Respond(Node):
    """`respond 200 "ok" as "text/plain"`"""

    __slots__ = ()

    @property
    def status(self) -> Token:
        return word(self, "NUMBER")

    @property
    def body(self) -> Token | None:
        return token(self, "STRING")

    @property
    def media(self) -> Media | None:
        return first(self, Media)


class Media(Node):
    """`as "application/json"`"""

    __slots__ = ()

    @property
    def type(self) -> Token:
        return word(self, "STRING")


Action = Upstream | Gather | Choose | Split | First | Function | Redirect | Respond
ACTIONS = frozenset((Upstream, Gather, Choose, Split, First, Function, Redirect, Respond))
