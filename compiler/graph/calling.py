"""Edges into the federation: which client calls what, and where the door is open to anyone."""

from collections.abc import Iterator

from ..model import (
    ANYONE,
    Acceptance,
    Client,
    Entry,
    Federation,
    Gateway,
    Route,
    Shows,
    ShowsAll,
    ShowsAny,
)
from .nodes import node_id
from .parts import Edge, EdgeKind

NOTHING: tuple[str, ...] = ()
ENTRY_KINDS: dict[str, EdgeKind] = {
    "nearest": "entry-nearest",
    "first": "entry-first",
    "split": "entry-split",
}


def edges_from_clients(federation: Federation) -> Iterator[Edge]:
    for client in federation.clients.values():
        source = node_id("client", client.name)
        shows = tuple(one.credential for one in client.presents)
        for kind, name in _called_by(client, federation):
            yield Edge(source, node_id(kind, name), "calls", shows=shows, at=client.at)


def edges_from_anyone(federation: Federation) -> Iterator[Edge]:
    """One edge for a gateway that is open altogether, else one for each open route."""
    source = node_id(ANYONE, ANYONE)
    for kind, name, gateways in _doors(federation):
        routes = [route for gateway in gateways for route in _live(gateway)]
        open_routes = [route for route in routes if lets_in(_acceptance(route), NOTHING)]
        if routes and len(open_routes) == len(routes):
            yield Edge(source, node_id(kind, name), "calls", at=gateways[0].at)
            continue
        for route in {route.name: route for route in open_routes}.values():
            yield Edge(source, node_id(kind, name), "calls", route=route.name, at=route.at)


def edges_from_entries(federation: Federation) -> Iterator[Edge]:
    for entry in federation.entries.values():
        source = node_id("entry", entry.name)
        kind = ENTRY_KINDS[entry.how]
        for place, name in enumerate(names_behind(entry), 1):
            yield Edge(
                source,
                node_id("gateway", name),
                kind,
                share=entry.shares[place - 1].share if entry.shares else None,
                place=place if entry.how == "first" else None,
                failover=entry.failover,
                at=entry.at,
            )


def edges_from_control_planes(federation: Federation) -> Iterator[Edge]:
    for plane in federation.control_planes.values():
        source = node_id("control-plane", plane.name)
        for group in plane.manages:
            for name in group.gateways:
                target = node_id("gateway", name)
                yield Edge(source, target, "manages", mode=group.mode, at=plane.at)


def names_behind(entry: Entry) -> tuple[str, ...]:
    return entry.leads_to


def lets_in(acceptance: Acceptance | None, shown: tuple[str, ...]) -> bool:
    """Whether these credentials could be enough; what they say of their bearer is not looked at."""
    match acceptance:
        case None:
            return True
        case Shows():
            return acceptance.credential == ANYONE or acceptance.credential in shown
        case ShowsAll():
            return all(lets_in(part, shown) for part in acceptance.parts)
        case ShowsAny():
            return any(lets_in(part, shown) for part in acceptance.parts)


def _called_by(client: Client, federation: Federation) -> list[tuple[str, str]]:
    """What the program names; without that, where something that the client shows is asked for,
    and where nothing of it is asked for, the doors that are open."""
    streams = [one for load in federation.workloads.values() for one in load.streams]
    named = [*client.calls, *(s.to for s in streams if s.client == client.name and s.to)]
    if named:
        kinds = dict.fromkeys(federation.entries, "entry")
        return [(kinds.get(name, "gateway"), name) for name in dict.fromkeys(named)]
    shown = tuple(one.credential for one in client.presents)
    known: list[tuple[str, str]] = []
    open_doors: list[tuple[str, str]] = []
    for kind, name, gateways in _doors(federation):
        asked = [_acceptance(route) for gateway in gateways for route in _live(gateway)]
        if any(lets_in(one, shown) and not lets_in(one, NOTHING) for one in asked):
            known.append((kind, name))
        elif any(lets_in(one, shown) for one in asked):
            open_doors.append((kind, name))
    return known or open_doors


def _doors(federation: Federation) -> Iterator[tuple[str, str, list[Gateway]]]:
    """Entries with the gateways behind them, then the other public gateways."""
    behind: list[str] = []
    for entry in federation.entries.values():
        names = [name for name in names_behind(entry) if name in federation.gateways]
        behind += names
        if names:
            yield "entry", entry.name, [federation.gateways[name] for name in names]
    for gateway in federation.gateways.values():
        if gateway.exposure.value == "public" and gateway.name not in behind:
            yield "gateway", gateway.name, [gateway]


def _live(gateway: Gateway) -> tuple[Route, ...]:
    if gateway.state in ("blocked", "retired"):
        return ()
    return tuple(route for route in gateway.routes if route.action and not route.blocked)


def _acceptance(route: Route) -> Acceptance | None:
    """A route carries what its gateway accepts where it says nothing itself."""
    return route.accept.value if route.accept else None
