"""GW3103: tries of several hops that multiply each other."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING

from ....dsl.codes import Level
from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import Fault, Measure
from ..alike import Alike, kinds_of_ways
from ..case import Case
from ..chains import requests_through
from ..courses import courses
from ..ways import Way
from .failures import faults_for
from .promised import most_calls
from .reach import reaches
from .tries import Tries, methods_sent, times, tries_of
from .waits import answer_wait

if TYPE_CHECKING:
    from ...trace import Hop, Question, Trace

CODE = "GW3103"
CALLS = 4
"""Calls for one request from which on it is worth telling."""

AT_MOST = 20
LOWER_AT_MOST = 60
UPPER_AT_MOST = 4
REQUESTS = 3


@frozen
class Retrying:
    kind: Alike
    tries: Tries


@frozen
class Storm:
    """One request, the hops that try again, and how often the last one is called for it."""

    trace: "Trace"
    fault: Fault
    hops: tuple[tuple[Way, Tries], ...]
    to: str
    calls: int


def find(case: Case) -> Iterator[Finding]:
    """Where two hops try again, by themselves or because they were told to; a single one is silent."""
    seen: set[tuple[object, ...]] = set()
    for lower, uppers in islice(_lowest(case), LOWER_AT_MOST):
        storm = _storm(case, lower, uppers)
        if storm is None:
            continue
        key = tuple((way.gateway.name, tries.written_at) for way, tries in storm.hops)
        if key not in seen and len(seen) < AT_MOST:
            seen.add(key)
            yield _finding(case, storm)


def _lowest(case: Case) -> Iterator[tuple[Retrying, list[Retrying]]]:
    """Calls that are tried again, with calls in front of them that are tried again."""
    retrying = [
        Retrying(kind, tries)
        for kind in kinds_of_ways(case)
        if (tries := tries_of(case, kind.way)).count > 1 and _is_tried(kind, tries)
    ]
    behind = reaches(case)
    seen: set[tuple[object, ...]] = set()
    leading = _leading(retrying, behind)
    for lower in retrying:
        key = (lower.kind.gateway, lower.kind.to, lower.tries.written_at)
        uppers = leading.get(lower.kind.gateway)
        if uppers and key not in seen:
            seen.add(key)
            yield lower, uppers


def _leading(
    uppers: Iterable[Retrying], behind: Mapping[str, frozenset[str]]
) -> Mapping[str, list[Retrying]]:
    """By gateway, some calls that are tried again and lead there."""
    by_target: dict[str, list[Retrying]] = {}
    for upper in uppers:
        by_target.setdefault(upper.kind.to, []).append(upper)
    found: dict[str, list[Retrying]] = {}
    for to, leading in by_target.items():
        for name in sorted(behind.get(to, frozenset())):
            found.setdefault(name, []).extend(leading[:UPPER_AT_MOST])
    return found


def _is_tried(kind: Alike, tries: Tries) -> bool:
    sent = (methods_sent(way) for way in kind.ways)
    return any(one is None or any(method in tries.methods for method in one) for one in sent)


# ---- the request that shows it -------------------------------------------------------------------


def _storm(case: Case, lower: Retrying, uppers: list[Retrying]) -> Storm | None:
    """The failure for which most calls are made."""
    way, found = lower.kind.way, list[Storm]()
    wait = answer_wait(way.policy, case.facts(way.gateway))
    if way.upstream.to_kind == "url":
        return None
    for question, fault in product(
        tuple(_requests(case, lower, uppers)),
        tuple(faults_for(lower.tries.on, way.to, wait)),
    ):
        storms = (
            _seen_in(case, one, fault, way.to) for one in courses(case.trace(question, (fault,)))
        )
        found += (storm for storm in storms if storm is not None)
    return max(found, key=lambda one: one.calls, default=None)


def _requests(case: Case, lower: Retrying, uppers: list[Retrying]) -> "Iterator[Question]":
    """Some that come to the lower call anyhow, and some by each of the upper ones."""
    way = lower.kind.way
    arriving = case.flow.questions(way.gateway.name, route=way.route, way=way)
    yield from islice(arriving, REQUESTS)
    for upper in uppers[:UPPER_AT_MOST]:
        if upper.kind.to == lower.kind.gateway:
            yield from islice(requests_through(case, upper.kind, lower.kind), REQUESTS)


def _seen_in(case: Case, trace: "Trace", fault: Fault, to: str) -> Storm | None:
    for last in trace.hops:
        if not any(sent.to == to and sent.attempts > 1 for sent in last.sent):
            continue
        tried = [(hop, way) for hop in _chain(trace, last) for way in _tried_again(case, hop, to)]
        hops = tuple((way, tries_of(case, way)) for _, way in tried)
        calls = prod(_attempts(hop, way) for hop, way in tried)
        if len(hops) < 2 or calls < CALLS:
            continue
        # Who gave up outside ends the tries inside, on most products: that is no multiplication.
        if not any(_gave_up(hop, way, to) for hop, way in tried):
            return Storm(trace, fault, hops, to, calls)
    return None


def _chain(trace: "Trace", last: "Hop") -> "list[Hop]":
    """The hops from the door to this one."""
    found = [last]
    while found[0].parent is not None:
        found.insert(0, trace.hops[found[0].parent - 1])
    return found


def _attempts(hop: "Hop", way: Way) -> int:
    return max(sent.attempts for sent in hop.sent if sent.to == way.to)


def _tried_again(case: Case, hop: "Hop", to: str) -> Iterator[Way]:
    """The call of this hop that was tried again: of the last hop the one that fails."""
    again = [sent for sent in hop.sent if sent.attempts > 1]
    wanted = [sent for sent in again if sent.to == to] or again
    for sent in wanted[:1]:
        ways = case.ways_from[hop.gateway]
        yield from islice((w for w in ways if w.route is hop.route and w.to == sent.to), 1)


def _gave_up(hop: "Hop", way: Way, to: str) -> bool:
    return way.to != to and any(s.to == way.to and s.failure == "timeout" for s in hop.sent)


# ---- how it is told ------------------------------------------------------------------------------


def _finding(case: Case, storm: Storm) -> Finding:
    from ..confirm import fault_text, witness_of

    way, tries = storm.hops[0]
    gateways = [one.gateway.name for one, _ in storm.hops]
    promise = most_calls(case, storm.trace, storm.calls)
    first = way.gateway.name
    return Finding(
        CODE,
        f"one request to `{storm.trace.start}` may become {storm.calls} calls of `{storm.to}`",
        tries.written_at or way.at,
        f"`{first}` tries {times(tries.count)}",
        because=(*(_label(*hop) for hop in storm.hops[1:]), *_promised(promise)),
        notes=(_tree(storm), *(note for one, t in storm.hops for note in t.grounds(one))),
        help=tuple(_ways_out(*storm.hops[-1])),
        about=(*gateways, storm.to, *(one.said_by for _, one in storm.hops)),
        proof=Proof.WITNESS,
        witness=witness_of(
            storm.trace,
            marked=lambda hop: hop.gateway in gateways,
            faults=(fault_text(storm.fault),),
            seen=f"{storm.calls} calls of {storm.to} were made for it",
        ),
        region=way.route.name,
        rests_on=tuple(what for one, t in storm.hops for what in t.rests_on(one)),
        judged=Level.ERROR if promise is not None else None,
    )


def _label(way: Way, tries: Tries) -> Label:
    by = "" if tries.is_stated else f"{way.gateway.target} by itself, "
    return Label(tries.written_at or way.at, f"{by}`{way.gateway.name}` tries {times(tries.count)}")


def _promised(promise: Measure | None) -> tuple[Label, ...]:
    if promise is None or promise.at is None:
        return ()
    return (Label(promise.at, "this many are promised at most"),)


def _tree(storm: Storm) -> str:
    tries = ", ".join(one.told(way) for way, one in storm.hops)
    return f"1 request in: {tries}; {storm.calls} calls of `{storm.to}` in all"


def _ways_out(way: Way, tries: Tries) -> Iterator[Help]:
    """One hop is enough to try again: the one that is nearest to what fails costs least to spare."""
    name = way.gateway.name
    message = f"let one hop try again and the others not: `retry off` in `{name}`"
    if tries.written_at is not None:
        yield Help(message, Applicability.REVIEW, (Edit(tries.written_at, "retry off"),))
    else:
        yield Help(message)
