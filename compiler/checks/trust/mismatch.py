"""How a refusal between two gateways is told: both sides, what was sent, and what can be done."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.source import Span
from ...written import acceptance_text
from ..ways import Way
from .menu import attach, ways_to_tell
from .refusals import Refusal, wanted_by

if TYPE_CHECKING:
    from ..case import Case


def finding_of(
    case: "Case",
    code: str,
    refusal: Refusal,
    message: str,
    at: Span,
    label: str,
    notes: tuple[str, ...] = (),
    first: tuple[Help, ...] = (),
    because: tuple[Label, ...] = (),
    about: tuple[str, ...] = (),
    rests_on: tuple[str, ...] = (),
) -> Finding:
    from ..confirm import fault_text, witness_of

    way, receiver = refusal.way, refusal.receiver
    faults = tuple(map(fault_text, refusal.faults))
    return Finding(
        code,
        message,
        at,
        label,
        because=(*because, *_inside(refusal)),
        notes=(*notes, *_others(refusal)),
        help=(*first, *_menu(case, refusal)),
        about=(way.gateway.name, receiver.name, acceptance_text(receiver.accept), *about),
        proof=Proof.WITNESS,
        witness=witness_of(refusal.trace, lambda hop: hop.gateway == _marked(refusal), faults),
        region=way.route.name,
        rests_on=rests_on,
    )


def _marked(refusal: Refusal) -> str:
    """A service is no hop: what it answers is seen at the gateway that asked it."""
    receiver = refusal.receiver
    return receiver.name if receiver.route is not None else refusal.way.gateway.name


def _others(refusal: Refusal) -> Iterator[str]:
    """The same cause, in calls that are not shown one by one."""
    count, fare = refusal.alike, "fares" if refusal.alike == 1 else "fare"
    if count > 0:
        yield f"{count} more of the calls that `{refusal.way.gateway.name}` makes {fare} the same"


def _inside(refusal: Refusal) -> Iterator[Label]:
    receiver = refusal.receiver
    if receiver.at is not None:
        yield Label(receiver.at, f"`{receiver.name}` asks for this, and answers {refusal.status}")


def carried_on(refusal: Refusal) -> str:
    """Each credential as it leaves, and whether it was there before."""
    before = {(one.place, one.credential) for one in refusal.hop.received.credentials}
    after = refusal.sent.credentials
    said = [
        f"`{one.credential}`{'' if (one.place, one.credential) in before else ' (added)'}"
        f" in {where(one.place)}"
        for one in after
        if one.state != "forged"
    ]
    left = {(one.place, one.credential) for one in after}
    gone = dict.fromkeys(name for place, name in sorted(before - left) if place != "connection")
    kept = ", ".join(said) or "no credential"
    return f"{kept} (`{'`, `'.join(gone)}` taken off)" if gone else kept


def where(place: str) -> str:
    kind, _, name = place.partition(" ")
    return f"`{name}`" if kind == "header" else f"the parameter `{name}`" if name else place


def _menu(case: "Case", refusal: Refusal) -> Iterator[Help]:
    """What can be attached as things stand, else a secret or a token made for the two of them."""
    way = refusal.way
    known = attach(case, way, wanted_by(case, refusal.receiver))
    if known is not None:
        yield known
    gateway = case.federation.gateways.get(refusal.receiver.name)
    route = refusal.receiver.route
    if known is None and gateway is not None and route is not None:
        ways = _all_ways(case, way)
        yield from ways_to_tell(case, ways, gateway, route.accept)


def _all_ways(case: "Case", way: Way) -> list[Way]:
    """All of this gateway to that one: what is accepted there is asked of every one of them."""
    others = [one for one in case.ways_to[way.to] if one.gateway.name == way.gateway.name]
    return sorted(others, key=lambda one: one is not way)
