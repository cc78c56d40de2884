"""What a REST API of Amazon API Gateway can do, need by need."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import (
    ANSWERS,
    CHOICE,
    EXTENSIONS,
    INTEGRATIONS,
    LAMBDA_AUTH,
    REST_CORS,
    REST_JWT,
    REST_QUOTAS,
    USAGE_PLANS,
)

OURS = "a Lambda function of ours stands as the integration"
CALLS = INTEGRATIONS.emulated(f"{OURS} and makes the call; bodies up to 6 MB")
PICKS = INTEGRATIONS.emulated(f"{OURS} and picks the upstream; bodies up to 6 MB")
CHECKS = LAMBDA_AUTH.emulated("a Lambda authorizer of ours; a method has only one authorizer")
JWT_NEEDS = "keys by OpenID discovery, from the public internet; tokens need a `kid`"

ROUTES: Mapping[Need, Ability] = {
    Need.PATH_PARAM: EXTENSIONS.native(),
    Need.PATH_REGEX: INTEGRATIONS.emulated(f"{OURS} and compares; a parameter takes any text"),
    Need.PATH_TAIL: EXTENSIONS.emulated("`{proxy+}` beside the path itself, which it leaves out"),
    Need.METHODS: EXTENSIONS.native(),
    Need.WHEN_HEADER: PICKS,
    Need.WHEN_QUERY: PICKS,
    Need.WHEN_COOKIE: PICKS,
    Need.WHEN_HOST: PICKS,
    Need.WHEN_IP: PICKS,
    Need.WHEN_CALLER: PICKS,
    Need.WHEN_CLAIM: PICKS,
    Need.WHEN_KEY_METADATA: INTEGRATIONS.impossible("an API key carries no metadata to route by"),
    Need.WHEN_COUNTRY: INTEGRATIONS.impossible(
        "a Regional API is not told the country of its caller"
    ),
}

ACTIONS: Mapping[Need, Ability] = {
    Need.REWRITE: INTEGRATIONS.native("the integration's URI with mapped path parameters"),
    Need.METHOD_CHANGE: INTEGRATIONS.native(),
    Need.GATHER: INTEGRATIONS.emulated(f"{OURS}, makes the calls and joins the answers"),
    Need.CHOOSE: PICKS,
    Need.SPLIT: PICKS,
    Need.SPLIT_STICKY: PICKS,
    Need.FIRST: CALLS,
    Need.FUNCTION: INTEGRATIONS.native("a Lambda function"),
    Need.REDIRECT: INTEGRATIONS.emulated("a mock integration that sets Location"),
    Need.RESPOND: INTEGRATIONS.native("a mock integration"),
    Need.BLOCKED: INTEGRATIONS.emulated("a mock integration that answers 403"),
    Need.DEPRECATED: CALLS,
}

UPSTREAMS: Mapping[Need, Ability] = {
    Need.PLAIN_HTTP: INTEGRATIONS.native(),
    Need.H2: INTEGRATIONS.unconfirmed.impossible("no document speaks of HTTP/2 to an upstream"),
    Need.GRPC: INTEGRATIONS.unconfirmed.impossible("no document speaks of gRPC"),
    Need.WEBSOCKET: CHOICE.impossible("WebSocket APIs are a product of their own beside this one"),
    Need.LOCAL: INTEGRATIONS.impossible("there is no protocol inside an instance"),
    Need.LAMBDA: INTEGRATIONS.native("the Lambda proxy integration"),
    Need.LOCAL_LAMBDA: INTEGRATIONS.impossible("there is no protocol inside an instance"),
    Need.URL_FROM_VARIABLE: INTEGRATIONS.native("a stage variable in the integration's URI"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: REST_JWT.native(f"a JWT authorizer; {JWT_NEEDS}"),
    Need.ACCEPT_API_KEY: USAGE_PLANS.native(
        "in `x-api-key`; in any other header a Lambda authorizer of ours reads it"
    ),
    Need.ACCEPT_API_KEY_IN_QUERY: CHECKS,
    Need.ACCEPT_SHARED_SECRET: CHECKS,
    Need.ACCEPT_GATEWAY_JWT: REST_JWT.native(f"a JWT authorizer; {JWT_NEEDS}"),
    Need.ACCEPT_MTLS: CHOICE.native(
        "on a custom domain; the subject by a Lambda authorizer of ours"
    ),
    Need.ACCEPT_BASIC: CHECKS,
    Need.ACCEPT_OAUTH: REST_JWT.native(f"a JWT authorizer; {JWT_NEEDS}"),
    Need.ACCEPT_EITHER: CHECKS,
    Need.ACCEPT_ALL: CHECKS,
    Need.ACCEPT_CONDITION: REST_JWT.native("scopes and required claims; beyond them ours"),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: INTEGRATIONS.mildly_degraded(
        "it is overwritten with an empty text: the upstream still sees the header"
    ),
    Need.EXCHANGE: INTEGRATIONS.emulated("the new one overwrites the old, or blanks it"),
    Need.ATTACH_JWT: INTEGRATIONS.mildly_degraded(
        "a token from a stage variable is set as a header: nobody renews it before it expires"
    ),
    Need.ATTACH_API_KEY: INTEGRATIONS.native("a mapped header"),
    Need.ATTACH_SHARED_SECRET: INTEGRATIONS.native("a mapped header"),
    Need.ATTACH_GATEWAY_JWT: INTEGRATIONS.emulated(f"{OURS}, signs the token and makes the call"),
    Need.ATTACH_MTLS: EXTENSIONS.degraded("only a certificate that AWS itself generates"),
    Need.ATTACH_BASIC: INTEGRATIONS.native("a mapped header"),
    Need.ATTACH_OAUTH: INTEGRATIONS.emulated(f"{OURS}, fetches the token and makes the call"),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: INTEGRATIONS.mildly_degraded("counted together with the response"),
    Need.TIMEOUT_RESPONSE: INTEGRATIONS.native("50 ms to 29 s"),
    Need.TIMEOUT_TOTAL: INTEGRATIONS.emulated(
        "the integration's time-out, until the answer is complete; 29 s at most"
    ),
    Need.TIMEOUT_IDLE: REST_QUOTAS.unconfirmed.mildly_degraded(
        "none but the integration's time-out"
    ),
    Need.TIMEOUT_ATTEMPT: CALLS,
    Need.RETRY: CALLS,
    Need.LIMIT: USAGE_PLANS.native(
        "throttling of a method: a rate and a burst, per second, as well as it can"
    ),
    Need.LIMIT_PER_CALLER: USAGE_PLANS.degraded(
        "by API key only, per second, and not to the last request; other callers share a bucket",
        spares="callers who all show API keys",
    ),
    Need.LIMIT_PER_KEY: USAGE_PLANS.impossible("usage plans know API keys only"),
    Need.QUOTA: USAGE_PLANS.degraded(
        "by API key only, a day, a week or a month", spares="callers who all show API keys"
    ),
    Need.CACHE: REST_QUOTAS.native("0 to 3,600 s, answers up to 1 MB, paid by the hour"),
    Need.BODY_MAX: REST_QUOTAS.degraded("fixed at 10 MB, whatever the program says"),
    Need.CORS: REST_CORS.emulated(
        f"a mock integration answers the preflight; for the headers of other answers {OURS}"
    ),
    Need.BREAKER: INTEGRATIONS.impossible("nothing in the gateway remembers failures"),
    Need.UNREACHABLE_PROBLEM: ANSWERS.emulated("the gateway responses; one for the whole API"),
    Need.LOG_UPSTREAM_ERRORS: EXTENSIONS.native("the access log of the stage"),
    Need.LOCATION: CALLS,
    Need.REQUEST_HEADERS: INTEGRATIONS.native("removal blanks a header"),
    Need.RESPONSE_HEADERS: CALLS,
    Need.HEADERS_FROM_REQUEST: INTEGRATIONS.native("mapped parameters and authorizer values"),
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: LAMBDA_AUTH.degraded(
        "a Lambda authorizer of ours counts, uncached, and refuses with 403 where 508 is meant"
    ),
    Need.DOMAIN: CHOICE.native(),
    Need.INTERNAL: CHOICE.native("a private endpoint behind an interface VPC endpoint"),
    Need.EGRESS: INTEGRATIONS.degraded(
        "the config calls nothing else, and own code is not kept from doing so"
    ),
    Need.STATE: INTEGRATIONS.emulated("every method answers 403 or 410 from a mock integration"),
    Need.OPAQUE: EXTENSIONS.native("merged into the OpenAPI document"),
}

ABILITIES: Mapping[Need, Ability] = {
    **ROUTES, **ACTIONS, **UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip
