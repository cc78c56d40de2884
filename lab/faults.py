"""Faults of the language, as what they do to the wires of a lab."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..compiler.model import Distribution, Fault, Federation
from ..compiler.trace.timing import median
from ..compiler.units import Factor
from ..dsl.frozen import frozen
from .behaviour import AS_IT_SHOULD, Behaviour, Manner
from .links import Between

MANNERS: Mapping[str, Manner] = {
    "fail": "swallows",
    "refuse": "refuses",
    "reset": "resets",
    "tls": "shows a wrong certificate",
}

NOT_PLAYED = ("egress", "partition", "load")
A_SECOND = 1_000_000


@frozen
class CannotBreak:
    """Why a fault cannot be brought about here."""

    reason: str


def unresolved_by(faults: Iterable[Fault]) -> list[str]:
    """Names that no DNS is to have; this is decided before anything starts."""
    return [name for fault in faults if fault.verb == "dns" for name in fault.names]


def behaviours(
    federation: Federation, faults: Iterable[Fault], between: Iterable[Between]
) -> Mapping[Between, Behaviour] | CannotBreak:
    """How each wire behaves that does not behave as it should."""
    wires = list(between)
    found = {wire: _usual(federation, wire[1]) for wire in wires}
    for fault in faults:
        for wire in wires:
            if wire[1] in fault.names:
                changed = _broken(fault, found[wire], wire[1] in federation.services)
                if isinstance(changed, CannotBreak):
                    return changed
                found[wire] = changed
        if fault.verb in NOT_PLAYED:
            return CannotBreak(f"`{fault.verb}` is not played here")
    return {wire: behaviour for wire, behaviour in found.items() if behaviour != AS_IT_SHOULD}


def _usual(federation: Federation, callee: str) -> Behaviour:
    service = federation.services.get(callee)
    return Behaviour(delay=median(service.latency) / A_SECOND if service else 0.0)


def _broken(fault: Fault, before: Behaviour, is_service: bool) -> Behaviour | CannotBreak:
    match fault.verb:
        case "fail" | "refuse" | "reset" | "tls":
            return replace(before, manner=MANNERS[fault.verb])
        case "errors" if not is_service:
            return CannotBreak("a gateway of its own product does not fail when told to")
        case "errors":
            if fault.share is not None and fault.share.ppm < 1_000_000:
                return CannotBreak("a share of errors is a matter of chance")
            return replace(before, status=fault.status or 500)
        case "slow":
            return replace(before, delay=_slowed(fault.by, before.delay))
        case _:
            return before


def _slowed(by: Factor | Distribution | None, usual: float) -> float:
    """So many times as long, or so much longer."""
    return usual * by.times if isinstance(by, Factor) else usual + median(by) / A_SECOND
