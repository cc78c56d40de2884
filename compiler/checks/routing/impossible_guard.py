"""GW1118: a condition that no request meets."""

from collections.abc import Iterator
from itertools import combinations

from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.source import Span
from ...model import (
    Acceptance,
    AllOf,
    Choose,
    Compares,
    Condition,
    Gateway,
    Route,
    Shows,
    ShowsAll,
    ShowsAny,
    Subject,
    Traced,
)
from ..case import Case
from .order import conditions_of, has_regex
from .possible import known_of
from .telling import told
from .worlds import subjects_in, world_where

CODE = "GW1118"

TOLD_MAX = 20
PARTS_MAX = 12
MAY_BE_ABSENT = ("header", "query", "cookie", "claim", "key")


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        found = _at(gateway)
        yield from (one for _, one in zip(range(TOLD_MAX), found, strict=False))


def _at(gateway: Gateway) -> Iterator[Finding]:
    seen: set[int] = set()
    if gateway.accept is not None:
        yield from _in_accept(gateway, gateway.accept, seen)
    for route in gateway.routes:
        if route.when is not None and _never(route, (route.when,)):
            yield _of_route(gateway, route, route.when)
        elif type(route.action) is Choose:
            yield from _in_cases(gateway, route, route.action)
        if route.accept is not None and route.accept is not gateway.accept:
            yield from _in_accept(gateway, route.accept, seen)


def _never(
    route: Route, wanted: tuple[Condition, ...], unwanted: tuple[Condition, ...] = ()
) -> bool:
    """Whether no request that may find the route meets all of these and none of those."""
    known = known_of(route, (*wanted, *unwanted))
    tried = world_where(wanted, unwanted, known)
    return tried.world is None and tried.certain


# ---- routes and cases ----------------------------------------------------------------------------


def _of_route(gateway: Gateway, route: Route, when: Condition) -> Finding:
    assert route.at is not None
    return _finding(
        f"no request can meet the condition of `{route.name}` of `{gateway.name}`",
        route.at,
        "never found",
        _why(route, when),
        (gateway.name, route.name, told(when)),
    )


def _in_cases(gateway: Gateway, route: Route, action: Choose) -> Iterator[Finding]:
    earlier: list[tuple[Condition, Span | None]] = []
    for case in action.cases:
        at = case.member.upstream.at
        if case.when is None or at is None or route.at is None:
            return
        about = (gateway.name, route.name, told(case.when))
        whens = tuple(one for one, _ in earlier)
        if _plainly_possible(route, case.when, whens):
            pass
        elif _never(route, (*conditions_of(route), case.when)):
            message = f"no request can meet this case of `{route.name}` of `{gateway.name}`"
            yield _finding(message, at, "never chosen", _why(route, case.when), about)
        elif whens and _never(route, (*conditions_of(route), case.when), whens):
            message = f"earlier cases of `{route.name}` of `{gateway.name}` take all of this one"
            first = next(
                (s for one, s in earlier if s and _never(route, (case.when,), (one,))), None
            )
            label = (Label(first, "this one takes them"),) if first is not None else ()
            why = f"the first case that holds wins, and `{told(case.when)}` comes too late"
            yield _finding(message, at, "never chosen", why, about, label)
        earlier.append((case.when, at))


def _plainly_possible(route: Route, when: Condition, earlier: tuple[Condition, ...]) -> bool:
    """Single values, each asked for once, of what may say something else or nothing at all: then
    there is nothing to search for."""
    settled = subjects_in(conditions_of(route))
    seen: set[tuple[Subject, object]] = set()
    for one in (*earlier, when):
        if not isinstance(one, Compares) or one.how != "=" or not isinstance(one.value, str):
            return False
        if one.subject in settled or not _is_free(route, one.subject):
            return False
        if (one.subject, one.value) in seen:
            return False
        seen.add((one.subject, one.value))
    return True


def _is_free(route: Route, subject: Subject) -> bool:
    if subject.name == "param":
        return not has_regex(route)
    return subject.name in MAY_BE_ABSENT and (subject.argument or "").islower()


def _why(route: Route, when: Condition) -> str:
    """The smallest part of it that cannot be."""
    parts = when.parts[:PARTS_MAX] if isinstance(when, AllOf) else (when,)
    for part in parts:
        if _never(route, (part,)):
            return f"`{told(part)}` can never hold on `{route.name}`"
    for one, other in combinations(parts, 2):
        if _never(route, (one, other)):
            return f"`{told(one)}` and `{told(other)}` never hold at once"
    if route.when is not None and route.when is not when:
        return f"`{told(when)}` never holds where `{told(route.when)}` does"
    return f"`{told(when)}` can never hold"


# ---- accept --------------------------------------------------------------------------------------


def _in_accept(gateway: Gateway, accept: Traced[Acceptance], seen: set[int]) -> Iterator[Finding]:
    at = accept.origin.at
    if id(accept) in seen or at is None:
        return
    seen.add(id(accept))
    for shows in _shown(accept.value):
        when = shows.condition
        if when is None:
            continue
        tried = world_where((when,))
        if tried.world is None and tried.certain:
            message = f"no `{shows.credential}` can meet the condition in this `accept` of `{gateway.name}`"
            parts = when.parts[:PARTS_MAX] if isinstance(when, AllOf) else (when,)
            yield _finding(message, at, "never met", _pair(when, parts), (gateway.name, told(when)))


def _shown(accept: Acceptance) -> Iterator[Shows]:
    match accept:
        case Shows():
            yield accept
        case ShowsAll(parts=parts) | ShowsAny(parts=parts):
            for part in parts:
                yield from _shown(part)


def _pair(when: Condition, parts: tuple[Condition, ...]) -> str:
    for one, other in combinations(parts, 2):
        if world_where((one, other)).world is None:
            return f"`{told(one)}` and `{told(other)}` never hold at once"
    return f"`{told(when)}` can never hold"


def _finding(
    message: str,
    at: Span,
    label: str,
    why: str,
    about: tuple[str, ...],
    because: tuple[Label, ...] = (),
) -> Finding:
    return Finding(
        CODE,
        message,
        at,
        label,
        because=because,
        notes=(why,),
        help=(Help("take it out, or change what it asks for"),),
        about=about,
        proof=Proof.FOR_ALL,
    )
