"""What a gateway asks of a product that has it not, has it otherwise, or not on every plan."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...model import Function, Gateway, Protocol, Route, Traced
from ...target import (
    Ability,
    GatewaySlice,
    Need,
    Variant,
    is_default,
    is_spared,
    members_of,
    needs_as_a_whole,
    needs_by_route,
    own_words_of,
    said_where,
)
from ...written import value_text

if TYPE_CHECKING:
    from ..case import Case

ROUTES_KEPT = 4
ABOUT_LETTING_IN = frozenset(need for need in Need if need.name.startswith("ACCEPT_"))
OVER: Mapping[Need, Protocol] = {
    Need.H2: "h2",
    Need.GRPC: "grpc",
    Need.WEBSOCKET: "websocket",
    Need.LOCAL: "local",
    Need.LOCAL_LAMBDA: "local",
}
WORDS_OF_THE_LANGUAGE = frozenset(
    (Need.GATHER, Need.CHOOSE, Need.SPLIT, Need.FIRST, Need.REDIRECT, Need.RESPOND)
)


@frozen
class Asked:
    """One need of one gateway that its product does not simply have.

    `routes` are the first of the `count` that ask for it; none where the gateway as a whole does.
    """

    gateway: Gateway
    variant: Variant
    need: Need
    routes: tuple[Route, ...] = ()
    count: int = 0

    @property
    def ability(self) -> Ability:
        return self.variant.abilities[self.need]

    @property
    def is_default(self) -> bool:
        return is_default(self.gateway, self.need)

    @property
    def is_degraded(self) -> bool:
        """A default that nobody wrote is never an error, even where it cannot be had."""
        way = self.ability.way
        return way == "degraded" or (way == "impossible" and self.is_default)

    @property
    def is_missing(self) -> bool:
        return self.ability.way == "impossible" and not self.is_default

    @property
    def called(self) -> str:
        """As it stands in a sentence."""
        words = self.need.value
        return f"`{words}`" if self.need in WORDS_OF_THE_LANGUAGE else words

    @property
    def places(self) -> tuple[Span, ...]:
        """Where it is written, each place once: the word of a policy, else the route."""
        found = (self._written(route) for route in self.routes)
        places = tuple(dict.fromkeys(span for span in found if span is not None))
        if places:
            return places
        assert self.gateway.at is not None, "a program that was read from text has spans"
        return (self.gateway.at,)

    @property
    def values(self) -> tuple[str, ...]:
        """What the program says there, where it is a word of a policy: `2s`."""
        said = (self._said(route) for route in self.routes)
        return tuple(dict.fromkeys(value_text(one.value) for one in said if one is not None))

    @property
    def policy(self) -> str | None:
        """The policy that says it first, where it is not the gateway's own word."""
        said = self._said(self.routes[0]) if self.routes else None
        kind, _, name = said.origin.by.partition(" ") if said is not None else ("", "", "")
        return name if kind == "policy" else None

    def _said(self, route: Route) -> Traced[Any] | None:
        return said_where(route, self.need)

    def _written(self, route: Route) -> Span | None:
        said = self._said(route)
        if said is None and self.need in ABOUT_LETTING_IN:
            said = route.accept
        if said is not None and said.origin.at is not None:
            return said.origin.at
        return self._upstream_at(route) or route.at

    def _upstream_at(self, route: Route) -> Span | None:
        """Of the first member that is called in such a way."""
        over = OVER.get(self.need)
        members = (member.upstream for member in members_of(route.action))
        return next((one.at for one in members if over is not None and one.over == over), None)


def asked_by_gateways(case: "Case") -> Mapping[str, Sequence[Asked]]:
    """By gateway; what its product has in any case, as the program means it, is left out."""
    found: dict[str, Sequence[Asked]] = {}
    doubtful: dict[int, frozenset[Need]] = {}  # by the identity of what a product can do
    for gateway in case.federation.gateways.values():
        part = own_words_of(case.federation, gateway.name, case.facts)
        variant = case.variant(gateway)
        if id(variant.abilities) not in doubtful:
            doubtful[id(variant.abilities)] = doubtful_needs(variant)
        found[gateway.name] = tuple(asked_of(part, variant, doubtful[id(variant.abilities)]))
    return found


def doubtful_needs(variant: Variant) -> frozenset[Need]:
    """What a product has not, has otherwise, or not on every plan."""
    return frozenset(need for need, one in variant.abilities.items() if _is_doubtful(one))


def asked_of(part: GatewaySlice, variant: Variant, doubtful: frozenset[Need]) -> Iterator[Asked]:
    """That of one gateway, its own words first and then in the order of its routes."""
    gateway = part.gateway
    for need in needs_as_a_whole(part):
        if need in doubtful and not (need is Need.EGRESS and _calls_only_what_is_written(gateway)):
            yield Asked(gateway, variant, need)
    first: dict[Need, list[Route]] = {}
    counts: dict[Need, int] = {}
    last: dict[Need, Route] = {}
    for route, need in needs_by_route(part, doubtful):
        if is_spared(variant.abilities[need], route, part.credentials):
            continue
        if last.get(need) is not route:  # one route may ask for it in several places
            last[need] = route
            counts[need] = counts.get(need, 0) + 1
            if counts[need] <= ROUTES_KEPT:
                first.setdefault(need, []).append(route)
    for need, count in counts.items():
        yield Asked(gateway, variant, need, tuple(first[need]), count)


def _is_doubtful(ability: Ability) -> bool:
    return ability.way in ("degraded", "impossible") or bool(ability.plans or ability.beta)


def _calls_only_what_is_written(gateway: Gateway) -> bool:
    """Where egress cannot be enforced, only code of somebody's own could go elsewhere."""
    return not any(isinstance(route.action, Function) for route in gateway.routes)
