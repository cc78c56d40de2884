"""What the checks may ask: which requests come where, who is let in, and what reaches what."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..checks.ways import Way
from ..model import Condition, Route
from ..patterns import Shape
from .following import Following
from .ground import Ground
from .state import Arrival, Delivery, Part, Passage, Told

if TYPE_CHECKING:
    from ..checks.case import Case
    from ..trace import Question


class Flow:
    """All answers take in more than there is rather than less."""

    def __init__(self, case: "Case", steps: int | None = None) -> None:
        self._following = Following(Ground(case), steps)
        self._following.run()
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._deliveries: dict[str, tuple[Delivery, ...]] = {}

    @property
    def overrun(self) -> tuple[str, ...]:
        """The gateways at which sets of requests were given up."""
        return tuple(self._following.given_up)

    @property
    def joined(self) -> tuple[str, ...]:
        """The gateways at which sets of requests were taken for one, as there were too many."""
        return tuple(self._following.sets.joined)

    def apart_at(self, gateway: str) -> int:
        """How many sets are told apart at a gateway."""
        return sum(not one.together for one in self.arrivals(gateway))

    def arrivals(self, gateway: str) -> tuple[Arrival, ...]:
        return tuple(self._following.sets.at[gateway])

    def reached(self, gateway: str) -> bool:
        return bool(self._following.sets.at[gateway])

    @cached_property
    def reached_services(self) -> frozenset[str]:
        services = self._following.ground.federation.services
        to_services = {to for to in self._following.ground.case.ways_to if to in services}
        return frozenset(name for name in (*to_services, *self._called) if self.deliveries(name))

    @cached_property
    def _called(self) -> tuple[str, ...]:
        """Services that own code calls."""
        following = self._following
        return tuple(dict.fromkeys(
            way.to
            for name in following.ground.gateways
            for way in following.ways.of_gateway(name)
            if way.kind == "own-code" and way.upstream.to_kind == "service"
        ))  # fmt: skip

    # ---- at a gateway ----------------------------------------------------------------------------

    def passages(self, gateway: str) -> tuple[Passage, ...]:
        """One for each arrival and each route that takes some of it."""
        known = self._passages.get(gateway)
        if known is None:
            known = self._passages[gateway] = tuple(self._passages_at(gateway))
        return known

    def _passages_at(self, gateway: str) -> Iterator[Passage]:
        following = self._following
        if following.ground.gateways[gateway].state in ("blocked", "retired"):
            return
        choosing = following.knowing.choosing(gateway)
        for arrival in following.sets.at[gateway]:
            truths = following.knowing.truths(arrival)
            found: dict[int, list[Part]] = {}
            for part in arrival.parts:
                for number, shapes, methods in choosing.taken(part.paths, part.methods, truths):
                    taken = found.setdefault(number, [])
                    taken += [Part(one, methods, part.came, part.reread) for one in shapes]
            for number in sorted(found):
                yield self._passage(arrival, choosing.routes[number], found[number])

    def _passage(self, arrival: Arrival, route: Route, parts: list[Part]) -> Passage:
        who = self._following.knowing.who(arrival, route)
        return Passage(arrival, route, tuple(parts), who.let_in, who.refused, who.places)

    def unrouted(self, gateway: str) -> tuple[tuple[Arrival, Part, Shape], ...]:
        """What arrives, and no route is sure to take, whatever the method."""
        return tuple(self._unrouted(gateway))

    def _unrouted(self, gateway: str) -> Iterator[tuple[Arrival, Part, Shape]]:
        choosing = self._following.knowing.choosing(gateway)
        for arrival in self._following.sets.at[gateway]:
            truths = dict(
                zip(choosing.conditional, self._following.knowing.truths(arrival), strict=True)
            )
            for part in arrival.parts:
                for shape in choosing.left_over(part.paths, truths):
                    yield arrival, part, shape

    # ---- on the way out --------------------------------------------------------------------------

    def leaving(self, passage: Passage, way: Way) -> Delivery | None:
        """What leaves by this way of the route; None where nothing does."""
        found = self._following.knowing.leaving(passage.arrival, way)
        if not found:
            return None
        named = self._following.knowing.named([places for places, _ in found])
        headers = found[0][1]
        for _, told in found[1:]:
            headers = _either(headers, told)
        labels = passage.arrival.labels | frozenset(way.carries)
        return Delivery(passage, way, named, headers, labels)

    def ways_of(self, route: Route, gateway: str) -> Sequence[Way]:
        """The ways out of a route, those of its own code included."""
        return self._following.ways.of_route(route, gateway)

    def deliveries(self, name: str) -> tuple[Delivery, ...]:
        """What reaches a service, a gateway, or a URL of the outside world."""
        known = self._deliveries.get(name)
        if known is None:
            known = self._deliveries[name] = tuple(self._deliveries_to(name))
        return known

    def _deliveries_to(self, name: str) -> Iterator[Delivery]:
        case = self._following.ground.case
        callers = dict.fromkeys(way.gateway.name for way in case.ways_to.get(name, ()))
        callers.update(dict.fromkeys(self._following.ways.callers_by_code.get(name, ())))
        for gateway in callers:
            for passage in self.passages(gateway):
                if passage.let_in == "none":
                    continue
                for way in self.ways_of(passage.route, gateway):
                    if way.to == name and (found := self.leaving(passage, way)) is not None:
                        yield found

    # ---- requests --------------------------------------------------------------------------------

    def questions(
        self,
        gateway: str,
        *,
        route: Route | None = None,
        way: Way | None = None,
        client: str | None = None,
        let_in: bool | None = None,
        paths: Shape | None = None,
    ) -> "Iterator[Question]":
        """Requests from outside that should come here, find this route and leave by this way.

        `let_in` None: whether or not; `client` is one of the program, or `anyone`. The shortest
        chains come first. They are candidates: a trace has to confirm them.
        """
        from .asking import asked

        return asked(self, gateway, route, way, client, let_in, paths)

    @property
    def ground(self) -> Ground:
        return self._following.ground

    def beside(self, gateway: str, path: str, method: str, route: Route) -> list[Condition] | None:
        """What may not hold so that a single request finds this route; None: it never does."""
        return self._following.knowing.choosing(gateway).beside(path, method, route)


def flow_of(case: "Case", steps: int | None = None) -> Flow:
    return Flow(case, steps)


def _either(one: Mapping[str, Told], other: Mapping[str, Told]) -> Mapping[str, Told]:
    return {
        name: Told(told.values | other[name].values, free=False)
        for name, told in one.items()
        if name in other
    }
