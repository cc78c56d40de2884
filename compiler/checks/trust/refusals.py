"""Requests that one gateway lets in and sends on, and that whoever gets them refuses every time."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...model import (
    ANYONE,
    Acceptance,
    Client,
    Credential,
    Fault,
    GatewayJwt,
    Route,
    Shows,
    ShowsAll,
)
from ...target.mentions import shown_in
from ..exposure.failing import with_failing
from ..ways import Way
from .branches import foremost
from .doors import comes_from, lets_anyone_in
from .zones import asked_by, places_of

if TYPE_CHECKING:
    from ...facts import Tokens
    from ...trace import Branch, Hop, Message, Question, Sent, Trace
    from ..case import Case

CAUSES_MAX = 60
TRIED = 2
CLIENTS_TRIED = 8
WAYS_TRIED = 3
SEEN = 200
REFUSALS = ("AUTH_MISSING", "AUTH_REJECTED")
HELD_BY_GATEWAYS = ("shared_secret", "gateway_jwt", "mtls")


@frozen
class Receiver:
    """A route of a gateway, or a service, that asks for something."""

    name: str
    accept: Acceptance
    at: Span | None
    route: Route | None = None  # of the gateway; None for a service


@frozen
class Refusal:
    """`sent` left by `way` and was refused; `alike` are ways on which the same happens.

    `satisfied` are what others show who are let in there: none where nobody is. `faults` are what
    has to fail before a `first` goes this way.
    """

    way: Way
    receiver: Receiver
    trace: "Trace"
    hop: "Hop"  # that sent it
    sent: "Message"
    status: int | None
    alike: int = 0
    satisfied: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


@frozen
class LetIn:
    """`by` are the credentials that did it, as the receiver names them."""

    by: tuple[str, ...]


def refusals(case: "Case") -> Iterator[Refusal]:
    """Of each cause one for each client, in the order of the program."""
    groups: dict[tuple[object, ...], list[tuple[Way, Receiver]]] = {}
    for way, receiver in chain(_into_gateways(case), _into_services(case)):
        groups.setdefault(_cause(way, receiver), []).append((way, receiver))
    for suspects in islice(groups.values(), CAUSES_MAX):
        yield from _confirmed(case, suspects)


def wanted_by(case: "Case", receiver: Receiver) -> list[Credential]:
    """What would do, as the receiver names it."""
    names = dict.fromkeys(one.credential for one in shown_in(receiver.accept))
    return [case.federation.credentials[name] for name in names if name != ANYONE]


# ---- suspicions ----------------------------------------------------------------------------------


def _cause(way: Way, receiver: Receiver) -> tuple[object, ...]:
    """Ways that carry the same credentials to the same demand fail for the same reason."""
    accept = way.route.accept.value if way.route.accept is not None else None
    travels = tuple((t.strip, t.exchange, t.attach) for t in way.travels)
    return (way.gateway.name, receiver.name, id(receiver.accept), id(accept), travels)


def _into_gateways(case: "Case") -> Iterator[tuple[Way, Receiver]]:
    """Where the analysis of sets sees somebody refused who comes by way of another gateway."""
    for name in case.federation.gateways:
        if not _may_refuse(case, name):
            continue
        met: set[tuple[int, int]] = set()
        for passage in case.flow.passages(name):
            route = passage.route
            if passage.let_in != "none" or route.accept is None:
                continue
            for part in passage.parts:
                if part.came is None or part.came.way.gateway.name == name:
                    continue
                key = (id(part.came.way), id(route))
                if key not in met:
                    met.add(key)
                    receiver = Receiver(name, route.accept.value, route.accept.origin.at, route)
                    yield part.came.way, receiver


def _may_refuse(case: "Case", name: str) -> bool:
    """Whether some way there attaches less than every route of it asks for."""
    gateway = case.federation.gateways[name]
    wanted = list(asked_by(gateway))
    verifies = case.facts(gateway).tokens
    places = places_of(case.federation)
    sure: set[tuple[object, ...]] = set()
    for way in comes_from(case, name):
        attached = tuple(one for travel in way.travels for one in travel.attach)
        key = (way.gateway.name, attached, id(way.policy))
        if key in sure:
            continue
        if way.policy.request_headers or len({places[one] for one in attached}) < len(attached):
            return True
        shown = {one for one in attached if _can_show(case, way, one, verifies)}
        if not all(_is_met(one, shown) for one in wanted):
            return True
        sure.add(key)
    return False


def _can_show(case: "Case", way: Way, name: str, verifies: "Tokens") -> bool:
    """Whether it is attached here in a way that the other product can check."""
    one = case.federation.credentials[name]
    if not isinstance(one, GatewayJwt):
        return getattr(one, "algorithm", None) is None
    signs = case.facts(way.gateway).tokens
    by_itself = signs.signs_with.value if signs.signs_with is not None else None
    algorithm = one.algorithm or by_itself
    names_key = signs.signs_kid is None or signs.signs_kid.value
    return (
        one.signer == way.gateway.name
        and (algorithm is None or algorithm in verifies.algorithms.value)
        and (names_key or not verifies.needs_kid.value)
    )


def _is_met(wanted: Acceptance, shown: set[str]) -> bool:
    match wanted:
        case Shows(credential=name, condition=condition):
            return name == ANYONE or (name in shown and condition is None)
        case ShowsAll(parts=parts):
            return all(_is_met(part, shown) for part in parts)
        case _:
            return any(_is_met(part, shown) for part in wanted.parts)


def _into_services(case: "Case") -> Iterator[tuple[Way, Receiver]]:
    for service in case.federation.services.values():
        if service.accept is None or lets_anyone_in(service.accept):
            continue
        receiver = Receiver(service.name, service.accept, service.at)
        for way in case.ways_to.get(service.name, ()):
            yield way, receiver


# ---- requests that show it -----------------------------------------------------------------------


def _confirmed(case: "Case", suspects: list[tuple[Way, Receiver]]) -> Iterator[Refusal]:
    """The first of the ways on which a request can be shown; the others are the same cause."""
    for way, receiver in suspects[:WAYS_TRIED]:
        refused: list[Refusal] = []
        satisfied: dict[str, None] = {}
        for client in _clients(case, receiver):
            found = _shown(case, way, receiver, client)
            let_in = [one for one in found if isinstance(one, LetIn)]
            satisfied.update((name, None) for one in let_in for name in one.by or (ANYONE,))
            if not let_in:
                refused += [one for one in found if isinstance(one, Refusal)][:1]
        for one in refused:
            if not _is_promised(case, one):
                yield replace(one, alike=len(suspects) - 1, satisfied=tuple(satisfied))
        if refused or satisfied:
            return


def _shown(case: "Case", way: Way, receiver: Receiver, client: str) -> list["Refusal | LetIn"]:
    found: list[Refusal | LetIn] = []
    faults = with_failing((), way) or ()
    for question in islice(_requests(case, way, receiver, client), TRIED):
        trace = case.trace(question, faults)
        if trace is not None:
            found += _on_the_way(trace, way, receiver)
    return [replace(one, faults=faults) if isinstance(one, Refusal) else one for one in found]


def only_gateways_have(wanted: Iterable[Credential]) -> bool:
    """Nobody outside can bring it along: a gateway on the way has to attach it."""
    return all(one.kind in HELD_BY_GATEWAYS for one in wanted)


def _clients(case: "Case", receiver: Receiver) -> list[str]:
    """Those who show nothing count only where no client of ours could do better."""
    federation, places = case.federation, places_of(case.federation)
    wanted = wanted_by(case, receiver)
    looked_at = {places[one.name] for one in wanted}

    def shows_nothing_there(client: Client) -> bool:
        return not any(places[one.credential] in looked_at for one in client.presents)

    clients = sorted(federation.clients.values(), key=shows_nothing_there)
    names = [one.name for one in clients[:CLIENTS_TRIED]]
    return [*names, ANYONE] if only_gateways_have(wanted) else names


def _requests(case: "Case", way: Way, receiver: Receiver, client: str) -> "Iterable[Question]":
    """Through the gateway in front: what is sent straight to the receiver says nothing of it."""
    if receiver.route is None:
        return case.flow.questions(way.gateway.name, route=way.route, way=way, client=client)
    own = {
        receiver.name,
        *(one.name for one in case.federation.entries.values() if receiver.name in one.leads_to),
    }
    questions = case.flow.questions(receiver.name, route=receiver.route, client=client)
    return (one for one in islice(questions, SEEN) if one.to not in own)


def _on_the_way(trace: "Trace", way: Way, receiver: Receiver) -> Iterator["Refusal | LetIn"]:
    """Each time that the request leaves by this way: refused, or let in."""
    label = getattr(way.of, "label", None)
    for branch in trace.branches:
        for hop in branch.hops:
            if hop.gateway != way.gateway.name or hop.route is not way.route:
                continue
            for sent in hop.sent:
                if sent.to != way.to or sent.label != label or sent.failure or not sent.attempts:
                    continue
                yield from _outcome(trace, branch, hop, sent, way, receiver)


def _outcome(
    trace: "Trace", branch: "Branch", hop: "Hop", sent: "Sent", way: Way, receiver: Receiver
) -> Iterator["Refusal | LetIn"]:
    status, by = sent.answer.status, ()
    if receiver.route is None:
        refused = status in (401, 403) and sent.answer.by == receiver.name
    else:
        there = next((one for one in branch.hops if one.number == sent.hop), None)
        if there is None or there.route is not receiver.route:
            return
        refused, status, by = there.verdict.name in REFUSALS, there.status, there.accepted
    if refused:
        yield Refusal(way, receiver, foremost(trace, branch), hop, sent.message, status)
    else:
        yield LetIn(by)


# ---- promises ------------------------------------------------------------------------------------


def _is_promised(case: "Case", refusal: Refusal) -> bool:
    """An `expect` line says that such a request is refused here."""
    from ...model import Answer
    from ...trace import Question

    for promise in case.federation.promises:
        if not isinstance(promise, Answer) or not _is_a_refusal(promise.outcome):
            continue
        if promise.at_gateway not in (None, refusal.receiver.name, refusal.way.gateway.name):
            continue
        method = promise.methods[0] if promise.methods else "GET"
        client = refusal.trace.question.client
        if promise.client not in (None, client):
            continue
        asked = Question(method, promise.path.text, client, promise.to)
        trace = case.trace(asked)
        if trace is None:
            continue
        found = _on_the_way(trace, refusal.way, refusal.receiver)
        if any(isinstance(one, Refusal) for one in found):
            return True
    return False


def _is_a_refusal(outcome: object) -> bool:
    return str(outcome) in ("401", "403", "4xx", *REFUSALS)
