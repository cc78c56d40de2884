"""How far requests go on from a route or a gateway, whoever sends them."""

from collections.abc import Iterable, Iterator

from ....dsl.frozen import frozen
from ...model import Gateway, Route
from ...patterns import ALL, Shape, is_empty, meet, sent_on, shape_of
from ..ways import Way
from .sorts import Sorter, ways_of

STEPS_MAX = 3000


@frozen
class Step:
    """A way that is taken, and the one before it."""

    way: Way
    before: "Step | None" = None

    @property
    def length(self) -> int:
        return 1 if self.before is None else self.before.length + 1


class TooFar(Exception):  # noqa: N818  reads as what it says
    """More steps than anybody waits for."""


def onward(
    sorter: Sorter, gateway: Gateway, routes: Iterable[Route], labels: tuple[str, ...] = ()
) -> Iterator[Step]:
    """The first way to each place that these routes lead to; with labels, only what carries them.

    Paths are followed as they are rewritten, so that a route which no path finds is not taken.
    """
    waiting: list[tuple[Step | None, Gateway, Route, Shape]] = [
        (None, gateway, route, shape_of(route.path)) for route in routes
    ]
    seen: set[tuple[str, Shape]] = set()
    told: set[str] = set()
    for steps, (before, here, route, shape) in enumerate(waiting):
        if steps > STEPS_MAX:
            raise TooFar
        for way in ways_of(sorter.case, here, route):
            if before is None and labels and not set(labels) & set(way.carries):
                continue
            step = Step(way, before)
            if way.to not in told:
                told.add(way.to)
                yield step
            if way.upstream.to_kind == "gateway":
                waiting += _behind(sorter, step, shape, seen)


def _behind(
    sorter: Sorter, step: Step, shape: Shape, seen: set[tuple[str, Shape]]
) -> Iterator[tuple[Step, Gateway, Route, Shape]]:
    way = step.way
    own_code = way.kind == "own-code"
    sent = ALL if own_code else sent_on(shape, way.route.path, way.upstream.template)
    if (way.to, sent) in seen:
        return
    seen.add((way.to, sent))
    there = sorter.case.federation.gateways[way.to]
    for route in sorter.meeting(there, sent):
        both = meet(sent, shape_of(route.path))
        if both is not None and is_empty(both) is not True and not route.blocked:
            yield step, there, route, both
