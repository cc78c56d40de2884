"""A call in a protocol that the product of the gateway does not speak."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ..exposure.on_the_way import MOST, Taken, and_more, taken
from ..grounds import assumed, ground
from ..ways import Way, scheme_of

if TYPE_CHECKING:
    from ...facts import Fact, Upstreams
    from ...model import Gateway
    from ..case import Case

CODE = "GW6106"
NO_SUCH_LINK = "GW1110"
SPOKEN_BY_ALL = ("https", "http")


def find(case: "Case") -> Iterator[Finding]:
    for name, gateway in case.federation.gateways.items():
        ways = case.ways_from[name]
        by_kind: dict[tuple[str, str], list[Way]] = {}
        for way in ways:
            over = _odd(case, way)
            if over is not None:
                by_kind.setdefault((way.to, over), []).append(way)
        for (_, over), alike in list(by_kind.items())[:MOST]:
            if _may_not(case, gateway, over):
                yield from _told(case, alike, over)


def _odd(case: "Case", way: Way) -> str | None:
    """The protocol, where it is one that not every product speaks."""
    over = way.upstream.over
    if over is None and way.upstream.to_kind == "url":
        over = scheme_of(case.federation, way)
    return over if over not in SPOKEN_BY_ALL else None


def _may_not(case: "Case", gateway: "Gateway", over: str) -> bool:
    """What is worth a request: the trace decides whether a local link leads to where it should."""
    if over == "local":
        return not any(gateway.name in one.about for one in case.found(NO_SUCH_LINK))
    return over not in case.facts(gateway).upstreams.protocols.value


def _told(case: "Case", ways: list[Way], over: str) -> Iterator[Finding]:
    for way in ways[:MOST]:
        found = taken(case, way, lambda _branch, _hop, sent: sent.attempts == 0)
        if found is not None:
            yield _finding(case, way, found, over, ways)
            return


def _finding(case: "Case", way: Way, found: Taken, over: str, ways: list[Way]) -> Finding:
    gateway = way.gateway
    facts = case.facts(gateway).upstreams
    fact, speaks = _known(facts, over, gateway.target or "")
    there = case.federation.gateways.get(way.to) or case.federation.services.get(way.to)
    how = "over a local link" if over == "local" else f"over {over}"
    what = "no such link is there" if over == "local" else "this product cannot"
    return Finding(
        CODE,
        f"`{gateway.name}` is to call `{way.to}` {how}, and {what}",
        way.at,
        f"{gateway.target} cannot call it like this" if over != "local" else "no link to this",
        because=(Label(there.at, "what it calls"),) if there and there.at else (),
        notes=(_why(found), ground(speaks, fact), *and_more(ways, "does the same", "do the same")),
        help=(Help(_way_out(over, way), Applicability.REVIEW),),
        about=(gateway.name, way.to, over),
        proof=Proof.WITNESS,
        witness=found.witness(),
        region=found.requests,
        rests_on=assumed(speaks, fact),
    )


def _why(found: Taken) -> str:
    """As the trace tells it, without the part of a `gather` that failed of it."""
    detail = found.hop.detail
    return detail.partition(" failed: ")[2] or detail if detail.startswith("the member") else detail


def _known(facts: "Upstreams", over: str, target: str) -> "tuple[Fact[Any], str]":
    if over == "local":
        has = "has" if facts.local.value else "has no"
        return facts.local, f"{target} {has} links inside an instance"
    spoken = ", ".join(facts.protocols.value)
    return facts.protocols, f"{target} calls upstreams over {spoken}"


def _way_out(over: str, way: Way) -> str:
    if over == "local" and way.upstream.to_kind != "gateway":
        return "leave `over local` away: only gateways stand at the end of a local link"
    if over == "local":
        return "leave `over local` away, or name one `instance` for both gateways"
    return f"put this route on a product that speaks {over}, or offer the service over https"
