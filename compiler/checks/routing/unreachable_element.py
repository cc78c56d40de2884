"""GW1109: a gateway, or a route of one, that no request comes to.

A gateway that nobody reaches is told once, with all that only it leads to. Routes are looked at only
where the internet cannot come and clients do not call: everywhere else a request may be anything.
"""

from collections.abc import Iterator

from ....dsl.finding import Finding, Help, Label, Proof
from ...model import Gateway, Redirect, Respond, Route
from ..case import Case
from ..ways import Way
from .hosts import hosts_of
from .wordings import leads, listed

CODE = "GW1109"
MOST = 20  # findings of one gateway


def find(case: Case) -> Iterator[Finding]:
    if case.flow.overrun:  # what was given up may well have come here
        return
    gateways = case.federation.gateways
    dark = {name for name, one in gateways.items() if one.routes and not case.flow.reached(name)}
    covered: set[str] = set()
    for name in (*_heads(case, dark), *gateways):
        if name in dark and name not in covered:
            behind = _behind(case, name, dark)
            covered |= {name, *behind}
            if not _is_led_from_elsewhere(gateways[name]) and not _is_refused(case, gateways[name]):
                yield _about_gateway(case, gateways[name], behind)
    for gateway in gateways.values():
        looked_at = gateway.name not in dark and not _is_led_from_elsewhere(gateway)
        if looked_at and _is_closed(case, gateway):
            yield from _about_routes(case, gateway)


def _heads(case: Case, dark: set[str]) -> list[str]:
    """Those that no other gateway in the dark leads to."""
    return [
        name
        for name in case.federation.gateways
        if name in dark
        and not any(way.gateway.name in dark - {name} for way in case.ways_to.get(name, ()))
    ]


def _behind(case: Case, name: str, dark: set[str]) -> list[str]:
    """The gateways in the dark that this one leads to, directly or by others."""
    found, waiting = dict[str, None](), [name]
    while waiting:
        for way in case.ways_from[waiting.pop()]:
            if way.to in dark and way.to not in found and way.to != name:
                found[way.to] = None
                waiting.append(way.to)
    return list(found)


def _is_led_from_elsewhere(gateway: Gateway) -> bool:
    """Whoever was discovered, or is out of service, need not be called by this program."""
    return bool(gateway.found_in) or gateway.mode.value == "read" or gateway.state != "published"


# ---------------------------------------------------------------- gateways


def _about_gateway(case: Case, gateway: Gateway, behind: list[str]) -> Finding:
    at = gateway.at
    assert at is not None
    nearest = _nearest(case, gateway)
    because = ()
    if nearest is not None:
        because = (Label(nearest.at, f"{leads(nearest)} leads there, and lets nothing through"),)
    return Finding(
        CODE,
        f"no request ever comes to `{gateway.name}`",
        at,
        "internal, and nobody calls it" if nearest is None else "internal, and nothing gets here",
        because=because,
        notes=tuple(_only_by(case, gateway, behind)),
        help=(_way_out(nearest, gateway),),
        about=(gateway.name,),
        proof=Proof.FOR_ALL,
    )


def _nearest(case: Case, gateway: Gateway) -> Way | None:
    """A way that leads here from where requests do come."""
    ways = case.ways_to.get(gateway.name, ())
    return next((way for way in ways if case.flow.reached(way.gateway.name)), None)


def _is_refused(case: Case, gateway: Gateway) -> bool:
    """Whether the gateway in front turns all away, which is told of the one that sends them there."""
    nearest = _nearest(case, gateway)
    if nearest is None:
        return False
    codes = ("GW2101", "GW2102", "GW2103")
    told = (one.about[1:2] for code in codes for one in case.found(code))
    return (nearest.gateway.name,) in told


def _only_by(case: Case, gateway: Gateway, behind: list[str]) -> Iterator[str]:
    dark = {gateway.name, *behind}
    services = [
        name
        for name in case.federation.services
        if (ways := case.ways_to.get(name)) and all(way.gateway.name in dark for way in ways)
    ]
    lost = [*behind, *services]
    if lost:
        yield f"only it leads to {listed(lost)}, so no request comes there either"


def _way_out(nearest: Way | None, gateway: Gateway) -> Help:
    if nearest is not None:
        return Help(f"let {leads(nearest)} take requests, or take `{gateway.name}` away")
    return Help(
        f"lead a route to it, let a client call it, say `public`, or take `{gateway.name}` away"
    )


# ---------------------------------------------------------------- routes


def _is_closed(case: Case, gateway: Gateway) -> bool:
    """Whether only other gateways come here."""
    if gateway.exposure.value == "public" or case.facts(gateway).exposes_internal.value:
        return False
    federation = case.federation
    called = (gateway.name in client.calls for client in federation.clients.values())
    entered = (gateway.name in entry.leads_to for entry in federation.entries.values())
    return not any(called) and not any(entered)


def _about_routes(case: Case, gateway: Gateway) -> Iterator[Finding]:
    if _is_misled(case, gateway):
        return
    taken = {id(passage.route) for passage in case.flow.passages(gateway.name)}
    told = 0
    for route in gateway.routes:
        if id(route) in taken or _answers_by_itself(route) or _is_told(case, gateway, route):
            continue
        told += 1
        if told <= MOST:
            yield _about_route(case, gateway, route)


def _answers_by_itself(route: Route) -> bool:
    """A probe of whatever watches over the gateway asks for such routes."""
    return route.blocked or isinstance(route.action, Respond | Redirect)


def _is_misled(case: Case, gateway: Gateway) -> bool:
    """Whether requests are meant to come here, and are sent in a way that nothing here takes."""
    codes = ("GW1105", "GW1112", "GW1110")
    return any(one.about[2:3] == (gateway.name,) for code in codes for one in case.found(code))


def _is_told(case: Case, gateway: Gateway, route: Route) -> bool:
    """Whether it is known already why nothing finds this route; hosts are told of elsewhere."""
    return bool(hosts_of(route.when)) or any(
        finding.about[:1] == (gateway.name,) and route.name in finding.about[1:]
        for code in ("GW1106", "GW1108", "GW1118")
        for finding in case.found(code)
    )


def _about_route(case: Case, gateway: Gateway, route: Route) -> Finding:
    at = route.at or gateway.at
    assert at is not None
    callers = case.ways_to.get(gateway.name, ())
    nearest = next((way for way in callers if case.flow.reached(way.gateway.name)), None)
    because = (Label(nearest.at, f"{leads(nearest)} sends other requests"),) if nearest else ()
    return Finding(
        CODE,
        f"no request ever comes to `{route.name}` of `{gateway.name}`",
        at,
        "no gateway in front sends such requests",
        because=because,
        help=(Help("send them on from a gateway in front, or take the route away"),),
        about=(gateway.name, route.name),
        proof=Proof.FOR_ALL,
    )
