"""Sets of requests followed through all routes until nothing new appears."""

from collections import deque

from ..patterns import ALL, Shape, is_within, joined, sent_on, widened
from .choosing import Methods
from .doors import doors
from .ground import Ground
from .knowing import Knowing
from .outways import Link, OutWays
from .rereading import reread
from .sets import Kind, Sets
from .state import Arrival, Came, Part

SEGMENTS_MAX = 12  # of a path, before the rest of it is left open
STEPS = 200_000
STEPS_A_LINK = 20
OUT_OF_SERVICE = ("blocked", "retired")


class Following:
    """The fixpoint. What was worked out of single sets stays for whoever asks again."""

    def __init__(self, ground: Ground, steps: int | None = None) -> None:
        self.ground = ground
        self.ways = OutWays(ground)
        self.sets = Sets(ground, self.ways.count)
        self.knowing = Knowing(ground, self.sets, self.ways)
        self.given_up: dict[str, None] = {}  # gateways at which the steps were used up
        self._waiting: deque[tuple[Arrival, Part | None]] = deque()
        self._again: set[Arrival] = set()  # that wait already, whole
        self._steps = steps if steps is not None else STEPS + STEPS_A_LINK * self.ways.count

    def run(self) -> None:
        for door in doors(self.ground):
            places = self.ground.shown_by(door.client)
            arrival = self.sets.at_the_door(door.gateway, door.client, door.called, places)
            if arrival is not None:
                self._add(arrival, Part(ALL))
        while self._waiting:
            self._send_on(*self._waiting.popleft())

    def _add(self, arrival: Arrival, part: Part) -> None:
        if self.sets.covers[arrival.number].has(part):
            return
        self._steps -= 1
        if self._steps < 0:
            self.given_up.setdefault(arrival.gateway)
            return
        if len(arrival.parts) >= 4 * len(self.ground.gateways[arrival.gateway].routes) + 64:
            around = joined([*(one.paths for one in arrival.parts), part.paths])
            part = Part(around, None, part.came, part.reread)
            self.sets.without_parts(arrival)
        self.sets.add(arrival, part)
        self._waiting.append((arrival, part))

    def _send_on(self, arrival: Arrival, part: Part | None) -> None:
        """By all ways to gateways; without a part all of them, of a set that has grown."""
        if part is None:
            self._again.discard(arrival)
        links = self.ways.links(arrival.gateway)
        if not links or self.ground.gateways[arrival.gateway].state in OUT_OF_SERVICE:
            return
        choosing = self.knowing.choosing(arrival.gateway)
        truths = self.knowing.truths(arrival)
        for one in (part,) if part is not None else tuple(arrival.parts):
            for number, shapes, methods in choosing.taken(
                one.paths, one.methods, truths, linked=True
            ):
                for link in links[number]:
                    self._by_link(arrival, one, link, shapes, methods)

    def _by_link(
        self, arrival: Arrival, part: Part, link: Link, shapes: tuple[Shape, ...], methods: Methods
    ) -> None:
        targets = self._targets(arrival, link)
        if not targets:
            return
        way = link.way
        came = Came(arrival, part, way)
        own_code = way.kind == "own-code"
        if own_code or way.method is not None:
            methods = None if own_code else frozenset((way.method or "",))
        for shape in shapes if link.about is None else link.about.of(shapes):
            sent = ALL if own_code else self._sent(shape, link)
            other = self._reread(sent, link)
            for target in targets:
                self._add(target, Part(sent, methods, came))
                if other is not None and not is_within(other, sent):
                    self._add(target, Part(other, methods, came, reread=True))

    def _sent(self, shape: Shape, link: Link) -> Shape:
        way = link.way
        return widened(sent_on(shape, way.route.path, way.upstream.template), SEGMENTS_MAX)

    def _reread(self, shape: Shape, link: Link) -> Shape | None:
        before = self.ground.facts(link.way.gateway.name).routing.normalisation.value
        here = self.ground.facts(link.way.upstream.to).routing.normalisation.value
        return reread(shape, before, here)

    def _targets(self, arrival: Arrival, link: Link) -> list[Arrival]:
        """The sets that those let in become when they leave by this way."""
        memory = self.sets.memory[arrival.number]
        upstream = link.way.upstream
        key = ("to", upstream.to, upstream.over, link.group)
        known = memory.get(key)
        if known is None:
            known = memory[key] = list(dict.fromkeys(self._new_targets(arrival, link)))
        return known  # pyright: ignore[reportReturnType]

    def _new_targets(self, arrival: Arrival, link: Link) -> list[Arrival]:
        to = link.way.upstream.to
        labels = arrival.labels.union(link.way.carries)
        over = link.way.upstream.over or "https"
        many = self.ways.many(to)
        found = [
            self.sets.of(Kind(to, arrival.client, places, headers, labels, over), arrival, many)
            for places, headers in self.knowing.leaving(arrival, link.way, link.group)
        ]
        for grown in self.sets.grown():
            if grown not in self._again:
                self._again.add(grown)
                self._waiting.append((grown, None))
        return found
