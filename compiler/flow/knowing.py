"""What becomes of one set at its gateway: which conditions hold, who is let in, what leaves."""

from collections.abc import Mapping, Sequence

from ...dsl.frozen import frozen
from ..checks.ways import Way
from ..model import Acceptance, Choose, Route
from .choosing import Choosing
from .deciding import Seen, Truth, decided
from .ground import HOST, Ground, Places
from .leaving import Handling, left_with
from .letting_in import Admission, Entrants, admitted
from .outways import OutWays
from .sets import Sets
from .state import Arrival, LetIn, Shown, Told

NOBODY: Mapping[str, frozenset[Shown]] = {}


@frozen
class Who:
    """What those who are let in carry, whether that is all of them, and why others are not."""

    places: Mapping[str, frozenset[Shown]]
    let_in: LetIn
    refused: tuple[str, ...]


Leaving = tuple[Places, Mapping[str, Told]]


class Knowing:
    """Everything is worked out once for each set, and again where the set has grown."""

    def __init__(self, ground: Ground, sets: Sets, ways: OutWays) -> None:
        self._ground, self._sets, self._ways = ground, sets, ways
        self._choosing: dict[str, Choosing] = {}
        self._handling: dict[str, Handling] = {}

    def choosing(self, gateway: str) -> Choosing:
        known = self._choosing.get(gateway)
        if known is None:
            links = self._ways.links(gateway)
            known = self._choosing[gateway] = Choosing(self._ground.gateways[gateway], links)
        return known

    # ---- routes ----------------------------------------------------------------------------------

    def truths(self, arrival: Arrival) -> tuple[Truth, ...]:
        """Whether the conditions of the conditional routes hold."""
        choosing = self.choosing(arrival.gateway)
        if not choosing.conditional:
            return ()
        memory = self._sets.memory[arrival.number]
        known = memory.get("truths")
        if known is None:
            seen = self._seen_of_anybody(arrival)
            conditions = [choosing.routes[number].when for number in choosing.conditional]
            known = tuple(decided(one, seen) for one in conditions if one is not None)
            memory["truths"] = known
        return known  # pyright: ignore[reportReturnType]

    def _seen_of_anybody(self, arrival: Arrival) -> Seen:
        """Routes are chosen by any credential that something at the gateway accepts."""
        groups: list[frozenset[Shown]] = []
        sure = True
        for wanted in self._ground.accepted_at(arrival.gateway):
            found = self._admitted(wanted, arrival, self._sets.standing[arrival.number])
            group = frozenset(one for e in found.entrants for _, shown in e.shown for one in shown)
            if group and group not in groups:
                groups.append(group)
                sure = sure and found.let_in == "all"
        return self._seen(arrival, tuple(groups), sure)

    def _seen(
        self, arrival: Arrival, groups: tuple[frozenset[Shown], ...] = (), sure: bool = True
    ) -> Seen:
        return Seen(self._ground, arrival.headers, arrival.at_door, arrival.client, groups, sure)

    # ---- who is let in ---------------------------------------------------------------------------

    def _admitted(
        self, wanted: Acceptance | None, arrival: Arrival, places: Places, seen: Seen | None = None
    ) -> Admission:
        return admitted(wanted, places, seen or self._seen(arrival), arrival.gateway)

    def admission(self, arrival: Arrival, route: Route) -> Admission:
        """Before any member asks for more."""
        memory = self._sets.memory[arrival.number]
        wanted = route.accept.value if route.accept is not None else None
        key = ("in", id(wanted))
        known = memory.get(key)
        if known is None:
            known = self._admitted(wanted, arrival, self._sets.standing[arrival.number])
            memory[key] = known
        return known  # pyright: ignore[reportReturnType]

    def who(self, arrival: Arrival, route: Route) -> Who:
        memory = self._sets.memory[arrival.number]
        key = ("who", id(route.accept.value) if route.accept is not None else None)
        known = memory.get(key)
        if known is None:
            admission = self.admission(arrival, route)
            places = self.named([one.places for one in admission.entrants])
            known = memory[key] = Who(places, admission.let_in, admission.refused)
        return known  # pyright: ignore[reportReturnType]

    def named(self, places: Sequence[Places]) -> Mapping[str, frozenset[Shown]]:
        """What may stand at each place, by its name."""
        if not places:
            return NOBODY
        around = places[0]
        for one in places[1:]:
            around = tuple(a | b for a, b in zip(around, one, strict=True))
        return dict(zip(self._ground.places, around, strict=True))

    # ---- what leaves -----------------------------------------------------------------------------

    def leaving(self, arrival: Arrival, way: Way, group: int | None = None) -> list[Leaving]:
        """What leaves by this way; ways of one group need be looked at only once."""
        if group is None:
            return list(self._leaving(arrival, way))
        memory = self._sets.memory[arrival.number]
        key = ("out", group, way.upstream.to if HOST in self._ground.looked_at else None)
        known = memory.get(key)
        if known is None:
            known = memory[key] = self._leaving(arrival, way)
        return known  # pyright: ignore[reportReturnType]

    def _leaving(self, arrival: Arrival, way: Way) -> list[Leaving]:
        found: list[Leaving] = []
        handling = self._handling_of(arrival.gateway)
        for entrants in self.admission(arrival, way.route).entrants:
            for member in self._let_to_member(arrival, way, entrants):
                seen = self._seen(arrival, tuple(group for _, group in member.shown))
                if may_take(way, seen):
                    found.append(left_with(member, way, seen, handling))
        return found

    def _handling_of(self, gateway: str) -> Handling:
        known = self._handling.get(gateway)
        if known is None:
            known = self._handling[gateway] = Handling.of(self._ground, gateway)
        return known

    def _let_to_member(self, arrival: Arrival, way: Way, entrants: Entrants) -> list[Entrants]:
        if way.accept is None:
            return [entrants]
        seen = self._seen(arrival, tuple(group for _, group in entrants.shown))
        more = self._admitted(way.accept.value, arrival, entrants.places, seen)
        return [Entrants(one.places, (*entrants.shown, *one.shown)) for one in more.entrants]


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
