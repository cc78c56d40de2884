"""A gateway that may call only some places, and a route that leads to another one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ..ways import Way, calls_of_route
from .on_the_way import MOST, and_more, taken

if TYPE_CHECKING:
    from ...model import Egress, Gateway
    from ..case import Case
    from .on_the_way import Taken

CODE = "GW5111"


def find(case: "Case") -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        if gateway.egress is not None:
            by_place = _blocked(case, gateway, gateway.egress)
            for ways in list(by_place.values())[:MOST]:
                yield from _told(case, gateway, gateway.egress, ways)


def _blocked(case: "Case", gateway: "Gateway", egress: "Egress") -> dict[str, list[Way]]:
    """By where they lead: calls of own code too, which the same rule stops."""
    own = (
        way
        for route in gateway.routes
        if route.calls and not route.blocked
        for way in calls_of_route(case.federation, gateway, route)
    )
    found: dict[str, list[Way]] = {}
    for way in (*case.ways_from[gateway.name], *own):
        if not egress.allows(way.to):
            found.setdefault(way.to, []).append(way)
    return found


def _told(case: "Case", gateway: "Gateway", egress: "Egress", ways: list[Way]) -> Iterator[Finding]:
    for way in ways[:MOST]:
        shown = taken(case, way, lambda _branch, _hop, sent: sent.failure == "egress")
        if shown is None:
            continue
        only = ", ".join(f"`{one}`" for one in egress.only) or "nothing at all"
        because = (Label(gateway.at, "what it may call is said here"),) if gateway.at else ()
        yield Finding(
            CODE,
            f"`{gateway.name}` may not call `{way.to}`, and this route sends requests there",
            way.at,
            "not among the places that the gateway may call",
            because=because,
            notes=(
                f"`{gateway.name}` may call {only}",
                *and_more(ways, "leads there", "lead there"),
            ),
            help=(
                Help(
                    f"name `{way.to}` in the `egress` line of `{gateway.name}`, or lead the route"
                    " to a place that stands there",
                    Applicability.REVIEW,
                ),
            ),
            about=(gateway.name, way.to),
            proof=Proof.WITNESS,
            witness=shown.witness(seen=_unseen(way, shown)),
            region=shown.requests,
        )
        return


def _unseen(way: Way, shown: "Taken") -> str:
    """Where the caller is answered as if nothing were missing."""
    status = shown.trace.answer.status
    answered = status is not None and status < 400
    return f"without anything from `{way.to}`" if answered else ""
