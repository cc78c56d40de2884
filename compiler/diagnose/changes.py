"""Routes and acceptances with one thing different."""

from collections.abc import Callable
from dataclasses import replace

from ..model import (
    Acceptance,
    Action,
    Choose,
    First,
    Forward,
    Gateway,
    Gather,
    Member,
    Route,
    Shows,
    Split,
    Traced,
    Travel,
    Upstream,
)


def with_upstreams(route: Route, change: Callable[[Upstream], Upstream]) -> Route:
    """The route with every upstream of its action changed."""
    action = route.action
    if isinstance(action, Forward):
        return replace(route, action=Forward(change(action.upstream)))
    return _with_members(route, lambda one: replace(one, upstream=change(one.upstream)))


def with_travel(route: Route, change: Callable[[Travel], Travel]) -> Route:
    """The route with what happens to credentials changed, in its own block and its members'."""
    whole = _with_members(route, lambda one: replace(one, travel=change(one.travel)))
    return replace(whole, travel=change(route.travel))


def accepting(gateway: Gateway, change: Callable[[Shows], Shows]) -> Gateway:
    """The gateway with every credential that it asks for changed."""
    routes = tuple(replace(one, accept=_traced(one.accept, change)) for one in gateway.routes)
    return replace(gateway, accept=_traced(gateway.accept, change), routes=routes)


def asked_for(acceptance: Acceptance, change: Callable[[Shows], Shows]) -> Acceptance:
    if isinstance(acceptance, Shows):
        return change(acceptance)
    return replace(acceptance, parts=tuple(asked_for(one, change) for one in acceptance.parts))


def _traced(
    accept: Traced[Acceptance] | None, change: Callable[[Shows], Shows]
) -> Traced[Acceptance] | None:
    return accept and replace(accept, value=asked_for(accept.value, change))


def _with_members(route: Route, change: Callable[[Member], Member]) -> Route:
    return replace(route, action=route.action and _changed(route.action, change))


def _changed(action: Action, change: Callable[[Member], Member]) -> Action:
    match action:
        case Gather():
            parts = tuple(replace(one, member=change(one.member)) for one in action.parts)
            return replace(action, parts=parts)
        case Choose():
            cases = tuple(replace(one, member=change(one.member)) for one in action.cases)
            return replace(action, cases=cases)
        case Split():
            portions = tuple(replace(one, member=change(one.member)) for one in action.portions)
            return replace(action, portions=portions)
        case First():
            return replace(action, members=tuple(change(one) for one in action.members))
        case _:
            return action
