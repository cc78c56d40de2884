"""Where requests come in: who can call what from outside."""

from collections.abc import Iterator

from ...dsl.frozen import frozen
from ..model import ANYONE
from .ground import Ground


@frozen
class Door:
    """`called` is the gateway or the entry that is named, `gateway` the one that gets it."""

    client: str
    called: str
    gateway: str


def doors(ground: Ground) -> Iterator[Door]:
    """Each client calls what it says that it calls, else whatever is open; anyone all there is."""
    federation = ground.federation
    behind = {name for entry in federation.entries.values() for name in entry.leads_to}
    public = [one.name for one in ground.gateways.values() if one.exposure.value == "public"]
    open_doors = (*federation.entries, *(name for name in public if name not in behind))
    for client in federation.clients.values():
        for called in client.calls or open_doors:
            yield from _through(ground, client.name, called)
    for called in federation.entries:
        yield from _through(ground, ANYONE, called)
    for gateway in ground.gateways.values():
        if gateway.exposure.value == "public" or _is_exposed(ground, gateway.name):
            yield Door(ANYONE, gateway.name, gateway.name)


def _through(ground: Ground, client: str, called: str) -> Iterator[Door]:
    entry = ground.federation.entries.get(called)
    for gateway in dict.fromkeys(entry.leads_to) if entry else (called,):
        yield Door(client, called, gateway)


def _is_exposed(ground: Ground, gateway: str) -> bool:
    return ground.facts(gateway).exposes_internal.value
