"""Reading from a gateway's slice what it asks of its product."""

from collections.abc import Iterable, Iterator

from ..model import (
    ANYONE,
    Acceptance,
    AllOf,
    AnyOf,
    Choose,
    Condition,
    First,
    Function,
    Gather,
    Member,
    Not,
    Param,
    Policy,
    Redirect,
    Respond,
    Route,
    ShowsAll,
    ShowsAny,
    Split,
    Subject,
    Tail,
    in_force,
)
from ..model.credentials import Credential
from ..written import value_text
from .members import members_of
from .mentions import shown_in
from .needs import Need, NeedAt
from .slice import GatewaySlice

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


def needs_of(part: GatewaySlice) -> tuple[NeedAt, ...]:
    """Each need once for each place, the gateway's own first and then route by route."""
    gateway = part.gateway
    found = [NeedAt(need, None, _by_default(part, need), gateway.at) for need in _whole(part)]
    for route in gateway.routes:
        found += [NeedAt(need, route.name, at=route.at) for need in _of_route(part, route)]
    return tuple(dict.fromkeys(found))


def asked_for(part: GatewaySlice, one: NeedAt) -> str | None:
    """The value that the program gives where this need is a word of a policy: `2s`."""
    field = next((name for name, need in BY_POLICY.items() if need is one.need), None)
    routes = [route for route in part.gateway.routes if route.name == one.route]
    if field is None or not routes:
        return None
    policies = [routes[0].policy, *(member.policy for member in members_of(routes[0].action))]
    values = [in_force(getattr(policy, field)) for policy in policies]
    said = next((value for value in values if value is not None), None)
    return None if said is None else value_text(said)


def _by_default(part: GatewaySlice, need: Need) -> bool:
    return need is N.HOP_GUARD and part.gateway.hop_guard.origin.at is None


def _whole(part: GatewaySlice) -> Iterator[Need]:
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


def _of_route(part: GatewaySlice, route: Route) -> Iterator[Need]:
    yield from _of_path(route)
    if route.when is not None:
        yield from _of_condition(route.when)
    if route.accept is not None:
        yield from _of_acceptance(part, route.accept.value)
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
    yield from _of_policy(route.policy)
    yield from _of_travel(part, route)
    for member in members_of(route.action):
        yield from _of_member(part, member)
    if route.blocked:
        yield N.BLOCKED
    if route.deprecated or route.sunset:
        yield N.DEPRECATED
    if route.opaque:
        yield N.OPAQUE


def _of_path(route: Route) -> Iterator[Need]:
    for segment in route.path.segments:
        if isinstance(segment, Param):
            yield N.PATH_REGEX if segment.regex else N.PATH_PARAM
        elif isinstance(segment, Tail):
            yield N.PATH_TAIL
    if route.methods:
        yield N.METHODS


def _of_condition(condition: Condition) -> Iterator[Need]:
    match condition:
        case Not(inner):
            yield from _of_condition(inner)
        case AllOf(parts) | AnyOf(parts):
            for one in parts:
                yield from _of_condition(one)
        case _:
            yield BY_SUBJECT[condition.subject.name]


def _of_acceptance(part: GatewaySlice, acceptance: Acceptance) -> Iterator[Need]:
    for shown in shown_in(acceptance):
        if shown.credential != ANYONE:
            yield from _of_accepted(part.credentials[shown.credential])
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


def _of_travel(part: GatewaySlice, where: Route | Member) -> Iterator[Need]:
    if where.travel.strip:
        yield N.STRIP
    for swap in where.travel.exchange:
        yield N.EXCHANGE
        yield ATTACHED[part.credentials[swap.new].kind]
    for name in where.travel.attach:
        yield ATTACHED[part.credentials[name].kind]


def _of_member(part: GatewaySlice, member: Member) -> Iterator[Need]:
    sent = member.upstream
    if sent.template is not None:
        yield N.REWRITE
    if sent.method is not None:
        yield N.METHOD_CHANGE
    for (name, over), place in part.destinations.items():
        if name != sent.to or (sent.over is not None and over != sent.over):
            continue
        if place.lambda_arn is not None:
            yield N.LOCAL_LAMBDA if over == "local" else N.LAMBDA
        elif over in BY_PROTOCOL:
            yield BY_PROTOCOL[over]
        if place.url is not None and not isinstance(place.url, str):
            yield N.URL_FROM_VARIABLE
    yield from _of_policy(member.policy)
    yield from _of_travel(part, member)


def _of_policy(policy: Policy) -> Iterator[Need]:
    for name, need in BY_POLICY.items():
        if in_force(getattr(policy, name)) is not None:
            yield need
    for limit in in_force(policy.limits) or ():
        yield _limit(limit.per)
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
