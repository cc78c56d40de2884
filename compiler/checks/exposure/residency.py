"""Where labelled data goes: on from every route that carries it, as far as it may."""

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ....dsl.finding import Label
from ....dsl.frozen import frozen
from ...model import Fault, First
from ...units import Share, StatusClass
from ..ways import Way, calls_of_route

if TYPE_CHECKING:
    from ...model import Federation, Label as DataLabel
    from ...trace import Hop
    from ..case import Case
    from .on_the_way import Taken


ALL = Share(1_000_000)


@frozen
class Trespass:
    """Data with a label leaves by a way for where it must not be, or for nobody knows where.

    `ways` are all that lead there from this gateway. `region` is the forbidden one, None where the
    program does not say where the other side stands. `standing` is that the gateway itself stands
    there, whose routes carry the label. `faults` have to happen first.
    """

    label: str
    ways: tuple[Way, ...]
    region: str | None
    standing: bool = False
    faults: tuple[Fault, ...] = ()

    @property
    def way(self) -> Way:
        return self.ways[0]

    @property
    def about(self) -> tuple[str, ...]:
        return self.label, self.way.gateway.name, "" if self.standing else self.way.to


_OF_CASE: "WeakKeyDictionary[Case, tuple[Trespass, ...]]" = WeakKeyDictionary()


def trespasses(case: "Case") -> tuple[Trespass, ...]:
    """Each pair of gateway and destination once for each label, nothing behind a forbidden one."""
    if case not in _OF_CASE:
        labels = [one for one in case.federation.labels.values() if one.within or one.not_through]
        found: dict[tuple[str, ...], Trespass] = {}
        for one in (one for label in labels for one in _of_label(case, label)):
            found.setdefault(one.about, one)
        _OF_CASE[case] = tuple(found.values())
    return _OF_CASE[case]


def _of_label(case: "Case", label: "DataLabel") -> Iterator[Trespass]:
    begun = _alike(way for way in _all_ways(case) if label.name in way.carries)
    inside: list[tuple[Way, ...]] = []
    outside: list[tuple[Way, ...]] = []
    for ways in begun:
        stays = _forbidden(case, label, ways[0].gateway.regions) is None
        (inside if stays else outside).append(ways)
    found = [*_followed(case, label, inside)]
    led_to = {one.way.to for one in found if one.region is not None}
    for ways in outside:
        gateway = ways[0].gateway
        if gateway.name not in led_to:
            region = _forbidden(case, label, gateway.regions)
            yield Trespass(label.name, ways, region, standing=True)
    yield from found


def _alike(ways: Iterable[Way]) -> list[tuple[Way, ...]]:
    """Those that lead from one gateway to one place under the same circumstances."""
    found: dict[tuple[object, ...], list[Way]] = {}
    for way in ways:
        failing = id(way.route) if way.kind == "first" and way.place else 0
        found.setdefault((way.gateway.name, way.to, failing), []).append(way)
    return [tuple(one) for one in found.values()]


def _followed(case: "Case", label: "DataLabel", begun: list[tuple[Way, ...]]) -> Iterator[Trespass]:
    """The ways with the fewest faults first: each place is met on the best day that leads there."""
    entered: set[str] = set()
    queue: list[tuple[int, int, tuple[Way, ...], tuple[Fault, ...]]] = []
    for count, (ways, faults) in enumerate(_failing((), begun)):
        heappush(queue, (len(faults), count, ways, faults))
    count = len(begun)
    while queue:
        _, _, ways, before = heappop(queue)
        way = ways[0]
        regions = _regions(case.federation, way)
        region = _forbidden(case, label, regions)
        if region is not None or not regions:
            yield Trespass(label.name, ways, region, faults=before)
        if region is not None or way.to in entered or way.upstream.to_kind != "gateway":
            continue
        entered.add(way.to)
        for onward, faults in _failing(before, _alike(_ways_from(case, way.to))):
            count += 1
            heappush(queue, (len(faults), count, onward, faults))


def _failing(
    before: tuple[Fault, ...], alike: Iterable[tuple[Way, ...]]
) -> Iterator[tuple[tuple[Way, ...], tuple[Fault, ...]]]:
    """The ways that can be taken, each with what has to fail for it."""
    for ways in alike:
        faults = with_failing(before, ways[0])
        if faults is not None:
            yield ways, faults


def _all_ways(case: "Case") -> Iterator[Way]:
    for name in case.federation.gateways:
        yield from _ways_from(case, name)


def _ways_from(case: "Case", name: str) -> Iterator[Way]:
    yield from case.ways_from[name]
    gateway = case.federation.gateways[name]
    for route in gateway.routes:
        if route.calls and not route.blocked:
            yield from calls_of_route(case.federation, gateway, route)


def _regions(federation: "Federation", way: Way) -> tuple[str, ...]:
    there = federation.gateways.get(way.to) or federation.services.get(way.to)
    return there.regions if there is not None else ()


def _forbidden(case: "Case", label: "DataLabel", regions: tuple[str, ...]) -> str | None:
    from ...trace.distances import forbids

    return forbids(case.federation, label, regions)


# ---- what has to fail before a later member is asked ---------------------------------------------


def with_failing(before: tuple[Fault, ...], way: Way) -> tuple[Fault, ...] | None:
    """The faults under which a way is taken; None where no such fault can be thought of."""
    action = way.route.action
    if not isinstance(action, First) or way.place == 0:
        return before
    earlier = action.members[: way.place]
    names = tuple(dict.fromkeys(one.upstream.to for one in earlier))
    if way.to in names or any(one.upstream.to_kind == "url" for one in earlier):
        return None
    fault = _fault(names, action.on)
    return None if fault is None else (*before, fault)


def _fault(names: tuple[str, ...], on: tuple[object, ...]) -> Fault | None:
    if "connect" in on:
        return Fault("fail", names)
    if "reset" in on:
        return Fault("reset", names)
    for outcome in on:
        if isinstance(outcome, StatusClass):
            return Fault("errors", names, share=ALL, status=100 * outcome.hundreds + 3)
        if isinstance(outcome, int):
            return Fault("errors", names, share=ALL, status=outcome)
    return None


# ---- how it is told ------------------------------------------------------------------------------


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
