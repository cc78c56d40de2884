"""What a `govern` rule speaks of: routes, gateways, services, clients, credentials."""

from collections.abc import Iterable, Iterator, Sequence

from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...model import (
    Client,
    Credential,
    Federation,
    Gateway,
    Route,
    Scope,
    Service,
)
from ...patterns import meet, shape_of
from ...target.members import members_of


@frozen
class Thing:
    """One of them; a route with its gateway."""

    kind: str
    of: Gateway | Service | Client | Credential
    route: Route | None = None

    @property
    def name(self) -> str:
        """As a message calls it."""
        if self.route is not None:
            return f"`{self.route.name}` of `{self.of.name}`"
        return f"`{self.of.name}`"

    @property
    def at(self) -> Span:
        found = self.route.at if self.route is not None else self.of.at
        assert found is not None, "what was read from text has a place"
        return found


def things_of(federation: Federation, scope: Scope) -> Iterator[Thing]:
    """In the order of the program; a blocked route lets nothing through, and is none."""
    match scope.of:
        case "gateway":
            found = federation.gateways.values()
            yield from (Thing("gateway", one) for one in found if _is_meant(federation, scope, one))
        case "route":
            for gateway in federation.gateways.values():
                if _is_meant(federation, scope, gateway):
                    yield from _routes(gateway, scope)
        case "service":
            if scope.exposure != "public":  # only gateways are open to callers
                yield from _plain(federation, scope, "service", federation.services.values())
        case "client":
            yield from _plain(federation, scope, "client", federation.clients.values())
        case "credential":
            yield from _plain(federation, scope, "credential", federation.credentials.values())
        case "path":
            return


def _is_meant(federation: Federation, scope: Scope, gateway: Gateway) -> bool:
    if gateway.name in scope.other_than:
        return False
    if scope.exposure is not None and gateway.exposure.value != scope.exposure:
        return False
    if scope.targets and gateway.target not in scope.targets:
        return False
    if scope.of == "gateway" and not _serves(gateway, scope):
        return False
    return _is_in(federation, gateway.regions, scope.regions)


def _serves(gateway: Gateway, scope: Scope) -> bool:
    """A gateway that is told apart by a path or a label is one with such a route."""
    if scope.path is None and not scope.labels:
        return True
    return any(_is_so(route, scope) for route in gateway.routes)


def _routes(gateway: Gateway, scope: Scope) -> Iterator[Thing]:
    for route in gateway.routes:
        if not route.blocked and _is_so(route, scope):
            yield Thing("route", gateway, route)


def _is_so(route: Route, scope: Scope) -> bool:
    if scope.methods and route.methods and not set(scope.methods) & set(route.methods):
        return False
    if scope.path is not None and meet(shape_of(scope.path), shape_of(route.path)) is None:
        return False
    return not scope.labels or bool(set(scope.labels) & set(labels_on(route)))


def labels_on(route: Route) -> tuple[str, ...]:
    """Those of the route and of its members."""
    members = (label for one in members_of(route.action) for label in one.carries)
    return tuple(dict.fromkeys((*route.carries, *members)))


def _plain(
    federation: Federation,
    scope: Scope,
    kind: str,
    found: Iterable[Service | Client | Credential],
) -> Iterator[Thing]:
    for one in found:
        regions = one.regions if isinstance(one, Service | Client) else ()
        if one.name not in scope.other_than and _is_in(federation, regions, scope.regions):
            yield Thing(kind, one)


def _is_in(federation: Federation, regions: Sequence[str], wanted: Sequence[str]) -> bool:
    return not wanted or any(lies_in(federation, region, wanted) for region in regions)


def lies_in(federation: Federation, region: str, places: Sequence[str]) -> bool:
    """Whether a region is one of the places, or lies in one of these jurisdictions."""
    if region in places:
        return True
    known = federation.regions.get(region)
    return known is not None and any(one in places for one in known.jurisdictions)
