"""Which gateways a request passes, and over which links it goes on."""

from collections.abc import Iterator

from ...dsl.frozen import frozen
from ..trace import Hop, Sent, Trace


@frozen
class Link:
    """One call from a gateway to what stands behind it; `arrived` is the hop that received it."""

    caller: str
    to: str
    hop: Hop
    sent: Sent
    arrived: Hop | None

    def __str__(self) -> str:
        return f"{self.caller} -> {self.to}"


def hops_of(trace: Trace) -> tuple[Hop, ...]:
    """One hop for each gateway and route that was taken there, whatever the branch."""
    found = {
        (hop.gateway, hop.route.name if hop.route else None): hop
        for branch in reversed(trace.branches)
        for hop in reversed(branch.hops)
    }
    return tuple(reversed(found.values()))


def links_of(trace: Trace) -> tuple[Link, ...]:
    """One link for each pair of ends, the nearest to the client first."""
    found: dict[tuple[str, str], Link] = {}
    for link in _every_link(trace):
        found.setdefault((link.caller, link.to), link)
    return tuple(found.values())


def behind(trace: Trace, name: str) -> tuple[str, ...]:
    """Everything that the request reaches by way of this gateway, itself first."""
    found = [name]
    links = list(_every_link(trace))
    for known in found:
        found += [link.to for link in links if link.caller == known and link.to not in found]
    return tuple(dict.fromkeys(found))


def _every_link(trace: Trace) -> Iterator[Link]:
    for branch in trace.branches:
        by_number = {hop.number: hop for hop in branch.hops}
        for hop in branch.hops:
            for sent in hop.sent:
                arrived = by_number.get(sent.hop) if sent.hop is not None else None
                yield Link(hop.gateway, sent.to, hop, sent, arrived)
