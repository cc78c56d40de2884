"""Gateways of one instance that talk to each other over the internet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label
from ..grounds import ground
from ..ways import Way
from .addresses import behind_upstream
from .on_the_way import MOST, and_more

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW5109"


def find(case: "Case") -> Iterator[Finding]:
    for name, gateway in case.federation.gateways.items():
        if gateway.instance is None or not case.facts(gateway).upstreams.local.value:
            continue
        by_place: dict[str, list[Way]] = {}
        for way in case.ways_from[name]:
            if _could_be_local(case, way) and behind_upstream(way) is not None:
                by_place.setdefault(way.to, []).append(way)
        for ways in list(by_place.values())[:MOST]:
            yield _told(case, ways)


def _could_be_local(case: "Case", way: Way) -> bool:
    there = case.federation.gateways.get(way.to)
    return (
        way.upstream.over == "https"
        and there is not None
        and there is not way.gateway
        and there.instance == way.gateway.instance
        and there.target == way.gateway.target
    )


def _told(case: "Case", ways: list[Way]) -> Finding:
    way = ways[0]
    there = case.federation.gateways[way.to]
    places = (behind_upstream(one) for one in ways[:MOST])
    edits = tuple(Edit(place, " over local") for place in places if place is not None)
    local = case.facts(way.gateway).upstreams.local
    return Finding(
        CODE,
        f"`{way.gateway.name}` calls `{way.to}` over the internet, and both stand in the instance"
        f" `{there.instance}`",
        way.at,
        "goes out and comes in again",
        because=(Label(there.at, "stands in the same instance"),) if there.at else (),
        notes=(
            "inside the instance a call needs no DNS lookup, no TLS handshake and no public name,"
            " and it does not leave the region",
            ground(f"{way.gateway.target} has links inside an instance", local),
            *and_more(ways, "does the same", "do the same"),
        ),
        help=(Help(f"call `{way.to}` inside the instance", Applicability.REVIEW, edits),),
        about=(way.gateway.name, way.to),
        region=way.route.name,
    )
