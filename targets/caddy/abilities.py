"""What Caddy can do as it ships, need by need: alone, or with a small sidecar of ours."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import DIRECTIVES, MATCHERS, PROXY, RUN

_TOKENS = RUN.emulated("forward_auth to a sidecar of ours that checks the token")
_COUNTS = RUN.emulated("forward_auth to a sidecar of ours that counts; its 429 is passed on")
_PICKS = MATCHERS.native("a matcher of `handle`")

_ROUTES: Mapping[Need, Ability] = {
    Need.PATH_PARAM: RUN.native("path_regexp"),
    Need.PATH_REGEX: RUN.native("path_regexp, in RE2"),
    Need.PATH_TAIL: RUN.emulated("path_regexp: the `path` matcher ignores case"),
    Need.METHODS: MATCHERS.native(),
    Need.WHEN_HEADER: RUN.native(),
    Need.WHEN_QUERY: _PICKS,
    Need.WHEN_COOKIE: _PICKS,
    Need.WHEN_HOST: _PICKS,
    Need.WHEN_IP: RUN.native("remote_ip"),
    Need.WHEN_CALLER: RUN.emulated("a matcher on what the check found"),
    Need.WHEN_CLAIM: RUN.emulated("a matcher on what the sidecar found in the token"),
    Need.WHEN_KEY_METADATA: RUN.emulated("a `map` from the key"),
    Need.WHEN_COUNTRY: MATCHERS.impossible("no place of origin without a plug-in and a database"),
}

_ACTIONS: Mapping[Need, Ability] = {
    Need.REWRITE: RUN.native("rewrite and uri"),
    Need.METHOD_CHANGE: DIRECTIVES.native("method"),
    Need.GATHER: PROXY.impossible("Caddy does not join the answers of several upstreams"),
    Need.CHOOSE: MATCHERS.native("handle"),
    Need.SPLIT: RUN.emulated("a pattern on a random identifier; shares in steps of 1/256"),
    Need.SPLIT_STICKY: PROXY.impossible("a matcher cannot hash a key"),
    Need.FIRST: PROXY.emulated("handle_response with the next reverse_proxy in it; GET only"),
    Need.FUNCTION: DIRECTIVES.impossible("own code would be a plug-in, built into Caddy"),
    Need.REDIRECT: DIRECTIVES.native("redir"),
    Need.RESPOND: RUN.native("respond"),
    Need.BLOCKED: RUN.native("respond 403"),
    Need.DEPRECATED: DIRECTIVES.native("header"),
}

_UPSTREAMS: Mapping[Need, Ability] = {
    Need.PLAIN_HTTP: RUN.native(),
    Need.H2: PROXY.native("`versions h2c 2` of the transport"),
    Need.GRPC: PROXY.native("over HTTP/2"),
    Need.WEBSOCKET: PROXY.native(),
    Need.LOCAL: PROXY.impossible("there is no link inside an instance"),
    Need.LAMBDA: PROXY.impossible("Caddy signs no calls to a cloud's functions"),
    Need.LOCAL_LAMBDA: PROXY.impossible("there is no link inside an instance"),
    Need.URL_FROM_VARIABLE: DIRECTIVES.native("`{$NAME}`, read at the start"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: _TOKENS,
    Need.ACCEPT_API_KEY: RUN.emulated("a `map` from the key, and a `respond 401`"),
    Need.ACCEPT_API_KEY_IN_QUERY: RUN.emulated("a `map` from the parameter, and a `respond 401`"),
    Need.ACCEPT_SHARED_SECRET: RUN.native("a header matcher, and a `respond 401`"),
    Need.ACCEPT_GATEWAY_JWT: _TOKENS,
    Need.ACCEPT_MTLS: DIRECTIVES.native("client_auth of tls, for the whole site"),
    Need.ACCEPT_BASIC: DIRECTIVES.native("basicauth; passwords are written down hashed"),
    Need.ACCEPT_OAUTH: _TOKENS,
    Need.ACCEPT_EITHER: MATCHERS.emulated("an expression over all of the results"),
    Need.ACCEPT_ALL: MATCHERS.emulated("one check after the other"),
    Need.ACCEPT_CONDITION: RUN.emulated("a matcher on what the sidecar found"),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: RUN.native("header_up with a minus"),
    Need.EXCHANGE: RUN.emulated("the old one is taken off, then the new one set"),
    Need.ATTACH_JWT: RUN.mildly_degraded(
        "a token from a variable is set as a header: nobody renews it before it expires"
    ),
    Need.ATTACH_API_KEY: RUN.native("header_up, which overwrites"),
    Need.ATTACH_SHARED_SECRET: RUN.native("header_up, which overwrites"),
    Need.ATTACH_GATEWAY_JWT: RUN.emulated("forward_auth to a sidecar of ours that signs one"),
    Need.ATTACH_MTLS: PROXY.native("tls_client_auth of the transport"),
    Need.ATTACH_BASIC: RUN.native("header_up, which overwrites"),
    Need.ATTACH_OAUTH: DIRECTIVES.emulated("forward_auth to a sidecar of ours that fetches one"),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: RUN.native("dial_timeout"),
    Need.TIMEOUT_RESPONSE: RUN.native("response_header_timeout: until the headers are there"),
    Need.TIMEOUT_TOTAL: RUN.degraded(
        "response_header_timeout ends with the headers: with 2 s, an answer of a byte each 0.5 s"
        " went on for its 6 s"
    ),
    Need.TIMEOUT_IDLE: DIRECTIVES.native("servers > timeouts > idle, for the whole listener"),
    Need.TIMEOUT_ATTEMPT: RUN.native("response_header_timeout holds for each try"),
    Need.RETRY: RUN.degraded(
        "after a status by a second reverse_proxy in handle_response: GET only, one try for each"
        " that is written down, and no pause between them",
        spares="retries of GET without a pause",
    ),
    Need.LIMIT: _COUNTS,
    Need.LIMIT_PER_CALLER: _COUNTS,
    Need.LIMIT_PER_KEY: _COUNTS,
    Need.QUOTA: _COUNTS,
    Need.CACHE: DIRECTIVES.impossible("there is no cache without a plug-in"),
    Need.BODY_MAX: RUN.emulated("a matcher on Content-Length, and request_body for chunks: 502"),
    Need.CORS: DIRECTIVES.emulated("header, and a `respond 204` for a preflight"),
    Need.BREAKER: PROXY.mildly_degraded(
        "max_fails counts failures within fail_duration, not their share; an upstream that is left"
        " out answers 503"
    ),
    Need.UNREACHABLE_PROBLEM: DIRECTIVES.native("handle_errors"),
    Need.LOG_UPSTREAM_ERRORS: RUN.native("the error log"),
    Need.LOCATION: PROXY.native("header_down with a replacement"),
    Need.REQUEST_HEADERS: RUN.native("header_up"),
    Need.RESPONSE_HEADERS: RUN.native("header_down"),
    Need.HEADERS_FROM_REQUEST: RUN.native("placeholders; claims by the sidecar"),
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: RUN.emulated("a `map` from each number to the next, and a `respond 508`"),
    Need.DOMAIN: MATCHERS.native("the address of a site"),
    Need.INTERNAL: DIRECTIVES.native("which network it listens in is said at deployment"),
    Need.EGRESS: PROXY.native("nothing but the upstreams that are written down is called"),
    Need.STATE: RUN.native("`respond 403` or `respond 410` for everything"),
    Need.OPAQUE: DIRECTIVES.native("lines of the site"),
}

ABILITIES: Mapping[Need, Ability] = {
    **_ROUTES, **_ACTIONS, **_UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip
