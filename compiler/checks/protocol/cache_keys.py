"""Which caches have nothing in their keys that says who is asking."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...model import ANYONE, Cache, Shows, ShowsAll, ShowsAny
from ..ways import Way

if TYPE_CHECKING:
    from ...model import Acceptance, Credential
    from ..case import Case

OF_A_USER = ("jwt", "api_key", "basic", "gateway_jwt", "mtls")
ALWAYS_MANY = ("jwt", "basic", "gateway_jwt")
WHO_IT_IS = frozenset(("caller", "client", "user", "claim", "key", "scope"))
CACHED = ("GET", "HEAD")


def may_mix(case: "Case", way: Way, cache: Cache) -> bool:
    """The route knows single users, and the key does not."""
    if way.route.methods and not any(one in CACHED for one in way.route.methods):
        return False
    if way.method is not None and way.method not in CACHED and way.kind != "gather":
        return False
    accept = way.route.accept
    if accept is None or any(one.name in WHO_IT_IS for one in cache.per):
        return False
    known = [case.federation.credentials[one] for one in _shown(accept.value) if one != ANYONE]
    return any(of_many(case, one) and not _is_in_key(case, way, one, cache) for one in known)


def _shown(accept: "Acceptance") -> Iterator[str]:
    match accept:
        case Shows(credential=credential):
            yield credential
        case ShowsAll(parts=parts) | ShowsAny(parts=parts):
            for part in parts:
                yield from _shown(part)


def of_many(case: "Case", credential: "Credential") -> bool:
    """Whether more than one user shows it."""
    if credential.kind in ALWAYS_MANY:
        return True
    if credential.kind not in OF_A_USER:
        return False
    holders = [
        client
        for client in case.federation.clients.values()
        if any(one.credential == credential.name for one in client.presents)
    ]
    return len(holders) > 1 or any((one.callers or 1) > 1 for one in holders)


def _is_in_key(case: "Case", way: Way, credential: "Credential", cache: Cache) -> bool:
    """Whether its header is in the key, as written or because the product always puts it there."""
    from ...trace.carrying import place_of

    place = place_of(credential)
    if place.startswith("query "):  # the query is part of what is asked for
        return True
    header = place.removeprefix("header ").lower()
    keyed = {(one.argument or "").lower() for one in cache.per if one.name == "header"}
    return header in keyed or (header == "authorization" and _always_keyed(case, way))


def _always_keyed(case: "Case", way: Way) -> bool:
    """Some caches take `Authorization` into every key, or keep nothing that was asked with it."""
    from ...target import Need

    ability = case.variant(way.gateway).abilities.get(Need.CACHE)
    return ability is not None and "Authorization" in ability.how
