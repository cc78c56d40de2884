"""A product has something like it, with another meaning: the note says what differs.

Words of a shared policy are one cause, however many gateways on that product take them over: they
are told together, but for those gateways at which an `allow` speaks of it.
"""

from collections.abc import Iterator

from ....dsl.finding import Finding
from ....dsl.source import Span
from ....dsl.witness import Witness
from ...model import Constant, Fault
from ...target import Need, members_of, said_where
from ...units import Duration
from ..case import Case
from .asked import Asked
from .first_request import first_request
from .telling import degraded, is_a_note

CODE = "GW7102"

AT_MOST = 20
"""Findings that come with a request."""

ABOUT_BEING_REACHED = ("GW2104", "GW5104")
ABOVE_A_CEILING = "GW3108"

Cause = tuple[Need, str, str, Span, str]


def find(case: Case) -> Iterator[Finding]:
    apart = {one.at_name for one in case.federation.allows if one.code == CODE}
    causes: dict[Cause, list[Asked]] = {}
    for name, every in case.asked.items():
        for asked in every:
            if asked.is_degraded and not _is_told(case, asked):
                causes.setdefault(_cause(asked, name if name in apart else ""), []).append(asked)
    shown = 0
    for (*_, name), alike in causes.items():
        witness = None
        if shown < AT_MOST and not is_a_note(alike[0]):
            shown += 1
            witness = _first(case, alike[0])
        yield degraded(alike, at_gateway=bool(name), witness=witness)


AS_MEANT = "as the program means it"


def _first(case: Case, asked: Asked) -> Witness | None:
    """A request that it concerns, and what is to become of it; of a wait, how it is to end."""
    gateway, routes, need = asked.gateway, asked.routes, asked.need
    slow = _too_slow(asked)
    if slow is not None:
        found = first_request(case, gateway, AS_MEANT, routes, need, slow)
        if found is not None:
            return found
    return first_request(case, gateway, AS_MEANT, routes, need)


def _too_slow(asked: Asked) -> Fault | None:
    """Whatever is called takes twice as long as the program waits."""
    if asked.need is not Need.TIMEOUT_TOTAL:
        return None
    route = asked.routes[0]
    said = said_where(route, asked.need)
    called = next((one.upstream for one in members_of(route.action)), None)
    if said is None or called is None or called.to_kind == "url":
        return None
    return Fault("slow", (called.to,), Constant(Duration(2 * said.value.us)))


def _cause(asked: Asked, apart: str) -> Cause:
    product = asked.gateway.target or ""
    return (asked.need, product, asked.variant.name, asked.places[0], apart)


def _is_told(case: Case, asked: Asked) -> bool:
    """Where a request already shows the harm, that is enough."""
    if asked.need is Need.INTERNAL:
        found = [one for code in ABOUT_BEING_REACHED for one in case.found(code)]
        return any(asked.gateway.name in one.about for one in found)
    return any(one.at in asked.places for one in case.found(ABOVE_A_CEILING))
