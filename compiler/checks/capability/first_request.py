"""The request with which something is needed first."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ....dsl.witness import Witness
from ...model import Fault, Gateway, Route
from ...target import Need
from ..case import Case
from .asked import ABOUT_LETTING_IN

if TYPE_CHECKING:
    from ...trace import Hop, Trace

REFUSED = frozenset(("AUTH_MISSING", "AUTH_REJECTED"))


def first_request(
    case: Case,
    gateway: Gateway,
    seen: str,
    routes: Sequence[Route] = (),
    need: Need | None = None,
    fault: Fault | None = None,
) -> Witness | None:
    """A request from outside that comes to one of these routes, or to the gateway at all.

    It has to be let in there, but for what is needed to let anybody in; with a fault it has to fail
    of it there. None where none is known.
    """
    from ..confirm import fault_text, witness_of

    faults = (fault,) if fault is not None else ()

    def needs_it(hop: "Hop") -> bool:
        if hop.gateway != gateway.name:
            return False
        if not routes:
            return True
        if not any(hop.route is route for route in routes):
            return False
        if faults:
            return hop.verdict.name == "TIMED_OUT"
        return need in ABOUT_LETTING_IN or hop.verdict.name not in REFUSED

    def shows(trace: "Trace") -> bool:
        return any(needs_it(hop) for hop in trace.hops)

    for route in routes or (None,):
        questions = case.flow.questions(gateway.name, route=route)
        trace = case.first_shown(questions, shows, faults)
        if trace is not None:
            return witness_of(trace, needs_it, tuple(map(fault_text, faults)), seen)
    return None
