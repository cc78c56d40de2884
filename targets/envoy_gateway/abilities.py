"""What Envoy Gateway can do, need by need: by Gateway API, by its policies, by Lua of ours."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import (
    BACKENDS,
    CLIENTS,
    DEFINITIONS,
    EXTENSIONS,
    GATEWAY_API,
    ROUTE_FILTERS,
    SECURITY,
    TRAFFIC,
)

_LUA = "an EnvoyExtensionPolicy with Lua of ours"
_PICKS = EXTENSIONS.emulated(f"{_LUA} picks the branch before the route is chosen again")

_ROUTES: Mapping[Need, Ability] = {
    Need.PATH_PARAM: GATEWAY_API.native("regular expressions"),
    Need.PATH_REGEX: GATEWAY_API.native("regular expressions of RE2"),
    Need.PATH_TAIL: GATEWAY_API.native("PathPrefix, which counts whole segments"),
    Need.METHODS: GATEWAY_API.native(),
    Need.WHEN_HEADER: GATEWAY_API.native("one value of each header"),
    Need.WHEN_QUERY: GATEWAY_API.native("one value of each parameter"),
    Need.WHEN_COOKIE: GATEWAY_API.emulated("a regular expression on the Cookie header"),
    Need.WHEN_HOST: GATEWAY_API.native("hostnames of the route"),
    Need.WHEN_IP: _PICKS,
    Need.WHEN_CALLER: _PICKS,
    Need.WHEN_CLAIM: SECURITY.native("claimToHeaders, recomputed for the route"),
    Need.WHEN_KEY_METADATA: SECURITY.impossible("keys are Secrets without metadata"),
    Need.WHEN_COUNTRY: SECURITY.unconfirmed.impossible("no place of origin without a database"),
}

_ACTIONS: Mapping[Need, Ability] = {
    Need.REWRITE: ROUTE_FILTERS.native("URLRewrite, by regular expression where parts move"),
    Need.METHOD_CHANGE: EXTENSIONS.emulated(f"{_LUA} writes the method"),
    Need.GATHER: TRAFFIC.impossible("Envoy does not join the answers of several upstreams"),
    Need.CHOOSE: _PICKS,
    Need.SPLIT: GATEWAY_API.native("weights of backendRefs; rewriting is the same for all of them"),
    Need.SPLIT_STICKY: EXTENSIONS.emulated(f"{_LUA} hashes the key"),
    Need.FIRST: TRAFFIC.impossible("fail-over goes by health, not by the answer to this request"),
    Need.FUNCTION: EXTENSIONS.impossible("own code does not run in Envoy"),
    Need.REDIRECT: GATEWAY_API.native("RequestRedirect"),
    Need.RESPOND: ROUTE_FILTERS.native("directResponse"),
    Need.BLOCKED: ROUTE_FILTERS.native("directResponse with 403"),
    Need.DEPRECATED: GATEWAY_API.native("ResponseHeaderModifier"),
}

_UPSTREAMS: Mapping[Need, Ability] = {
    Need.PLAIN_HTTP: BACKENDS.native(),
    Need.H2: BACKENDS.native("appProtocols"),
    Need.GRPC: GATEWAY_API.native("GRPCRoute"),
    Need.WEBSOCKET: BACKENDS.native("upgrades are on"),
    Need.LOCAL: BACKENDS.impossible("there is no link inside an instance"),
    Need.LAMBDA: BACKENDS.impossible("a Backend has no cloud functions"),
    Need.LOCAL_LAMBDA: BACKENDS.impossible("there is no link inside an instance"),
    Need.URL_FROM_VARIABLE: BACKENDS.emulated("filled in before the resources are applied"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: SECURITY.native("jwt, with remote JWKS"),
    Need.ACCEPT_API_KEY: SECURITY.native("apiKeyAuth; its Secret in the policy's namespace"),
    Need.ACCEPT_API_KEY_IN_QUERY: SECURITY.native("apiKeyAuth with extractFrom params"),
    Need.ACCEPT_SHARED_SECRET: SECURITY.emulated("apiKeyAuth with one key"),
    Need.ACCEPT_GATEWAY_JWT: SECURITY.native("jwt, with the signer's JWKS"),
    Need.ACCEPT_MTLS: CLIENTS.native("tls.clientValidation, for the whole listener"),
    Need.ACCEPT_BASIC: SECURITY.native("basicAuth"),
    Need.ACCEPT_OAUTH: SECURITY.native("jwt, with the token server's JWKS"),
    Need.ACCEPT_EITHER: EXTENSIONS.emulated(f"{_LUA}: policies of several kinds demand all"),
    Need.ACCEPT_ALL: SECURITY.native("several kinds in one policy"),
    Need.ACCEPT_CONDITION: SECURITY.native("authorization rules on claims and scopes"),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: GATEWAY_API.native("RequestHeaderModifier, or `sanitize` of a key"),
    Need.EXCHANGE: GATEWAY_API.emulated("the old one is removed, then the new one set"),
    Need.ATTACH_JWT: ROUTE_FILTERS.mildly_degraded(
        "credentialInjection of a Secret: nobody renews the token before it expires"
    ),
    Need.ATTACH_API_KEY: ROUTE_FILTERS.native("credentialInjection"),
    Need.ATTACH_SHARED_SECRET: ROUTE_FILTERS.native("credentialInjection, which overwrites"),
    Need.ATTACH_GATEWAY_JWT: SECURITY.impossible("Envoy signs no tokens"),
    Need.ATTACH_MTLS: BACKENDS.native("clientCertificateRef"),
    Need.ATTACH_BASIC: ROUTE_FILTERS.native("credentialInjection"),
    Need.ATTACH_OAUTH: ROUTE_FILTERS.impossible("credentialInjection knows fixed values only"),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: TRAFFIC.native("timeout.tcp.connectTimeout"),
    Need.TIMEOUT_RESPONSE: GATEWAY_API.native("timeouts.request: the whole answer has to be there"),
    Need.TIMEOUT_TOTAL: GATEWAY_API.native("timeouts.request"),
    Need.TIMEOUT_IDLE: TRAFFIC.native("timeout.http.connectionIdleTimeout"),
    Need.TIMEOUT_ATTEMPT: GATEWAY_API.native("timeouts.backendRequest"),
    Need.RETRY: TRAFFIC.degraded(
        "`retry` has no methods: a POST that meets the same status is sent again, n retries at most",
        spares="retries that name every method of the route",
    ),
    Need.LIMIT: TRAFFIC.native("rateLimit; local is per proxy, global needs Redis"),
    Need.LIMIT_PER_CALLER: TRAFFIC.native("rateLimit by a header that the check sets"),
    Need.LIMIT_PER_KEY: TRAFFIC.native("rateLimit by header or address"),
    Need.QUOTA: TRAFFIC.native("global rateLimit, up to a year; needs Redis"),
    Need.CACHE: TRAFFIC.impossible("there is no cache"),
    Need.BODY_MAX: TRAFFIC.native("requestBuffer"),
    Need.CORS: SECURITY.native("cors"),
    Need.BREAKER: TRAFFIC.mildly_degraded(
        "circuitBreaker counts what is open at once, healthCheck.passive failures in a row: a"
        " half that fails every other time trips neither"
    ),
    Need.UNREACHABLE_PROBLEM: TRAFFIC.native(
        "responseOverride with `source: Local` leaves an upstream's own answers alone"
    ),
    Need.LOG_UPSTREAM_ERRORS: DEFINITIONS.native("response flags in the access log of EnvoyProxy"),
    Need.LOCATION: EXTENSIONS.emulated(f"{_LUA} writes the header back"),
    Need.REQUEST_HEADERS: GATEWAY_API.native("RequestHeaderModifier; renaming by Lua of ours"),
    Need.RESPONSE_HEADERS: GATEWAY_API.native("ResponseHeaderModifier; renaming by Lua of ours"),
    Need.HEADERS_FROM_REQUEST: EXTENSIONS.emulated(f"{_LUA}; claims by claimToHeaders"),
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: EXTENSIONS.emulated(f"{_LUA} counts, and answers 508"),
    Need.DOMAIN: GATEWAY_API.native("hostnames of the listener and the route"),
    Need.INTERNAL: DEFINITIONS.native("the kind of Service that EnvoyProxy names"),
    Need.EGRESS: BACKENDS.native("nothing but the Backends that are written down is called"),
    Need.STATE: ROUTE_FILTERS.native("directResponse for everything"),
    Need.OPAQUE: DEFINITIONS.native("further resources beside those that are rendered"),
}

ABILITIES: Mapping[Need, Ability] = {
    **_ROUTES, **_ACTIONS, **_UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip
