"""All sets of requests that were met, each once."""

from collections.abc import Mapping

from ...dsl.frozen import frozen
from .covers import Covers
from .ground import Ground, Places
from .state import Arrival, Part, Told

APART_MAX = 48  # sets at one gateway, before those of one caller are taken together
WORK = 20_000
WORK_A_LINK = 4  # how often a way may be gone by, for each caller, before sets are taken together
GROWTHS_MAX = 2  # of a set of others, before it is whatever any of them may be

_Key = tuple[object, ...]


@frozen
class Kind:
    """What makes two sets the same, wherever they come from."""

    gateway: str
    client: str
    places: Places
    headers: Mapping[str, Told]
    labels: frozenset[str]
    over: str

    @property
    def key(self) -> _Key:
        told = tuple(sorted(self.headers.items(), key=_name)) if self.headers else ()
        return (self.gateway, self.client, self.places, told, self.labels, self.over)


def _name(item: tuple[str, Told]) -> str:
    return item[0]


class Sets:
    """By gateway; `standing` and `memory` by the number of the set."""

    def __init__(self, ground: Ground, links: int) -> None:
        self.at: dict[str, list[Arrival]] = {name: [] for name in ground.gateways}
        self.standing: list[Places] = []
        self.memory: list[dict[object, object]] = []
        self.covers: list[Covers] = []
        self.joined: dict[str, None] = {}  # gateways at which sets were taken together
        self._by_key: dict[_Key, Arrival] = {}
        self._grown: dict[Arrival, None] = {}
        self._growths: dict[int, int] = {}
        self._ever: dict[str, Places] = {}
        self._place_names = ground.places
        callers = len(ground.federation.clients) + 1
        self._work = WORK + WORK_A_LINK * links * callers

    def at_the_door(self, gateway: str, client: str, start: str, places: Places) -> Arrival | None:
        """A set of all that somebody may send from outside; None where it is there."""
        key: _Key = (gateway, client, start)
        if key in self._by_key:
            return None
        kind = Kind(gateway, client, places, {}, frozenset(), "https")
        self._by_key[key] = made = self._made(kind, start, ())
        return made

    def of(self, kind: Kind, before: Arrival, links: int) -> Arrival:
        """The set of this kind, or the one that takes it in; `links` lead on from there."""
        key = kind.key
        known = self._by_key.get(key)
        if known is None:
            if len(self.at[kind.gateway]) < APART_MAX and self._work >= links:
                self._work -= links
                known = self._made(kind, before.start, _trail(before))
            else:
                known = self._together(kind, before)
            self._by_key[key] = known
        if known.together:
            self._grow(known, kind)
        return known

    def _together(self, kind: Kind, before: Arrival) -> Arrival:
        """All that this caller's requests may be here, taken for one."""
        key: _Key = ("together", kind.gateway, kind.client)
        known = self._by_key.get(key)
        if known is None:
            self._by_key[key] = known = self._made(kind, before.start, _trail(before))
            known.together = True
        return known

    def _grow(self, known: Arrival, kind: Kind) -> None:
        standing = self.standing[known.number]
        if self._is_in(known, standing, kind):
            return
        around = tuple(a | b for a, b in zip(standing, kind.places, strict=True))
        told = {
            name: Told(one.values | kind.headers[name].values, free=False)
            for name, one in known.headers.items()
            if name in kind.headers
        }
        labels = known.labels | kind.labels
        self._growths[known.number] = growths = self._growths.get(known.number, 0) + 1
        if growths > GROWTHS_MAX:
            around, told = self._anything(around, kind.client), {}
        self.joined.setdefault(kind.gateway)
        self.standing[known.number] = around
        known.places = dict(zip(self._place_names, around, strict=True))
        known.headers, known.labels = told, labels
        self.memory[known.number] = {}
        self._grown.setdefault(known)

    def _anything(self, places: Places, client: str) -> Places:
        """All that stood anywhere in a request of this client, this included."""
        before = self._ever.get(client, places)
        around = tuple(a | b for a, b in zip(before, places, strict=True))
        self._ever[client] = around
        return around

    def _is_in(self, known: Arrival, standing: Places, kind: Kind) -> bool:
        for here, more in zip(standing, kind.places, strict=True):
            if here is not more and not more <= here:
                return False
        for name, told in known.headers.items():
            if name not in kind.headers or not kind.headers[name].values <= told.values:
                return False
        return kind.labels <= known.labels

    def grown(self) -> tuple[Arrival, ...]:
        """The sets that have become larger since this was asked."""
        found = tuple(self._grown)
        self._grown.clear()
        return found

    def _made(self, kind: Kind, start: str, trail: tuple[str, ...]) -> Arrival:
        arrival = Arrival(
            len(self.standing),
            kind.gateway,
            kind.client,
            start,
            dict(zip(self._place_names, kind.places, strict=True)),
            kind.headers,
            kind.labels,
            trail,
            kind.over,
            at_door=not trail,
        )
        self.at[kind.gateway].append(arrival)
        self.standing.append(kind.places)
        self._anything(kind.places, kind.client)
        self.memory.append({})
        self.covers.append(Covers())
        return arrival

    def without_parts(self, arrival: Arrival) -> None:
        """So that fewer, larger ones take their place."""
        arrival.parts.clear()
        self.covers[arrival.number] = Covers()

    def add(self, arrival: Arrival, part: Part) -> None:
        self.covers[arrival.number].add(part)
        arrival.parts.append(part)


def _trail(before: Arrival) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*before.trail, before.gateway)))
