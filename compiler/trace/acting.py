"""What a route does with a request that was let in."""

from collections.abc import Callable, Generator
from dataclasses import replace

from ...dsl.frozen import frozen
from ..model import (
    Acceptance,
    Choose,
    First,
    Forward,
    Function,
    Gather,
    Member,
    Part,
    Redirect,
    Respond,
    Split,
    Subject,
    Traced,
    Upstream,
)
from ..target import HOP_HEADER
from .accepting import LetIn
from .conditions import View, holds, value_of
from .headers import added, changed, counted, end_to_end, without
from .matching import Found
from .outcome import Answer, Verdict
from .request import Message
from .rewriting import rewritten
from .sending import PROBLEM, Enter, Plan, Result, comes_to, send
from .splits import portion_of
from .travelling import Packing, packed
from .walk import Draft, Outcome, Passing, Reply, Walk

WITHOUT_A_BODY = (204, 205, 304)

Acting = Generator[Passing, Reply, Outcome]


@frozen
class Doing:
    """One request on its route: what was seen of it, and how members that accept less ask again."""

    walk: Walk
    draft: Draft
    found: Found
    view: View
    check: Callable[[Traced[Acceptance]], LetIn | Outcome]
    enter: Enter


def act(doing: Doing) -> Acting:
    action = doing.found.route.action
    match action:
        case Forward(upstream=upstream):
            member = Member(upstream, policy=doing.found.route.policy)
            return (yield from _to_one(doing, member))
        case Gather():
            return (yield from _gather(doing, action))
        case Choose():
            return (yield from _choose(doing, action))
        case Split():
            return (yield from _split(doing, action))
        case First():
            return (yield from _first(doing, action))
        case Function():
            return (yield from _function(doing, action))
        case Redirect(status=status, to=to):
            answer = Answer(status, doing.draft.gateway, headers=(("location", to),))
            return Outcome(answer, Verdict("ANSWERED"), f"redirects to {to}")
        case Respond(status=status, body=body, media=media):
            answer = Answer(status, doing.draft.gateway, media, body=body)
            if status in WITHOUT_A_BODY:
                answer = Answer(status, doing.draft.gateway)
            return Outcome(answer, Verdict("ANSWERED"), f"the route itself answers {status}")
        case None:
            detail = "the route goes nowhere"
            return Outcome(Answer(404, doing.draft.gateway), Verdict("NO_ROUTE"), detail)


def _to_one(doing: Doing, member: Member) -> Acting:
    checked = _checked(doing, member)
    if isinstance(checked, Outcome):
        return checked
    result = yield from _send(checked, member)
    return _whole(result, member)


def _checked(doing: Doing, member: Member) -> Doing | Outcome:
    """A member may ask for more than its route did."""
    if member.accept is None:
        return doing
    result = doing.check(member.accept)
    if isinstance(result, Outcome):
        return result
    view = replace(doing.view, shown=(*doing.view.shown, *result.shown))
    return replace(doing, view=view)


def _whole(result: Result, member: Member) -> Outcome:
    never = result.reply.took is None
    return Outcome(result.answer, result.verdict, result.detail, never, member.policy)


# ---------------------------------------------------------------- one request on its way


def _send(
    doing: Doing, member: Member, label: str | None = None
) -> Generator[Passing, Reply, Result]:
    message = outgoing(doing, member, label is not None)
    route = doing.found.route
    labels = tuple(dict.fromkeys((*doing.draft.labels, *route.carries, *member.carries)))
    plan = Plan(
        member.upstream, message, member.policy, (route.travel, member.travel), labels, label
    )
    return (yield from send(doing.walk, doing.draft, plan, doing.enter))


def outgoing(doing: Doing, member: Member, for_gather: bool = False) -> Message:
    """The request as this member gets it, but for the host and the base path."""
    walk, draft = doing.walk, doing.draft
    upstream, received = member.upstream, doing.view.message
    facts = walk.facts(draft.gateway)
    path = rewritten(upstream.template, received.path, doing.found.bound)
    method = upstream.method or received.method
    # A part of a `gather` is a request of its own, with no body but for one that is asked for.
    bare = for_gather and method in ("GET", "HEAD")
    message = replace(
        end_to_end(received),
        path=path,
        method=method,
        body_bytes=0 if bare else received.body_bytes,
    )
    message = without(message, facts.headers.drops.value)
    message = added(message, facts.headers.adds.value, _made_of(doing, received))
    packing = Packing(walk.gateway(draft.gateway), doing.view.shown, doing.view)
    route = doing.found.route
    message = packed(walk, draft, packing, (route.travel, member.travel), message)
    message = changed(walk, draft.gateway, message, member.policy, doing.view)
    return _guarded(doing, message)


def _made_of(doing: Doing, received: Message) -> dict[str, str]:
    parent = doing.draft.parent
    sender = doing.walk.question.ip or "$CLIENT_IP"
    if parent is not None:
        sender = f"${parent.gateway.upper().replace('.', '_').replace('-', '_')}_IP"
    return {
        "client_ip": sender,
        "host": received.host,
        "scheme": received.scheme,
        "path": received.target,
        "uuid": "$UUID",
    }


def _guarded(doing: Doing, message: Message) -> Message:
    guard = doing.walk.gateway(doing.draft.gateway).hop_guard.value
    if guard is None or not doing.walk.setting.hop_guards:
        return message
    return counted(message, int(message.header(HOP_HEADER) or "0"))


# ---------------------------------------------------------------- several


def _gather(doing: Doing, action: Gather) -> Acting:
    """Every part is asked, whatever becomes of the others; the slowest one counts."""
    draft = doing.draft
    started, slowest, to_gateways = draft.elapsed, 0, False
    failed: tuple[str, Result] | None = None
    let_in = _let_into(doing, action)
    if isinstance(let_in, Outcome):
        return let_in
    for part, checked in let_in:
        if not action.in_order:
            draft.elapsed = started
        result = yield from _send(checked, part.member, part.label)
        slowest = max(slowest, draft.elapsed)
        to_gateways = to_gateways or part.member.upstream.to_kind == "gateway"
        if _failed(result) and part.optional:
            draft.note(f"`{part.label}` fails and is left out as null: {result.detail}")
        elif _failed(result):
            failed = failed or (part.label, result)
            if action.in_order:
                break
    draft.elapsed = slowest
    if failed is not None:
        return _gather_failed(doing, *failed)
    answer = Answer(200, draft.gateway, "application/json")
    verdict = Verdict("FORWARDED") if to_gateways else Verdict("DELIVERED")
    return Outcome(answer, verdict, f"gathered from {len(action.parts)} members")


def _let_into(doing: Doing, action: Gather) -> list[tuple[Part, Doing]] | Outcome:
    """The parts that this caller may have: that is settled before any of them is asked."""
    parts: list[tuple[Part, Doing]] = []
    for part in action.parts:
        checked = _checked(doing, part.member)
        if isinstance(checked, Doing):
            parts.append((part, checked))
        elif part.optional:
            doing.draft.note(f"`{part.label}` is left out as null: {checked.detail}")
        else:
            return checked
    return parts


def _failed(result: Result) -> bool:
    status = result.answer.status
    return result.reply.failure is not None or (status is not None and status >= 400)


def _gather_failed(doing: Doing, label: str, result: Result) -> Outcome:
    own = result.verdict.name in ("FORWARDED", "DELIVERED")
    verdict = Verdict("ANSWERED") if own else result.verdict
    answer = Answer(502, doing.draft.gateway, PROBLEM)
    found = f"it answered {result.answer.status}" if own else result.detail
    return Outcome(answer, verdict, f"the member `{label}` failed: {found}")


def _choose(doing: Doing, action: Choose) -> Acting:
    for case in action.cases:
        if case.when is None or holds(case.when, doing.view):
            return (yield from _to_one(doing, case.member))
    detail = "no case of this choose holds, and it has no else"
    answer = Answer(404, doing.draft.gateway, doing.draft.media)
    return Outcome(answer, Verdict("NO_ROUTE"), detail)


def _split(doing: Doing, action: Split) -> Acting:
    portion = portion_of(doing.walk, doing.draft, doing.found.route, action, _key(doing, action))
    if portion is None:
        return Outcome(
            Answer(None, doing.draft.gateway), Verdict("UNKNOWN", "no share"), "no share"
        )
    return (yield from _to_one(doing, portion.member))


def _key(doing: Doing, action: Split) -> str | None:
    sticky: Subject | None = action.sticky
    return value_of(sticky, doing.view) if sticky is not None else None


def _first(doing: Doing, action: First) -> Acting:
    """The next member after an outcome that is listed; the last one's answer stands."""
    outcome = Outcome(Answer(None, doing.draft.gateway), Verdict("UNKNOWN", "no member"), "")
    for member in action.members:
        checked = _checked(doing, member)
        if isinstance(checked, Outcome):
            return checked
        result = yield from _send(checked, member)
        outcome = _whole(result, member)
        if not any(comes_to(result.reply, listed) for listed in action.on):
            return outcome
        doing.draft.note(f"`{member.upstream.to}` is passed over: {result.detail}")
    return outcome


def _function(doing: Doing, action: Function) -> Acting:
    """Own code is not read; what it says that it calls is called as the request came."""
    draft, route = doing.draft, doing.found.route
    own = f"own code in {action.file}"
    if not route.calls:
        return Outcome(Answer(200, draft.gateway), Verdict("ANSWERED"), f"{own} answers by itself")
    to_gateways = False
    for name in route.calls:
        to_gateway = name in doing.walk.federation.gateways
        to_gateways = to_gateways or to_gateway
        upstream = Upstream(name, "gateway" if to_gateway else "service")
        result = yield from _send(doing, Member(upstream, policy=route.policy))
        if _failed(result):
            answer = Answer(None, draft.gateway)
            why = f"{own} decides what follows: {result.detail}"
            return Outcome(answer, Verdict("UNKNOWN", "own code"), why)
    verdict = Verdict("FORWARDED") if to_gateways else Verdict("DELIVERED")
    return Outcome(Answer(200, draft.gateway), verdict, f"{own} calls {', '.join(route.calls)}")
