"""Labelled data that comes to a region where it must not be, on a day when nothing fails."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Proof
from ....dsl.frozen import frozen
from ..ways import Way
from .labels import labels_on
from .on_the_way import MOST, Taken, passed, taken
from .residency import Trespass, trespasses
from .residency_words import may_be, said_where, way_by_region

if TYPE_CHECKING:
    from ...model import Fault
    from ..case import Case

CODE = "GW5101"


def find(case: "Case") -> Iterator[Finding]:
    for one in [one for one in trespasses(case) if one.region is not None][:MOST]:
        found = shown(case, one)
        if found is not None:
            yield told(case, one, found, CODE)


def shown(case: "Case", one: Trespass, faults: "tuple[Fault, ...]" = ()) -> "Shown | None":
    """A request under whose trace the labelled data really goes there, and by which way."""
    for way in one.ways[:MOST]:
        found = _goes(case, one, way, faults)
        if found is not None:
            return Shown(way, found)
    return None


def _goes(case: "Case", one: Trespass, way: Way, faults: "tuple[Fault, ...]") -> Taken | None:
    if one.standing:
        questions = case.flow.questions(way.gateway.name, route=way.route)
        return passed(
            case, way.gateway, way.route, lambda _t, hop: bool(hop.sent), questions, faults
        )
    return taken(
        case,
        way,
        lambda branch, hop, sent: (
            sent.failure is None and sent.attempts > 0 and one.label in labels_on(branch, hop, sent)
        ),
        faults,
    )


@frozen
class Shown:
    """The way that the labelled data takes, and the trace of it."""

    way: Way
    taken: Taken


def told(
    case: "Case", one: Trespass, found: Shown, code: str, faults: "tuple[Fault, ...]" = ()
) -> Finding:
    gateway, to = found.way.gateway.name, found.way.to
    label = case.federation.labels[one.label]
    if one.standing:
        what = f"`{gateway}` stands in `{one.region}` and handles data labelled `{one.label}`"
        mend = f"move `{gateway}` to where `{one.label}` may be, or take the route elsewhere"
    else:
        what = f"data labelled `{one.label}` comes to `{one.region}`, where `{to}` stands"
        mend = f"lead the route to somewhere that `{one.label}` may be, or move `{to}` there"
    if faults:
        names = ", ".join(f"`{name}`" for fault in faults for name in fault.names)
        what = f"when {names} fails, {what}"
    return Finding(
        code,
        what,
        (found.way.route.at or found.way.at) if one.standing else found.way.at,
        f"`{one.label}` {may_be(label)}",
        because=said_where(case, one),
        notes=(way_by_region(case, found.taken, None if one.standing else to),),
        help=(Help(mend, Applicability.REVIEW),),
        about=one.about,
        proof=Proof.WITNESS,
        witness=found.taken.witness(faults),
        region=found.taken.requests,
    )
