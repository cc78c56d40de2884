"""Ways out of gateways: every place that a route may send a request to, with what holds there."""

from collections.abc import Iterator
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..model import (
    Acceptance,
    Case,
    Choose,
    Federation,
    First,
    Forward,
    Gateway,
    Gather,
    Member,
    Part,
    Policy,
    Portion,
    Protocol,
    Route,
    Split,
    Traced,
    Travel,
    Upstream,
)

WayKind = Literal["forward", "gather", "choose", "split", "first", "own-code"]


@frozen
class Way:
    """One upstream of one route.

    `travels` are the route's own block and the member's, in the order in which they are carried
    out. `policy` is what holds for this call, `accept` what the member asks for on top of the
    route. `of` is the part, case or portion of the action; `place` counts them from 0.
    """

    gateway: Gateway
    route: Route
    kind: WayKind
    upstream: Upstream
    policy: Policy
    travels: tuple[Travel, ...]
    carries: tuple[str, ...]
    accept: Traced[Acceptance] | None = None
    of: Part | Case | Portion | Member | None = None
    place: int = 0

    @property
    def to(self) -> str:
        return self.upstream.to

    @property
    def at(self) -> Span:
        """Where it is written: the upstream itself, else the route."""
        found = self.upstream.at or self.route.at or self.gateway.at
        assert found is not None, "a program that was read from text has spans"
        return found

    @property
    def method(self) -> str | None:
        """The method that it is sent with, None where that is the one that came."""
        return self.upstream.method or ("GET" if self.kind == "gather" else None)


def ways_of(gateway: Gateway) -> Iterator[Way]:
    """Those of one gateway, in the order of its routes; blocked routes lead nowhere."""
    for route in gateway.routes:
        if route.action is not None and not route.blocked:
            yield from ways_of_route(gateway, route)


def ways_of_route(gateway: Gateway, route: Route) -> Iterator[Way]:
    match route.action:
        case Forward(upstream=upstream):
            yield Way(
                gateway, route, "forward", upstream, route.policy, (route.travel,), route.carries
            )
        case Gather(parts=parts):
            for place, part in enumerate(parts):
                yield _by_member(gateway, route, "gather", part.member, part, place)
        case Choose(cases=cases):
            for place, case in enumerate(cases):
                yield _by_member(gateway, route, "choose", case.member, case, place)
        case Split(portions=portions):
            for place, portion in enumerate(portions):
                yield _by_member(gateway, route, "split", portion.member, portion, place)
        case First(members=members):
            for place, member in enumerate(members):
                yield _by_member(gateway, route, "first", member, member, place)
        case _:
            pass


def calls_of_route(federation: Federation, gateway: Gateway, route: Route) -> Iterator[Way]:
    """What the route's own code says that it calls; how it calls it is its own affair."""
    for name in route.calls:
        kind = "gateway" if name in federation.gateways else "service"
        upstream = Upstream(name, kind)
        yield Way(gateway, route, "own-code", upstream, route.policy, (), route.carries)


def scheme_of(federation: Federation, way: Way) -> Protocol | None:
    """How the call travels: as written, else https between gateways, else by the address."""
    if way.upstream.over is not None:
        return way.upstream.over
    if way.upstream.to_kind == "gateway":
        return "https"
    url = way.to if way.upstream.to_kind == "url" else federation.services[way.to].url
    if not isinstance(url, str):
        variable = federation.variables.get(url.variable) if url is not None else None
        url = variable.value if variable is not None else None
    scheme = (url or "").partition("://")[0].lower()
    return "http" if scheme == "http" else "https" if scheme == "https" else None


def _by_member(
    gateway: Gateway,
    route: Route,
    kind: WayKind,
    member: Member,
    of: Part | Case | Portion | Member,
    place: int,
) -> Way:
    return Way(
        gateway,
        route,
        kind,
        member.upstream,
        member.policy,
        (route.travel, member.travel),
        tuple(dict.fromkeys((*route.carries, *member.carries)))
        if member.carries
        else route.carries,
        member.accept,
        of,
        place,
    )
