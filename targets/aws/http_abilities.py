"""What an HTTP API of Amazon API Gateway can do, need by need."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import (
    CHOICE,
    HTTP_CORS,
    HTTP_JWT,
    HTTP_MAPPING,
    HTTP_QUOTAS,
    HTTP_ROUTES,
    INTEGRATIONS,
    LAMBDA_AUTH,
)
from .rest_abilities import ACTIONS, CALLS, CHECKS, JWT_NEEDS, OURS, ROUTES, UPSTREAMS

_ANSWERS = INTEGRATIONS.emulated(f"{OURS} and answers; there is no mock integration")
_SET = "parameter mapping; Authorization is reserved there, and then a function of ours calls"

_ROUTES: Mapping[Need, Ability] = {
    **ROUTES,
    Need.PATH_PARAM: HTTP_ROUTES.native(),
    Need.PATH_TAIL: HTTP_ROUTES.emulated("`{proxy+}` beside the path itself, which it leaves out"),
    Need.METHODS: HTTP_ROUTES.native(),
    Need.WHEN_KEY_METADATA: CHOICE.impossible("HTTP APIs have no API keys"),
}

_ACTIONS: Mapping[Need, Ability] = {
    **ACTIONS,
    Need.REWRITE: HTTP_MAPPING.native("`overwrite:path`"),
    Need.METHOD_CHANGE: INTEGRATIONS.native("the integration's method"),
    Need.REDIRECT: _ANSWERS,
    Need.RESPOND: _ANSWERS,
    Need.BLOCKED: _ANSWERS,
    Need.DEPRECATED: HTTP_MAPPING.emulated("response headers, mapped status by status"),
}

_UPSTREAMS: Mapping[Need, Ability] = {
    **UPSTREAMS,
    Need.URL_FROM_VARIABLE: INTEGRATIONS.native("a stage variable in the integration's URI"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: HTTP_JWT.native(f"a JWT authorizer; {JWT_NEEDS}"),
    Need.ACCEPT_API_KEY: LAMBDA_AUTH.emulated("a Lambda authorizer of ours; no keys, no plans"),
    Need.ACCEPT_API_KEY_IN_QUERY: CHECKS,
    Need.ACCEPT_SHARED_SECRET: CHECKS,
    Need.ACCEPT_GATEWAY_JWT: HTTP_JWT.native(f"a JWT authorizer; {JWT_NEEDS}"),
    Need.ACCEPT_MTLS: CHOICE.native(
        "on a custom domain; the subject by a Lambda authorizer of ours"
    ),
    Need.ACCEPT_BASIC: CHECKS,
    Need.ACCEPT_OAUTH: HTTP_JWT.native(f"a JWT authorizer; {JWT_NEEDS}"),
    Need.ACCEPT_EITHER: CHECKS,
    Need.ACCEPT_ALL: CHECKS,
    Need.ACCEPT_CONDITION: HTTP_JWT.emulated("scopes natively; claims by an authorizer of ours"),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: HTTP_MAPPING.unconfirmed.emulated(_SET),
    Need.EXCHANGE: HTTP_MAPPING.unconfirmed.emulated(_SET),
    Need.ATTACH_JWT: HTTP_MAPPING.mildly_degraded(
        "a token from a stage variable is set as a header: nobody renews it before it expires"
    ),
    Need.ATTACH_API_KEY: HTTP_MAPPING.unconfirmed.emulated(_SET),
    Need.ATTACH_SHARED_SECRET: HTTP_MAPPING.native("parameter mapping"),
    Need.ATTACH_GATEWAY_JWT: INTEGRATIONS.emulated(f"{OURS}, signs the token and makes the call"),
    Need.ATTACH_MTLS: CHOICE.impossible("certificates towards an upstream: REST APIs only"),
    Need.ATTACH_BASIC: CALLS,
    Need.ATTACH_OAUTH: INTEGRATIONS.emulated(f"{OURS}, fetches the token and makes the call"),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: INTEGRATIONS.mildly_degraded("counted together with the response"),
    Need.TIMEOUT_RESPONSE: HTTP_QUOTAS.native("50 ms to 30 s"),
    Need.TIMEOUT_TOTAL: HTTP_QUOTAS.unconfirmed.emulated(
        "the integration's time-out, taken to be as in REST APIs; 30 s at most"
    ),
    Need.TIMEOUT_IDLE: HTTP_QUOTAS.unconfirmed.mildly_degraded(
        "none but the integration's time-out"
    ),
    Need.TIMEOUT_ATTEMPT: CALLS,
    Need.RETRY: CALLS,
    Need.LIMIT: CHOICE.native("throttling of a route: a rate and a burst, per second"),
    Need.LIMIT_PER_CALLER: CHOICE.impossible("HTTP APIs have no usage plans"),
    Need.LIMIT_PER_KEY: CHOICE.impossible("HTTP APIs have no usage plans"),
    Need.QUOTA: CHOICE.impossible("HTTP APIs have no usage plans"),
    Need.CACHE: CHOICE.impossible("HTTP APIs have no cache"),
    Need.BODY_MAX: HTTP_QUOTAS.degraded("fixed at 10 MB, whatever the program says"),
    Need.CORS: HTTP_CORS.native(
        "one configuration for the whole API; what upstreams say of CORS is dropped"
    ),
    Need.BREAKER: INTEGRATIONS.impossible("nothing in the gateway remembers failures"),
    Need.UNREACHABLE_PROBLEM: CALLS,
    Need.LOG_UPSTREAM_ERRORS: INTEGRATIONS.native("the access log of the stage"),
    Need.LOCATION: CALLS,
    Need.REQUEST_HEADERS: HTTP_MAPPING.native("but for the reserved headers"),
    Need.RESPONSE_HEADERS: HTTP_MAPPING.emulated("mapped status by status"),
    Need.HEADERS_FROM_REQUEST: HTTP_MAPPING.native(),
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: LAMBDA_AUTH.degraded(
        "a Lambda authorizer of ours counts, uncached, and refuses with 403 where 508 is meant"
    ),
    Need.DOMAIN: CHOICE.native(),
    Need.INTERNAL: CHOICE.degraded(
        "an HTTP API stays reachable from outside: only what it accepts protects it"
    ),
    Need.EGRESS: INTEGRATIONS.degraded(
        "the config calls nothing else, and own code is not kept from doing so"
    ),
    Need.STATE: INTEGRATIONS.emulated(f"{OURS} of every route and answers 403 or 410"),
    Need.OPAQUE: INTEGRATIONS.native("merged into the template"),
}

ABILITIES: Mapping[Need, Ability] = {
    **_ROUTES, **_ACTIONS, **_UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip
