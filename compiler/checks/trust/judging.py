"""Why a request is refused: taken off on the way, not fitting, or never there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal
from weakref import WeakKeyDictionary

from ....dsl.frozen import frozen
from ...model import Credential, Shows
from .refusals import Refusal, only_gateways_have, refusals, wanted_by

if TYPE_CHECKING:
    from ...trace import Carried, Hop, Message
    from ...trace.accepting import LetIn, Refused, Verifier
    from ..case import Case

Why = Literal[
    "taken off", "another token", "no certificate", "nothing that fits", "not enough", "meant"
]
TOKENS = ("jwt", "gateway_jwt", "oauth_client")


@frozen
class Judgement:
    """`credential` is the one that would have done, or that the token was held against.

    `remover` is the hop that had it and did not send it on; `shown` what stood in its place.
    """

    why: Why
    credential: Credential | None = None
    remover: "Hop | None" = None
    shown: "Carried | None" = None
    detail: str = ""


_JUDGED: "WeakKeyDictionary[Case, tuple[tuple[Refusal, Judgement], ...]]" = WeakKeyDictionary()


def judged_refusals(case: "Case") -> tuple[tuple[Refusal, Judgement], ...]:
    """One for each place that is a mistake; who else is refused there is so for the same reason."""
    if case not in _JUDGED:
        _JUDGED[case] = tuple(_judged_refusals(case))
    return _JUDGED[case]


def _judged_refusals(case: "Case") -> Iterator[tuple[Refusal, Judgement]]:
    told: set[tuple[str, str, int, bool]] = set()
    for refusal in refusals(case):
        judged = judgement(case, refusal)
        at = refusal.way.at
        place = (refusal.receiver.name, at.source.name, at.start, judged.why == "not enough")
        if judged.why != "meant" and place not in told:
            told.add(place)
            yield refusal, judged


def judgement(case: "Case", refusal: Refusal) -> Judgement:
    """Where others are let in, only what nobody can have meant is a mistake."""
    from ...trace.accepting import LetIn, judged

    verifier = _verifier(case, refusal)
    result = judged(refusal.receiver.accept, refusal.sent, verifier)
    if isinstance(result, LetIn):  # a member of the route asks for more than the route
        return Judgement("meant")
    wanted = wanted_by(case, refusal.receiver)
    if result.why == "forbidden":
        there = ((one, _at_its_place(one, refusal.sent)) for one in wanted)
        one, shown = next((pair for pair in there if pair[1] is not None), (None, None))
        return Judgement("not enough", one, None, shown, result.detail)
    certificates = [one for one in wanted if one.kind == "mtls"]
    if len(certificates) == len(wanted):  # what was shown on one connection never goes further
        return Judgement("no certificate", certificates[0], detail=result.detail)
    wanted = [one for one in wanted if one.kind != "mtls"]
    gone = [one for one in wanted if not _would_do(one, refusal.sent, verifier)]
    for hop in _upwards(refusal):
        for one in gone:
            if _would_do(one, hop.received, verifier):
                shown = _at_its_place(one, hop.received)
                return Judgement("taken off", one, hop, shown, result.detail)
    invited = any(hop.accepted for hop in _upwards(refusal))
    if not invited and not only_gateways_have(wanted):
        return Judgement("meant")  # whoever is open to all sends on what others may refuse
    unmet = [one for one in wanted if one.name not in refusal.satisfied]
    for one in unmet:
        shown = _at_its_place(one, refusal.sent)
        if shown is not None and one.kind in TOKENS and _is_a_token(case, shown):
            detail = _of(one, refusal.sent, verifier)
            return Judgement("another token", one, None, shown, detail)
    if refusal.satisfied and not any(_is_its_like(case, one, refusal) for one in unmet):
        return Judgement("meant")
    return Judgement("nothing that fits", detail=result.detail)


def _is_its_like(case: "Case", wanted: Credential, refusal: Refusal) -> bool:
    """A credential of the same kind at the same place, and nobody brings the one that is wanted."""
    shown = _at_its_place(wanted, refusal.sent)
    if shown is None or shown.state != "genuine":
        return False
    return case.federation.credentials[shown.credential].kind == wanted.kind


def _is_a_token(case: "Case", shown: "Carried") -> bool:
    kind = case.federation.credentials[shown.credential].kind
    return shown.state == "genuine" and kind in TOKENS


def _of(credential: Credential, message: "Message", verifier: "Verifier") -> str:
    result: LetIn | Refused = _judged(credential, message, verifier)
    return getattr(result, "detail", "")


def _would_do(credential: Credential, message: "Message", verifier: "Verifier") -> bool:
    from ...trace.accepting import LetIn

    return isinstance(_judged(credential, message, verifier), LetIn)


def _judged(credential: Credential, message: "Message", verifier: "Verifier") -> "LetIn | Refused":
    from ...trace.accepting import judged

    return judged(Shows(credential.name), message, verifier)


def _verifier(case: "Case", refusal: Refusal) -> "Verifier":
    """As the receiver's product checks; a service is taken to know every way of signing."""
    from dataclasses import replace

    from ...facts import Refusal as Statuses
    from ...trace.accepting import Verifier
    from ...trace.conditions import View, holds

    gateway = case.federation.gateways.get(refusal.receiver.name)
    view = View(refusal.sent)
    tokens = case.facts(gateway).tokens if gateway is not None else None
    return Verifier(
        case.federation,
        lambda condition, shown: holds(condition, replace(view, shown=(shown,))),
        lambda _kind: Statuses(),
        tokens.algorithms.value if tokens is not None else (),
        tokens is not None and tokens.needs_kid.value,
    )


def _upwards(refusal: Refusal) -> Iterator["Hop"]:
    """The hop that sent it, and those that it came through, the nearest first."""
    by_number = {hop.number: hop for hop in refusal.trace.hops}
    here: Hop | None = refusal.hop
    while here is not None:
        yield here
        here = by_number.get(here.parent) if here.parent is not None else None


def _at_its_place(credential: Credential, message: "Message") -> "Carried | None":
    from ...trace.carrying import place_of

    place = place_of(credential)
    return next((one for one in message.credentials if one.place == place), None)
