"""A product has something like it, with another meaning: the note says what differs.

Words of a shared policy are one cause, however many gateways on that product take them over: they
are told together, but for those gateways at which an `allow` speaks of it.
"""

from collections.abc import Iterator

from ....dsl.finding import Finding
from ....dsl.source import Span
from ...target import Need
from ..case import Case
from .asked import Asked
from .telling import degraded

CODE = "GW7102"

Cause = tuple[Need, str, str, Span, str]


def find(case: Case) -> Iterator[Finding]:
    apart = {one.at_name for one in case.federation.allows if one.code == CODE}
    causes: dict[Cause, list[Asked]] = {}
    for name, every in case.asked.items():
        for asked in every:
            if asked.is_degraded and not _is_told(case, asked):
                causes.setdefault(_cause(asked, name if name in apart else ""), []).append(asked)
    for (*_, name), alike in causes.items():
        yield degraded(alike, at_gateway=bool(name))


def _cause(asked: Asked, apart: str) -> Cause:
    product = asked.gateway.target or ""
    return (asked.need, product, asked.variant.name, asked.places[0], apart)


ABOUT_BEING_REACHED = ("GW2104", "GW5104")
ABOVE_A_CEILING = "GW3108"


def _is_told(case: Case, asked: Asked) -> bool:
    """Where a request already shows the harm, that is enough."""
    if asked.need is Need.INTERNAL:
        found = [one for code in ABOUT_BEING_REACHED for one in case.found(code)]
        return any(asked.gateway.name in one.about for one in found)
    return any(one.at in asked.places for one in case.found(ABOVE_A_CEILING))
