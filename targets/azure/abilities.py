"""What Azure API Management can do, need by need; policies are its language."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import (
    BACKENDS,
    CORS,
    DOMAINS,
    ERRORS,
    EXPRESSIONS,
    FORWARD,
    GATEWAYS,
    NETWORKS,
    QUOTA,
    RESOURCES,
    SCHEMA,
    SET_HEADER,
    TIERS,
    UNAUTHORIZED,
    V2_LIMITS,
    VALIDATE_JWT,
)

PRIVATE = ("azure.developer", "azure.basic", "azure.standard", "azure.premium")
PRIVATE_V2 = ("azure.standard_v2",)

_CHOOSES = SCHEMA.native("the choose policy and an expression")
_COMPARES = SCHEMA.emulated("the choose policy compares, and return-response answers 401")
_BY_KEY = "calls in a renewal period of at most 300 s; counted a gateway unit and region"

_ROUTES: Mapping[Need, Ability] = {
    Need.PATH_PARAM: RESOURCES.native("a template of an operation"),
    Need.PATH_REGEX: EXPRESSIONS.emulated("a choose policy tests it, and 404 where it fails"),
    Need.PATH_TAIL: RESOURCES.native(
        "a wildcard operation `/orders/*`, and one for the path itself"
    ),
    Need.METHODS: RESOURCES.native(),
    Need.WHEN_HEADER: _CHOOSES,
    Need.WHEN_QUERY: _CHOOSES,
    Need.WHEN_COOKIE: _CHOOSES,
    Need.WHEN_HOST: _CHOOSES,
    Need.WHEN_IP: _CHOOSES,
    Need.WHEN_CALLER: _CHOOSES,
    Need.WHEN_CLAIM: _CHOOSES,
    Need.WHEN_KEY_METADATA: EXPRESSIONS.emulated(
        "a choose policy by subscription; metadata becomes a table in the policy"
    ),
    Need.WHEN_COUNTRY: EXPRESSIONS.impossible("expressions know no country of the caller"),
}

_ACTIONS: Mapping[Need, Ability] = {
    Need.REWRITE: SCHEMA.native("the rewrite-uri policy"),
    Need.METHOD_CHANGE: SCHEMA.native("the set-method policy"),
    Need.GATHER: SCHEMA.emulated("send-request policies in a wait policy, joined by ours"),
    Need.CHOOSE: _CHOOSES,
    Need.SPLIT: BACKENDS.native("a backend pool with weights; each backend has its own base"),
    Need.SPLIT_STICKY: EXPRESSIONS.emulated("a choose policy by a hash of the key"),
    Need.FIRST: SCHEMA.emulated("the retry policy around forward-request sets the next backend"),
    Need.FUNCTION: BACKENDS.emulated("an Azure Function of ours is called; adds a hop"),
    Need.REDIRECT: SCHEMA.native("return-response with Location"),
    Need.RESPOND: SCHEMA.native("return-response"),
    Need.BLOCKED: SCHEMA.native("return-response with 403"),
    Need.DEPRECATED: SCHEMA.native("set-header on the answer"),
}

_UPSTREAMS: Mapping[Need, Ability] = {
    Need.PLAIN_HTTP: BACKENDS.native(),
    Need.H2: GATEWAYS.impossible("HTTP/2 to a backend: self-hosted gateway only"),
    Need.GRPC: GATEWAYS.impossible("gRPC: self-hosted gateway only"),
    Need.WEBSOCKET: GATEWAYS.native("an API of type WebSocket, with a path of its own"),
    Need.LOCAL: BACKENDS.impossible("there is no protocol inside an instance"),
    Need.LAMBDA: BACKENDS.impossible("it signs no calls to AWS; put an HTTPS address before it"),
    Need.LOCAL_LAMBDA: BACKENDS.impossible("there is no protocol inside an instance"),
    Need.URL_FROM_VARIABLE: RESOURCES.native("a named value"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: VALIDATE_JWT.native("validate-jwt; keys by `kid`"),
    Need.ACCEPT_API_KEY: UNAUTHORIZED.native("a subscription key; the header's name can be set"),
    Need.ACCEPT_API_KEY_IN_QUERY: UNAUTHORIZED.native("a subscription key"),
    Need.ACCEPT_SHARED_SECRET: SCHEMA.native("check-header"),
    Need.ACCEPT_GATEWAY_JWT: VALIDATE_JWT.native(
        "validate-jwt; keys by `kid`, which tokens of some signers lack"
    ),
    Need.ACCEPT_MTLS: SCHEMA.native("validate-client-certificate"),
    Need.ACCEPT_BASIC: _COMPARES,
    Need.ACCEPT_OAUTH: VALIDATE_JWT.native(),
    Need.ACCEPT_EITHER: EXPRESSIONS.emulated(
        "a choose policy by what the request shows; subscription keys then stay optional"
    ),
    Need.ACCEPT_ALL: SCHEMA.native("one policy after the other"),
    Need.ACCEPT_CONDITION: EXPRESSIONS.native("a choose policy on the checked token"),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: SCHEMA.native("set-header and set-query-parameter with delete"),
    Need.EXCHANGE: SCHEMA.emulated("the old one is deleted, then the new one set"),
    Need.ATTACH_JWT: SET_HEADER.mildly_degraded(
        "a token from a named value is set as a header: nobody renews it before it expires"
    ),
    Need.ATTACH_API_KEY: SCHEMA.native("set-header from a secret named value"),
    Need.ATTACH_SHARED_SECRET: SCHEMA.native("set-header from a secret named value"),
    Need.ATTACH_GATEWAY_JWT: EXPRESSIONS.emulated(
        "an expression of ours signs it; its keys must be published elsewhere"
    ),
    Need.ATTACH_MTLS: SCHEMA.native("authentication-certificate"),
    Need.ATTACH_BASIC: SCHEMA.native("authentication-basic"),
    Need.ATTACH_OAUTH: SCHEMA.emulated("send-request fetches the token, the cache keeps it"),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: FORWARD.mildly_degraded("counted together with the response"),
    Need.TIMEOUT_RESPONSE: FORWARD.native("until the headers arrive; at most 240 s"),
    Need.TIMEOUT_TOTAL: FORWARD.degraded("until the headers arrive: a slow body goes on"),
    Need.TIMEOUT_IDLE: FORWARD.mildly_degraded(
        "fixed: the network may drop a connection after 240 s"
    ),
    Need.TIMEOUT_ATTEMPT: FORWARD.native("forward-request inside the retry policy"),
    Need.RETRY: SCHEMA.native("the retry policy; the body is buffered for it"),
    Need.LIMIT: SCHEMA.native(f"rate-limit-by-key with one key; {_BY_KEY}"),
    Need.LIMIT_PER_CALLER: SCHEMA.native(f"rate-limit-by-key; {_BY_KEY}"),
    Need.LIMIT_PER_KEY: SCHEMA.native(f"rate-limit-by-key; {_BY_KEY}"),
    Need.QUOTA: SCHEMA.native("quota-by-key; answers 403 where 429 is meant"),
    Need.CACHE: SCHEMA.native("cache-lookup and cache-store; answers up to 2 MiB"),
    Need.BODY_MAX: EXPRESSIONS.emulated("a choose policy on Content-Length, or on the body"),
    Need.CORS: CORS.native("the cors policy"),
    Need.BREAKER: BACKENDS.native("a rule of the backend; each unit trips by itself"),
    Need.UNREACHABLE_PROBLEM: ERRORS.native("the on-error section"),
    Need.LOG_UPSTREAM_ERRORS: SCHEMA.native("the trace policy"),
    Need.LOCATION: SCHEMA.native("redirect-content-urls and set-header"),
    Need.REQUEST_HEADERS: SCHEMA.native(),
    Need.RESPONSE_HEADERS: SCHEMA.native(),
    Need.HEADERS_FROM_REQUEST: EXPRESSIONS.native("set-header with an expression"),
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: EXPRESSIONS.emulated("a choose policy counts, and return-response says 508"),
    Need.DOMAIN: DOMAINS.native("more than one on Developer and Premium"),
    Need.INTERNAL: TIERS.native("a private endpoint, public access switched off", PRIVATE),
    Need.EGRESS: NETWORKS.degraded(
        "the config calls nothing else; rules of a virtual network are not written by us"
    ),
    Need.STATE: SCHEMA.emulated("return-response with 403 or 410 for the whole API"),
    Need.OPAQUE: SCHEMA.native("merged into the policy documents"),
}

CLASSIC: Mapping[Need, Ability] = {
    **_ROUTES, **_ACTIONS, **_UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip

V2: Mapping[Need, Ability] = {
    **CLASSIC,
    Need.QUOTA: GATEWAYS.degraded("by subscription only: quota-by-key is not in the v2 tiers"),
    Need.INTERNAL: TIERS.native("a private endpoint; not on Basic v2", PRIVATE_V2),
    Need.DOMAIN: V2_LIMITS.unconfirmed.native(),
}

CONSUMPTION: Mapping[Need, Ability] = {
    **CLASSIC,
    Need.WEBSOCKET: GATEWAYS.impossible("no WebSocket APIs in the Consumption tier"),
    Need.LIMIT: GATEWAYS.degraded("by subscription only: rate-limit-by-key is not in this tier"),
    Need.LIMIT_PER_CALLER: GATEWAYS.degraded(
        "by subscription only: callers with other credentials are not told apart"
    ),
    Need.LIMIT_PER_KEY: GATEWAYS.impossible("rate-limit-by-key is not in this tier"),
    Need.QUOTA: QUOTA.degraded("by subscription only: quota-by-key is not in this tier"),
    Need.CACHE: GATEWAYS.degraded("needs a Redis of one's own: the tier has no built-in cache"),
    Need.BREAKER: GATEWAYS.impossible("backends of this tier have no circuit breaker"),
    Need.INTERNAL: TIERS.degraded(
        "the gateway stays reachable from outside: only what it accepts protects it"
    ),
}
