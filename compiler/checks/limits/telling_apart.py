"""What can be seen without following a request: whether a place could tell callers apart at all."""

from collections.abc import Iterator
from weakref import WeakKeyDictionary

from ...model import ANYONE, Acceptance, Federation, GatewayJwt, Subject
from ...target.mentions import shown_in
from ..alike import kinds_of_ways
from ..case import Case
from .buckets import Bucket
from .sightings import BY_WHOM, OF_THEIR_OWN_CLAIMS


def may_be_alike(case: Case, bucket: Bucket) -> bool:
    """False where at least one part of the key is sure to differ from caller to caller."""
    return all(_may_be_alike(case, bucket, subject) for subject in bucket.whose)


def _may_be_alike(case: Case, bucket: Bucket, subject: Subject) -> bool:
    if subject.name in BY_WHOM:
        return not any(_names_callers(case, name) for name in _accepted(bucket))
    if subject.name == "ip":
        return not any(one.at_door for one in case.flow.arrivals(bucket.gateway.name))
    if subject.name == "claim":
        return all(_lacks(case.federation, name, subject) for name in _accepted(bucket))
    if subject.name == "header":
        return _is_written_in_front(case, bucket, (subject.argument or "").lower())
    return False


def _accepted(bucket: Bucket) -> Iterator[str]:
    """The credentials that any of its routes asks for, each once."""
    seen: dict[int, Acceptance] = {}
    for route in bucket.routes:
        if route.accept is not None:
            seen.setdefault(id(route.accept.value), route.accept.value)
    names = (one.credential for accept in seen.values() for one in shown_in(accept))
    yield from (name for name in dict.fromkeys(names) if name != ANYONE)


def _names_callers(case: Case, name: str) -> bool:
    """A client shows it; or a gateway does that knows whom it stands for."""
    federation = case.federation
    credential = federation.credentials[name]
    if any(name == one.credential for c in federation.clients.values() for one in c.presents):
        return True
    if isinstance(credential, GatewayJwt):
        return _knows_callers(federation, credential.signer)
    return name not in _attached(case)


def _knows_callers(federation: Federation, gateway: str) -> bool:
    signer = federation.gateways.get(gateway)
    accepts = [signer.accept, *(route.accept for route in signer.routes)] if signer else []
    shown = (one for accept in accepts if accept is not None for one in shown_in(accept.value))
    return any(one.credential != ANYONE for one in shown)


_ATTACHED: "WeakKeyDictionary[Case, frozenset[str]]" = WeakKeyDictionary()


def _attached(case: Case) -> frozenset[str]:
    """All credentials that any gateway shows of its own."""
    if case not in _ATTACHED:
        travels = {id(travel): travel for way in case.ways for travel in way.travels}.values()
        names = (name for travel in travels for name in travel.attach)
        swapped = (swap.new for travel in travels for swap in travel.exchange)
        _ATTACHED[case] = frozenset((*names, *swapped))
    return _ATTACHED[case]


def _lacks(federation: Federation, name: str, claim: Subject) -> bool:
    credential = federation.credentials[name]
    if isinstance(credential, GatewayJwt):
        own = {one.name for one in credential.claims if not isinstance(one.value, str)}
        return claim.argument not in own and claim.argument != "sub"
    return credential.kind not in OF_THEIR_OWN_CLAIMS


def _is_written_in_front(case: Case, bucket: Bucket, header: str) -> bool:
    return any(
        change.value.header.lower() == header
        for kind in kinds_of_ways(case)
        if kind.to == bucket.gateway.name
        for change in kind.way.policy.request_headers
    )
