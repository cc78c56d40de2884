"""The gateways at which the requests of a promise arrive first."""

from ...model import Federation
from ..case import Case


def doors_for(case: Case, to: str | None, client: str) -> tuple[str, ...]:
    """What is named; else what the client calls; else whatever is open to clients."""
    federation = case.federation
    if to is not None:
        return gateways_behind(federation, (to,))
    known = federation.clients.get(client)
    if known is not None and known.calls:
        return gateways_behind(federation, known.calls)
    return gateways_behind(federation, open_doors(federation))


def reachable_doors(case: Case, to: str | None) -> tuple[str, ...]:
    """Every gateway that somebody on the internet can send a request to, wanted or not."""
    if to is not None:
        return (to,)
    federation = case.federation
    exposed = (
        gateway.name
        for gateway in federation.gateways.values()
        if gateway.exposure.value == "public" or case.facts(gateway).exposes_internal.value
    )
    return (*federation.entries, *exposed)


def open_doors(federation: Federation) -> tuple[str, ...]:
    """Entries, and the public gateways that stand behind none of them."""
    behind = {name for entry in federation.entries.values() for name in entry.leads_to}
    public = (
        gateway.name
        for gateway in federation.gateways.values()
        if gateway.exposure.value == "public" and gateway.name not in behind
    )
    return (*federation.entries, *public)


def gateways_behind(federation: Federation, doors: tuple[str, ...]) -> tuple[str, ...]:
    """The gateways themselves, where an entry is named."""
    found: dict[str, None] = {}
    for door in doors:
        entry = federation.entries.get(door)
        found |= dict.fromkeys(entry.leads_to if entry else (door,))
    return tuple(found)
