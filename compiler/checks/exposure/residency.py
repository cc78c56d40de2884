"""Where labelled data goes: on from every route that carries it, as far as it may."""

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ....dsl.frozen import frozen
from ...model import Fault
from ..ways import Way, calls_of_route
from .failing import with_failing

if TYPE_CHECKING:
    from ...model import Federation, Label as DataLabel
    from ..case import Case


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
