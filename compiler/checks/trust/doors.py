"""Which gateways a request from outside comes to, and whose way leads where."""

from typing import TYPE_CHECKING

from ...model import ANYONE, Acceptance, Gateway, Shows, ShowsAll
from ..ways import Way, calls_of_route

if TYPE_CHECKING:
    from ..case import Case


def is_open_to_the_internet(case: "Case", gateway: Gateway) -> bool:
    """Public, or internal on a product that exposes it all the same."""
    return gateway.exposure.value == "public" or case.facts(gateway).exposes_internal.value


def comes_from(case: "Case", name: str) -> tuple[Way, ...]:
    """The ways on which other gateways lead to this place."""
    return tuple(way for way in case.ways_to.get(name, ()) if way.gateway.name != name)


def reached_names(case: "Case") -> frozenset[str]:
    """Gateways that requests can come to at all: from outside, or by way of one that they come to."""
    onward: dict[str, list[str]] = {}
    for name, ways in case.ways_from.items():
        onward[name] = [way.to for way in ways if way.upstream.to_kind == "gateway"]
        onward[name] += _called_by_own_code(case, case.federation.gateways[name])
    ahead = [
        one.name for one in case.federation.gateways.values() if is_open_to_the_internet(case, one)
    ]
    found = set(ahead)
    while ahead:
        for name in onward[ahead.pop()]:
            if name not in found:
                found.add(name)
                ahead.append(name)
    return frozenset(found)


def _called_by_own_code(case: "Case", gateway: Gateway) -> list[str]:
    return [
        way.to
        for route in gateway.routes
        if route.calls
        for way in calls_of_route(case.federation, gateway, route)
        if way.upstream.to_kind == "gateway"
    ]


def lets_anyone_in(acceptance: Acceptance | None) -> bool:
    """Whether a caller who shows nothing gets in: nobody asks, or `anyone` will do."""
    match acceptance:
        case None:
            return True
        case Shows(credential=credential):
            return credential == ANYONE
        case ShowsAll(parts=parts):
            return all(lets_anyone_in(part) for part in parts)
        case _:
            return any(lets_anyone_in(part) for part in acceptance.parts)
