"""Reading from a gateway's slice what it asks of its product."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from ..model import (
    ANYONE,
    NOTHING_SAID,
    Acceptance,
    AllOf,
    AnyOf,
    Choose,
    Condition,
    First,
    Forward,
    Function,
    Gateway,
    Gather,
    Member,
    Not,
    Param,
    Policy,
    Protocol,
    Redirect,
    Respond,
    Route,
    ShowsAll,
    ShowsAny,
    Split,
    Subject,
    Tail,
    Traced,
    Upstream,
    in_force,
)
from ..model.credentials import Credential
from ..written import value_text
from .members import members_of
from .mentions import shown_in
from .needs import Need, NeedAt
from .slice import Destination, GatewaySlice

N = Need

BY_SUBJECT = {
    "header": N.WHEN_HEADER,
    "query": N.WHEN_QUERY,
    "cookie": N.WHEN_COOKIE,
    "host": N.WHEN_HOST,
    "ip": N.WHEN_IP,
    "caller": N.WHEN_CALLER,
    "client": N.WHEN_CALLER,
    "user": N.WHEN_CALLER,
    "claim": N.WHEN_CLAIM,
    "scope": N.WHEN_CLAIM,
    "key": N.WHEN_KEY_METADATA,
    "country": N.WHEN_COUNTRY,
    "method": N.METHODS,
    "param": N.PATH_PARAM,
}
ACCEPTED = {
    "jwt": N.ACCEPT_JWT,
    "api_key": N.ACCEPT_API_KEY,
    "shared_secret": N.ACCEPT_SHARED_SECRET,
    "gateway_jwt": N.ACCEPT_GATEWAY_JWT,
    "mtls": N.ACCEPT_MTLS,
    "basic": N.ACCEPT_BASIC,
    "oauth_client": N.ACCEPT_OAUTH,
}
ATTACHED = {
    "jwt": N.ATTACH_JWT,
    "api_key": N.ATTACH_API_KEY,
    "shared_secret": N.ATTACH_SHARED_SECRET,
    "gateway_jwt": N.ATTACH_GATEWAY_JWT,
    "mtls": N.ATTACH_MTLS,
    "basic": N.ATTACH_BASIC,
    "oauth_client": N.ATTACH_OAUTH,
}
BY_PROTOCOL = {
    "http": N.PLAIN_HTTP,
    "h2": N.H2,
    "grpc": N.GRPC,
    "websocket": N.WEBSOCKET,
    "local": N.LOCAL,
}
BY_ACTION: dict[type, Need] = {
    Gather: N.GATHER,
    Choose: N.CHOOSE,
    Split: N.SPLIT,
    First: N.FIRST,
    Function: N.FUNCTION,
    Redirect: N.REDIRECT,
    Respond: N.RESPOND,
}
BY_POLICY = {
    "connect": N.TIMEOUT_CONNECT,
    "response": N.TIMEOUT_RESPONSE,
    "total": N.TIMEOUT_TOTAL,
    "idle": N.TIMEOUT_IDLE,
    "attempt": N.TIMEOUT_ATTEMPT,
    "retry": N.RETRY,
    "quotas": N.QUOTA,
    "cache": N.CACHE,
    "body_max": N.BODY_MAX,
    "cors": N.CORS,
    "breaker": N.BREAKER,
    "unreachable": N.UNREACHABLE_PROBLEM,
    "log_upstream_errors": N.LOG_UPSTREAM_ERRORS,
    "location": N.LOCATION,
}
LIMITS = frozenset((N.LIMIT, N.LIMIT_PER_CALLER, N.LIMIT_PER_KEY))
HEADERS = frozenset((N.REQUEST_HEADERS, N.RESPONSE_HEADERS, N.HEADERS_FROM_REQUEST))
CONDITIONS = frozenset(BY_SUBJECT.values())
EVERY_NEED = frozenset(Need)


def needs_of(part: GatewaySlice) -> tuple[NeedAt, ...]:
    """Each need once for each place, the gateway's own first and then route by route."""
    gateway = part.gateway
    found = [
        NeedAt(need, None, is_default(gateway, need), gateway.at) for need in needs_as_a_whole(part)
    ]
    found += [NeedAt(need, route.name, at=route.at) for route, need in needs_by_route(part)]
    return tuple(dict.fromkeys(found))


def needs_as_a_whole(part: GatewaySlice) -> Iterator[Need]:
    """What the gateway itself asks for, whatever its routes do."""
    gateway = part.gateway
    if gateway.hop_guard.value is not None:
        yield N.HOP_GUARD
    if gateway.domains:
        yield N.DOMAIN
    if gateway.exposure.value == "internal":
        yield N.INTERNAL
    if gateway.egress is not None:
        yield N.EGRESS
    if gateway.state in ("blocked", "retired"):
        yield N.STATE
    if gateway.opaque:
        yield N.OPAQUE


def needs_by_route(
    part: GatewaySlice, only: frozenset[Need] = EVERY_NEED
) -> Iterator[tuple[Route, Need]]:
    """Route by route in the order of the program; one need may come several times.

    With `only` nothing else is looked for, which is what makes it cheap.
    """
    book = _Book(part, only)
    readers = [read for kinds, read in _READERS if not kinds.isdisjoint(only)]
    for route in part.gateway.routes:
        for read in readers:
            for need in read(book, route):
                if need in only:
                    yield route, need


def is_default(gateway: Gateway, need: Need) -> bool:
    """Whether nobody wrote it: the default hop guard."""
    return need is N.HOP_GUARD and gateway.hop_guard.origin.at is None


def said_where(route: Route, need: Need) -> Traced[Any] | None:
    """The word of a policy with which a route asks for it: its own, or one of its members'."""
    field = next((name for name, of_it in BY_POLICY.items() if of_it is need), None)
    if need in LIMITS:
        field = "limits"
    if field is None:
        return None
    policies = (route.policy, *(member.policy for member in members_of(route.action)))
    said = (getattr(policy, field) for policy in policies)
    return next((one for one in said if in_force(one) is not None), None)


def asked_for(part: GatewaySlice, one: NeedAt) -> str | None:
    """The value that the program gives where this need is a word of a policy: `2s`."""
    route = next((route for route in part.gateway.routes if route.name == one.route), None)
    said = said_where(route, one.need) if route is not None else None
    return value_text(said.value) if said is not None else None


class _Book:
    """What is looked up for every route: worked out once where many routes share it."""

    def __init__(self, part: GatewaySlice, only: frozenset[Need]) -> None:
        self.credentials = part.credentials
        self.words = [(field, need) for field, need in BY_POLICY.items() if need in only]
        self.limits = not LIMITS.isdisjoint(only)
        self.headers = not HEADERS.isdisjoint(only)
        self.accepted: dict[int, tuple[Need, ...]] = {}  # by the identity of what is said
        self.policies: dict[int, tuple[Need, ...]] = {}
        self.destinations: dict[str, list[tuple[Protocol, Destination]]] = {}
        for (name, over), place in part.destinations.items():
            self.destinations.setdefault(name, []).append((over, place))


def _of_path(_book: _Book, route: Route) -> Iterator[Need]:
    for segment in route.path.segments:
        if isinstance(segment, Param):
            yield N.PATH_REGEX if segment.regex else N.PATH_PARAM
        elif isinstance(segment, Tail):
            yield N.PATH_TAIL
    if route.methods:
        yield N.METHODS


def _of_accept(book: _Book, route: Route) -> Sequence[Need]:
    if route.accept is None:
        return ()
    said = route.accept.value
    if id(said) not in book.accepted:
        book.accepted[id(said)] = tuple(_of_acceptance(book, said))
    return book.accepted[id(said)]


def _of_action(_book: _Book, route: Route) -> Iterator[Need]:
    if type(route.action) in BY_ACTION:
        yield BY_ACTION[type(route.action)]
    match route.action:
        case Choose(cases):
            for case in cases:
                yield from _of_condition(case.when) if case.when is not None else ()
        case Split(sticky=Subject()):
            yield N.SPLIT_STICKY
        case _:
            pass


def _of_policies(book: _Book, route: Route) -> Sequence[Need]:
    own = _of_policy(book, route.policy)
    if isinstance(route.action, Forward):  # which has one member, without a policy of its own
        return own
    members = members_of(route.action)
    return (*own, *(need for one in members for need in _of_policy(book, one.policy)))


def _of_travels(book: _Book, route: Route) -> Iterable[Need]:
    if isinstance(route.action, Forward):
        return _of_travel(book, route)
    places = (route, *members_of(route.action))
    return (need for one in places for need in _of_travel(book, one))


def _of_upstreams(book: _Book, route: Route) -> Iterable[Need]:
    if isinstance(route.action, Forward):
        return _of_upstream(book, route.action.upstream)
    members = members_of(route.action)
    return (need for one in members for need in _of_upstream(book, one.upstream))


def _of_when(_book: _Book, route: Route) -> Iterable[Need]:
    return _of_condition(route.when) if route.when is not None else ()


def _of_state(_book: _Book, route: Route) -> Iterator[Need]:
    if route.blocked:
        yield N.BLOCKED
    if route.deprecated or route.sunset:
        yield N.DEPRECATED
    if route.opaque:
        yield N.OPAQUE


def _of_condition(condition: Condition) -> Iterator[Need]:
    match condition:
        case Not(inner):
            yield from _of_condition(inner)
        case AllOf(parts) | AnyOf(parts):
            for one in parts:
                yield from _of_condition(one)
        case _:
            yield BY_SUBJECT[condition.subject.name]


def _of_acceptance(book: _Book, acceptance: Acceptance) -> Iterator[Need]:
    for shown in shown_in(acceptance):
        if shown.credential != ANYONE:
            yield from _of_accepted(book.credentials[shown.credential])
        if shown.condition is not None:
            yield N.ACCEPT_CONDITION
    yield from _combined(acceptance)


def _of_accepted(credential: Credential) -> Iterator[Need]:
    in_query = credential.kind == "api_key" and credential.query is not None
    yield N.ACCEPT_API_KEY_IN_QUERY if in_query else ACCEPTED[credential.kind]


def _combined(acceptance: Acceptance) -> Iterator[Need]:
    if isinstance(acceptance, ShowsAny | ShowsAll):
        yield N.ACCEPT_EITHER if isinstance(acceptance, ShowsAny) else N.ACCEPT_ALL
        for one in acceptance.parts:
            yield from _combined(one)


def _of_travel(book: _Book, where: Route | Member) -> Iterator[Need]:
    if where.travel.strip:
        yield N.STRIP
    for swap in where.travel.exchange:
        yield N.EXCHANGE
        yield ATTACHED[book.credentials[swap.new].kind]
    for name in where.travel.attach:
        yield ATTACHED[book.credentials[name].kind]


def _of_upstream(book: _Book, sent: Upstream) -> Iterator[Need]:
    if sent.template is not None:
        yield N.REWRITE
    if sent.method is not None:
        yield N.METHOD_CHANGE
    for over, place in book.destinations.get(sent.to, ()):
        if sent.over is not None and over != sent.over:
            continue
        if place.lambda_arn is not None:
            yield N.LOCAL_LAMBDA if over == "local" else N.LAMBDA
        elif over in BY_PROTOCOL:
            yield BY_PROTOCOL[over]
        if place.url is not None and not isinstance(place.url, str):
            yield N.URL_FROM_VARIABLE


def _of_policy(book: _Book, policy: Policy) -> Sequence[Need]:
    if policy is NOTHING_SAID:
        return ()
    if id(policy) not in book.policies:
        book.policies[id(policy)] = tuple(_said_in(book, policy))
    return book.policies[id(policy)]


def _said_in(book: _Book, policy: Policy) -> Iterator[Need]:
    for name, need in book.words:
        if in_force(getattr(policy, name)) is not None:
            yield need
    if book.limits:
        for limit in in_force(policy.limits) or ():
            yield _limit(limit.per)
    if book.headers:
        yield from _of_headers(policy)


def _of_headers(policy: Policy) -> Iterator[Need]:
    if policy.request_headers:
        yield N.REQUEST_HEADERS
    if policy.response_headers:
        yield N.RESPONSE_HEADERS
    changes = (*policy.request_headers, *policy.response_headers)
    if any(isinstance(change.value.value, Subject) for change in changes):
        yield N.HEADERS_FROM_REQUEST


def _limit(per: Iterable[Subject]) -> Need:
    names = {subject.name for subject in per}
    if names & {"caller", "user", "client"}:
        return N.LIMIT_PER_CALLER
    return N.LIMIT_PER_KEY if names - {"route", "gateway"} else N.LIMIT


_READERS: tuple[tuple[frozenset[Need], Callable[[_Book, Route], Iterable[Need]]], ...] = (
    (frozenset((N.PATH_PARAM, N.PATH_REGEX, N.PATH_TAIL, N.METHODS)), _of_path),
    (CONDITIONS, _of_when),
    (
        frozenset(
            (
                *ACCEPTED.values(),
                N.ACCEPT_API_KEY_IN_QUERY,
                N.ACCEPT_CONDITION,
                N.ACCEPT_EITHER,
                N.ACCEPT_ALL,
            )
        ),
        _of_accept,
    ),
    (CONDITIONS | {*BY_ACTION.values(), N.SPLIT_STICKY}, _of_action),
    (frozenset(BY_POLICY.values()) | LIMITS | HEADERS, _of_policies),
    (frozenset((N.STRIP, N.EXCHANGE, *ATTACHED.values())), _of_travels),
    (
        frozenset(
            (
                *BY_PROTOCOL.values(),
                N.REWRITE,
                N.METHOD_CHANGE,
                N.LAMBDA,
                N.LOCAL_LAMBDA,
                N.URL_FROM_VARIABLE,
            )
        ),
        _of_upstreams,
    ),
    (frozenset((N.BLOCKED, N.DEPRECATED, N.OPAQUE)), _of_state),
)
"""What each part of a route can ask for, and how that is read from it."""
