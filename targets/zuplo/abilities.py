"""What Zuplo can do, need by need; where it has no policy, code of ours in its modules does it."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import (
    CHAINING,
    CODE,
    CORS,
    DOMAINS,
    FEDERATED,
    HANDLERS,
    JWT_SERVICE,
    LIMITS,
    POLICIES,
    ROUTING,
    VARIABLES,
    WEBSOCKET,
)

ENTERPRISE = ("zuplo.enterprise",)
WITH_DOMAINS = ("zuplo.builder", "zuplo.enterprise")

_PICKS = CODE.emulated("an inbound policy of ours looks at it and picks the upstream")
_OWN_CALL = "the route's handler is code of ours that makes the call"

_ROUTES: Mapping[Need, Ability] = {
    Need.PATH_PARAM: ROUTING.native(),
    Need.PATH_REGEX: ROUTING.native("URL patterns; no anchors and no character classes"),
    Need.PATH_TAIL: ROUTING.native("the URL pattern `/orders{/:path(.*)}?`"),
    Need.METHODS: ROUTING.native("each method is an operation of its own"),
    Need.WHEN_HEADER: _PICKS,
    Need.WHEN_QUERY: _PICKS,
    Need.WHEN_COOKIE: _PICKS,
    Need.WHEN_HOST: _PICKS,
    Need.WHEN_IP: _PICKS,
    Need.WHEN_CALLER: _PICKS,
    Need.WHEN_CLAIM: _PICKS,
    Need.WHEN_KEY_METADATA: _PICKS,
    Need.WHEN_COUNTRY: CODE.emulated(
        "an inbound policy of ours reads the country that the edge network names"
    ),
}

_ACTIONS: Mapping[Need, Ability] = {
    Need.REWRITE: HANDLERS.native("the URL rewrite handler"),
    Need.METHOD_CHANGE: POLICIES.native("the change-method policy"),
    Need.GATHER: CODE.emulated(
        f"{_OWN_CALL}s; no more than 6 connections of one request are open at a time"
    ),
    Need.CHOOSE: _PICKS,
    Need.SPLIT: POLICIES.native("the traffic-splitting policy; a new draw for each request"),
    Need.SPLIT_STICKY: CODE.emulated("an inbound policy of ours hashes the key"),
    Need.FIRST: CODE.emulated(f"{_OWN_CALL} and moves on to the next upstream"),
    Need.FUNCTION: CODE.native("a function handler"),
    Need.REDIRECT: HANDLERS.native("the redirect handler; code of ours where the place varies"),
    Need.RESPOND: CODE.emulated("a function handler of ours answers"),
    Need.BLOCKED: CODE.emulated("a function handler of ours answers 403"),
    Need.DEPRECATED: POLICIES.native("the HTTP deprecation policy"),
}

_UPSTREAMS: Mapping[Need, Ability] = {
    Need.PLAIN_HTTP: HANDLERS.native(),
    Need.H2: LIMITS.mildly_degraded(
        "used where the upstream offers it; HTTP/1.1 otherwise, which cannot be refused"
    ),
    Need.GRPC: HANDLERS.unconfirmed.impossible("no handler passes trailers on"),
    Need.WEBSOCKET: WEBSOCKET.native(
        "the WebSocket handler, for GET routes", ENTERPRISE, "the page names no day"
    ),
    Need.LOCAL: FEDERATED.impossible(
        "local links exist inside an instance of managed dedicated only: say `instance`"
    ),
    Need.LAMBDA: HANDLERS.native("the AWS Lambda handler"),
    Need.LOCAL_LAMBDA: FEDERATED.impossible(
        "the Lambda handler does not work over local links; forward, rewrite and functions do"
    ),
    Need.URL_FROM_VARIABLE: VARIABLES.native("read for each request; set at deployment"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: POLICIES.native("the OpenID JWT policy"),
    Need.ACCEPT_API_KEY: POLICIES.native("the API key policy; a revoked key may pass for 60 s"),
    Need.ACCEPT_API_KEY_IN_QUERY: POLICIES.emulated(
        "the query-parameter-to-header policy stands before the API key policy"
    ),
    Need.ACCEPT_SHARED_SECRET: CODE.emulated(
        "an inbound policy of ours compares it; no built-in policy compares a header"
    ),
    Need.ACCEPT_GATEWAY_JWT: CHAINING.native("the OpenID JWT policy, with the signer's issuer"),
    Need.ACCEPT_MTLS: POLICIES.native("the mTLS policy; its CA is uploaded", ENTERPRISE),
    Need.ACCEPT_BASIC: POLICIES.native("the basic authentication policy"),
    Need.ACCEPT_OAUTH: POLICIES.native("the OpenID JWT policy"),
    Need.ACCEPT_EITHER: POLICIES.emulated(
        "each policy lets the others' callers pass, and one of ours then demands a caller"
    ),
    Need.ACCEPT_ALL: POLICIES.native("one policy after the other; one API key check a request"),
    Need.ACCEPT_CONDITION: POLICIES.native(
        "the scope and claim policies; code of ours beyond them"
    ),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: POLICIES.native("the remove-headers and remove-query-params policies"),
    Need.EXCHANGE: POLICIES.emulated("the old one is removed, then the new one attached"),
    Need.ATTACH_JWT: POLICIES.mildly_degraded(
        "a token from a variable is set as a header: nobody renews it before it expires"
    ),
    Need.ATTACH_API_KEY: POLICIES.native("the upstream API key policy"),
    Need.ATTACH_SHARED_SECRET: POLICIES.native("the set-headers policy, which overwrites"),
    Need.ATTACH_GATEWAY_JWT: JWT_SERVICE.native(
        "EdDSA unless told otherwise; its published keys carry no `kid`", ENTERPRISE
    ),
    Need.ATTACH_MTLS: HANDLERS.native("a certificate named in the handler", ENTERPRISE),
    Need.ATTACH_BASIC: POLICIES.native("the set-headers policy"),
    Need.ATTACH_OAUTH: POLICIES.native("the OAuth client credentials policy; renews by itself"),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: LIMITS.mildly_degraded(
        "fixed at 19 s; a shorter one is counted together with the response by code of ours"
    ),
    Need.TIMEOUT_RESPONSE: CODE.emulated(f"{_OWN_CALL} with a time-out; at most 180 s"),
    Need.TIMEOUT_TOTAL: CODE.emulated(f"{_OWN_CALL} with a time-out"),
    Need.TIMEOUT_IDLE: LIMITS.mildly_degraded("fixed at 900 s, whatever the program says"),
    Need.TIMEOUT_ATTEMPT: CODE.emulated(f"{_OWN_CALL}s with a time-out each"),
    Need.RETRY: CODE.emulated(f"{_OWN_CALL}s again; there is no retry policy"),
    Need.LIMIT: POLICIES.native("the rate limit policy; a sliding window, no burst"),
    Need.LIMIT_PER_CALLER: POLICIES.native("the rate limit policy by user"),
    Need.LIMIT_PER_KEY: POLICIES.native(
        "the rate limit policy by address or by a function of ours"
    ),
    Need.QUOTA: POLICIES.native("the quota policy; it counts answered requests (200 to 299)"),
    Need.CACHE: POLICIES.native("the caching policy; Authorization is always in its key"),
    Need.BODY_MAX: POLICIES.native("the request size policy"),
    Need.CORS: CORS.native("answered before policies; upstream CORS headers are dropped"),
    Need.BREAKER: CODE.mildly_degraded(
        "code of ours counts in the memory of one worker: each place of the edge trips by itself"
    ),
    Need.UNREACHABLE_PROBLEM: CHAINING.emulated(
        f"{_OWN_CALL}, catches what would be a 522 and answers a problem document"
    ),
    Need.LOG_UPSTREAM_ERRORS: CHAINING.emulated(f"{_OWN_CALL} and logs it"),
    Need.LOCATION: CODE.emulated("an outbound policy of ours writes the header back"),
    Need.REQUEST_HEADERS: POLICIES.native(),
    Need.RESPONSE_HEADERS: POLICIES.native(),
    Need.HEADERS_FROM_REQUEST: CODE.emulated("an inbound policy of ours sets them"),
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: CODE.emulated("an inbound policy of ours counts, and answers 508"),
    Need.DOMAIN: DOMAINS.native("not on development environments", WITH_DOMAINS),
    Need.INTERNAL: FEDERATED.emulated(
        "the environment stays reachable from outside: only what it accepts protects it"
    ),
    Need.EGRESS: CODE.degraded(
        "the config calls nothing else, and own code is not kept from doing so"
    ),
    Need.STATE: CODE.emulated("every route answers 403 or 410"),
    Need.OPAQUE: POLICIES.native("merged into the routes and policies"),
}

AT_THE_EDGE: Mapping[Need, Ability] = {
    **_ROUTES, **_ACTIONS, **_UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip

DEDICATED: Mapping[Need, Ability] = {
    **AT_THE_EDGE,
    Need.LOCAL: FEDERATED.native(
        "`local://` and the environment's name, for forward, rewrite and functions", ENTERPRISE
    ),
}
