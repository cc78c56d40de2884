"""Which labels a request carries: what every route and member on its way says."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...target.members import members_of

if TYPE_CHECKING:
    from ...trace import Branch, Hop, Sent


def labels_on(branch: "Branch", hop: "Hop", sent: "Sent | None") -> tuple[str, ...]:
    """Those of what leaves this hop, in the order in which they were put on."""
    return tuple(dict.fromkeys(_labels(branch, hop, sent)))


def _labels(branch: "Branch", hop: "Hop", sent: "Sent | None") -> Iterator[str]:
    parent = next((one for one in branch.hops if one.number == hop.parent), None)
    if parent is not None:
        came = next((one for one in parent.sent if one.hop == hop.number), None)
        yield from _labels(branch, parent, came)
    if hop.route is None:
        return
    yield from hop.route.carries
    for member in members_of(hop.route.action) if sent is not None else ():
        if sent is not None and member.upstream.to == sent.to:
            yield from member.carries
