"""A credential that would have been accepted inside, and that something on the way takes off."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label
from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...model import Credential
from ...resolve.cuts import whole_lines
from ..grounds import assumed, ground
from ..ways import Way
from .blocks import in_block_of
from .judging import Judgement, judged_refusals
from .mismatch import finding_of
from .refusals import Refusal
from .said_where import statement_of
from .zones import places_of

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW2102"


@frozen
class Removal:
    """What takes it off, told and pointed at."""

    how: str
    at: Span
    notes: tuple[str, ...] = ()
    help: tuple[Help, ...] = ()
    rests_on: tuple[str, ...] = ()


def find(case: "Case") -> Iterator[Finding]:
    for refusal, judged in judged_refusals(case):
        if judged.why == "taken off":
            yield _finding(case, refusal, judged)


def _finding(case: "Case", refusal: Refusal, judged: Judgement) -> Finding:
    credential, hop = judged.credential, judged.remover
    assert credential is not None
    assert hop is not None
    inner = refusal.receiver.name
    taken = judged.shown.credential if judged.shown is not None else credential.name
    way = _way_of(case, refusal, judged)
    removal = _removal(case, way, credential, taken)
    because = () if removal.at == way.at else (Label(way.at, f"on the way to `{way.to}`"),)
    return finding_of(
        case,
        CODE,
        refusal,
        f"`{hop.gateway}` takes `{taken}` off, which `{inner}` behind it would have accepted",
        removal.at,
        removal.how,
        notes=removal.notes,
        first=removal.help,
        because=because,
        about=(hop.gateway, credential.name),
        rests_on=removal.rests_on,
    )


def _way_of(case: "Case", refusal: Refusal, judged: Judgement) -> Way:
    """The way out of the gateway that took it off: the last one, or one further out."""
    hop = judged.remover
    assert hop is not None
    if hop is refusal.hop:
        return refusal.way
    onward = {sent.to for sent in hop.sent}
    ways = (way for way in case.ways_from[hop.gateway] if way.route is hop.route)
    return next((way for way in ways if way.to in onward), refusal.way)


def _removal(case: "Case", way: Way, credential: Credential, taken: str) -> Removal:
    places = places_of(case.federation)
    place = places[credential.name]
    for word, names in _said(way):
        for name in names:
            if places[name] == place:
                return _by_statement(case, way, word, name)
    for change in way.policy.request_headers:
        one = change.value
        if f"header {one.header.lower()}" == place and one.verb in ("remove", "set", "rename"):
            at = change.origin.at or way.at
            return Removal(f"`{one.header}` is {_DONE[one.verb]} here", at)
    return _by_default(case, way, taken)


_DONE = {"remove": "removed", "set": "set to something else", "rename": "renamed"}


def _said(way: Way) -> Iterator[tuple[str, tuple[str, ...]]]:
    for travel in way.travels:
        yield "strip", travel.strip
        yield "exchange", tuple(swap.old for swap in travel.exchange)
        yield "attach", travel.attach


def _by_statement(case: "Case", way: Way, word: str, name: str) -> Removal:
    gateway = case.federation.gateways[way.gateway.name]
    at = statement_of(gateway, way, word, name)
    if word == "attach":
        return Removal(f"`{name}` takes its place here", at or way.at)
    how = f"`{name}` is {'exchanged' if word == 'exchange' else 'taken off'} here"
    alone = at is not None and at.text.split()[1:] == [name]
    edits = (Edit(whole_lines(at), ""),) if at is not None and alone and word == "strip" else ()
    let_it_go = Help(
        f"let `{name}` go along to `{way.to}`, which has to be trusted with it then",
        Applicability.REVIEW,
        edits,
    )
    return Removal(how, at or way.at, help=(let_it_go,))


def _by_default(case: "Case", way: Way, taken: str) -> Removal:
    fact, target = case.facts(way.gateway).headers.strips_checked, way.gateway.target
    return Removal(
        f"default of {target}: it takes off what it has checked",
        way.at,
        (ground(f"{target} takes off what it has checked", fact),),
        (
            Help(
                f"say that `{taken}` is to go along",
                Applicability.REVIEW,
                in_block_of(way, f"pass {taken}"),
            ),
        ),
        assumed("which credentials it takes off by itself", fact),
    )
