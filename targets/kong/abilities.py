"""What Kong's open source can do, need by need: with its plug-ins, or with Lua of ours in them."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import BALANCER, CONFIG, PDK, PLUGINS, PROXYING, ROUTER, SCHEMA

_OURS = "a pre-function of ours"
_PICKS = PDK.emulated("a post-function of ours, behind the checks, picks the upstream")
_EXPRESSION = ROUTER.native("a route's expression; needs `router_flavor = expressions`")

_ROUTES: Mapping[Need, Ability] = {
    Need.PATH_PARAM: ROUTER.native("regular expressions, which begin with `~`"),
    Need.PATH_REGEX: ROUTER.native("regular expressions, which begin with `~`"),
    Need.PATH_TAIL: ROUTER.emulated("a regular expression: its prefixes end inside a segment"),
    Need.METHODS: ROUTER.native(),
    Need.WHEN_HEADER: ROUTER.native(),
    Need.WHEN_QUERY: _EXPRESSION,
    Need.WHEN_COOKIE: ROUTER.emulated("a pattern on the Cookie header"),
    Need.WHEN_HOST: ROUTER.native(),
    Need.WHEN_IP: _EXPRESSION,
    Need.WHEN_CALLER: _PICKS,
    Need.WHEN_CLAIM: _PICKS,
    Need.WHEN_KEY_METADATA: _PICKS,
    Need.WHEN_COUNTRY: PLUGINS.impossible("no place of origin without a geo database"),
}

_ACTIONS: Mapping[Need, Ability] = {
    Need.REWRITE: PLUGINS.native("the request-transformer plug-in, with templates"),
    Need.METHOD_CHANGE: PLUGINS.native("the request-transformer plug-in"),
    Need.GATHER: PLUGINS.impossible("no plug-in of the open source joins several answers"),
    Need.CHOOSE: _PICKS,
    Need.SPLIT: PDK.emulated(
        "weighted targets of one upstream where host and path agree, else a draw in a"
        " post-function of ours"
    ),
    Need.SPLIT_STICKY: PDK.emulated("a post-function of ours hashes the key"),
    Need.FIRST: BALANCER.impossible("the next target is tried after an error, not after a 503"),
    Need.FUNCTION: PDK.impossible("code of other languages needs a server of its own beside Kong"),
    Need.REDIRECT: PLUGINS.native("the redirect plug-in"),
    Need.RESPOND: PLUGINS.native("the request-termination plug-in"),
    Need.BLOCKED: PLUGINS.native("the request-termination plug-in"),
    Need.DEPRECATED: PLUGINS.native("the response-transformer plug-in"),
}

_UPSTREAMS: Mapping[Need, Ability] = {
    Need.PLAIN_HTTP: SCHEMA.native(),
    Need.H2: SCHEMA.impossible("upstreams are called by HTTP/1.1; HTTP/2 for gRPC only"),
    Need.GRPC: SCHEMA.native(),
    Need.WEBSOCKET: PROXYING.native("by upgrade of an HTTP route"),
    Need.LOCAL: SCHEMA.impossible("there is no link inside an instance"),
    Need.LAMBDA: PLUGINS.native("the aws-lambda plug-in"),
    Need.LOCAL_LAMBDA: SCHEMA.impossible("there is no link inside an instance"),
    Need.URL_FROM_VARIABLE: CONFIG.native("decK fills in `${{ env }}` when the file is sent"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: PLUGINS.mildly_degraded(
        "the jwt plug-in has no JWKS: the issuer's key is written down, and when the issuer"
        " changes its key every token is refused until the file is sent again"
    ),
    Need.ACCEPT_API_KEY: PLUGINS.native("the key-auth plug-in"),
    Need.ACCEPT_API_KEY_IN_QUERY: PLUGINS.native("the key-auth plug-in"),
    Need.ACCEPT_SHARED_SECRET: PDK.emulated(
        f"the key-auth plug-in with one consumer, or {_OURS} that compares the header"
    ),
    Need.ACCEPT_GATEWAY_JWT: PLUGINS.mildly_degraded(
        "as of any JWT: the signer's public key is written down and does not follow a change"
    ),
    Need.ACCEPT_MTLS: PLUGINS.impossible("the mtls-auth plug-in is not in the open source"),
    Need.ACCEPT_BASIC: PLUGINS.native("the basic-auth plug-in"),
    Need.ACCEPT_OAUTH: PLUGINS.mildly_degraded(
        "as of any JWT: the token server's key is written down and does not follow a change"
    ),
    Need.ACCEPT_EITHER: PLUGINS.native("`anonymous` on each plug-in, and a check that ends them"),
    Need.ACCEPT_ALL: PLUGINS.native("one plug-in after the other"),
    Need.ACCEPT_CONDITION: PDK.emulated("a post-function of ours reads the claims"),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: PLUGINS.native("hide_credentials, or the request-transformer plug-in"),
    Need.EXCHANGE: PLUGINS.emulated("the old one is removed, then the new one set"),
    Need.ATTACH_JWT: PLUGINS.mildly_degraded(
        "a token from a variable is set as a header: nobody renews it before it expires"
    ),
    Need.ATTACH_API_KEY: PLUGINS.native("the request-transformer plug-in"),
    Need.ATTACH_SHARED_SECRET: PLUGINS.native("the request-transformer plug-in"),
    Need.ATTACH_GATEWAY_JWT: PLUGINS.impossible("no plug-in of the open source signs tokens"),
    Need.ATTACH_MTLS: SCHEMA.native("client_certificate of a service"),
    Need.ATTACH_BASIC: PLUGINS.native("the request-transformer plug-in"),
    Need.ATTACH_OAUTH: PLUGINS.impossible("the plug-in that fetches tokens is not open source"),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: SCHEMA.native("connect_timeout of a service"),
    Need.TIMEOUT_RESPONSE: SCHEMA.native("read_timeout of a service, between two reads"),
    Need.TIMEOUT_TOTAL: SCHEMA.degraded(
        "read_timeout is between two reads: an answer that comes a byte at a time has no end"
    ),
    Need.TIMEOUT_IDLE: CONFIG.mildly_degraded("one figure for the whole process, not for a route"),
    Need.TIMEOUT_ATTEMPT: SCHEMA.native("read_timeout holds for each try"),
    Need.RETRY: SCHEMA.degraded(
        "`retries` repeats after errors and time-outs, never after an answered status",
        spares="retries that wait for no status",
    ),
    Need.LIMIT: PLUGINS.native("the rate-limiting plug-in; counted in each node unless Redis is"),
    Need.LIMIT_PER_CALLER: PLUGINS.native("the rate-limiting plug-in, by consumer"),
    Need.LIMIT_PER_KEY: PLUGINS.native("the rate-limiting plug-in, by address or header"),
    Need.QUOTA: PLUGINS.native("the rate-limiting plug-in, up to a year"),
    Need.CACHE: PLUGINS.native("the proxy-cache plug-in, in memory"),
    Need.BODY_MAX: PLUGINS.native("the request-size-limiting plug-in"),
    Need.CORS: PLUGINS.native("the cors plug-in"),
    Need.BREAKER: BALANCER.mildly_degraded(
        "passive health checks count failures in a row, not their share: a half that fails"
        " every other time never trips them"
    ),
    Need.UNREACHABLE_PROBLEM: CONFIG.degraded(
        "error templates change the body, not the status: it stays 502, 503 or 504"
    ),
    Need.LOG_UPSTREAM_ERRORS: PLUGINS.native("the logging plug-ins"),
    Need.LOCATION: PDK.emulated("a header filter of ours writes the header back"),
    Need.REQUEST_HEADERS: PLUGINS.native("the request-transformer plug-in"),
    Need.RESPONSE_HEADERS: PLUGINS.native("the response-transformer plug-in"),
    Need.HEADERS_FROM_REQUEST: PLUGINS.native("templates of the request-transformer plug-in"),
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: PDK.emulated(f"{_OURS} counts, and answers 508"),
    Need.DOMAIN: ROUTER.native("hosts of a route"),
    Need.INTERNAL: CONFIG.native("which network it listens in is said at deployment"),
    Need.EGRESS: SCHEMA.native("nothing but the services that are written down is called"),
    Need.STATE: PLUGINS.native("the request-termination plug-in, for everything"),
    Need.OPAQUE: SCHEMA.native("merged into the file"),
}

ABILITIES: Mapping[Need, Ability] = {
    **_ROUTES, **_ACTIONS, **_UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip
