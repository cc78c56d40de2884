"""GW3104: a request that may have been carried out is sent again."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import Fault
from ..alike import Alike, kinds_of_ways
from ..case import Case
from ..chains import takes
from ..courses import courses
from ..ways import Way
from .failures import BEFORE_ANYTHING_WAS_SENT, faults_for, outcomes_text
from .tries import UNSAFE, Tries, methods_sent, times, tries_of
from .waits import answer_wait

if TYPE_CHECKING:
    from ...trace import Question, Trace

CODE = "GW3104"
AT_MOST = 20
REQUESTS = 4


@frozen
class Suspicion:
    """`methods` are the unsafe ones that are tried again."""

    kind: Alike
    ways: tuple[Way, ...]
    tries: Tries
    methods: tuple[str, ...]


def find(case: Case) -> Iterator[Finding]:
    """Each `retry` once for each gateway that it holds at; a failed connection harms nobody."""
    seen: set[tuple[object, ...]] = set()
    for suspicion in _suspicions(case):
        key = (suspicion.kind.gateway, suspicion.tries.written_at or suspicion.kind.to)
        if key not in seen and len(seen) < AT_MOST:
            finding = _shown(case, suspicion)
            if finding is not None:
                seen.add(key)
                yield finding


def _suspicions(case: Case) -> Iterator[Suspicion]:
    for kind in kinds_of_ways(case):
        tries = tries_of(case, kind.way)
        methods = tuple(method for method in UNSAFE if method in tries.methods)
        if tries.count < 2 or not methods or set(tries.on) <= {BEFORE_ANYTHING_WAS_SENT}:
            continue
        ways = tuple(way for way in kind.ways if _sends(way, methods))
        if ways:
            yield Suspicion(kind, ways, tries, methods)


def _sends(way: Way, methods: tuple[str, ...]) -> bool:
    """Whether an unsafe request leaves by this way that nobody can tell from a new one."""
    sent = methods_sent(way)
    return way.route.idempotent_by is None and (
        sent is None or any(method in methods for method in sent)
    )


# ---- the request that is carried out twice -------------------------------------------------------


def _shown(case: Case, suspicion: Suspicion) -> Finding | None:
    way, tries = suspicion.ways[0], suspicion.tries
    wait = answer_wait(way.policy, case.facts(way.gateway))
    faults = () if way.upstream.to_kind == "url" else tuple(faults_for(tries.on, way.to, wait))
    asked = case.flow.questions(way.gateway.name, route=way.route, way=way)
    for question, fault in product(list(islice(asked, REQUESTS)), faults):
        for trace in courses(case.trace(_unsafe(question, suspicion), (fault,))):
            if _is_sent_again(trace, suspicion):
                return _finding(suspicion, trace, fault)
    return None


def _unsafe(question: "Question", suspicion: Suspicion) -> "Question":
    sent = methods_sent(suspicion.ways[0])
    if suspicion.ways[0].method is not None:
        return question
    method = next(one for one in suspicion.methods if sent is None or one in sent)
    return replace(question, method=method)


def _is_sent_again(trace: "Trace", suspicion: Suspicion) -> bool:
    if any(hop.route is not None and hop.route.idempotent_by for hop in trace.hops):
        return False
    return any(
        sent.to == suspicion.kind.to and sent.attempts > 1 and sent.message.method in UNSAFE
        for hop in trace.hops
        if takes(hop, suspicion.kind)
        for sent in hop.sent
    )


def _finding(suspicion: Suspicion, trace: "Trace", fault: Fault) -> Finding:
    from ..confirm import fault_text, witness_of

    way, tries = suspicion.ways[0], suspicion.tries
    gateway, method = way.gateway.name, _method(trace, suspicion)
    again = f"sends a {method} to `{way.to}` up to {times(tries.count)}"
    written = tries.written_at
    label = f"tries again after {outcomes_text(tries.on)}"
    comes = f"leaves here as a {method}" if way.method else f"a {method} comes in here"
    because = (Label(way.route.at, comes),) if way.route.at else ()
    return Finding(
        CODE,
        f"`{gateway}` {again}, although the first one may have been carried out",
        written or way.at,
        label if tries.is_stated else f"{way.gateway.target} {label} by itself",
        because=because,
        notes=(
            f"after {outcomes_text(tries.on)} nobody knows whether `{way.to}` has done it already",
            *tries.grounds(way),
        ),
        help=tuple(_ways_out(suspicion)),
        about=(gateway, way.to, tries.said_by),
        proof=Proof.WITNESS,
        witness=witness_of(
            trace,
            marked=lambda hop: takes(hop, suspicion.kind),
            faults=(fault_text(fault),),
        ),
        region=_region(suspicion),
        rests_on=tries.rests_on(way),
    )


def _method(trace: "Trace", suspicion: Suspicion) -> str:
    return next(
        sent.message.method
        for hop in trace.hops
        if takes(hop, suspicion.kind)
        for sent in hop.sent
        if sent.to == suspicion.kind.to
    )


def _region(suspicion: Suspicion) -> str:
    more = len({id(way.route) for way in suspicion.ways}) - 1
    name = suspicion.ways[0].route.name
    return f"{name} and {more} more route{'s' if more > 1 else ''}" if more else name


def _ways_out(suspicion: Suspicion) -> Iterator[Help]:
    tries = suspicion.tries
    safe = tuple(method for method in tries.methods if method not in UNSAFE)
    message = "try only those again that do no harm twice"
    edit = _narrowed(tries, safe)
    yield Help(message, Applicability.REVIEW, (edit,) if edit is not None else ())
    yield Help(
        "say on the route what tells a repeated request from a new one, where the service looks at "
        'it: `idempotent by header("idempotency-key")`'
    )


def _narrowed(tries: Tries, safe: tuple[str, ...]) -> Edit | None:
    """The statement without the unsafe methods; `retry off` where none is left."""
    written = tries.written_at
    if written is None:
        return None
    if not safe:
        return Edit(written, "retry off")
    listed = "|".join(tries.methods)
    if listed not in written.text:
        return None
    return Edit(written, written.text.replace(listed, "|".join(safe)))
