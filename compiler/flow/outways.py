"""The ways out of gateways, as far as sets of requests have to be told apart by them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...dsl.frozen import frozen
from ..checks.ways import Way, calls_of_route
from ..model import Function, Route
from .cases import About, about
from .ground import Ground


@frozen
class Link:
    """A way to another gateway; all of one `group` let in the same and leave the same on."""

    way: Way
    group: int
    about: About | None = None


class OutWays:
    """By gateway and by route; what own code says that it calls is among them."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._ways: dict[str, Sequence[Way]] = {}
        self._by_route: dict[str, Mapping[int, Sequence[Way]]] = {}
        self._links: dict[str, Mapping[int, Sequence[Link]]] = {}
        self._many: dict[str, int] = {}
        self._groups: dict[object, int] = {}
        self.callers_by_code = _callers_by_code(ground)
        self.count = sum(way.upstream.to_kind == "gateway" for way in ground.case.ways)

    def of_gateway(self, gateway: str) -> Sequence[Way]:
        known = self._ways.get(gateway)
        if known is None:
            found = list(self._ground.case.ways_from[gateway])
            for route in self._ground.gateways[gateway].routes:
                if isinstance(route.action, Function) and not route.blocked:
                    found += self._own_calls(route, gateway)
            known = self._ways[gateway] = found
        return known

    def _own_calls(self, route: Route, gateway: str) -> list[Way]:
        """They carry what the route's block leaves."""
        ground = self._ground
        ways = calls_of_route(ground.federation, ground.gateways[gateway], route)
        return [replace(way, travels=(route.travel,)) for way in ways]

    def of_route(self, route: Route, gateway: str) -> Sequence[Way]:
        known = self._by_route.get(gateway)
        if known is None:
            found: dict[int, list[Way]] = {}
            for way in self.of_gateway(gateway):
                found.setdefault(id(way.route), []).append(way)
            known = self._by_route[gateway] = {**found}
        return known.get(id(route), ())

    def many(self, gateway: str) -> int:
        """How many ways lead on from a gateway to others."""
        known = self._many.get(gateway)
        if known is None:
            known = self._many[gateway] = sum(map(len, self.links(gateway).values()))
        return known

    def links(self, gateway: str) -> Mapping[int, Sequence[Link]]:
        """Those to other gateways, by the number of their route."""
        known = self._links.get(gateway)
        if known is None:
            routes = self._ground.gateways[gateway].routes
            numbers = {id(route): number for number, route in enumerate(routes)}
            found: dict[int, list[Link]] = {}
            for way in self.of_gateway(gateway):
                if way.upstream.to_kind == "gateway":
                    group = self._groups.setdefault(_alike(way), len(self._groups))
                    link = Link(way, group, about(way))
                    found.setdefault(numbers[id(way.route)], []).append(link)
            known = self._links[gateway] = dict(sorted(found.items()))
        return known


def _alike(way: Way) -> object:
    """What two ways have to have in common so that the same leaves by them."""
    accept = way.route.accept
    return (
        way.gateway.name,
        id(accept.value) if accept is not None else None,
        id(way.accept) if way.accept is not None else None,
        way.travels,
        way.carries,
        tuple(one.value for one in way.policy.request_headers),
        id(way.of) if way.kind == "choose" else None,
    )


def _callers_by_code(ground: Ground) -> dict[str, tuple[str, ...]]:
    """By gateway or service the gateways whose own code calls it."""
    found: dict[str, dict[str, None]] = {}
    for gateway in ground.gateways.values():
        for route in gateway.routes:
            for name in route.calls if isinstance(route.action, Function) else ():
                found.setdefault(name, {})[gateway.name] = None
    return {name: tuple(callers) for name, callers in found.items()}
