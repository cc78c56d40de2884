"""Routes that a degradation does not concern: what they ask for, the product keeps."""

from collections.abc import Callable, Mapping

from ..model import ANYONE, Credential, Retry, Route, in_force
from .ability import Ability, Spared
from .members import members_of
from .mentions import shown_in


def is_spared(ability: Ability, route: Route, credentials: Mapping[str, Credential]) -> bool:
    return ability.spares is not None and _TESTS[ability.spares](route, credentials)


def _waits_for_no_status(route: Route, _credentials: Mapping[str, Credential]) -> bool:
    """Only what never came is sent again: connections, time-outs, resets."""
    return all(isinstance(one, str) for retry in _retries(route) for one in retry.on)


def _names_all_methods(route: Route, _credentials: Mapping[str, Credential]) -> bool:
    return bool(route.methods) and all(
        set(route.methods) <= set(retry.methods) for retry in _retries(route)
    )


def _takes_get_without_a_pause(route: Route, _credentials: Mapping[str, Credential]) -> bool:
    return route.methods == ("GET",) and all(one.backoff is None for one in _retries(route))


def _lets_in_api_keys(route: Route, credentials: Mapping[str, Credential]) -> bool:
    """Each caller has shown one, and is known by it."""
    if route.accept is None:
        return False
    names = [one.credential for one in shown_in(route.accept.value)]
    return all(name != ANYONE and credentials[name].kind == "api_key" for name in names)


def _rewrites_alike(route: Route, _credentials: Mapping[str, Credential]) -> bool:
    return len({member.upstream.template for member in members_of(route.action)}) <= 1


def _caches_without_a_key(route: Route, _credentials: Mapping[str, Credential]) -> bool:
    policies = (route.policy, *(member.policy for member in members_of(route.action)))
    caches = (in_force(policy.cache) for policy in policies)
    return all(not one.per for one in caches if one is not None)


def _retries(route: Route) -> list[Retry]:
    policies = (route.policy, *(member.policy for member in members_of(route.action)))
    found = (in_force(policy.retry) for policy in policies)
    return [one for one in found if one is not None]


_TESTS: Mapping[Spared, Callable[[Route, Mapping[str, Credential]], bool]] = {
    "retries that wait for no status": _waits_for_no_status,
    "retries that name every method of the route": _names_all_methods,
    "retries of GET without a pause": _takes_get_without_a_pause,
    "callers who all show API keys": _lets_in_api_keys,
    "members that get the same path": _rewrites_alike,
    "caches without a key of their own": _caches_without_a_key,
}
