"""Who of a set of requests is let in, and with what they showed."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from ...dsl.frozen import frozen
from ..model import ANYONE, Acceptance, Shows, ShowsAll, ShowsAny
from ..target.mentions import shown_in
from .deciding import Seen, decided
from .ground import Places, Verifier
from .state import LetIn, Shown, Told

COMBINATIONS = 512  # of what may stand at the places that are looked at

NEARNESS = ("forbidden", "wrong_audience", "rejected", "missing")
"""Of several reasons the first is the one that is told."""

Proofs = tuple[tuple[int, Shown], ...]
"""What was shown, place by place, in the order in which it was asked for."""


@frozen
class Entrants:
    """Those let in alike: what they carry, and what they were let in for, place by place."""

    places: Places
    shown: tuple[tuple[int, frozenset[Shown]], ...] = ()


@frozen
class Admission:
    entrants: tuple[Entrants, ...]
    refused: tuple[str, ...] = ()

    @property
    def let_in(self) -> LetIn:
        if not self.entrants:
            return "none"
        return "some" if self.refused else "all"


_Outcome = Proofs | str


def admitted(
    wanted: Acceptance | None, places: Places, seen: Seen, gateway: str | None
) -> Admission:
    """Each combination of what may stand at the places that it asks for is tried."""
    if wanted is None:
        return Admission((Entrants(places),))
    ground = seen.ground
    verifier = ground.verifier(gateway)
    headers = tuple(sorted(seen.headers.items(), key=_name)) if seen.headers else ()
    key = (wanted, places, headers, seen.at_door, seen.client, seen.shown, seen.sure, verifier)
    known = ground.admissions.get(key)
    if known is None:
        known = ground.admissions[key] = _admitted(wanted, places, seen, verifier)
    return known


def _name(item: tuple[str, Told]) -> str:
    return item[0]


def _admitted(wanted: Acceptance, places: Places, seen: Seen, verifier: Verifier) -> Admission:
    asked = _asked(wanted, seen)
    count = 1
    for place in asked:
        count *= len(places[place])
    if count > COMBINATIONS:
        return Admission((Entrants(places),), NEARNESS)
    found: dict[tuple[tuple[int, str], ...], tuple[list[set[Shown]], list[set[Shown]]]] = {}
    reasons: set[str] = set()
    for choice in product(*(sorted(places[place], key=_order) for place in asked)):
        standing = dict(zip(asked, choice, strict=True))
        for outcome in _judged(wanted, standing, seen, verifier):
            if isinstance(outcome, str):
                reasons.add(outcome)
            else:
                _add(found, asked, choice, outcome)
    entrants = tuple(_entrants(places, asked, *one, proofs) for proofs, one in found.items())
    return Admission(entrants, tuple(one for one in NEARNESS if one in reasons))


def _order(shown: Shown) -> tuple[str, str, str, list[tuple[str, list[str]]]]:
    says = [(name, sorted(map(str, values))) for name, values in shown.says]
    return shown.standing, shown.credential, shown.holder, says


def _asked(wanted: Acceptance, seen: Seen) -> tuple[int, ...]:
    ground = seen.ground
    named = (one.credential for one in shown_in(wanted) if one.credential != ANYONE)
    return tuple(dict.fromkeys(ground.number_of[ground.place_of[name]] for name in named))


def _add(
    found: dict[tuple[tuple[int, str], ...], tuple[list[set[Shown]], list[set[Shown]]]],
    asked: tuple[int, ...],
    choice: tuple[Shown, ...],
    proofs: Proofs,
) -> None:
    key = tuple((place, shown.credential) for place, shown in proofs)
    carried, counted = found.setdefault(key, ([set() for _ in asked], [set() for _ in proofs]))
    for standing, one in zip(carried, choice, strict=True):
        standing.add(one)
    for standing, (_, one) in zip(counted, proofs, strict=True):
        standing.add(one)


def _entrants(
    places: Places,
    asked: tuple[int, ...],
    carried: list[set[Shown]],
    counted: list[set[Shown]],
    proofs: tuple[tuple[int, str], ...],
) -> Entrants:
    narrowed = list(places)
    for place, standing in zip(asked, carried, strict=True):
        narrowed[place] = frozenset(standing)
    shown = tuple((place, frozenset(one)) for (place, _), one in zip(proofs, counted, strict=True))
    return Entrants(tuple(narrowed), shown)


def _judged(
    wanted: Acceptance, standing: dict[int, Shown], seen: Seen, verifier: Verifier
) -> tuple[_Outcome, ...]:
    """All that may come of it; more than one where a condition cannot be decided."""
    match wanted:
        case Shows():
            return tuple(_one(wanted, standing, seen, verifier))
        case ShowsAll(parts=parts):
            return tuple(_all([_judged(part, standing, seen, verifier) for part in parts]))
        case ShowsAny(parts=parts):
            return tuple(_any([_judged(part, standing, seen, verifier) for part in parts]))


def _one(
    wanted: Shows, standing: dict[int, Shown], seen: Seen, verifier: Verifier
) -> Iterator[_Outcome]:
    if wanted.credential == ANYONE:
        yield ()
        return
    ground = seen.ground
    place = ground.number_of[ground.place_of[wanted.credential]]
    shown = standing[place]
    if shown.standing != "genuine":
        yield "missing" if shown.standing == "absent" else "rejected"
        return
    objection = ground.passes_for(ground.credentials[wanted.credential], shown, verifier)
    if objection is not None:
        yield objection
        return
    truth = _true_of(wanted, shown, seen)
    if truth is not False:
        yield ((place, shown),)
    if truth is not True:
        yield "forbidden"


def _true_of(wanted: Shows, shown: Shown, seen: Seen) -> bool | None:
    if wanted.condition is None:
        return True
    client = seen.ground.federation.clients.get(shown.client or "")
    for presents in client.presents if client else ():
        if presents.credential == shown.credential and presents.saying == wanted.condition:
            return True
    alone = replace(seen, shown=(frozenset((shown,)),), sure=True)
    return decided(wanted.condition, alone)


def _all(parts: list[tuple[_Outcome, ...]]) -> Iterator[_Outcome]:
    for outcomes in product(*parts):
        refused = next((one for one in outcomes if isinstance(one, str)), None)
        if refused is not None:
            yield refused
        else:
            yield tuple(proof for one in outcomes for proof in one if isinstance(proof, tuple))


def _any(parts: list[tuple[_Outcome, ...]]) -> Iterator[_Outcome]:
    """The first alternative that is met; where none is, the nearest reason."""
    refusals: list[list[str]] = []
    for outcomes in parts:
        yield from (one for one in outcomes if not isinstance(one, str))
        reasons = [one for one in outcomes if isinstance(one, str)]
        if not reasons:
            return
        refusals.append(reasons)
    for reasons in product(*refusals):
        yield min(reasons, key=NEARNESS.index)
