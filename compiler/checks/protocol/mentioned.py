"""Which headers of a request a gateway itself looks at."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model import (
    ApiKey,
    Choose,
    SharedSecret,
    Split,
    Subject,
    in_force,
)
from ...target.mentions import subjects_in
from .media import policies_of

if TYPE_CHECKING:
    from ...model import Credential, Federation, Gateway, Policy, Route


def looked_at(gateway: "Gateway") -> frozenset[str]:
    """In conditions, keys and values, in lower case."""
    return frozenset(
        (one.argument or "").lower()
        for route in gateway.routes
        for one in _subjects(route)
        if one.name == "header"
    )


def _subjects(route: "Route") -> Iterator[Subject]:
    yield from subjects_in(route.when)
    if route.idempotent_by is not None:
        yield route.idempotent_by
    if isinstance(route.action, Choose):
        for case in route.action.cases:
            yield from subjects_in(case.when)
    elif isinstance(route.action, Split) and route.action.sticky is not None:
        yield route.action.sticky
    for policy in policies_of(route):
        yield from _of_policy(policy)


def _of_policy(policy: "Policy") -> Iterator[Subject]:
    for limit in in_force(policy.limits) or ():
        yield from limit.per
    for quota in in_force(policy.quotas) or ():
        yield from quota.per
    cache = in_force(policy.cache)
    yield from cache.per if cache is not None else ()
    for change in (*policy.request_headers, *policy.response_headers):
        if isinstance(change.value.value, Subject):
            yield change.value.value


def carries_credential(federation: "Federation", header: str) -> bool:
    """Whether some credential travels in this header."""
    return any(_header_of(one) == header for one in federation.credentials.values())


def _header_of(credential: "Credential") -> str:
    match credential:
        case SharedSecret(header=header):
            return header.lower()
        case ApiKey(header=header, query=None):
            return (header or "authorization").lower()
        case _:
            return "authorization"
