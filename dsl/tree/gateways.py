"""Gateways and entries, and the statements that only they have."""

from __future__ import annotations

from .base import Node, Token, every, first, nodes, token, tokens, word
from .declarations import Like
from .routes import Sticky
from .values import Loop, OneValue, OneWord, Texts, Value, Words, as_value


class Gateway(Node):
    """`gateway edge on zuplo { .. }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def like(self) -> Like | None:
        return first(self, Like)

    @property
    def on_target(self) -> OnTarget | None:
        return first(self, OnTarget)

    @property
    def found_in(self) -> FoundIn | None:
        return first(self, FoundIn)

    @property
    def items(self) -> tuple[Node, ...]:
        return tuple(n for n in nodes(self) if not isinstance(n, (Like, OnTarget, FoundIn)))


class OnTarget(OneWord):
    """`on zuplo`"""

    __slots__ = ()


class FoundIn(Texts):
    """`from "./nginx.conf"`"""

    __slots__ = ()


class InRegion(Words):
    """`region eu, us`"""

    __slots__ = ()


class Domain(Texts):
    """`domain "api.example.com"`"""

    __slots__ = ()


class VendorName(Texts):
    """`name "shop-edge-main-2s93j2"`"""

    __slots__ = ()


class Instance(OneWord):
    """`instance acme`"""

    __slots__ = ()


class Stage(OneWord):
    """`stage production`"""

    __slots__ = ()


class OnPlan(OneWord):
    """`plan enterprise`"""

    __slots__ = ()


class Workers(OneValue):
    """`workers 64`"""

    __slots__ = ()


class Overhead(OneValue):
    """`overhead lognormal(p50 3ms, p99 20ms)`"""

    __slots__ = ()


class Listen(OneValue):
    """`listen 8443`"""

    __slots__ = ()


class HopGuard(Node):
    """`hop_guard 8` or `hop_guard off`"""

    __slots__ = ()

    @property
    def off(self) -> bool:
        return token(self, "OFF") is not None

    @property
    def value(self) -> Value | None:
        return None if self.off else as_value(self.kids[0])


class Exposure(Node):
    """`public` or `internal`"""

    __slots__ = ()

    @property
    def word(self) -> Token:
        return word(self)


class Owner(Texts):
    """`owner "platform team"`"""

    __slots__ = ()


class Repo(Texts):
    """`repo "https://git.example/edge"`"""

    __slots__ = ()


class Version(Texts):
    """`version "1.4"`"""

    __slots__ = ()


class State(OneWord):
    """`state published`"""

    __slots__ = ()


class Egress(Node):
    """`egress none` or `egress only orders, "https://x"`"""

    __slots__ = ()

    @property
    def only(self) -> bool:
        return token(self, "ONLY") is not None

    @property
    def places(self) -> tuple[Token, ...]:
        return tokens(self, "WORD", "STRING")


class ForGateway(Loop):
    """`for t in [..] { route /${t}/** -> .. }` inside a gateway"""

    __slots__ = ()


class Opaque(Node):
    """`opaque kong "plugins.3" from "kong.yaml" line 41` and the raw text."""

    __slots__ = ()

    @property
    def target(self) -> Token:
        return word(self, "WORD")

    @property
    def where(self) -> Token | None:
        return token(self, "STRING")

    @property
    def origin(self) -> Origin | None:
        return first(self, Origin)

    @property
    def text(self) -> Token:
        return word(self, "BLOCK_STRING")


class Origin(Node):
    """`from "kong.yaml" line 41`"""

    __slots__ = ()

    @property
    def file(self) -> Token:
        return word(self, "STRING")

    @property
    def line(self) -> Token | None:
        return token(self, "NUMBER")


class Entry(Node):
    """`entry api { domain ".."  nearest edge_eu, edge_us }`"""

    __slots__ = ()

    @property
    def name(self) -> Token:
        return word(self, "WORD")

    @property
    def items(self) -> tuple[Node, ...]:
        return nodes(self)


class Nearest(Words):
    """`nearest edge_eu, edge_us`"""

    __slots__ = ()


class Ranked(Words):
    """`first edge_eu, edge_us`"""

    __slots__ = ()


class EntrySplit(Node):
    """`split { 90% a, 10% b }`"""

    __slots__ = ()

    @property
    def sticky(self) -> Sticky | None:
        return first(self, Sticky)

    @property
    def shares(self) -> tuple[EntryShare, ...]:
        return tuple(every(self, EntryShare))


class EntryShare(Node):
    """`90% edge_eu`"""

    __slots__ = ()

    @property
    def portion(self) -> Token:
        return word(self, "NUMBER")

    @property
    def name(self) -> Token:
        return word(self, "WORD")


class Failover(OneValue):
    """`failover 30s`"""

    __slots__ = ()
