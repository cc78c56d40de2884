"""What is broken: which calls fail, and how much longer things take."""

from ..model import Fault, FaultVerb
from ..units import Factor
from .timing import median
from .walk import Walk

_ON_THE_WAY: dict[FaultVerb, str] = {
    "dns": "dns",
    "refuse": "refused",
    "reset": "reset",
    "tls": "tls",
    "fail": "connect-timeout",
}
"""Each of these on a name, and what happens to a call that goes there."""


def failure_towards(walk: Walk, to: str, here: str | None, there: str | None) -> str | None:
    """How a call to this gateway or service fails before anybody answers."""
    for fault in walk.setting.faults:
        if fault.verb in _ON_THE_WAY and to in fault.names:
            return _ON_THE_WAY[fault.verb]
        if fault.verb == "partition" and here != there and {here, there} <= {*fault.names}:
            return "connect-timeout"
    return None


def cannot_call_out(walk: Walk, gateway: str) -> bool:
    return any(f.verb == "egress" and gateway in f.names for f in walk.setting.faults)


def errors_of(walk: Walk, name: str) -> Fault | None:
    return next((f for f in walk.setting.faults if f.verb == "errors" and name in f.names), None)


def slowed(walk: Walk, name: str, usual: int) -> int:
    """How long it takes now: so many times as long, or so much longer."""
    for fault in walk.setting.faults:
        if fault.verb == "slow" and name in fault.names:
            by = fault.by
            usual = round(usual * by.times) if isinstance(by, Factor) else usual + median(by)
    return usual
