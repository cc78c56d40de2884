"""A credential that goes on to somebody who has no business with it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import Credential
from ..ways import Way
from .blocks import in_block_of
from .branches import foremost
from .telling import and_more, counted, listed
from .zones import Zones

if TYPE_CHECKING:
    from ...trace import Branch, Hop, Question, Trace
    from ..case import Case

CODE = "GW2107"
RECEIVERS_MAX = 20
FINDINGS_MAX = 60
WAYS_TRIED = 4
CLIENTS_TRIED = 3


@frozen
class Suspect:
    way: Way
    credentials: tuple[Credential, ...]


def find(case: "Case") -> Iterator[Finding]:
    zones = Zones(case)
    by_receiver: dict[tuple[str, str], list[Suspect]] = {}
    owners: dict[tuple[str, int], tuple[str, str]] = {}
    for way in case.ways:
        along = zones.taken_along(way)
        if along:
            # What a loop or a `like` makes of one line is one line to mend.
            key = (way.gateway.name, way.to)
            if owners.setdefault((way.at.source.name, way.at.start), key) != key:
                continue
            by_receiver.setdefault(key, []).append(Suspect(way, tuple(along)))
    tried: dict[str, int] = {}
    found: list[Finding] = []
    left_out = 0
    for (gateway, _), suspects in by_receiver.items():
        tried[gateway] = tried.get(gateway, 0) + 1
        if tried[gateway] <= RECEIVERS_MAX and len(found) < FINDINGS_MAX:
            found += _leaked(case, zones, suspects)
        else:
            left_out += 1
    if found and left_out:
        further = f"{left_out} further receivers were not looked at"
        found[0] = replace(found[0], notes=(*found[0].notes, further))
    yield from found


def _leaked(case: "Case", zones: Zones, suspects: list[Suspect]) -> Iterator[Finding]:
    """The first of the ways on which a request shows it; the others are the same cause."""
    for suspect in suspects[:WAYS_TRIED]:
        trace = _shown(case, zones, suspect)
        if trace is not None:
            yield _finding(case, zones, suspect, suspects, trace)
            return


def _shown(case: "Case", zones: Zones, suspect: Suspect) -> "Trace | None":
    requests = _requests(case, zones, suspect)
    found = case.first_shown(
        requests, lambda trace: bool(_sent_along(zones, trace.branches, suspect))
    )
    if found is None:
        return None
    one = next(b for b in found.branches if _sent_along(zones, (b,), suspect))
    return foremost(found, one)


def _requests(case: "Case", zones: Zones, suspect: Suspect) -> "Iterator[Question]":
    """Of those who show such a credential first: only theirs can carry it."""
    way, places = suspect.way, {zones.place(one) for one in suspect.credentials}
    federation = case.federation
    holders = [
        client.name
        for client in federation.clients.values()
        if any(
            zones.place(federation.credentials[shown.credential]) in places
            for shown in client.presents
        )
    ]
    theirs = (
        case.flow.questions(way.gateway.name, route=way.route, way=way, client=name)
        for name in holders[:CLIENTS_TRIED]
    )
    anybodys = case.flow.questions(way.gateway.name, route=way.route, way=way)
    return chain(chain.from_iterable(theirs), anybodys)


def _sent_along(zones: Zones, branches: "Iterable[Branch]", suspect: Suspect) -> list[Credential]:
    """Those of the credentials that stand, genuine, on what left by this way."""
    way = suspect.way
    places = {
        one.place
        for branch in branches
        for hop in branch.hops
        if _is_here(hop, suspect)
        for sent in hop.sent
        if sent.to == way.to and sent.attempts
        for one in sent.message.credentials
        if one.state == "genuine"
    }
    return [one for one in suspect.credentials if zones.place(one) in places]


def _is_here(hop: "Hop", suspect: Suspect) -> bool:
    """Only what the gateway has accepted is its own to lose."""
    way = suspect.way
    accepted = any(one.name in hop.accepted for one in suspect.credentials)
    return hop.gateway == way.gateway.name and hop.route is way.route and accepted


def _finding(
    case: "Case", zones: Zones, suspect: Suspect, suspects: list[Suspect], trace: "Trace"
) -> Finding:
    from ..confirm import witness_of

    way = suspect.way
    along = [one.name for one in _sent_along(zones, trace.branches, suspect)]
    shown, it = listed(along), "it" if len(along) == 1 else "them"
    others = len({id(one.way.route) for one in suspects}) - 1
    return Finding(
        CODE,
        f"`{way.gateway.name}` sends {shown} on to {_receiver(way)}, which does not accept {it}",
        way.at,
        f"{shown} goes along to here",
        because=tuple(_both_sides(case, suspect)),
        notes=(
            *_besides(zones, suspect, trace),
            f"whoever reads what {_receiver(way)} gets can call `{way.gateway.name}` with {it}",
            *and_more(others, "route"),
        ),
        help=tuple(_ways_out(case, suspect, suspects)),
        about=(way.gateway.name, way.to, *(one.name for one in suspect.credentials)),
        proof=Proof.WITNESS,
        witness=witness_of(trace, lambda hop: _is_here(hop, suspect), seen=_seen(way, shown)),
        region=way.route.name,
    )


def _besides(zones: Zones, suspect: Suspect, trace: "Trace") -> Iterator[str]:
    proved = {one.name for one in _sent_along(zones, trace.branches, suspect)}
    others = [one.name for one in suspect.credentials if one.name not in proved]
    if others:
        yield f"so does {listed(others)}, from whoever shows that"


def _seen(way: Way, shown: str) -> str:
    return f"{_receiver(way)} has {shown} now"


def _receiver(way: Way) -> str:
    return f"`{way.to}`"


def _both_sides(case: "Case", suspect: Suspect) -> Iterator[Label]:
    way = suspect.way
    accept = way.accept or way.route.accept
    if accept is not None and accept.origin.at is not None:
        yield Label(accept.origin.at, f"`{way.gateway.name}` lets it in here")
    there = case.federation.services.get(way.to) or case.federation.gateways.get(way.to)
    if there is not None and there.at is not None:
        yield Label(there.at, "nothing here accepts it")


def _ways_out(case: "Case", suspect: Suspect, suspects: list[Suspect]) -> Iterator[Help]:
    names = ", ".join(dict.fromkeys(one.name for one in suspect.credentials))
    service = case.federation.services.get(suspect.way.to)
    says_what_it_needs = service is not None and service.accept is not None
    yield Help(
        f"take it off before it leaves{counted(suspects)}",
        Applicability.SAFE if says_what_it_needs else Applicability.REVIEW,
        tuple(e for s in suspects for e in in_block_of(s.way, f"strip {_names(s)}")),
    )
    yield Help(
        f"say that it is meant to go there with `pass {names}`, or let it be accepted there",
        Applicability.REVIEW,
        in_block_of(suspect.way, f"pass {names}"),
    )


def _names(suspect: Suspect) -> str:
    return ", ".join(one.name for one in suspect.credentials)
