"""Where a credential may be: who issues it, who accepts or attaches it, and nobody else."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ...model import ANYONE, Acceptance, Credential, Federation, Gateway, HeaderChange, Traced
from ...target.members import members_of
from ...target.mentions import shown_in
from ..ways import Way

if TYPE_CHECKING:
    from ..case import Case

Welcome = frozenset[tuple[str, str]]
"""Kinds of credentials with the places where somebody looks for them."""


class Zones:
    """Each credential and each receiver is looked at once, however many ways there are."""

    def __init__(self, case: "Case") -> None:
        self._case = case
        self._places = places_of(case.federation)
        self._accepted: dict[int, tuple[Credential, ...]] = {}
        self._welcome: dict[str, Welcome] = {}

    def taken_along(self, way: Way) -> list[Credential]:
        """What the route asks for and its receiver has no use for, as far as nobody took it off."""
        wanted = self._asked_on(way)
        if not wanted:
            return []
        gone = set(self._taken_off(way))
        left = [one for one in wanted if self._places[one.name] not in gone]
        if not left:
            return []
        welcome = self._welcome_at(way)
        return [one for one in left if (one.kind, self._places[one.name]) not in welcome]

    def place(self, credential: Credential) -> str:
        return self._places[credential.name]

    def _asked_on(self, way: Way) -> tuple[Credential, ...]:
        found = self._shown_in(way.route.accept)
        return found if way.accept is None else (*found, *self._shown_in(way.accept))

    def _shown_in(self, accept: Traced[Acceptance] | None) -> tuple[Credential, ...]:
        if accept is None:
            return ()
        key = id(accept.value)
        if key not in self._accepted:
            self._accepted[key] = tuple(_travelling(self._case.federation, accept.value))
        return self._accepted[key]

    def _taken_off(self, way: Way) -> Iterator[str]:
        """Places that hold nothing of the caller's any more, or are passed on as meant."""
        for travel in way.travels:
            for name in (*travel.strip, *travel.attach, *travel.passes):
                yield self._places[name]
            for swap in travel.exchange:
                yield from (self._places[swap.old], self._places[swap.new])
        stripped = self._case.facts(way.gateway).headers.strips_checked.value
        if stripped:
            for one in self._asked_on(way):
                if one.kind in stripped:
                    yield self._places[one.name]
        for change in way.policy.request_headers:
            yield from _headers_gone(change.value)

    def _welcome_at(self, way: Way) -> Welcome:
        if way.to not in self._welcome:
            shown = accepted_at(self._case.federation, way)
            self._welcome[way.to] = frozenset(
                (one.kind, place) for one in shown for place in (self._places[one.name],)
            ) | _tokens(self._places, shown)
        return self._welcome[way.to]


def _tokens(places: Mapping[str, str], shown: Iterable[Credential]) -> Welcome:
    """Whoever takes tokens of one kind is sent tokens: whether they fit is another question."""
    bearing = ("jwt", "gateway_jwt", "oauth_client")
    return frozenset(
        (kind, places[one.name]) for one in shown if one.kind in bearing for kind in bearing
    )


def _headers_gone(change: HeaderChange) -> Iterator[str]:
    if change.verb in ("remove", "set"):
        yield f"header {change.header.lower()}"


def places_of(federation: Federation) -> Mapping[str, str]:
    """Where each credential travels: `header x-api-key`, `query key`, `connection`."""
    from ...trace.carrying import place_of

    return {one.name: place_of(one) for one in federation.credentials.values()}


def accepted_at(federation: Federation, way: Way) -> list[Credential]:
    """What anything at the receiver accepts; of a URL of the outside world nothing is known."""
    service = federation.services.get(way.to)
    if service is not None:
        return list(_shown(federation, [service.accept] if service.accept is not None else []))
    gateway = federation.gateways.get(way.to)
    return list(_shown(federation, asked_by(gateway))) if gateway is not None else []


def asked_by(gateway: Gateway) -> Iterator[Acceptance]:
    """What the gateway, its routes and their members ask for, each text of it once."""
    seen: set[int] = set()
    places = (gateway, *gateway.routes, *(m for r in gateway.routes for m in members_of(r.action)))
    for place in places:
        if place.accept is not None and id(place.accept.value) not in seen:
            seen.add(id(place.accept.value))
            yield place.accept.value


def _travelling(federation: Federation, accept: Acceptance) -> Iterator[Credential]:
    """A certificate ends with its connection: it never goes further."""
    return (one for one in _shown(federation, [accept]) if one.kind != "mtls")


def _shown(federation: Federation, accepts: Iterable[Acceptance]) -> Iterator[Credential]:
    names = (one.credential for accept in accepts for one in shown_in(accept))
    return (federation.credentials[name] for name in dict.fromkeys(names) if name != ANYONE)
