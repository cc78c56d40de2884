"""GW3108: a value that the program states and the product never keeps to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...facts import Ceilings, Fact
from ...model import Constant, Fault, Off, Policy, Traced
from ...units import Duration, Size
from ..alike import Alike, kinds_of_ways
from ..case import Case
from ..chains import region_of, takes
from ..courses import first_course
from ..grounds import assumed, ground

if TYPE_CHECKING:
    from ...trace import Question, Trace

CODE = "GW3108"
AT_MOST = 20
REQUESTS = 6


@frozen
class Word:
    """A statement, the ceiling over it, and how both are spoken of."""

    name: str
    stated: Callable[[Policy], Traced[Any] | None]
    ceiling: Callable[[Ceilings], Fact[Any]]
    asks: str
    product: str
    statement: str


WORDS = (
    Word(
        "connect",
        lambda policy: policy.connect,
        lambda ceilings: ceilings.connect_max,
        "is to wait {} for a connection",
        "gives up after {}",
        "connect {}",
    ),
    Word(
        "response",
        lambda policy: policy.response,
        lambda ceilings: ceilings.response_max,
        "is to wait {} for an answer",
        "gives up after {}",
        "response {}",
    ),
    Word(
        "attempt",
        lambda policy: policy.attempt,
        lambda ceilings: ceilings.response_max,
        "is to wait {} for each try",
        "gives up after {}",
        "attempt {}",
    ),
    Word(
        "total",
        lambda policy: policy.total,
        lambda ceilings: ceilings.total_max,
        "is to wait {} for all tries together",
        "gives up after {}",
        "total {}",
    ),
    Word(
        "body",
        lambda policy: policy.body_max,
        lambda ceilings: ceilings.body_max,
        "is to take bodies of {}",
        "takes at most {}",
        "body max {}",
    ),
)


@frozen
class Excess:
    kind: Alike
    word: Word
    stated: Traced[Duration | Size]
    most: Fact[Any]


def find(case: Case) -> Iterator[Finding]:
    """Each statement once for each gateway that it holds at."""
    found: dict[str, int] = {}
    for excess in _excesses(case):
        gateway = excess.kind.gateway
        if found.get(gateway, 0) < AT_MOST:
            finding = _shown(case, excess)
            if finding is not None:
                found[gateway] = found.get(gateway, 0) + 1
                yield finding


def _excesses(case: Case) -> Iterator[Excess]:
    seen: set[tuple[object, ...]] = set()
    for kind in kinds_of_ways(case):
        way = kind.way
        for word in WORDS:
            stated = word.stated(way.policy)
            if stated is None or isinstance(stated.value, Off):
                continue
            most = word.ceiling(case.facts(way.gateway).ceilings)
            key = (kind.gateway, word.name, stated.origin.at)
            if most.value is None or not most.value < stated.value or key in seen:
                continue
            seen.add(key)
            yield Excess(kind, word, stated, most)


# ---- the request that meets it -------------------------------------------------------------------


def _shown(case: Case, excess: Excess) -> Finding | None:
    """The request that runs into the ceiling, else the first one that the value holds for."""
    kind = excess.kind
    way = kind.way
    asked = case.flow.questions(way.gateway.name, route=way.route, way=way)
    requests = list(islice(asked, REQUESTS))
    if excess.word.name == "body":
        requests = [_with_body(one, excess) for one in requests]
    fault = _fault(excess)
    faults = (fault,) if fault is not None else ()
    trace = first_course(case, requests, lambda trace: _ends_there(trace, excess), faults)
    if trace is not None:
        return _finding(excess, trace, fault)
    trace = first_course(case, requests, lambda trace: any(takes(hop, kind) for hop in trace.hops))
    return _finding(excess, trace, None) if trace is not None else None


def _with_body(question: "Question", excess: Excess) -> "Question":
    route = excess.kind.way.route
    method = "POST" if not route.methods else question.method
    return replace(question, method=method, body_bytes=excess.most.value.bytes + 1)


def _fault(excess: Excess) -> Fault | None:
    upstream = excess.kind.way.upstream
    if upstream.to_kind == "url" or excess.word.name == "body":
        return None
    if excess.word.name == "connect":
        return Fault("fail", (upstream.to,))
    return Fault("slow", (upstream.to,), Constant(excess.most.value))


def _ends_there(trace: "Trace", excess: Excess) -> bool:
    kind = excess.kind
    if excess.word.name == "body":
        return any(h.gateway == kind.gateway and h.verdict.name == "TOO_LARGE" for h in trace.hops)
    failure = "connect-timeout" if excess.word.name == "connect" else "timeout"
    return any(
        takes(hop, kind) and any(s.to == kind.to and s.failure == failure for s in hop.sent)
        for hop in trace.hops
    )


def _finding(excess: Excess, trace: "Trace", fault: Fault | None) -> Finding:
    from ..confirm import fault_text, witness_of

    way, word, most = excess.kind.way, excess.word, excess.most
    gateway, product = way.gateway.name, way.gateway.target or ""
    written = excess.stated.origin.at or way.at
    limit = word.product.format(most.value)
    because = (
        (Label(way.gateway.at, f"stands on {product}, which {limit}"),) if way.gateway.at else ()
    )
    return Finding(
        CODE,
        f"`{gateway}` {word.asks.format(excess.stated.value)}, and {product} {limit}",
        written,
        f"{product} {limit}",
        because=because,
        notes=(ground(f"{product} {limit}, whatever is configured", most),),
        help=_ways_out(excess),
        about=(gateway, word.name, excess.stated.origin.by),
        proof=Proof.WITNESS,
        witness=witness_of(
            trace,
            marked=lambda hop: hop.gateway == gateway,
            faults=(fault_text(fault),) if fault is not None else (),
        ),
        region=region_of(excess.kind),
        rests_on=assumed(f"that {product} {limit}", most),
    )


def _ways_out(excess: Excess) -> tuple[Help, ...]:
    statement = excess.word.statement.format(excess.most.value)
    written = excess.stated.origin.at
    edits = (Edit(written, statement),) if written is not None else ()
    return (Help(f"ask for what there is: `{statement}`", Applicability.REVIEW, edits),)
