"""How it is told where labelled data may be and where it goes."""

from typing import TYPE_CHECKING

from ....dsl.finding import Label
from .residency import Trespass

if TYPE_CHECKING:
    from ...model import Label as DataLabel
    from ...trace import Hop
    from ..case import Case
    from .on_the_way import Taken


def may_be(label: "DataLabel") -> str:
    """`may only be in EU, CH and must not pass us`"""
    parts: list[str] = []
    if label.within:
        parts.append(f"may only be in {', '.join(label.within)}")
    if label.not_through:
        parts.append(f"must not pass {', '.join(label.not_through)}")
    return " and ".join(parts)


def said_where(case: "Case", trespass: Trespass) -> tuple[Label, ...]:
    """The label, and the place that breaks it."""
    federation = case.federation
    label = federation.labels[trespass.label]
    name = trespass.way.gateway.name if trespass.standing else trespass.way.to
    there = federation.gateways.get(name) or federation.services.get(name)
    stands = f"stands in `{trespass.region}`" if trespass.region else "says no region"
    found: list[Label] = []
    if label.at is not None:
        found.append(Label(label.at, may_be(label)))
    if there is not None and there.at is not None:
        found.append(Label(there.at, stands))
    return tuple(found)


def way_by_region(case: "Case", found: "Taken", to: str | None) -> str:
    """`the way: edge (eu), people_us (us)`"""
    federation = case.federation
    names = [hop.gateway for hop in _up_from(found)]
    if to is not None:
        names.append(to)
    regions = {one.name: one.regions for one in federation.services.values()}
    regions |= {one.name: one.regions for one in federation.gateways.values()}
    told = (f"`{name}` ({', '.join(regions.get(name, ())) or 'region not said'})" for name in names)
    return f"the way it takes: {', then '.join(told)}"


def _up_from(found: "Taken") -> "list[Hop]":
    """The hops from the door to this one."""
    by_number = {hop.number: hop for hop in found.trace.branches[0].hops}
    chain = [found.hop]
    while chain[0].parent is not None:
        chain.insert(0, by_number[chain[0].parent])
    return chain
