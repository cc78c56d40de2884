"""Requests that go round until something ends them: found among ways, shown by a trace."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from ....dsl.frozen import frozen
from ...model import Fault
from ...patterns import Shape
from ..case import Case
from ..ways import Way, calls_of_route, ways_of_route
from .sightings import Sighting, needed_faults, sighting_in
from .turns import come_round, suspicious, turn_of

if TYPE_CHECKING:
    from ...trace import Branch, Hop, Loop, Question

WAYS_TRIED = 12
"""Ways of one group by which requests are sent into it before the next group has its turn."""
QUESTIONS = 3
"""Requests by each of them."""
TRIES = 160
"""Requests tried in the whole program."""
LOOPS = 20
"""Rings told in one program."""

OTHER = "something else"

PASSES_BESIDE_TURNS = 40
TURNS = 4
"""So far a request is followed to see whether it goes round; three turns show that one grows."""
WAYS_LOOKED_AT = 400
"""In groups of more ways, which paths come round is not asked."""
TURN_MAX = 500
"""Nobody follows a request through a ring of more gateways."""
GATEWAYS_OF_A_TURN = 50
"""So many are taken to be passed in a turn, where a group of ways has so many."""
PASSES_OF_TRIES = 5_000
"""For all of them: whoever mends the rings that were found finds the others."""
PASSES_TO_A_LIMIT = 5_000
PASSES_WITHOUT = 1_000
TURNS_TO_A_LIMIT = 250
"""So far, and so often, a ring is followed to see what ends it: connections last that long."""
PASSES_TO_LIMITS = 2_000
"""For all rings but the first: from then on it is only said that they go round."""


@frozen
class FoundLoop:
    """A ring that a request really goes round, and the ways of one turn.

    `before` are the gateways that it passes before it comes into the ring. `is_limited`
    is that a limit is known of one of its gateways that ends every ring. `faults` are what has to
    fail before the members of a `first` turn to each other.
    """

    sighting: Sighting
    loop: "Loop"
    turn: tuple[Way, ...]
    before: tuple[str, ...]
    grows: bool
    is_limited: bool
    faults: tuple[Fault, ...] = ()

    @property
    def closing(self) -> Way:
        """The way that leads back to where the ring began."""
        return self.turn[-1]


_known: WeakKeyDictionary[Case, tuple[FoundLoop, ...]] = WeakKeyDictionary()


def loops_of(case: Case) -> tuple[FoundLoop, ...]:
    """One for each ring of gateways; worked out once, for two checks ask."""
    if case not in _known:
        _known[case] = tuple(_found(case))
    return _known[case]


def _found(case: Case) -> Iterator[FoundLoop]:
    """Each group is searched until every way of it, or enough of them, was tried or goes round."""
    known: set[tuple[object, ...]] = set()
    tries, passes, passes_on = TRIES, PASSES_OF_TRIES, PASSES_TO_A_LIMIT
    for group in suspicious(case):
        round_and_round: list[Way] = []
        failing = _failing(case, group)
        for way, question, length in _questions(case, group):
            if tries <= 0 or passes <= 0 or len(known) >= LOOPS:
                return
            if any(one.route is way.route and one.to == way.to for one in round_and_round):
                continue
            tries -= 1
            most = PASSES_BESIDE_TURNS + TURNS * length
            found = _sighted(case, question, most)
            if found is None and failing:
                found = _sighted(case, question, most, failing)
            passes -= _passes(found) if found is not None else length
            if found is None:
                continue
            round_and_round += found.turn
            if _key(found) not in known:
                known.add(_key(found))
                found = _to_the_end(case, found, passes_on)
                passes_on = min(passes_on - _passes(found), PASSES_TO_LIMITS)
                yield found


def _to_the_end(case: Case, found: FoundLoop, passes: int) -> FoundLoop:
    """The same, followed until something ends it, as far as there is time for that."""
    most = min(passes, PASSES_TO_A_LIMIT if found.is_limited else PASSES_WITHOUT)
    enough = most // len(found.loop.ring) >= TURNS_TO_A_LIMIT or not found.is_limited
    if not found.loop.goes_on or not enough or most <= _passes(found):
        return found
    return _sighted(case, found.sighting.trace.question, most, found.faults) or found


def _failing(case: Case, group: tuple[Way, ...]) -> tuple[Fault, ...]:
    """The services that stand before the later members of a `first` on these ways."""
    before = (fault for way in group for fault in needed_faults(way))
    names = dict.fromkeys(name for fault in before for name in fault.names)
    services = tuple(name for name in names if name in case.federation.services)
    return (Fault("refuse", services),) if services else ()


def _passes(found: FoundLoop) -> int:
    return sum(count for _, count in found.loop.passes)


def _key(found: FoundLoop) -> tuple[object, ...]:
    """The ring wherever it was entered, and whether requests grow in it."""
    names = found.loop.ring
    first = min(range(len(names)), key=lambda at: names[at:] + names[:at])
    return found.grows, names[first:] + names[:first]


def _questions(case: Case, group: tuple[Way, ...]) -> Iterator[tuple[Way, "Question", int]]:
    """Requests that enter by one of these ways, and how long a turn is from there.

    First any, then those with paths that may have come round before.
    """
    written = [way for way in group[:WAYS_TRIED] if way.kind != "own-code"]
    shortest = len(turn_of(written[0], group)) if written else 0
    if shortest > TURN_MAX:
        return
    # The shortest turn need not be the one that a request makes.
    length = max(shortest, min(len({way.gateway.name for way in group}), GATEWAYS_OF_A_TURN))
    for way in written:
        for question in _with_others(case, way, None):
            yield way, question, length
    for way in written if len(group) <= WAYS_LOOKED_AT else ():
        turn = turn_of(way, group)
        paths = come_round(turn) if turn else None
        if paths is not None:
            for question in _with_others(case, way, paths):
                yield way, question, max(len(turn), length)


def _with_others(case: Case, way: Way, paths: Shape | None) -> Iterator["Question"]:
    """Requests, and the same with header values that no condition asks for."""
    asked = case.flow.questions(way.gateway.name, way=way, paths=paths)
    for question in islice(asked, QUESTIONS):
        yield question
        if question.headers:
            yield replace(question, headers=tuple((name, OTHER) for name, _ in question.headers))


def _sighted(
    case: Case, question: "Question", passes: int, faults: tuple[Fault, ...] = ()
) -> FoundLoop | None:
    followed = case.trace(question, faults, passes_max=passes)
    sighting = sighting_in(followed, _end) if followed is not None else None
    if sighting is None or sighting.hop.loop is None:
        return None
    turn = _turn(case, sighting)
    if turn is None:
        return None
    loop = sighting.hop.loop
    return FoundLoop(
        sighting,
        loop,
        turn,
        _passed_by(sighting)[: -len(turn)],
        grows=sighting.hop.verdict.name == "GROWING_LOOP",
        is_limited=any(_has_a_limit(case, name) for name in loop.ring),
        faults=faults,
    )


def _passed_by(sighting: Sighting) -> tuple[str, ...]:
    """The gateways on the way, to the end of the first turn."""
    by_number = {hop.number: hop for hop in sighting.trace.hops}
    names: list[str] = []
    above = sighting.hop.parent
    while above is not None:
        names.append(by_number[above].gateway)
        above = by_number[above].parent
    return tuple(reversed(names))


def _has_a_limit(case: Case, name: str) -> bool:
    ceilings = case.facts(case.federation.gateways[name]).ceilings
    limits = (ceilings.connections_max, ceilings.uri_max, ceilings.headers_max)
    return any(limit.value is not None for limit in limits)


def _end(branch: "Branch") -> "Hop | None":
    return next((hop for hop in branch.hops if hop.loop is not None), None)


def _turn(case: Case, sighting: Sighting) -> tuple[Way, ...] | None:
    """The ways of the first turn, from the gateway where the ring begins.

    The hop where it ends hangs on the last one of that turn, wherever in the ring it ends.
    """
    assert sighting.hop.loop is not None
    by_number = {hop.number: hop for hop in sighting.trace.hops}
    to, turn, hop = sighting.hop.loop.ring[0], list[Way](), sighting.hop
    for _ in sighting.hop.loop.ring:
        hop = by_number[hop.parent] if hop.parent is not None else None
        way = _way(case, hop, to) if hop is not None else None
        if hop is None or way is None:
            return None
        turn.append(way)
        to = hop.gateway
    return tuple(reversed(turn))


def _way(case: Case, sender: "Hop", to: str) -> Way | None:
    """By which way this hop sent the request there."""
    if sender.route is None:
        return None
    gateway = case.federation.gateways[sender.gateway]
    ways = (
        *ways_of_route(gateway, sender.route),
        *calls_of_route(case.federation, gateway, sender.route),
    )
    return next((way for way in ways if way.to == to), None)
