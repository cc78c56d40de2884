"""What the gateway of WSO2 API Manager can do, need by need; mediation does what policies do not."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import (
    API_KEYS,
    BACKEND_JWT,
    CATALOGUE,
    CONFIGURATION,
    ENDPOINTS,
    ERRORS,
    GATEWAYS,
    POLICIES,
    SCHEMA,
    THROTTLING,
    TOKENS,
    TUNING,
)

_PICKS = POLICIES.emulated("a policy of ours (Synapse) looks at it and picks the endpoint")
_ANSWERS = POLICIES.emulated("a policy of ours (Synapse) answers")
_COMPARES = POLICIES.emulated("a policy of ours (Synapse) compares it and answers 401")
_CALLS = "a sequence of ours (Synapse) makes the call"

_ROUTES: Mapping[Need, Ability] = {
    Need.PATH_PARAM: SCHEMA.native("the target of an operation"),
    Need.PATH_REGEX: POLICIES.emulated("a policy of ours tests it and answers 404"),
    Need.PATH_TAIL: SCHEMA.native("`/orders/*`, and an operation for the path itself"),
    Need.METHODS: SCHEMA.native(),
    Need.WHEN_HEADER: _PICKS,
    Need.WHEN_QUERY: _PICKS,
    Need.WHEN_COOKIE: _PICKS,
    Need.WHEN_HOST: _PICKS,
    Need.WHEN_IP: _PICKS,
    Need.WHEN_CALLER: _PICKS,
    Need.WHEN_CLAIM: _PICKS,
    Need.WHEN_KEY_METADATA: API_KEYS.emulated(
        "a policy of ours reads the application's attributes"
    ),
    Need.WHEN_COUNTRY: GATEWAYS.unconfirmed.impossible("it is not told the country of its caller"),
}

_ACTIONS: Mapping[Need, Ability] = {
    Need.REWRITE: POLICIES.native("the rewrite-resource-path policy"),
    Need.METHOD_CHANGE: POLICIES.native("the rewrite-HTTP-method policy"),
    Need.GATHER: ENDPOINTS.emulated("a sequence backend of ours clones, calls and aggregates"),
    Need.CHOOSE: _PICKS,
    Need.SPLIT: POLICIES.emulated("a policy of ours draws"),
    Need.SPLIT_STICKY: POLICIES.emulated("a policy of ours hashes the key"),
    Need.FIRST: ENDPOINTS.mildly_degraded(
        "a fail-over endpoint: it leaves a failed address alone for 30 s, for all callers"
    ),
    Need.FUNCTION: ENDPOINTS.emulated("a sequence backend, or a class mediator to be installed"),
    Need.REDIRECT: _ANSWERS,
    Need.RESPOND: _ANSWERS,
    Need.BLOCKED: _ANSWERS,
    Need.DEPRECATED: POLICIES.native("the add-header policy on the answer"),
}

_UPSTREAMS: Mapping[Need, Ability] = {
    Need.PLAIN_HTTP: CATALOGUE.native(),
    Need.H2: CATALOGUE.unconfirmed.impossible("its catalogue of features names none"),
    Need.GRPC: CATALOGUE.unconfirmed.impossible("its catalogue of features names none"),
    Need.WEBSOCKET: CATALOGUE.native("an API of type WS, with a context of its own"),
    Need.LOCAL: ENDPOINTS.impossible("there is no protocol inside an instance"),
    Need.LAMBDA: CATALOGUE.native("an endpoint of type awslambda"),
    Need.LOCAL_LAMBDA: ENDPOINTS.impossible("there is no protocol inside an instance"),
    Need.URL_FROM_VARIABLE: ENDPOINTS.native("the params file of apictl"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: TOKENS.native("OAuth2, with a key manager for the issuer"),
    Need.ACCEPT_API_KEY: API_KEYS.mildly_degraded(
        "keys are JWTs that its developer portal signs: keys made elsewhere are not known"
    ),
    Need.ACCEPT_API_KEY_IN_QUERY: API_KEYS.mildly_degraded(
        "the parameter `apikey`; keys are JWTs that its developer portal signs"
    ),
    Need.ACCEPT_SHARED_SECRET: _COMPARES,
    Need.ACCEPT_GATEWAY_JWT: TOKENS.native("OAuth2, with a key manager for the signer"),
    Need.ACCEPT_MTLS: CATALOGUE.native("mutual TLS, certificates uploaded for each API"),
    Need.ACCEPT_BASIC: CATALOGUE.native("basic authentication against its user store"),
    Need.ACCEPT_OAUTH: TOKENS.native(),
    Need.ACCEPT_EITHER: SCHEMA.native("several security schemes of one API"),
    Need.ACCEPT_ALL: SCHEMA.degraded(
        "mutual TLS and one other can both be mandatory; two of the others cannot"
    ),
    Need.ACCEPT_CONDITION: CATALOGUE.emulated("scopes natively; claims by a policy of ours"),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: CONFIGURATION.native("Authorization goes by itself, others by remove-header"),
    Need.EXCHANGE: POLICIES.emulated("the old one is removed, then the new one set"),
    Need.ATTACH_JWT: POLICIES.mildly_degraded(
        "a fixed token is set as a header: nobody renews it before it expires"
    ),
    Need.ATTACH_API_KEY: CATALOGUE.native("endpoint security of type apikey"),
    Need.ATTACH_SHARED_SECRET: POLICIES.native("the add-header policy"),
    Need.ATTACH_GATEWAY_JWT: BACKEND_JWT.degraded(
        "its backend JWT, in X-JWT-Assertion, with claims of its own: for all APIs or for none"
    ),
    Need.ATTACH_MTLS: ENDPOINTS.native("the key store of the gateway, for an endpoint"),
    Need.ATTACH_BASIC: CATALOGUE.native("endpoint security of type basic"),
    Need.ATTACH_OAUTH: CATALOGUE.native("endpoint security of type oauth2"),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: TUNING.mildly_degraded("one value for the whole gateway"),
    Need.TIMEOUT_RESPONSE: ENDPOINTS.native("the time-out of the endpoint"),
    Need.TIMEOUT_TOTAL: TUNING.degraded("the time-out of the endpoint: a slow body goes on"),
    Need.TIMEOUT_IDLE: TUNING.mildly_degraded(
        "`http.socket.timeout`, one value for the whole gateway"
    ),
    Need.TIMEOUT_ATTEMPT: ENDPOINTS.native("the time-out of the endpoint"),
    Need.RETRY: ENDPOINTS.degraded(
        "by error code of the transport, never by a status",
        spares="retries that wait for no status",
    ),
    Need.LIMIT: THROTTLING.native("an advanced policy of the API or the operation"),
    Need.LIMIT_PER_CALLER: THROTTLING.native("a subscription or application policy"),
    Need.LIMIT_PER_KEY: THROTTLING.emulated("a custom policy (Siddhi) or conditional groups"),
    Need.QUOTA: THROTTLING.native("a subscription policy; counted a little late"),
    Need.CACHE: CATALOGUE.degraded(
        "by URI and headers of the whole API; no key of one's own",
        spares="caches without a key of their own",
    ),
    Need.BODY_MAX: POLICIES.emulated("a policy of ours on Content-Length"),
    Need.CORS: CATALOGUE.native("one configuration for an API"),
    Need.BREAKER: ENDPOINTS.mildly_degraded(
        "suspension by error code: counts in a row, no share of calls"
    ),
    Need.UNREACHABLE_PROBLEM: ERRORS.emulated("a fault sequence of ours"),
    Need.LOG_UPSTREAM_ERRORS: ERRORS.emulated("a log mediator in a fault sequence of ours"),
    Need.LOCATION: POLICIES.emulated("a policy of ours writes the header back"),
    Need.REQUEST_HEADERS: POLICIES.native(),
    Need.RESPONSE_HEADERS: POLICIES.native(),
    Need.HEADERS_FROM_REQUEST: POLICIES.emulated("a policy of ours sets them"),
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: POLICIES.emulated("a policy of ours (Synapse) counts and answers 508"),
    Need.DOMAIN: GATEWAYS.native("a virtual host of the environment"),
    Need.INTERNAL: GATEWAYS.native("it stands where its owner puts it"),
    Need.EGRESS: ENDPOINTS.degraded(
        "the config calls nothing else, and own code is not kept from doing so"
    ),
    Need.STATE: ERRORS.degraded("a blocked API answers 503 (code 700700) where 403 is meant"),
    Need.OPAQUE: POLICIES.native("merged into the project"),
}

ABILITIES: Mapping[Need, Ability] = {
    **_ROUTES, **_ACTIONS, **_UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip
