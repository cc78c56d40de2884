"""GW7105 as a warning: a request as the program describes it fails of a value that nobody wrote.

Two are known without guessing: a service that takes longer than the product waits, and a line of a
workload with a body larger than the product takes.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ....dsl.codes import Level
from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.witness import Witness
from ...facts import Fact
from ...model import Gateway, Service
from ...units import Duration, Size
from ..alike import Alike, kinds_of_ways
from ..case import Case
from ..grounds import assumed, ground

if TYPE_CHECKING:
    from ...model import Call, Stream
    from ...trace import Question, Trace

AT_MOST = 20
"""Findings of either kind."""

TOLD_OF_BODIES = "GW4107"


def failing_of_a_default(case: Case) -> Iterator[Finding]:
    for find in (_of_slow_services, _of_large_bodies):
        for _, finding in zip(range(AT_MOST), find(case), strict=False):
            yield finding


# ---- time ----------------------------------------------------------------------------------------


def _of_slow_services(case: Case) -> Iterator[Finding]:
    timed = {name: one for name, one in case.federation.services.items() if one.latency is not None}
    if not timed:
        return
    told: set[tuple[str, str]] = set()
    for kind in kinds_of_ways(case):
        service = timed.get(kind.to) if kind.way.upstream.to_kind == "service" else None
        if service is None or (kind.gateway, kind.to) in told:
            continue
        finding = _slow(case, kind, service)
        if finding is not None:
            told.add((kind.gateway, kind.to))
            yield finding


def _slow(case: Case, kind: Alike, service: Service) -> Finding | None:
    from ...trace.timing import median

    gateway, policy = kind.way.gateway, kind.way.policy
    default = case.facts(gateway).defaults.response
    if policy.response is not None or policy.attempt is not None or default.value is None:
        return None
    usual = Duration(median(service.latency))
    if usual.us < default.value.us:
        return None
    questions = case.flow.questions(gateway.name, way=kind.way)
    trace = case.first_shown(questions, lambda one: _is_cut(one, gateway.name, "TIMED_OUT"))
    if trace is None:
        return None
    value = default.value
    slow = f"half of its answers take longer than {usual}"
    return _warning(
        Finding(
            "GW7105",
            f"`{gateway.name}` gives up on `{service.name}` after {value}, which nobody wrote",
            kind.way.at,
            "no `timeout response` holds here",
            because=(Label(service.at, slow),) if service.at is not None else (),
            help=(_to_wait_longer(case, kind, usual),),
            about=(gateway.name, service.name),
            witness=_witness(trace, gateway.name, "TIMED_OUT"),
        ),
        f"{gateway.target} waits {value} for an answer where nothing is said",
        default,
    )


def _to_wait_longer(case: Case, kind: Alike, usual: Duration) -> Help:
    gateway = kind.way.gateway
    most = case.facts(gateway).ceilings.response_max.value
    if most is not None and most.us <= usual.us:
        return Help(f"answer sooner: {gateway.target} waits {most} at most, whatever is said")
    return Help(f"say `timeout response` with more than {usual}")


# ---- size ----------------------------------------------------------------------------------------


def _of_large_bodies(case: Case) -> Iterator[Finding]:
    told = {name for one in case.found(TOLD_OF_BODIES) for name in one.about}
    for stream, call, size in _large_calls(case):
        trace = case.first_shown(_as_questions(stream, call, size), _is_too_large)
        if trace is None:
            continue
        hop = next(hop for hop in trace.hops if hop.verdict.name == "TOO_LARGE")
        gateway = case.federation.gateways[hop.gateway]
        default = case.facts(gateway).defaults.body_max
        said = hop.route.policy.body_max if hop.route is not None else None
        if said is not None or default.value is None or gateway.name in told:
            continue
        told.add(gateway.name)
        yield _large(call, size, gateway, trace, default)


def _large(
    call: "Call", size: Size, gateway: Gateway, trace: "Trace", default: Fact[Size | None]
) -> Finding:
    assert call.at is not None, "a program that was read from text has spans"
    unsaid = "no `body max` holds here"
    return _warning(
        Finding(
            "GW7105",
            f"`{gateway.name}` refuses bodies above {default.value}, which nobody wrote",
            call.at,
            f"sends {size}",
            because=(Label(gateway.at, unsaid),) if gateway.at is not None else (),
            help=(Help(f"say `body max {size}` at `{gateway.name}`, or send less"),),
            about=(gateway.name, call.path.text),
            witness=_witness(trace, gateway.name, "TOO_LARGE"),
        ),
        f"{gateway.target} takes {default.value} of body where nothing is said",
        default,
    )


def _large_calls(case: Case) -> "Iterator[tuple[Stream, Call, Size]]":
    facts = (case.facts(gateway) for gateway in case.federation.gateways.values())
    limits = [one.defaults.body_max.value.bytes for one in facts if one.defaults.body_max.value]
    smallest = min(limits, default=None)
    if smallest is None:
        return
    for workload in case.federation.workloads.values():
        for stream in workload.streams:
            for call in stream.mix:
                if call.body is not None and call.body.bytes > smallest:
                    yield stream, call, call.body


def _as_questions(stream: "Stream", call: "Call", size: Size) -> "Iterator[Question]":
    from ...patterns import example, shape_of
    from ...trace import Question

    path = example(shape_of(call.path))
    for method in call.methods if path is not None else ():
        yield Question(
            method,
            f"{path}?{call.query}" if call.query else f"{path}",
            client=stream.client,
            to=stream.to,
            body_bytes=size.bytes,
        )


def _is_too_large(trace: "Trace") -> bool:
    return any(hop.verdict.name == "TOO_LARGE" for hop in trace.hops)


# ---- both ----------------------------------------------------------------------------------------


def _is_cut(trace: "Trace", gateway: str, verdict: str) -> bool:
    return any(hop.gateway == gateway and hop.verdict.name == verdict for hop in trace.hops)


def _witness(trace: "Trace", gateway: str, verdict: str) -> Witness:
    from ..confirm import witness_of

    return witness_of(trace, lambda hop: hop.gateway == gateway and hop.verdict.name == verdict)


def _warning(finding: Finding, what: str, fact: Fact[Any]) -> Finding:
    """With the default that it comes of, and how that is known."""
    return replace(
        finding,
        notes=(ground(what, fact),),
        rests_on=assumed(what, fact),
        proof=Proof.WITNESS,
        judged=Level.WARNING,
    )
