"""What a trace finds, held against what the flow said could be: every difference, in words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from gatewright.compiler.checks import Products
from gatewright.compiler.checks.case import Case
from gatewright.compiler.facts import ProductFacts
from gatewright.compiler.flow import ABSENT, FORGED, Arrival, Flow, Part, Passage, Shown
from gatewright.compiler.flow.ground import HOST
from gatewright.compiler.model import Federation
from gatewright.compiler.patterns import contains
from gatewright.compiler.target import Variant
from gatewright.compiler.target.members import members_of
from gatewright.compiler.trace import Hop, Question, Setting, Trace, trace
from gatewright.compiler.trace.normalising import normalised
from gatewright.compiler.trace.request import Message


def case_of(federation: Federation, facts: Mapping[str, ProductFacts]) -> Case:
    return Case(federation, Products(lambda one: Variant("drawn", facts[one.name], {})), {})


def followed(case: Case, question: Question) -> Trace:
    setting = Setting(case.federation, case.facts, hop_guards=False, branches_max=8, passes_max=80)
    return trace(setting, question)


def differences(case: Case, found: Trace) -> list[str]:
    return [
        f"{found.question}: hop {hop.number} at {hop.gateway}: {what}"
        for branch in found.branches
        for hop in branch.hops
        for what in _of_hop(case, found.question, hop)
    ]


def _of_hop(case: Case, question: Question, hop: Hop) -> Iterator[str]:
    flow = case.flow
    here = [one for one in flow.arrivals(hop.gateway) if _is_from(one, question, hop)]
    here = [one for one in here if _carries(flow, one.places, hop.received)]
    if not here:
        yield "no arrival carries what it carries"
        return
    here = [one for one in here if _tells(one, hop.received)]
    if not here:
        yield "the headers are told otherwise"
        return
    path = normalised(
        hop.received.path,
        case.facts(case.federation.gateways[hop.gateway]).routing.normalisation.value,
    )
    here = [
        one
        for one in here
        if _has(one.parts, hop.received.path, hop.received.method)
        and (path is None or _has(one.parts, path, hop.received.method))
    ]
    if not here:
        yield f"no arrival has its path, {path}"
        return
    if hop.route is None:
        if hop.verdict.name == "NO_ROUTE" and path is not None:
            left = [(a, shape) for a, _, shape in flow.unrouted(hop.gateway)]
            if not any(a in here and contains(shape, path) for a, shape in left):
                yield "nothing is said to find no route"
        return
    if hop.detail == "answers the preflight of a browser" or hop.received.method == "OPTIONS":
        return
    assert path is not None
    on_route = [
        one
        for one in flow.passages(hop.gateway)
        if one.arrival in here
        and one.route is hop.route
        and _has(one.parts, path, hop.received.method)
    ]
    if not on_route:
        yield f"no passage takes {hop.route.name}"
        return
    letting = [one for one in on_route if _lets(one, hop)]
    if not letting:
        yield f"is not let in as told: {[(one.let_in, one.refused) for one in on_route]}"
        return
    yield from _of_sent(case, hop, letting)


def _is_from(arrival: Arrival, question: Question, hop: Hop) -> bool:
    if arrival.client != question.client:
        return False
    if hop.parent is None:
        return arrival.at_door and arrival.start == question.to
    return not arrival.at_door


def _carries(flow: Flow, places: Mapping[str, frozenset[Shown]], message: Message) -> bool:
    return all(
        any(_is(message, place, one) for one in allowed) for place, allowed in places.items()
    )


def _is(message: Message, place: str, shown: Shown) -> bool:
    if _standing(message, place) != replace(shown, says=()):
        return False
    carried = next((one for one in message.credentials if one.place == place), None)
    return carried is None or all(carried.claims.get(name) in said for name, said in shown.says)


def _standing(message: Message, place: str) -> Shown:
    first = next((one for one in message.credentials if one.place == place), None)
    if first is not None:
        if first.state != "genuine":
            return FORGED
        return Shown("genuine", first.credential, first.holder, first.client)
    kind, _, name = place.partition(" ")
    if kind == "header":
        return ABSENT if message.header(name) is None else FORGED
    named = [part.partition("=")[0] for part in message.query.split("&")]
    return FORGED if kind == "query" and name in named else ABSENT


def _tells(arrival: Arrival, message: Message) -> bool:
    for name, told in arrival.headers.items():
        value = message.header(name)
        if name == HOST:
            value = message.host.partition(":")[0].lower()
        if not told.free and value not in told.values:
            return False
    return True


def _has(parts: Iterable[Part], path: str, method: str) -> bool:
    return any(
        contains(one.paths, path) and (one.methods is None or method in one.methods)
        for one in parts
    )


def _lets(passage: Passage, hop: Hop) -> bool:
    of_members = any(one.accept is not None for one in members_of(passage.route.action))
    if hop.verdict.name == "AUTH_MISSING":
        return "missing" in passage.refused or of_members
    if hop.verdict.name == "AUTH_REJECTED":
        return any(one != "missing" for one in passage.refused) or of_members
    return passage.let_in != "none"


def _of_sent(case: Case, hop: Hop, letting: list[Passage]) -> Iterator[str]:
    for sent in hop.sent:
        leaving = [
            one
            for one in case.flow.deliveries(sent.to)
            if one.passage in letting and one.way.to == sent.to
        ]
        if not leaving:
            yield f"nothing is delivered to {sent.to}"
        elif not any(_carries(case.flow, one.places, sent.message) for one in leaving):
            yield f"what it carries to {sent.to} is told otherwise"
