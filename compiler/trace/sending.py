"""One call to an upstream: whether it gets there, how often it is tried, how long it takes."""

from collections.abc import Callable, Generator
from dataclasses import replace

from ...dsl.frozen import frozen
from ..facts import Refusal
from ..model import Policy, Service, Travel, Upstream, in_force
from ..units import StatusClass
from .accepting import Refused, Verifier, judged
from .addressing import Address, address_of, objection
from .conditions import View, holds
from .distances import forbids, nearest_of, round_trip
from .faults import cannot_call_out, errors_of, failure_towards, slowed
from .outcome import Answer, Sent, Verdict
from .request import Message
from .timing import Waits, exceeds, median, plus, sooner, waits_of
from .walk import Arrival, Draft, Passing, Reply, Walk

PROBLEM = "application/problem+json"
CONNECTING = ("dns", "refused", "tls", "connect-timeout", "egress")
"""Failures before there was a connection; `retry on connect` and `first` mean these."""

SYSTEM_GIVES_UP = 127_000_000
"""Microseconds after which Linux itself stops knocking, where nobody else does."""

Enter = Callable[[Walk, Arrival], Passing]


@frozen
class Plan:
    """What leaves where to: the upstream, what its blocks say, and the request itself."""

    upstream: Upstream
    message: Message
    policy: Policy
    travels: tuple[Travel, ...] = ()
    labels: tuple[str, ...] = ()
    label: str | None = None  # in a `gather`


@frozen
class Result:
    """What came of a call: `answer` is what this gateway says if nothing follows."""

    sent: Sent
    reply: Reply
    answer: Answer
    verdict: Verdict
    detail: str


def send(walk: Walk, draft: Draft, plan: Plan, enter: Enter) -> Generator[Passing, Reply, Result]:
    """Try, and try again where that is asked for; the hops of the last try are the ones shown."""
    address = address_of(walk, plan.upstream, plan.message, draft)
    unable = objection(walk, draft, plan.upstream, address)
    if unable is not None:
        return _unable(walk, draft, plan, address, unable)
    _mind_labels(walk, draft, plan)
    waits = waits_of(plan.policy, walk.facts(draft.gateway))
    draft.waits = sooner(waits.attempt, waits.total)
    tries, again = _tries(walk, draft, plan)
    started, attempts = draft.elapsed, 0
    while True:
        mark = len(walk.drafts)
        reply = yield from _attempt(walk, draft, plan, address, waits, enter)
        attempts += 1
        draft.elapsed += reply.took or 0
        if attempts == tries or not _is_one_of(reply, again) or reply.took is None:
            break
        if walk.passes >= walk.setting.passes_max:
            break
        draft.elapsed += _pause(plan.policy, attempts)
        if exceeds(draft.elapsed - started, waits.total):  # no time is left for another try
            break
        del walk.drafts[mark:]
    if exceeds(draft.elapsed - started if reply.took is not None else None, waits.total):
        draft.elapsed = started + (waits.total or 0)
        reply = _timed_out(waits.total, reply.limit)
    if attempts > 1:
        _note_tries(walk, draft, plan, attempts, reply)
    arrived = len(walk.drafts) > mark and reply.failure != "reset"
    child = walk.drafts[mark] if arrived else None
    return _result(walk, draft, plan, address, reply, attempts, child)


def _attempt(
    walk: Walk, draft: Draft, plan: Plan, address: Address, waits: Waits, enter: Enter
) -> Generator[Passing, Reply, Reply]:
    upstream, federation = plan.upstream, walk.federation
    there = nearest_of(federation, address.regions, draft.region)
    failure = _failure(walk, draft, upstream, there)
    if failure == "tls" and address.message.scheme == "http":
        draft.note(f"`{upstream.to}` is called over plain HTTP, where no certificate is looked at")
        failure = None
    way = round_trip(federation, draft.region, there)
    if failure is not None:
        took = (waits.connect or SYSTEM_GIVES_UP) if failure == "connect-timeout" else way
        return Reply(Answer(None, "network"), took, failure)
    if upstream.to_kind == "url":
        return Reply(Answer(None, upstream.to), way)
    if upstream.to_kind == "service":
        reply = _served(walk, draft, federation.services[upstream.to], address.message)
    else:
        left = sooner(
            _rest(draft.left, draft.elapsed), waits.attempt, _rest(waits.total, draft.elapsed)
        )
        arrival = Arrival(upstream.to, address.message, draft, draft.region, plan.labels, left)
        reply = yield enter(walk, arrival)
    took = plus(reply.took, way)
    if exceeds(took, waits.attempt):
        return _timed_out(waits.attempt, reply.limit)
    return replace(reply, took=took)


def _rest(left: int | None, elapsed: int) -> int | None:
    return None if left is None else max(0, left - elapsed)


def _timed_out(wait: int | None, limit: str | None) -> Reply:
    return Reply(Answer(None, "network"), wait, "timeout", limit)


def _failure(walk: Walk, draft: Draft, upstream: Upstream, there: str | None) -> str | None:
    if cannot_call_out(walk, draft.gateway):
        return "egress"
    egress = walk.gateway(draft.gateway).egress
    if egress is not None and not egress.allows(upstream.to):
        return "egress"
    return failure_towards(walk, upstream.to, draft.region, there)


# ---------------------------------------------------------------- services


def _served(walk: Walk, draft: Draft, service: Service, message: Message) -> Reply:
    walk.delivered[service.name] = walk.delivered.get(service.name, 0) + 1
    took = slowed(walk, service.name, median(service.latency))
    fault = errors_of(walk, service.name)
    if fault is not None:
        if fault.share is not None:
            draft.note(f"`{service.name}` fails {fault.share} of its requests, this one too")
        return Reply(Answer(fault.status or 500, service.name, service.returns), took)
    if service.accept is not None:
        view = View(message)
        verifier = Verifier(
            walk.federation,
            lambda condition, shown: holds(condition, replace(view, shown=(shown,))),
            lambda _kind: Refusal(),
        )
        result = judged(service.accept, message, verifier)
        if isinstance(result, Refused):
            said = f"`{service.name}` refuses: {result.detail}"
            return Reply(Answer(result.status, service.name), took, said=said)
    return Reply(Answer(200, service.name, service.returns), took)


# ---------------------------------------------------------------- tries


def _tries(walk: Walk, draft: Draft, plan: Plan) -> tuple[int, tuple[object, ...]]:
    """How often this request may be sent, and after which outcomes again."""
    method, own = plan.message.method, plan.policy.retry
    if own is not None:
        retry = in_force(own)
        if retry is None or method not in retry.methods:
            return 1, ()
        return retry.count + 1, retry.on
    fact = walk.facts(draft.gateway).upstreams.implicit_retry
    implicit = fact.value
    if implicit is None or method not in implicit.methods:
        return 1, ()
    return implicit.count + 1, implicit.on


def _note_tries(walk: Walk, draft: Draft, plan: Plan, attempts: int, reply: Reply) -> None:
    asked_for = plan.policy.retry is not None
    if not asked_for:
        draft.use(walk.facts(draft.gateway).upstreams.implicit_retry, "what it retries by itself")
    by = "" if asked_for else ", which nobody asked for"
    draft.note(f"`{plan.upstream.to}` was tried {attempts} times{by}; the last: {_outcome(reply)}")


def _pause(policy: Policy, attempts: int) -> int:
    """The wait before the next try: each is twice the one before, up to the longest."""
    retry = in_force(policy.retry)
    if retry is None or retry.backoff is None:
        return 0
    pause = retry.backoff.us * 2 ** min(attempts - 1, 30)
    return min(pause, retry.backoff_max.us) if retry.backoff_max else pause


def _is_one_of(reply: Reply, outcomes: tuple[object, ...]) -> bool:
    return any(comes_to(reply, outcome) for outcome in outcomes)


def comes_to(reply: Reply, outcome: object) -> bool:
    """Whether a reply is this outcome: a status, a class of them, or no answer of some kind."""
    status = reply.answer.status if reply.failure is None else None
    match outcome:
        case "connect":
            return reply.failure in CONNECTING
        case "timeout" | "reset":
            return reply.failure == outcome
        case StatusClass():
            return status is not None and status in outcome
        case _:
            return status is not None and str(outcome) in (str(status), f"{status // 100}xx")


def _outcome(reply: Reply) -> str:
    return reply.failure or str(reply.answer.status)


# ---------------------------------------------------------------- what the gateway makes of it


def _result(
    walk: Walk,
    draft: Draft,
    plan: Plan,
    address: Address,
    reply: Reply,
    attempts: int,
    child: Draft | None,
) -> Result:
    upstream = plan.upstream
    sent = Sent(
        upstream.to,
        upstream.to_kind,
        address.over,
        address.message,
        reply.answer,
        plan.label,
        attempts,
        failure=reply.failure,
    )
    draft.sent.append((sent, child))
    if reply.failure is not None:
        if reply.failure == "timeout":  # nobody else is there to tell what ended it
            draft.ended_by = reply.limit
        answer, verdict = unanswered(walk, draft, plan.policy, reply.failure)
        if reply.took is None:  # nobody ever gives up
            answer = reply.answer
        return Result(sent, reply, answer, verdict, _why_unanswered(plan, reply))
    return _answered(walk, draft, plan, sent, reply)


def _answered(walk: Walk, draft: Draft, plan: Plan, sent: Sent, reply: Reply) -> Result:
    upstream, answer = plan.upstream, reply.answer
    if upstream.to_kind == "url":
        detail = f"goes to {upstream.to}, which is not part of this program"
        return Result(sent, reply, answer, Verdict("EXITS_MODEL"), detail)
    follows = walk.facts(draft.gateway).upstreams.follows_redirects
    if answer.status in (301, 302, 303, 307, 308) and draft.use(follows, "follows redirects"):
        where = next((v for name, v in answer.headers if name == "location"), "elsewhere")
        detail = f"the gateway itself follows the redirect to {where}"
        gone = Answer(None, where)
        return Result(sent, reply, gone, Verdict("UNKNOWN", "follows redirects"), detail)
    if upstream.to_kind == "gateway":
        detail = f"sent on to `{upstream.to}`"
        return Result(sent, reply, answer, Verdict("FORWARDED"), detail)
    detail = reply.said or f"`{upstream.to}` answered {answer.status}"
    return Result(sent, reply, answer, Verdict("DELIVERED"), detail)


_FAILED = {
    "dns": "its name cannot be looked up",
    "refused": "it refuses the connection",
    "reset": "the connection breaks off",
    "tls": "no encrypted connection comes about",
    "connect-timeout": "no connection comes about in time",
    "egress": "the gateway may not call out to it",
    "timeout": "no answer comes in time",
}


def _why_unanswered(plan: Plan, reply: Reply) -> str:
    if reply.limit is not None:
        return f"`{plan.upstream.to}` takes no more: {reply.limit}"
    return f"`{plan.upstream.to}` does not answer: {_FAILED[reply.failure or 'timeout']}"


def unanswered(walk: Walk, draft: Draft, policy: Policy, failure: str) -> tuple[Answer, Verdict]:
    """What the product says when nobody answered it, or the problem document in its place."""
    failures = walk.facts(draft.gateway).failures
    name = "response_timeout" if failure == "timeout" else failure.replace("-", "_")
    verdict = Verdict("TIMED_OUT") if failure == "timeout" else Verdict("UNREACHABLE", failure)
    if failure == "timeout" and policy.response is policy.total is policy.attempt is None:
        draft.use(walk.facts(draft.gateway).defaults.response, "its response timeout")
    problem = in_force(policy.unreachable)
    if problem is not None:
        status = 504 if failure == "timeout" else problem
        return Answer(status, draft.gateway, PROBLEM), verdict
    status = draft.use(getattr(failures, name), f"the status when its upstream fails by {failure}")
    media = draft.use(failures.unanswered_media or failures.media, "the media type of its errors")
    return Answer(status, draft.gateway, media), verdict


def _unable(walk: Walk, draft: Draft, plan: Plan, address: Address, why: str) -> Result:
    failures = walk.facts(draft.gateway).failures
    status = draft.use(failures.protocol_unsupported, "the status of a protocol it lacks")
    answer = Answer(status, draft.gateway, failures.media.value)
    up = plan.upstream
    sent = Sent(up.to, up.to_kind, address.over, address.message, answer, plan.label, attempts=0)
    draft.sent.append((sent, None))
    return Result(sent, Reply(answer), answer, Verdict("PROTOCOL_UNSUPPORTED"), why)


def _mind_labels(walk: Walk, draft: Draft, plan: Plan) -> None:
    """Data that goes where it must not is told; nothing stops it at run time."""
    name = plan.upstream.to
    regions = (
        walk.gateway(name).regions
        if plan.upstream.to_kind == "gateway"
        else walk.federation.services[name].regions
        if plan.upstream.to_kind == "service"
        else ()
    )
    for label in plan.labels:
        region = forbids(walk.federation, walk.federation.labels[label], regions)
        if region is not None:
            draft.trespass = f"`{label}` must not come to `{region}`, where `{name}` stands"
