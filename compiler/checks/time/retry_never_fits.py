"""GW3105: more tries than there is time for before somebody gives up."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ....dsl.witness import Witness
from ...model import Constant, Fault, Retry
from ...units import Duration
from ..alike import Alike, kinds_of_ways
from ..case import Case
from ..chains import meetings, passes_both, region_of, requests_through
from ..courses import first_course
from .failures import faults_for
from .tries import Tries, methods_sent, times, tries_of
from .waits import Wait, answer_wait, is_longer, rests_on, spoken, total_wait

if TYPE_CHECKING:
    from ...trace import Trace

CODE = "GW3105"
AT_MOST = 20
REQUESTS = 8


@frozen
class Plan:
    """All tries of one kind of call, and how long they may take."""

    kind: Alike
    tries: Tries
    each: Wait
    pauses: tuple[int, ...]

    @property
    def needed(self) -> int:
        return (self.each.us or 0) * self.tries.count + sum(self.pauses)


@frozen
class Budget:
    """Who gives up when: the gateway outside, or the gateway itself with its `total`."""

    kind: Alike
    wait: Wait


def find(case: Case) -> Iterator[Finding]:
    """Each `retry` once for each gateway, against whoever gives up first."""
    seen: set[tuple[object, ...]] = set()
    plans = tuple(_plans(case))
    outside = _outside(case, plans) if plans else {}
    for plan in plans:
        key = (plan.kind.gateway, plan.tries.written_at)
        if key in seen or len(seen) >= AT_MOST:
            continue
        for budget in _too_short(case, plan, outside.get(id(plan.kind), [])):
            finding = _judged(case, plan, budget)
            if finding is not None:
                seen.add(key)
                yield finding
                break


def _plans(case: Case) -> Iterator[Plan]:
    """What the program asks for; tries that a product makes by itself are nobody's plan."""
    for kind in kinds_of_ways(case):
        stated = kind.way.policy.retry
        if stated is None or not isinstance(stated.value, Retry) or stated.value.count < 1:
            continue
        tries = tries_of(case, kind.way)
        each = answer_wait(kind.way.policy, case.facts(kind.way.gateway))
        if each.us is not None and any(_is_tried(kind, n, tries) for n in range(len(kind.ways))):
            yield Plan(kind, tries, each, _pauses(stated.value))


def _is_tried(kind: Alike, place: int, tries: Tries) -> bool:
    sent = methods_sent(kind.ways[place])
    return sent is None or any(method in tries.methods for method in sent)


def _pauses(retry: Retry) -> tuple[int, ...]:
    """Each is twice the one before, up to the longest."""
    if retry.backoff is None:
        return (0,) * retry.count
    most = retry.backoff_max.us if retry.backoff_max is not None else None
    doubled = (retry.backoff.us * 2 ** min(place, 30) for place in range(retry.count))
    return tuple(pause if most is None else min(pause, most) for pause in doubled)


def _too_short(case: Case, plan: Plan, outside: list[Budget]) -> list[Budget]:
    """The budgets that end before the last try does, the shortest first.

    One that is over before the first try may end is an inversion, which is told as such.
    """
    budgets = [_own(case, plan), *outside]
    short = [
        one
        for one in budgets
        if one.wait.us is not None
        and one.wait.us < plan.needed
        and not is_longer(plan.each, one.wait)
        and (one.wait.is_stated or (plan.each.is_stated and one.kind is not plan.kind))
    ]
    return sorted(short, key=lambda one: one.wait.us or 0)


def _own(case: Case, plan: Plan) -> Budget:
    way = plan.kind.way
    return Budget(plan.kind, total_wait(way.policy, case.facts(way.gateway)))


def _outside(case: Case, plans: tuple[Plan, ...]) -> dict[int, list[Budget]]:
    """By kind of call, how long those wait who are in front of it, where that is too short."""
    planned = {id(plan.kind): plan for plan in plans}

    def value(kind: Alike) -> tuple[int | None, int | None]:
        plan = planned.get(id(kind))
        return _patience(case, kind).us, plan.needed if plan is not None else None

    def is_short(
        outer: tuple[int | None, int | None], inner: tuple[int | None, int | None]
    ) -> bool:
        return outer[0] is not None and inner[1] is not None and outer[0] < inner[1]

    found: dict[int, list[Budget]] = {}
    for meeting in meetings(case, value, is_short):
        budget = Budget(meeting.outer, _patience(case, meeting.outer))
        found.setdefault(id(meeting.inner), []).append(budget)
    return found


def _patience(case: Case, kind: Alike) -> Wait:
    """How long whoever makes such calls waits for one of them."""
    policy, facts = kind.way.policy, case.facts(kind.way.gateway)
    answer, total = answer_wait(policy, facts), total_wait(policy, facts)
    return total if is_longer(answer, total) else answer


# ---- a request that comes there ------------------------------------------------------------------


def _judged(case: Case, plan: Plan, budget: Budget) -> Finding | None:
    """None where no request takes both ways: then nobody waits for these tries."""
    if budget.kind is plan.kind:
        way = plan.kind.way
        asked = case.flow.questions(way.gateway.name, route=way.route, way=way)
        arrives = next(iter(asked), None) is not None
        return _finding(plan, budget, None) if arrives else None

    def passes(trace: "Trace") -> bool:
        return passes_both(trace, budget.kind, plan.kind) is not None

    requests = tuple(islice(requests_through(case, budget.kind, plan.kind), REQUESTS))
    if first_course(case, requests, passes) is None:
        return None
    return _finding(plan, budget, _witness(case, plan, budget, requests))


def _witness(
    case: Case, plan: Plan, budget: Budget, requests: tuple[object, ...]
) -> Witness | None:
    """The outer gateway gone while the inner one still tries; None where no fault shows it."""
    from ...trace import Question
    from ..confirm import fault_text, witness_of

    def gives_up(trace: "Trace") -> bool:
        hops = passes_both(trace, budget.kind, plan.kind)
        return hops is not None and any(sent.failure == "timeout" for sent in hops[0].sent)

    asked = tuple(one for one in requests if isinstance(one, Question))
    front = budget.kind.gateway
    for faults in _slow_failures(plan):
        trace = first_course(case, asked, gives_up, faults)
        if trace is not None:
            words = tuple(fault_text(one) for one in faults)
            return witness_of(trace, marked=lambda hop: hop.gateway == front, faults=words)
    return None


def _slow_failures(plan: Plan) -> Iterator[tuple[Fault, ...]]:
    """Each try takes as long as it may, or nearly so and fails then."""
    to, each = plan.kind.way.upstream, plan.each
    if to.to_kind == "url" or each.us is None:
        return
    nearly = Fault("slow", (to.to,), Constant(Duration(each.us * 9 // 10 // 1000 * 1000)))
    for fault in faults_for(plan.tries.on, to.to, each):
        yield (fault,) if fault.verb != "errors" else (nearly, fault)


# ---- how it is told ------------------------------------------------------------------------------


def _finding(plan: Plan, budget: Budget, witness: Witness | None) -> Finding:
    back, front = plan.kind.gateway, budget.kind.gateway
    ends = "stops" if budget.kind is plan.kind else f"`{front}` gives up on it"
    limit = budget.wait.written_at or budget.kind.way.at
    written = plan.tries.written_at or plan.kind.way.at
    return Finding(
        CODE,
        f"`{back}` may need {spoken(plan.needed)} for {plan.tries.count} tries of "
        f"`{plan.kind.to}`, and {ends} after {budget.wait.text}",
        written,
        _sum(plan),
        because=(Label(limit, f"`{front}` waits {budget.wait.text}"),),
        notes=(_timeline(plan, budget),),
        help=tuple(_ways_out(plan, budget)),
        about=(back, plan.tries.said_by, front, budget.wait.said_by),
        proof=Proof.WITNESS if witness is not None else Proof.BOUNDED,
        witness=witness,
        region=region_of(budget.kind),
        rests_on=(
            *rests_on(plan.kind.way, plan.each),
            *rests_on(budget.kind.way, budget.wait),
        ),
    )


def _sum(plan: Plan) -> str:
    pauses = sum(plan.pauses)
    between = f" and {spoken(pauses)} between them" if pauses else ""
    return f"{plan.tries.count} tries of {plan.each.text} each{between}"


def _timeline(plan: Plan, budget: Budget) -> str:
    at, tries = 0, list[str]()
    for place, pause in enumerate((*plan.pauses, 0), 1):
        end = at + (plan.each.us or 0)
        if len(tries) < 4:
            tries.append(f"try {place} from {spoken(at)} to {spoken(end)}")
        at = end + pause
    return f"{', '.join(tries)}; at {budget.wait.text} nobody waits any more"


def _ways_out(plan: Plan, budget: Budget) -> Iterator[Help]:
    """As many tries as fit, or shorter ones."""
    written, back = plan.tries.written_at, plan.kind.gateway
    fitting = _fitting(plan, budget.wait.us or 0)
    statement = f"retry {fitting - 1}" if fitting > 1 else "retry off"
    message = f"let `{back}` try {times(fitting)}: that is what fits"
    head = f"retry {plan.tries.count - 1}"
    if written is not None and written.text.startswith(head):
        text = statement + written.text[len(head) :] if fitting > 1 else statement
        yield Help(message, Applicability.REVIEW, (Edit(written, text),))
    else:
        yield Help(f"{message}: `{statement}`")
    each = (((budget.wait.us or 0) - sum(plan.pauses)) // plan.tries.count) // 100_000 * 100_000
    if each > 0:
        yield Help(f"or let each try take less: `timeout attempt {Duration(each)}`")


def _fitting(plan: Plan, budget: int) -> int:
    """How many tries end in time; one is always made."""
    at, count = plan.each.us or 0, 1
    for pause in plan.pauses:
        at += pause + (plan.each.us or 0)
        if at > budget:
            break
        count += 1
    return count
