"""What HAProxy can do, need by need; most of it alone."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import MANUAL, RUN

_TOKENS = RUN.native("jwt_verify and a rule each for algorithm, issuer, audience and time; no JWKS")
_RULE = MANUAL.native("a condition of use_backend")

_ROUTES: Mapping[Need, Ability] = {
    Need.PATH_PARAM: MANUAL.native("regular expressions"),
    Need.PATH_REGEX: MANUAL.native("regular expressions"),
    Need.PATH_TAIL: RUN.native("two conditions: the path itself, and what begins with it and `/`"),
    Need.METHODS: RUN.native(),
    Need.WHEN_HEADER: RUN.native(),
    Need.WHEN_QUERY: _RULE,
    Need.WHEN_COOKIE: _RULE,
    Need.WHEN_HOST: _RULE,
    Need.WHEN_IP: _RULE,
    Need.WHEN_CALLER: RUN.native("a variable that the check sets"),
    Need.WHEN_CLAIM: RUN.native("jwt_payload_query"),
    Need.WHEN_KEY_METADATA: RUN.native("a map file from the key"),
    Need.WHEN_COUNTRY: MANUAL.impossible("no place of origin without a geo database"),
}

_ACTIONS: Mapping[Need, Ability] = {
    Need.REWRITE: RUN.native("replace-path"),
    Need.METHOD_CHANGE: MANUAL.native("set-method"),
    Need.GATHER: MANUAL.impossible("HAProxy does not join the answers of several upstreams"),
    Need.CHOOSE: RUN.native("use_backend"),
    Need.SPLIT: RUN.native("a variable that rand() sets"),
    Need.SPLIT_STICKY: MANUAL.native("a hash of the key in place of rand()"),
    Need.FIRST: RUN.degraded(
        "`balance first`, retry-on and redispatch move on, http-send-name-header writes each host:"
        " but the path is rewritten once, for all of the upstreams alike",
        spares="members that get the same path",
    ),
    Need.FUNCTION: MANUAL.impossible("own code does not run in HAProxy, Lua apart"),
    Need.REDIRECT: MANUAL.native("http-request redirect"),
    Need.RESPOND: RUN.native("http-request return"),
    Need.BLOCKED: RUN.native("http-request deny"),
    Need.DEPRECATED: MANUAL.native("http-response set-header"),
}

_UPSTREAMS: Mapping[Need, Ability] = {
    Need.PLAIN_HTTP: RUN.native(),
    Need.H2: MANUAL.native("`proto h2`, or `alpn h2`"),
    Need.GRPC: MANUAL.native("over HTTP/2"),
    Need.WEBSOCKET: MANUAL.native("by the Upgrade header"),
    Need.LOCAL: MANUAL.impossible("there is no link inside an instance"),
    Need.LAMBDA: MANUAL.impossible("HAProxy signs no calls to a cloud's functions"),
    Need.LOCAL_LAMBDA: MANUAL.impossible("there is no link inside an instance"),
    Need.URL_FROM_VARIABLE: MANUAL.native("environment variables, read at the start"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: _TOKENS,
    Need.ACCEPT_API_KEY: RUN.native("a map file from the key"),
    Need.ACCEPT_API_KEY_IN_QUERY: RUN.native("a map file from the parameter"),
    Need.ACCEPT_SHARED_SECRET: RUN.native("a condition on the header"),
    Need.ACCEPT_GATEWAY_JWT: _TOKENS,
    Need.ACCEPT_MTLS: MANUAL.native("`verify required` of a bind line, for the whole listener"),
    Need.ACCEPT_BASIC: MANUAL.native("http_auth and a userlist"),
    Need.ACCEPT_OAUTH: _TOKENS,
    Need.ACCEPT_EITHER: MANUAL.native("conditions joined by `or`"),
    Need.ACCEPT_ALL: MANUAL.native("one rule after the other"),
    Need.ACCEPT_CONDITION: RUN.native("jwt_payload_query"),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: RUN.native("del-header"),
    Need.EXCHANGE: RUN.emulated("the old one is deleted, then the new one set"),
    Need.ATTACH_JWT: RUN.mildly_degraded(
        "a token from a variable is set as a header: nobody renews it before it expires"
    ),
    Need.ATTACH_API_KEY: RUN.native("set-header, which overwrites"),
    Need.ATTACH_SHARED_SECRET: RUN.native("set-header, which overwrites"),
    Need.ATTACH_GATEWAY_JWT: RUN.native("hmac and ub64enc: HS256 only, so both know one secret"),
    Need.ATTACH_MTLS: MANUAL.native("`crt` of a server line"),
    Need.ATTACH_BASIC: RUN.native("set-header, which overwrites"),
    Need.ATTACH_OAUTH: MANUAL.impossible("nothing fetches a token"),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: RUN.native("timeout connect; each of its tries has that long"),
    Need.TIMEOUT_RESPONSE: RUN.native("timeout server, between two reads"),
    Need.TIMEOUT_TOTAL: RUN.degraded(
        "timeout server is between two reads: with 2 s, an answer of a byte each 0.5 s went on for"
        " its 6 s"
    ),
    Need.TIMEOUT_IDLE: MANUAL.native("timeout http-keep-alive"),
    Need.TIMEOUT_ATTEMPT: RUN.native("timeout server holds for each try"),
    Need.RETRY: RUN.native("retry-on, and disable-l7-retry for methods that are not named"),
    Need.LIMIT: MANUAL.native("a stick table of one entry in each process"),
    Need.LIMIT_PER_CALLER: RUN.native("a stick table in each process"),
    Need.LIMIT_PER_KEY: MANUAL.native("a stick table in each process"),
    Need.QUOTA: MANUAL.degraded(
        "a stick table slides over at most 24 days and is empty after a start: of a month's quota"
        " 30 days / 24 days = 1.25 times as much may pass"
    ),
    Need.CACHE: MANUAL.mildly_degraded(
        "the small object cache: answers without Vary, no larger than the configured size, and"
        " never one to a request with Authorization"
    ),
    Need.BODY_MAX: RUN.emulated("a rule on the announced size; a body in chunks passes unseen"),
    Need.CORS: MANUAL.emulated("set-header, and a `return` with 204 for a preflight"),
    Need.BREAKER: MANUAL.mildly_degraded(
        "`observe layer7` counts failures in a row, not their share: a half that fails every"
        " other time never trips it"
    ),
    Need.UNREACHABLE_PROBLEM: MANUAL.emulated("http-error for the body, set-status for the number"),
    Need.LOG_UPSTREAM_ERRORS: MANUAL.native("the termination state in the log"),
    Need.LOCATION: MANUAL.native("http-response replace-header"),
    Need.REQUEST_HEADERS: RUN.native("set-header, add-header, del-header"),
    Need.RESPONSE_HEADERS: RUN.native("set-header, add-header, del-header"),
    Need.HEADERS_FROM_REQUEST: RUN.native("log formats, claims by jwt_payload_query"),
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: RUN.native("a rule that adds one, and a `return` with 508"),
    Need.DOMAIN: MANUAL.native("a condition on the Host header"),
    Need.INTERNAL: MANUAL.native("which network it listens in is said at deployment"),
    Need.EGRESS: MANUAL.native("nothing but the servers that are written down is called"),
    Need.STATE: RUN.native("a deny or a `return` with 410 for everything"),
    Need.OPAQUE: MANUAL.native("lines of the section that they name"),
}

ABILITIES: Mapping[Need, Ability] = {
    **_ROUTES, **_ACTIONS, **_UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip
