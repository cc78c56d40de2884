"""Labelled data that comes to a forbidden region only when something else fails."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Finding
from ...model import Fault
from .on_the_way import MOST
from .residency import Trespass, trespasses
from .residency_violation import shown, told

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW5102"
ON_ANY_DAY = "GW5101"


def find(case: "Case") -> Iterator[Finding]:
    known = {finding.about for finding in case.found(ON_ANY_DAY)}
    suspected = [one for one in trespasses(case) if one.region is not None]
    for one in [one for one in suspected if one.about not in known][:MOST]:
        faults = one.faults or _others_of_its_entry(case, one)
        found = shown(case, one, faults) if faults else None
        if found is not None:
            yield told(case, one, found, CODE, faults)


def _others_of_its_entry(case: "Case", one: Trespass) -> tuple[Fault, ...]:
    """The gateways whose place this one takes when they fail."""
    name = one.way.gateway.name
    for entry in case.federation.entries.values():
        others = tuple(other for other in entry.leads_to if other != name)
        if name in entry.leads_to and others:
            return (Fault("fail", others),)
    return ()
