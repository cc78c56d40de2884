"""Judging `every path to orders passes edge`: what would still get there if nobody else did?

All that the rule asks for is shut: the routes of the gateway that has to be passed, or those that
have what is required. What reaches the service all the same goes by a path that breaks the rule.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....dsl.finding import Label
from ...model import Federation, Gateway, Need, Respond, Route, Rule
from ..case import Case
from .having import has
from .journeys import TooFar, onward
from .ruled import Offence, Open, Ruling
from .sorts import Sorter
from .things import Thing
from .wordings import text_of_need

if TYPE_CHECKING:
    from ...trace import Question, Trace

TRIES = 16
SHUT = Respond(403)


def judged_paths(sorter: Sorter, rule: Rule) -> Iterator[Ruling]:
    case = sorter.case
    for to in rule.scope.paths_to:
        if rule.quantifier == "every" and rule.demand == "passes":
            for name in rule.names:
                yield from _around(case, to, f"does not pass `{name}`", _of_gateway(name))
        elif rule.quantifier == "every" and rule.demand == "requires":
            for need in rule.needs:
                says = f"passes nothing with `{text_of_need(need)}`"
                yield from _around(case, to, says, _with(case, need))
        elif rule.quantifier == "no" and rule.demand == "passes":
            for name in rule.names:
                yield from _through(sorter, to, name)
        else:
            yield Open(f"of paths only `passes` and `requires` are judged, not `{rule.demand}`")


def _of_gateway(name: str) -> Callable[[Gateway, Route], bool]:
    return lambda gateway, _route: gateway.name == name


def _with(case: Case, need: Need) -> Callable[[Gateway, Route], bool]:
    return lambda gateway, route: has(case, Thing("route", gateway, route), need) is True


def _around(
    case: Case, to: str, says: str, shuts: Callable[[Gateway, Route], bool]
) -> Iterator[Ruling]:
    """Offences, where something gets to it around what was shut."""
    shut = case.instead(_shut(case.federation, shuts))
    if not shut.flow.deliveries(to) and not _is_door(shut, to):
        return
    for _, question in zip(range(TRIES), _questions_to(shut, to), strict=False):
        around = shut.trace(question)
        if around is None or not _reaches(around, to):
            continue
        followed = case.trace(question)
        if followed is not None and _reaches(followed, to):
            yield _offence(followed, to, says)
            return
    yield Open(f"something may reach `{to}` otherwise, and no request is known that does")


def _shut(federation: Federation, shuts: Callable[[Gateway, Route], bool]) -> Federation:
    """A shut route still takes its requests, so that none of them finds another one."""
    gateways = {
        name: replace(gateway, routes=tuple(
            replace(route, action=SHUT, calls=()) if shuts(gateway, route) else route
            for route in gateway.routes
        ))
        for name, gateway in federation.gateways.items()
    }  # fmt: skip
    return replace(federation, gateways=gateways)


def _is_door(case: Case, to: str) -> bool:
    return to in case.federation.gateways and case.flow.reached(to)


def _questions_to(case: Case, to: str) -> Iterator["Question"]:
    if to in case.federation.gateways:
        yield from case.flow.questions(to)
    for delivery in case.flow.deliveries(to):
        way = delivery.way
        yield from _few(
            case.flow.questions(way.gateway.name, route=way.route, way=way, let_in=True)
        )


def _few(questions: Iterator["Question"]) -> Iterator["Question"]:
    return (one for _, one in zip(range(4), questions, strict=False))


def _reaches(followed: "Trace", to: str) -> bool:
    return any(
        to in dict(branch.service_calls) or any(hop.gateway == to for hop in branch.hops)
        for branch in followed.branches
    )


def _offence(followed: "Trace", to: str, says: str) -> Offence:
    branch = next(
        one
        for one in followed.branches
        if to in dict(one.service_calls) or any(hop.gateway == to for hop in one.hops)
    )
    first = next(hop for hop in branch.hops if hop.at is not None)
    last = next(hop for hop in reversed(branch.hops) if hop.at is not None)
    assert first.at is not None
    label = (Label(last.at, f"and leads on to `{to}`"),) if last is not first and last.at else ()
    return Offence(
        first.at,
        f"a path to `{to}` {says}",
        "it comes in here",
        "let all requests take the way that the rule asks for, or shut this one",
        (to, first.gateway, says),
        because=label,
        trace=replace(followed, branches=(branch,)),
    )


def _through(sorter: Sorter, to: str, name: str) -> Iterator[Ruling]:
    """Whether something passes this gateway on its way there."""
    case = sorter.case
    gateway = case.federation.gateways[name]
    try:
        if all(step.way.to != to for step in onward(sorter, gateway, gateway.routes)):
            return
    except TooFar:
        yield Open(f"too many ways lead on from `{name}`")
        return
    for _, question in zip(range(TRIES), case.flow.questions(name, let_in=True), strict=False):
        followed = case.trace(question)
        passes = followed is not None and any(hop.gateway == name for hop in followed.hops)
        if followed is not None and passes and _reaches(followed, to):
            yield _offence(followed, to, f"passes `{name}`")
            return
    yield Open(f"no request is known that passes `{name}` and reaches `{to}`, and none ruled out")
