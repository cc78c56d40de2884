"""What a set of requests carries when it leaves a gateway by one of its ways."""

from collections.abc import Mapping

from ...dsl.frozen import frozen
from ..checks.ways import Way
from ..model import FromEnv, GatewayJwt, HeaderChange, SharedSecret, Subject, Travel
from .deciding import Seen, minted, told_of
from .ground import CONNECTION, HOST, Ground, Places
from .letting_in import Entrants
from .state import ABSENT, FORGED, FREE, NOTHING, Shown, Told

HOP_BY_HOP = (
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
    "te", "trailer", "transfer-encoding", "upgrade",
)  # fmt: skip
_ORDER = ("remove", "rename", "set", "add")
_EMPTY = frozenset((ABSENT,))
_MADE_UP = frozenset((FORGED,))


@frozen
class Handling:
    """What a product does to every request that it sends on, as far as it makes a difference."""

    gone: tuple[str, ...]
    put: tuple[tuple[str, Told], ...]
    strips: tuple[str, ...]
    keeps_host: bool

    @staticmethod
    def of(ground: Ground, gateway: str) -> "Handling":
        facts = ground.facts(gateway).headers
        names = [*HOP_BY_HOP, *(name.lower() for name in facts.drops.value)]
        begun = tuple(name.removesuffix("*") for name in names if name.endswith("*"))
        gone = [one for one in ground.minded if one in names or (begun and one.startswith(begun))]
        put = [
            (one.name.lower(), FREE if one.appended or "{" in one.value else _only(one.value))
            for one in facts.adds.value
            if one.name.lower() in ground.minded
        ]
        return Handling(
            tuple(sorted(gone)), tuple(put), facts.strips_checked.value, facts.host.value == "kept"
        )


def _only(value: str | None) -> Told:
    return Told(frozenset((value,)), free=False)


def left_with(
    entrants: Entrants, way: Way, seen: Seen, handling: Handling
) -> tuple[Places, Mapping[str, Told]]:
    """After the product, the travelling credentials and the program's own headers."""
    load = _Load(seen, way, entrants.places)
    for name in handling.gone:
        load.take_off(name)
    for name, told in handling.put:
        load.put(name, told)
    if CONNECTION in seen.ground.number_of:
        load.places[seen.ground.number_of[CONNECTION]] = _EMPTY
    if handling.strips:
        load.strip_checked(entrants, handling.strips)
    for travel in way.travels:
        load.travel(travel)
    changes = (one.value for one in way.policy.request_headers)
    for change in sorted(changes, key=lambda one: _ORDER.index(one.verb)):
        load.change(change)
    load.call(handling.keeps_host)
    return tuple(load.places), load.headers


class _Load:
    """What is being packed."""

    def __init__(self, seen: Seen, way: Way, places: Places) -> None:
        self.seen, self.ground, self.way = seen, seen.ground, way
        self.places = list(places)
        self.headers = dict(seen.headers)

    # ---- headers ---------------------------------------------------------------------------------

    def tell(self, name: str, told: Told) -> None:
        if told.free:
            self.headers.pop(name, None)
        elif name in self.ground.looked_at:
            self.headers[name] = told

    def place_in(self, header: str) -> int | None:
        return self.ground.number_of.get(f"header {header}")

    def take_off(self, header: str) -> None:
        place = self.place_in(header)
        if place is not None:
            self.places[place] = _EMPTY
        self.tell(header, NOTHING)

    def put(self, header: str, told: Told, standing: frozenset[Shown] = _MADE_UP) -> None:
        """Something else in its place."""
        place = self.place_in(header)
        if place is not None:
            self.places[place] = standing
        self.tell(header, told)

    def change(self, change: HeaderChange) -> None:
        name = change.header.lower()
        if change.verb == "remove":
            self.take_off(name)
        elif change.verb == "rename":
            self._rename(name, (change.renamed_to or "").lower())
        else:
            told, standing = self._value(change)
            if change.verb == "set":
                self.put(name, told, standing)
            else:
                self._add(name, told, standing)

    def _value(self, change: HeaderChange) -> tuple[Told, frozenset[Shown]]:
        if change.value is None:
            return NOTHING, _EMPTY
        if isinstance(change.value, Subject):
            told = told_of(change.value, self.seen)
            return told, frozenset((ABSENT, FORGED))
        told = _only(self.ground.text(change.value))
        secret = self._secret(change) if change.verb == "set" else None
        return told, frozenset((secret,)) if secret is not None else _MADE_UP

    def _secret(self, change: HeaderChange) -> Shown | None:
        """A header that is set to the variable of a secret carries that secret."""
        if not isinstance(change.value, FromEnv):
            return None
        wanted = (change.value.variable, change.header.lower())
        for one in self.ground.credentials.values():
            if isinstance(one, SharedSecret) and (one.variable, one.header.lower()) == wanted:
                return Shown("genuine", one.name, self.way.gateway.name)
        return None

    def _add(self, name: str, told: Told, standing: frozenset[Shown]) -> None:
        """One more of that name; the first is the one that counts."""
        place = self.place_in(name)
        if place is not None and ABSENT in self.places[place]:
            self.places[place] = self.places[place] - _EMPTY | standing
        before = self.headers.get(name, FREE)
        if before.free or (None in before.values and told.free):
            self.tell(name, FREE)
        elif None in before.values:
            self.tell(name, Told(before.values - {None} | told.values, free=False))

    def _rename(self, old: str, new: str) -> None:
        here, there = self.place_in(old), self.place_in(new)
        told = self.headers.get(old, FREE)
        standing = self.places[here] if here is not None else None
        if standing is not None:
            may, must = standing != _EMPTY, ABSENT not in standing
        else:
            may = told.free or told != NOTHING
            must = not told.free and None not in told.values
        if not may:
            return
        moved = _MADE_UP if standing is None else standing - _EMPTY
        before = self.headers.get(new, FREE)
        if there is not None:
            self.places[there] = moved if must else moved | self.places[there]
        if here is not None and here != there:
            self.places[here] = _EMPTY
        self.tell(old, NOTHING)
        values = told.values - {None}
        values = values if must else values | before.values
        self.tell(new, Told(values, told.free or (not must and before.free)))

    def call(self, kept: bool) -> None:
        """The host that the next gateway is called by."""
        upstream = self.way.upstream
        if HOST not in self.ground.looked_at or kept:
            return
        if upstream.to_kind != "gateway":
            self.tell(HOST, FREE)
            return
        host = self.ground.host(upstream.to)
        if upstream.over == "local":
            host = self.ground.text(self.ground.gateways[upstream.to].vendor_name) or upstream.to
        self.tell(HOST, _only(host.partition(":")[0].lower()))

    # ---- credentials -----------------------------------------------------------------------------

    def strip_checked(self, entrants: Entrants, kinds: tuple[str, ...]) -> None:
        """What the product takes off by itself once it has checked it, unless it is wanted."""
        wanted = {
            self.ground.place_of[name]
            for travel in self.way.travels
            for name in (*travel.passes, *travel.attach, *(swap.old for swap in travel.exchange))
        }
        for place, group in entrants.shown:
            if self.ground.places[place] in wanted:
                continue
            off = [self.ground.credentials[one.credential].kind in kinds for one in group]
            if all(off):
                self._empty(place)
            elif any(off):
                self.places[place] = self.places[place] | _EMPTY
                self._forget(place)

    def travel(self, travel: Travel) -> None:
        for name in travel.strip:
            self._empty(self._number(name))
        for swap in travel.exchange:
            self._exchange(swap.old, swap.new)
        for name in travel.attach:
            self._attach(name)

    def _number(self, credential: str) -> int:
        return self.ground.number_of[self.ground.place_of[credential]]

    def _empty(self, place: int) -> None:
        self.places[place] = _EMPTY
        kind, _, name = self.ground.places[place].partition(" ")
        if kind == "header":
            self.tell(name, NOTHING)

    def _forget(self, place: int) -> None:
        kind, _, name = self.ground.places[place].partition(" ")
        if kind == "header":
            self.tell(name, FREE)

    def _exchange(self, old: str, new: str) -> None:
        """Where something genuine stands."""
        place, there = self._number(old), self._number(new)
        others = frozenset(one for one in self.places[place] if one.standing != "genuine")
        if others == self.places[place]:
            return
        before = self.places[there]
        self._empty(place)
        self._attach(new)
        if not others:
            return
        if place == there:
            self.places[place] = self.places[place] | others
        else:
            self.places[place] = _EMPTY | others
            self.places[there] = self.places[there] | before
        self._forget(place)
        self._forget(there)

    def _attach(self, name: str) -> None:
        credential, gateway = self.ground.credentials[name], self.way.gateway.name
        if isinstance(credential, GatewayJwt) and credential.signer != gateway:
            return
        place = self._number(name)
        says = minted(credential.claims, self.seen) if isinstance(credential, GatewayJwt) else ()
        self.places[place] = frozenset((Shown("genuine", name, gateway, None, says),))
        self._forget(place)
