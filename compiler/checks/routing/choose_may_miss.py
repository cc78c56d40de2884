"""GW1119: a `choose` without `else` that some request falls through."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.codes import Level
from ....dsl.finding import Applicability, Finding, Help, Proof
from ...model import Choose, Condition, Gateway, Route
from ..case import Case
from .braces import added_last
from .order import conditions_of
from .possible import known_of
from .requests import best_shown, hops_at, is_let_in, requests_to, said_by
from .telling import told
from .worlds import World, subjects_in, world_where

if TYPE_CHECKING:
    from ...trace import Question, Trace

CODE = "GW1119"

TOLD_MAX = 20
CASES_TOLD = 3


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        told_of = 0
        for route in gateway.routes:
            if type(route.action) is not Choose or told_of == TOLD_MAX:
                continue
            conditions = _conditions(route.action)
            if conditions:
                found = _finding(case, gateway, route, conditions)
                told_of += found is not None
                yield from (found,) if found is not None else ()


def _conditions(action: Choose) -> tuple[Condition, ...]:
    """Those of all cases; none where there is an `else`."""
    found = tuple(one.when for one in action.cases if one.when is not None)
    return found if len(found) == len(action.cases) else ()


def _finding(
    case: Case, gateway: Gateway, route: Route, conditions: tuple[Condition, ...]
) -> Finding | None:
    known = known_of(route, (*conditions_of(route), *conditions))
    if world_where(conditions_of(route), conditions, known).world is None:
        return None
    shown = best_shown(
        case,
        _missing(case, gateway, route, conditions),
        lambda followed: any(
            hop.route is route and hop.verdict.name == "NO_ROUTE"
            for hop in hops_at(followed, gateway)
        ),
    )
    if shown is not None:
        return _told(gateway, route, conditions, shown)
    # Who gets in is not said: then it is not certain that such a request exists.
    return None if case.federation.clients else _told(gateway, route, conditions, None)


def _missing(
    case: Case, gateway: Gateway, route: Route, conditions: tuple[Condition, ...]
) -> Iterator["Question"]:
    """Requests of each client for which no case holds, as far as its tokens leave that open."""
    asked = (*conditions_of(route), *conditions)
    known = known_of(route, asked)
    for question in requests_to(case, gateway, route, {}):
        said = {**known, **said_by(case, question.client, subjects_in(asked))}
        world = world_where(conditions_of(route), conditions, said).world
        if world is not None:
            fixed = {s for s in said if s.name in ("claim", "key", "scope")}
            own: World = {s: value for s, value in world.items() if s not in fixed}
            yield from _with(case, gateway, route, question, own)


def _with(
    case: Case, gateway: Gateway, route: Route, question: "Question", world: World
) -> Iterator["Question"]:
    for made in requests_to(case, gateway, route, world):
        if made.client == question.client:
            yield made
            return


# ---- the finding ---------------------------------------------------------------------------------


def _told(
    gateway: Gateway, route: Route, conditions: tuple[Condition, ...], shown: "Trace | None"
) -> Finding:
    from ..confirm import witness_of

    assert route.at is not None
    is_shown = shown is not None and is_let_in(shown)
    return Finding(
        CODE,
        f"no case of the `choose` at `{route.name}` of `{gateway.name}` holds for some requests",
        route.at,
        "such a request is answered 404" if shown else "such a request would be answered 404",
        notes=(_cases(conditions),),
        help=(_otherwise(route),),
        about=(gateway.name, route.name, str(route.when or "")),
        proof=Proof.WITNESS if shown else Proof.STRUCTURAL,
        witness=witness_of(shown, lambda hop: hop.route is route) if shown else None,
        judged=None if is_shown else Level.WARNING,
    )


def _cases(conditions: tuple[Condition, ...]) -> str:
    listed = ", ".join(f"`{told(one)}`" for one in conditions[:CASES_TOLD])
    more = f" and {len(conditions) - CASES_TOLD} more" if len(conditions) > CASES_TOLD else ""
    return f"a value that is absent makes a comparison false; the cases ask for {listed}{more}"


def _otherwise(route: Route) -> Help:
    """The last destination once more is a guess; that something has to stand there is not."""
    assert type(route.action) is Choose
    last = route.action.cases[-1].member.upstream
    message = "say where all other requests go, with `else` as the last case"
    if last.at is None or route.at is None or last.at.source is not route.at.source:
        return Help(message)
    between = last.at.source.text[route.at.end : last.at.start]
    if " for " in between:  # the case stands in a loop, and `else` has to stand behind that
        return Help(message)
    at = f" at {last.template.text}" if last.template is not None else ""
    edit = added_last(last.at.source, last.at.end, f"else -> {last.at.text}{at}")
    return Help(message, Applicability.REVIEW, (edit,) if edit else ())
