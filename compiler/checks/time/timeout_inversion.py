"""GW3101: a gateway gives up while the one behind it still waits."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Proof
from ....dsl.frozen import frozen
from ...model import Constant, Fault
from ...units import Duration
from ..alike import Alike
from ..case import Case
from ..chains import meetings, passes_both, region_of, requests_through
from ..courses import first_course
from .waits import Wait, answer_wait, pointed_at, rests_on, told, total_wait

if TYPE_CHECKING:
    from ...trace import Hop, Question, Trace

CODE = "GW3101"
AT_MOST = 20
"""Findings for each gateway that gives up."""

REQUESTS = 8
WELL, AT_ALL = 400, 500
"""An answer to show it with is a good one, or, where none comes so far, one that is no failure."""

TRIES = 3
"""Calls under the same two waits that are followed before the waits count as never met."""


Brief = tuple[int | None, bool, str]
"""Of a wait: how long, whether the program says so, and its word."""


@frozen
class Side:
    """One of the two that wait."""

    kind: Alike
    wait: Wait


def find(case: Case) -> Iterator[Finding]:
    """`response` is held against `response`, `total` against `total`; equal values are silent."""
    tried: dict[tuple[object, ...], int] = {}
    found: dict[str, int] = {}
    for outer, inner in _suspects(case):
        front = outer.kind.gateway
        key = (front, inner.kind.gateway, outer.wait.written_at, inner.wait.written_at)
        if tried.get(key, 0) >= TRIES or found.get(front, 0) >= AT_MOST:
            continue
        tried[key] = tried.get(key, 0) + 1
        finding = _shown(case, outer, inner)
        if finding is not None:
            tried[key] = TRIES
            found[front] = found.get(front, 0) + 1
            yield finding


def _suspects(case: Case) -> Iterator[tuple[Side, Side]]:
    for read in (answer_wait, total_wait):

        def wait(kind: Alike) -> Wait:
            return read(kind.way.policy, case.facts(kind.way.gateway))  # noqa: B023  asked at once

        def value(kind: Alike) -> Brief:
            found = wait(kind)
            return found.us, found.is_stated, found.word

        for meeting in meetings(case, value, _is_inverted):
            yield Side(meeting.outer, wait(meeting.outer)), Side(meeting.inner, wait(meeting.inner))


def _is_inverted(outer: Brief, inner: Brief) -> bool:
    if outer[0] is None or (inner[0] is not None and inner[0] <= outer[0]):
        return False
    return _is_said(outer, inner)


def _is_said(outer: Brief, inner: Brief) -> bool:
    """Two products left to themselves are nobody's mistake; a total that nobody set is no promise."""
    if outer[2] == "total":
        return inner[1] and inner[0] is not None
    return outer[1] or inner[1]


# ---- the request that shows it -------------------------------------------------------------------


def _shown(case: Case, outer: Side, inner: Side) -> Finding | None:
    fault = _slow(case, outer, inner)
    if fault is None:
        return None

    requests = tuple(islice(requests_through(case, outer.kind, inner.kind), REQUESTS))
    trace = _first(case, outer, inner, fault, requests, WELL) or _first(
        case, outer, inner, fault, requests, AT_ALL
    )
    return _finding(outer, inner, fault, trace) if trace is not None else None


def _first(
    case: Case,
    outer: Side,
    inner: Side,
    fault: Fault,
    requests: "tuple[Question, ...]",
    below: int,
) -> "Trace | None":
    """A request on which the outer one gives up, while the inner one has an answer below this."""

    def shows(trace: "Trace") -> bool:
        hops = passes_both(trace, outer.kind, inner.kind)
        return hops is not None and _gave_up(*hops, below)

    return first_course(case, requests, shows, (fault,))


def _slow(case: Case, outer: Side, inner: Side) -> Fault | None:
    """What stands behind takes as long as the outer gateway waits."""
    from ...trace.timing import median

    wait, behind = outer.wait.us, inner.kind.way.upstream
    if wait is None:
        return None
    # What is outside cannot be slowed down; then it is the inner gateway that takes so long.
    slow = inner.kind.gateway if behind.to_kind == "url" else behind.to
    service = case.federation.services.get(slow)
    usual = median(service.latency) if service is not None else 0
    by = Duration(max(wait - usual, 1_000))
    return Fault("slow", (slow,), Constant(by))


def _gave_up(before: "Hop", behind: "Hop", below: int) -> bool:
    """The outer one, while the inner one had an answer."""
    gave_up = any(sent.to == behind.gateway and sent.failure == "timeout" for sent in before.sent)
    if behind.verdict.name == "EXITS_MODEL":
        return gave_up
    went_well = behind.verdict.name in ("DELIVERED", "FORWARDED")
    return gave_up and went_well and behind.status is not None and behind.status < below


def _finding(outer: Side, inner: Side, fault: Fault, trace: "Trace") -> Finding:
    from ..confirm import fault_text, witness_of

    front, back = outer.kind.gateway, inner.kind.gateway
    until = "for ever" if inner.wait.us is None else f"up to {inner.wait.text}"
    primary = pointed_at(outer.kind.way, outer.wait, f"`{front}` waits {outer.wait.text}")
    behind = f"`{back}` waits {until} for `{inner.kind.to}`"
    return Finding(
        CODE,
        f"`{front}` gives up on `{back}` after {outer.wait.text}, "
        f"while `{back}` waits {until} for `{inner.kind.to}`",
        primary.span,
        primary.text,
        because=(pointed_at(inner.kind.way, inner.wait, behind),),
        notes=(
            _ladder(outer, inner),
            *told(outer.kind.way, outer.wait),
            *told(inner.kind.way, inner.wait),
        ),
        help=tuple(_ways_out(outer, inner)),
        about=(front, back, outer.wait.word, outer.wait.said_by, inner.wait.said_by),
        proof=Proof.WITNESS,
        witness=witness_of(
            trace, marked=lambda hop: hop.gateway == front, faults=(fault_text(fault),)
        ),
        region=region_of(outer.kind),
        rests_on=(
            *rests_on(outer.kind.way, outer.wait),
            *rests_on(inner.kind.way, inner.wait),
        ),
    )


def _ladder(outer: Side, inner: Side) -> str:
    front, back = outer.kind.gateway, inner.kind.gateway
    return (
        f"who waits how long: `{front}` {outer.wait.text}, `{back}` {inner.wait.text}; what "
        f"`{inner.kind.to}` answers in between is worked for and nobody gets it"
    )


def _ways_out(outer: Side, inner: Side) -> Iterator[Help]:
    """The inner one gives up as early, or the outer one waits as long."""
    front, back = outer.kind.gateway, inner.kind.gateway
    sooner = f"let `{back}` wait no longer than `{front}`"
    yield _help(sooner, inner.wait, outer.wait)
    if inner.wait.us is not None and outer.wait.is_stated:
        yield _help(f"let `{front}` wait as long as `{back}`", outer.wait, inner.wait)


def _help(message: str, wait: Wait, wanted: Wait) -> Help:
    statement = f"{wait.word} {wanted.text}"
    if wait.written_at is None or wait.written_at.text.startswith("timeout"):
        return Help(f"{message}: `timeout {statement}`", Applicability.REVIEW)
    return Help(message, Applicability.REVIEW, (Edit(wait.written_at, statement),))
