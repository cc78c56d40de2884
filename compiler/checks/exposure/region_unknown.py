"""Labelled data that goes to where the program does not say which region that is."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Proof
from .on_the_way import MOST
from .residency import Trespass, trespasses
from .residency_violation import Shown, shown
from .residency_words import may_be, said_where, way_by_region

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW5103"


def find(case: "Case") -> Iterator[Finding]:
    for one in [one for one in trespasses(case) if one.region is None][:MOST]:
        found = shown(case, one, one.faults)
        if found is not None:
            yield _told(case, one, found)


def _told(case: "Case", one: Trespass, found: Shown) -> Finding:
    to = found.way.to
    label = case.federation.labels[one.label]
    outside = found.way.upstream.to_kind == "url"
    mend = (
        f"declare `{to}` as a service with a `region`" if outside else f"say the `region` of `{to}`"
    )
    return Finding(
        CODE,
        f"data labelled `{one.label}` goes to `{to}`, and nothing says where that stands",
        found.way.at,
        f"`{one.label}` {may_be(label)}",
        because=said_where(case, one),
        notes=(way_by_region(case, found.taken, to),),
        help=(Help(mend, Applicability.FILL_IN),),
        about=one.about,
        proof=Proof.WITNESS,
        witness=found.taken.witness(one.faults),
        region=found.taken.requests,
    )
