"""One pass through a gateway: every check a request meets, in order, and then the action."""

from collections.abc import Generator
from dataclasses import replace

from ..facts import ProductFacts, Refusal
from ..model import Acceptance, Gateway, Route, Shows, Traced, in_force
from .accepting import LetIn, Refused, Verifier, judged
from .acting import Doing, act
from .conditions import View, holds
from .distances import nearest_of
from .door import body_too_large, stop, stopped_at_the_door
from .faults import slowed
from .headers import answered
from .limits import over_limit
from .matching import Found, NotFound, find_route
from .outcome import Answer, Verdict
from .preflight import answer_to_preflight, cors_headers, is_preflight
from .request import Carried
from .stamps import lifetime_headers
from .timing import median
from .walk import NOTHING, Arrival, Draft, Outcome, Passing, Reply, Walk


def enter(walk: Walk, arrival: Arrival) -> Passing:
    """A request comes to a gateway; the reply is what its sender gets to see."""
    name = arrival.gateway
    facts = walk.facts(name)
    used_up = _used_up(walk, name, facts)
    if used_up is not None:
        return _turned_away(walk, arrival, used_up)
    if walk.passes >= walk.setting.passes_max:
        return Reply(Answer(None, name), None, "timeout", NOTHING)
    walk.passes += 1
    walk.received[name] = walk.received.get(name, 0) + 1
    walk.open[name] = walk.open.get(name, 0) + 1
    draft = _draft(walk, arrival)
    walk.drafts.append(draft)
    draft.elapsed = slowed(walk, name, median(walk.gateway(name).overhead))
    draft.media = facts.failures.media.value
    outcome = yield from _pass(walk, draft, facts)
    walk.open[name] -= 1
    draft.verdict, draft.status = outcome.verdict, outcome.answer.status
    draft.detail = outcome.detail
    if draft.trespass is not None and outcome.verdict.name in ("FORWARDED", "DELIVERED"):
        draft.verdict, draft.detail = Verdict("REGION_FORBIDDEN"), draft.trespass
    return Reply(outcome.answer, None if outcome.never else draft.elapsed)


def _used_up(walk: Walk, name: str, facts: ProductFacts) -> str | None:
    """The limit on connections that one more pass would break; one of them is the listener's."""
    most = facts.ceilings.connections_max.value
    each = facts.ceilings.connections_per_pass.value
    if most is None or (walk.open.get(name, 0) + 1) * each < most:
        return None
    return f"the {most} connections that `{name}` can hold"


def _turned_away(walk: Walk, arrival: Arrival, used_up: str) -> Reply:
    """The connection breaks off before the request is read: the gateway never counts it."""
    draft = _draft(walk, arrival)
    draft.verdict, draft.ended_by = Verdict("UNREACHABLE", "reset"), used_up
    draft.detail = f"takes no more: {used_up} are in use"
    walk.drafts.append(draft)
    return Reply(Answer(None, "network"), 0, "reset", used_up)


def _draft(walk: Walk, arrival: Arrival) -> Draft:
    sender = arrival.sender
    return Draft(
        gateway=arrival.gateway,
        depth=sender.depth + 1 if sender else 0,
        parent=sender,
        received=arrival.message,
        message=arrival.message,
        labels=arrival.labels,
        region=nearest_of(walk.federation, walk.gateway(arrival.gateway).regions, arrival.region),
        left=arrival.left,
    )


def _pass(walk: Walk, draft: Draft, facts: ProductFacts) -> Generator[Passing, Reply, Outcome]:
    gateway = walk.gateway(draft.gateway)
    stopped = stopped_at_the_door(walk, draft, gateway, facts)
    if stopped is not None:
        return stopped
    view = _view(walk, draft, facts)
    preflight = _preflight(walk, draft, gateway, view, facts)
    if isinstance(preflight, Outcome):
        return preflight
    found = find_route(
        walk.setting.memory.routes_for(gateway, draft.message.path),
        draft.message.method,
        draft.message.path,
        lambda condition, bound: holds(condition, replace(view, params=bound.params)),
    )
    if isinstance(found, NotFound):
        return _not_found(draft, facts, found)
    draft.route = found.route
    _note_ties(draft, found)
    outcome = yield from _on_route(walk, draft, facts, found, view)
    return _returned(walk, draft, found.route, outcome, view)


def _view(walk: Walk, draft: Draft, facts: ProductFacts) -> View:
    """What the routes can be chosen by: who is asking counts as far as anything here verifies it."""
    first = draft.depth == 0
    bare = View(
        draft.message,
        ip=walk.question.ip if first else None,
        country=walk.question.country if first else None,
    )
    if not draft.message.credentials:
        return bare
    verifier = replace(_verifier(walk, draft, facts, bare), refusal=_any_refusal)
    shown: list[Carried] = []
    for name in walk.accepted_at(draft.gateway):
        result = judged(Shows(name), draft.message, verifier)
        if isinstance(result, LetIn):
            shown += [one for one in result.shown if one not in shown]
    return replace(bare, shown=tuple(shown))


def _any_refusal(_kind: str) -> Refusal:
    return Refusal()


def _identity(shown: tuple[Carried, ...]) -> str | None:
    """Who the caller is by the first credential, else who holds it."""
    return next((one.names or one.holder for one in shown), None)


# ---------------------------------------------------------------- routes


def _preflight(
    walk: Walk, draft: Draft, gateway: Gateway, view: View, facts: ProductFacts
) -> Outcome | None:
    """A browser's question is answered for the route that the real request would find."""
    if not is_preflight(draft.message):
        return None
    wanted = (draft.message.header("access-control-request-method") or "").upper()
    found = find_route(
        walk.setting.memory.routes_for(gateway, draft.message.path),
        wanted,
        draft.message.path,
        lambda condition, bound: holds(condition, replace(view, params=bound.params)),
    )
    cors = in_force(found.route.policy.cors) if isinstance(found, Found) else None
    if cors is None or isinstance(found, NotFound):
        return None
    draft.route = found.route
    how = draft.use(facts.headers.preflight, "how it answers a preflight")
    if not how.before_auth:
        refused = _checked(
            walk, draft, facts, found.route.accept, replace(view, params=found.bound.params)
        )
        if isinstance(refused, Outcome):
            return refused
    answer = answer_to_preflight(draft.message, draft.gateway, cors, how.status, walk.federation)
    return Outcome(answer, Verdict("ANSWERED"), "answers the preflight of a browser")


def _not_found(draft: Draft, facts: ProductFacts, missing: NotFound) -> Outcome:
    request = f"{draft.message.method} {draft.message.path}"
    if missing.methods:
        status = draft.use(facts.failures.method_blocked, "the status of a method without a route")
        served = ", ".join(missing.methods)
        return stop("METHOD_BLOCKED", status, f"the path is served for {served} only", draft)
    status = draft.use(facts.failures.no_route, "the status of a path without a route")
    closest = "".join(f"; the closest is `{route.name}`" for route in missing.nearest)
    return stop("NO_ROUTE", status, f"no route matches {request}{closest}", draft)


def _note_ties(draft: Draft, found: Found) -> None:
    for other in found.also:
        draft.note(f"`{other.name}` matches just as well and stands later in the file")


def _on_route(
    walk: Walk, draft: Draft, facts: ProductFacts, found: Found, view: View
) -> Generator[Passing, Reply, Outcome]:
    route = found.route
    checked = _checked(walk, draft, facts, route.accept, replace(view, params=found.bound.params))
    if isinstance(checked, Outcome):
        return checked
    if route.blocked:
        return stop("ANSWERED", 403, "the route is blocked", draft)
    stopped = over_limit(walk, draft, facts, route) or _body(draft, facts, route)
    if stopped is not None:
        return stopped
    seen = replace(
        view,
        message=draft.message,
        shown=checked.shown,
        params=found.bound.params,
    )

    def check(wanted: Traced[Acceptance]) -> LetIn | Outcome:
        return _checked(walk, draft, facts, wanted, seen)

    doing = Doing(walk, draft, found, seen, check, enter)
    return (yield from act(doing))


def _checked(
    walk: Walk,
    draft: Draft,
    facts: ProductFacts,
    wanted: Traced[Acceptance] | None,
    view: View,
) -> LetIn | Outcome:
    """Who is let in. Where nobody checks, everybody is, and is nobody in particular."""
    if wanted is None:
        if draft.message.credentials:
            draft.note("nobody checks the credentials here")
        return LetIn()
    verifier = _verifier(walk, draft, facts, view)
    result = judged(wanted.value, draft.message, verifier)
    if isinstance(result, Refused):
        name = "AUTH_MISSING" if result.why == "missing" else "AUTH_REJECTED"
        answer = Answer(result.status, draft.gateway, draft.media)
        return Outcome(answer, Verdict(name), result.detail)
    for note in result.notes:
        draft.note(note)
    draft.accepted = tuple(dict.fromkeys((*draft.accepted, *result.by)))
    draft.caller = draft.caller or _identity(result.shown)
    return result


def _verifier(walk: Walk, draft: Draft, facts: ProductFacts, view: View) -> Verifier:
    return Verifier(
        walk.federation,
        lambda condition, shown: holds(condition, replace(view, shown=(shown,))),
        lambda kind: _refusal(draft, facts, kind),
        facts.tokens.algorithms.value,
        _needs_kid(draft, facts),
    )


def _needs_kid(draft: Draft, facts: ProductFacts) -> bool:
    """It rests on this fact only where a token names no key."""
    if all(one.names_key for one in draft.message.credentials):
        return False
    return draft.use(facts.tokens.needs_kid, "whether it looks keys up by `kid`")


def _refusal(draft: Draft, facts: ProductFacts, kind: str) -> Refusal:
    by_kind = next((f for k, f in facts.failures.refusal_by_kind.items() if k == kind), None)
    return draft.use(by_kind or facts.failures.refusal, "the status of a refusal")


def _body(draft: Draft, facts: ProductFacts, route: Route) -> Outcome | None:
    stated, body = route.policy.body_max, draft.message.body_bytes
    most = in_force(stated) if stated is not None else facts.defaults.body_max.value
    if most is None or body <= most.bytes:
        return None
    if stated is None:
        draft.use(facts.defaults.body_max, "its largest body")
    return body_too_large(draft, facts, body, most)


def _returned(walk: Walk, draft: Draft, route: Route, outcome: Outcome, view: View) -> Outcome:
    """The answer with the headers that the program wants on its way back."""
    own = (*lifetime_headers(route), *cors_headers(draft.message, route, walk.federation))
    named = {name for name, _ in own}
    others = (pair for pair in outcome.answer.headers if pair[0] not in named)
    headers = answered(walk, (*others, *own), outcome.policy or route.policy, view)
    return replace(outcome, answer=replace(outcome.answer, headers=headers))
