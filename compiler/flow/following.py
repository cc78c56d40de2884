"""Sets of requests followed through all routes until nothing new appears."""

from collections import deque
from collections.abc import Mapping, Sequence

from ...dsl.parse import collector_at_rest
from ..checks.ways import Way, calls_of_route
from ..model import Choose, Function, Route
from ..patterns import ALL, Shape, is_within, joined, sent_on, widened
from .choosing import Choosing, Methods
from .deciding import Seen, Truth, decided
from .doors import doors
from .ground import Ground, Places
from .leaving import left_with
from .letting_in import Admission, Entrants, admitted
from .rereading import reread
from .state import Arrival, Came, LetIn, Part, Shown, Told

ARRIVALS_MAX = 48  # at one gateway, before those of one caller are taken together
SEGMENTS_MAX = 12  # of a path, before the rest of it is left open
STEPS = 200_000
STEPS_A_WAY = 20

Leaving = tuple[Places, Mapping[str, Told]]
_Key = tuple[object, ...]


class Following:
    """The fixpoint. What it has worked out of single sets stays for whoever asks again."""

    def __init__(self, ground: Ground, steps: int | None = None) -> None:
        self.ground = ground
        self.arrivals: dict[str, list[Arrival]] = {name: [] for name in ground.gateways}
        self.standing: list[Places] = []  # by the number of the arrival
        self.given_up: dict[str, None] = {}  # gateways at which the steps were used up
        self.joined: dict[str, None] = {}  # gateways at which sets were taken together
        self._by_key: dict[_Key, Arrival] = {}
        self._covers: list[_Covers] = []
        self._waiting: deque[tuple[Arrival, Part]] = deque()
        self._choosing: dict[str, Choosing] = {}
        self._ways: dict[str, list[Way]] = {}
        self._ways_by_route: dict[str, dict[int, Sequence[Way]]] = {}
        self._links: dict[str, dict[int, list[Way]]] = {}
        self._memory: list[dict[object, object]] = []  # by the number of the arrival
        self._called_by = _called_by(ground)
        links = sum(way.upstream.to_kind == "gateway" for way in ground.case.ways)
        self._steps = steps if steps is not None else STEPS + STEPS_A_WAY * links

    def run(self) -> None:
        for door in doors(self.ground):
            places = self.ground.shown_by(door.client)
            key: _Key = (door.gateway, door.client, door.called)
            if key not in self._by_key:
                self._new(key, door.gateway, door.client, door.called, places)
                self._add(self._by_key[key], Part(ALL))
        with collector_at_rest():
            while self._waiting:
                arrival, part = self._waiting.popleft()
                self._send_on(arrival, part)

    # ---- sets ------------------------------------------------------------------------------------

    def _new(
        self,
        key: _Key,
        gateway: str,
        client: str,
        start: str,
        places: Places,
        headers: Mapping[str, Told] | None = None,
        labels: frozenset[str] = frozenset(),
        trail: tuple[str, ...] = (),
        over: str = "https",
    ) -> Arrival:
        named = dict(zip(self.ground.places, places, strict=True))
        arrival = Arrival(
            len(self.standing), gateway, client, start, named, headers or {}, labels, trail, over,
            at_door=not trail,
        )  # fmt: skip
        self._by_key[key] = arrival
        self.arrivals[gateway].append(arrival)
        self.standing.append(places)
        self._memory.append({})
        self._covers.append(_Covers())
        return arrival

    def _add(self, arrival: Arrival, part: Part) -> None:
        covers = self._covers[arrival.number]
        if covers.has(part):
            return
        self._steps -= 1
        if self._steps < 0:
            self.given_up.setdefault(arrival.gateway)
            return
        if len(arrival.parts) >= 4 * len(self.ground.gateways[arrival.gateway].routes) + 64:
            around = joined([*(one.paths for one in arrival.parts), part.paths])
            part = Part(around, None, part.came, part.reread)
            arrival.parts.clear()
            self._covers[arrival.number] = covers = _Covers()
        covers.add(part)
        arrival.parts.append(part)
        self._waiting.append((arrival, part))

    # ---- on their way ----------------------------------------------------------------------------

    def _send_on(self, arrival: Arrival, part: Part) -> None:
        gateway = self.ground.gateways[arrival.gateway]
        links = self.links(arrival.gateway)
        if not links or gateway.state in ("blocked", "retired"):
            return
        choosing = self.choosing(arrival.gateway)
        truths = self.truths(arrival)
        for number, shapes, methods in choosing.taken(
            part.paths, part.methods, truths, linked=True
        ):
            for way in links[number]:
                self._by_way(arrival, part, way, shapes, methods)

    def _by_way(
        self, arrival: Arrival, part: Part, way: Way, shapes: tuple[Shape, ...], methods: Methods
    ) -> None:
        targets = self._targets(arrival, way)
        if not targets:
            return
        came = Came(arrival, part, way)
        if way.method is not None or way.kind == "own-code":
            methods = None if way.kind == "own-code" else frozenset((way.method or "",))
        for shape in shapes:
            sent = ALL if way.kind == "own-code" else self._sent(shape, way)
            other = self._reread(sent, way)
            for target in targets:
                self._add(target, Part(sent, methods, came))
                if other is not None and not is_within(other, sent):
                    self._add(target, Part(other, methods, came, reread=True))

    def _sent(self, shape: Shape, way: Way) -> Shape:
        return widened(sent_on(shape, way.route.path, way.upstream.template), SEGMENTS_MAX)

    def _reread(self, shape: Shape, way: Way) -> Shape | None:
        before = self.ground.facts(way.gateway.name).routing.normalisation.value
        here = self.ground.facts(way.upstream.to).routing.normalisation.value
        return (
            None
            if before == here and "" not in shape and ".." not in shape
            else reread(shape, before, here)
        )

    def _targets(self, arrival: Arrival, way: Way) -> list[Arrival]:
        """The sets that those let in become when they leave by this way."""
        memory = self._memory[arrival.number]
        key = (way.upstream.to, way.upstream.over, _alike(way))
        known = memory.get(key)
        if known is None:
            labels = arrival.labels | frozenset(way.carries)
            known = memory[key] = [
                self._target(arrival, way, labels, leaving)
                for _, leaving in self.leaving(arrival, way)
            ]
        return known  # pyright: ignore[reportReturnType]

    def _target(
        self, arrival: Arrival, way: Way, labels: frozenset[str], leaving: Leaving
    ) -> Arrival:
        places, headers = leaving
        to, over = way.upstream.to, way.upstream.over or "https"
        told = tuple(sorted(headers.items(), key=lambda item: item[0]))
        key: _Key = (to, arrival.client, None, places, told, labels, over)
        known = self._by_key.get(key)
        if known is not None:
            return known
        trail = tuple(dict.fromkeys((*arrival.trail, arrival.gateway)))
        if len(self.arrivals[to]) < ARRIVALS_MAX:
            return self._new(
                key, to, arrival.client, arrival.start, places, headers, labels, trail, over
            )
        return self._taken_together(arrival, to, over, places, headers, labels, trail)

    def _taken_together(
        self,
        arrival: Arrival,
        to: str,
        over: str,
        places: Places,
        headers: Mapping[str, Told],
        labels: frozenset[str],
        trail: tuple[str, ...],
    ) -> Arrival:
        """One set for all that this caller's requests may be here, grown where they are more."""
        key: _Key = (to, arrival.client, "together")
        known = self._by_key.get(key)
        if known is None:
            known = self._new(
                key, to, arrival.client, arrival.start, places, headers, labels, trail, over
            )
            known.together = True
            return known
        before = (self.standing[known.number], known.headers, known.labels)
        around = tuple(a | b for a, b in zip(before[0], places, strict=True))
        told = {
            name: Told(one.values | headers[name].values, free=False)
            for name, one in known.headers.items()
            if name in headers
        }
        if before != (around, told, known.labels | labels):
            self.joined.setdefault(to)
            self.standing[known.number] = around
            known.places = dict(zip(self.ground.places, around, strict=True))
            known.headers, known.labels = told, known.labels | labels
            self._memory[known.number].clear()
            self._waiting.extend((known, part) for part in known.parts)
        return known

    # ---- what is known of single sets ------------------------------------------------------------

    def choosing(self, gateway: str) -> Choosing:
        if gateway not in self._choosing:
            self._choosing[gateway] = Choosing(self.ground.gateways[gateway], self.links(gateway))
        return self._choosing[gateway]

    def links(self, gateway: str) -> dict[int, list[Way]]:
        """The ways to other gateways, by the number of their route."""
        if gateway not in self._links:
            by_route = {
                id(route): n for n, route in enumerate(self.ground.gateways[gateway].routes)
            }
            found: dict[int, list[Way]] = {}
            for way in self.ways_from(gateway):
                if way.upstream.to_kind == "gateway":
                    found.setdefault(by_route[id(way.route)], []).append(way)
            self._links[gateway] = dict(sorted(found.items()))
        return self._links[gateway]

    def ways_from(self, gateway: str) -> list[Way]:
        """What own code says that it calls is called with what the route's block leaves there."""
        known = self._ways.get(gateway)
        if known is not None:
            return known
        found = list(self.ground.case.ways_from[gateway])
        for route in self.ground.gateways[gateway].routes:
            if isinstance(route.action, Function) and not route.blocked:
                found += own_calls(self.ground, route, gateway)
        self._ways[gateway] = found
        return found

    def ways_by_route(self, gateway: str) -> dict[int, Sequence[Way]]:
        known = self._ways_by_route.get(gateway)
        if known is None:
            found: dict[int, list[Way]] = {}
            for way in self.ways_from(gateway):
                found.setdefault(id(way.route), []).append(way)
            known = self._ways_by_route[gateway] = {**found}
        return known

    def callers_by_code(self, name: str) -> tuple[str, ...]:
        """The gateways whose own code calls this gateway or service."""
        return self._called_by.get(name, ())

    def truths(self, arrival: Arrival) -> tuple[Truth, ...]:
        """Whether the conditions of the conditional routes hold."""
        choosing = self.choosing(arrival.gateway)
        if not choosing.conditional:
            return ()
        memory = self._memory[arrival.number]
        known = memory.get("truths")
        if known is None:
            seen = self._seen_of_anybody(arrival)
            conditions = [choosing.routes[number].when for number in choosing.conditional]
            known = tuple(decided(one, seen) for one in conditions if one is not None)
            memory["truths"] = known
        return known  # pyright: ignore[reportReturnType]

    def seen(self, arrival: Arrival) -> Seen:
        return Seen(self.ground, arrival.headers, arrival.at_door, arrival.client)

    def _seen_of_anybody(self, arrival: Arrival) -> Seen:
        """Routes are chosen by any credential that something at the gateway accepts."""
        seen = self.seen(arrival)
        groups: list[frozenset[Shown]] = []
        sure: list[bool] = []
        for wanted in self.ground.accepted_at(arrival.gateway):
            found = admitted(wanted, self.standing[arrival.number], seen, arrival.gateway)
            group = frozenset(one for e in found.entrants for _, shown in e.shown for one in shown)
            if group and group not in groups:
                groups.append(group)
                sure.append(found.let_in == "all")
        return Seen(
            self.ground, arrival.headers, arrival.at_door, arrival.client, tuple(groups),
            sure=bool(sure) and all(sure),
        )  # fmt: skip

    def admission(self, arrival: Arrival, route: Route) -> Admission:
        """Who is let in to a route, before any member asks for more."""
        memory = self._memory[arrival.number]
        key = ("in", id(route.accept.value) if route.accept is not None else None)
        known = memory.get(key)
        if known is None:
            wanted = route.accept.value if route.accept is not None else None
            places = self.standing[arrival.number]
            known = admitted(wanted, places, self.seen(arrival), arrival.gateway)
            memory[key] = known
        return known  # pyright: ignore[reportReturnType]

    def who(
        self, arrival: Arrival, route: Route
    ) -> tuple[Mapping[str, frozenset[Shown]], LetIn, tuple[str, ...]]:
        """What those who are let in carry, whether that is all, and why others are not."""
        memory = self._memory[arrival.number]
        key = ("who", id(route.accept.value) if route.accept is not None else None)
        known = memory.get(key)
        if known is None:
            admission = self.admission(arrival, route)
            places: Mapping[str, frozenset[Shown]] = {}
            if admission.entrants:
                around = admission.entrants[0].places
                for one in admission.entrants[1:]:
                    around = tuple(a | b for a, b in zip(around, one.places, strict=True))
                places = dict(zip(self.ground.places, around, strict=True))
            known = memory[key] = (places, admission.let_in, admission.refused)
        return known  # pyright: ignore[reportReturnType]

    def leaving(self, arrival: Arrival, way: Way) -> list[tuple[Entrants, Leaving]]:
        """Those who leave by this way, and what they carry then."""
        found: list[tuple[Entrants, Leaving]] = []
        for entrants in self.admission(arrival, way.route).entrants:
            for member in self._let_to_member(arrival, way, entrants):
                seen = self._seen_by(arrival, member)
                if not may_take(way, seen):
                    continue
                found.append((member, left_with(member, way, seen)))
        return found

    def _seen_by(self, arrival: Arrival, entrants: Entrants) -> Seen:
        groups = tuple(group for _, group in entrants.shown)
        return Seen(self.ground, arrival.headers, arrival.at_door, arrival.client, groups)

    def _let_to_member(self, arrival: Arrival, way: Way, entrants: Entrants) -> list[Entrants]:
        if way.accept is None:
            return [entrants]
        seen = self._seen_by(arrival, entrants)
        more = admitted(way.accept.value, entrants.places, seen, arrival.gateway)
        return [Entrants(one.places, (*entrants.shown, *one.shown)) for one in more.entrants]


def _called_by(ground: Ground) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for gateway in ground.gateways.values():
        for route in gateway.routes:
            for name in route.calls if isinstance(route.action, Function) else ():
                found.setdefault(name, {})[gateway.name] = None
    return {name: tuple(callers) for name, callers in found.items()}


def own_calls(ground: Ground, route: Route, gateway: str) -> list[Way]:
    from dataclasses import replace

    ways = calls_of_route(ground.federation, ground.gateways[gateway], route)
    return [replace(way, travels=(route.travel,)) for way in ways]


def may_take(way: Way, seen: Seen) -> bool:
    """Whether a `choose` may come to this case; other ways are always taken by some."""
    action = way.route.action
    if way.kind != "choose" or not isinstance(action, Choose):
        return True
    for case in action.cases[: way.place]:
        if case.when is None or decided(case.when, seen) is True:
            return False
    when = action.cases[way.place].when
    return when is None or decided(when, seen) is not False


def _alike(way: Way) -> object:
    """What two ways have to have in common so that the same leaves by them."""
    accept = way.route.accept
    return (
        id(accept.value) if accept is not None else None,
        id(way.accept) if way.accept is not None else None,
        way.travels,
        way.carries,
        tuple(one.value for one in way.policy.request_headers),
        id(way.of) if way.kind == "choose" else None,
    )


class _Covers:
    """The parts of a set, kept so that one that adds nothing is soon seen."""

    def __init__(self) -> None:
        self._exact: dict[Shape, Methods] = {}
        self._open: dict[object, list[Part]] = {}

    def has(self, part: Part) -> bool:
        if part.paths in self._exact and _within(part.methods, self._exact[part.paths]):
            return True
        for head in {_head(part.paths), None}:
            for one in self._open.get(head, ()):
                if _within(part.methods, one.methods) and is_within(part.paths, one.paths):
                    return True
        return False

    def add(self, part: Part) -> None:
        known = self._exact.get(part.paths, frozenset())
        both_of = None if known is None or part.methods is None else known | part.methods
        self._exact[part.paths] = both_of
        if any(not isinstance(piece, str) for piece in part.paths):
            self._open.setdefault(_head(part.paths), []).append(part)


def _head(shape: Shape) -> object:
    return shape[0] if shape and isinstance(shape[0], str) else None


def _within(methods: Methods, others: Methods) -> bool:
    return others is None or (methods is not None and methods <= others)
