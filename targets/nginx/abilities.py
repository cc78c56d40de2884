"""What nginx can do, need by need: alone, or with a small sidecar of ours for tokens."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import CACHE, CORE, LIMIT, MODULES, PROXY, RUN, SSL

_TOKENS = RUN.emulated("auth_request to a sidecar of ours that checks the token")
_NO_LINK = MODULES.impossible("there is no link inside an instance")

_ROUTES: Mapping[Need, Ability] = {
    Need.PATH_PARAM: RUN.native("regular expressions of PCRE"),
    Need.PATH_REGEX: RUN.native("regular expressions of PCRE"),
    Need.PATH_TAIL: RUN.emulated("a regular expression: its prefixes end inside a segment"),
    Need.METHODS: RUN.emulated("a `map` on the method: a location does not look at it"),
    Need.WHEN_HEADER: CORE.emulated("a `map` on the header, with case-sensitive patterns"),
    Need.WHEN_QUERY: CORE.emulated("a `map` on the argument"),
    Need.WHEN_COOKIE: CORE.emulated("a `map` on the cookie"),
    Need.WHEN_HOST: CORE.native("server_name"),
    Need.WHEN_IP: MODULES.native("geo"),
    Need.WHEN_CALLER: CORE.emulated("a `map` on what the check found"),
    Need.WHEN_CLAIM: CORE.emulated("a `map` on what the sidecar found in the token"),
    Need.WHEN_KEY_METADATA: CORE.emulated("a `map` from the key"),
    Need.WHEN_COUNTRY: MODULES.impossible("no place of origin without a geo database"),
}

_ACTIONS: Mapping[Need, Ability] = {
    Need.REWRITE: RUN.native("rewrite .. break"),
    Need.METHOD_CHANGE: PROXY.native("proxy_method"),
    Need.GATHER: MODULES.impossible("nginx does not join the answers of several upstreams"),
    Need.CHOOSE: CORE.emulated("a `map` names the branch"),
    Need.SPLIT: RUN.native("split_clients"),
    Need.SPLIT_STICKY: MODULES.native("split_clients on the key"),
    Need.FIRST: PROXY.emulated("error_page for the named outcomes leads to the next upstream"),
    Need.FUNCTION: MODULES.impossible("own code does not run in nginx as it ships"),
    Need.REDIRECT: RUN.native("return"),
    Need.RESPOND: RUN.native("return"),
    Need.BLOCKED: RUN.native("return 403"),
    Need.DEPRECATED: CORE.native("add_header"),
}

_UPSTREAMS: Mapping[Need, Ability] = {
    Need.PLAIN_HTTP: RUN.native(),
    Need.H2: PROXY.impossible("upstreams are called by HTTP/1.1; HTTP/2 for gRPC only"),
    Need.GRPC: MODULES.native("grpc_pass"),
    Need.WEBSOCKET: PROXY.native("by the Upgrade header"),
    Need.LOCAL: _NO_LINK,
    Need.LAMBDA: MODULES.impossible("nginx signs no calls to a cloud's functions"),
    Need.LOCAL_LAMBDA: _NO_LINK,
    Need.URL_FROM_VARIABLE: CORE.emulated("filled in before the start"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: _TOKENS,
    Need.ACCEPT_API_KEY: RUN.emulated("a `map` of case-sensitive patterns, and a `return 401`"),
    Need.ACCEPT_API_KEY_IN_QUERY: RUN.emulated("a `map` on the argument, and a `return 401`"),
    Need.ACCEPT_SHARED_SECRET: RUN.emulated("a `map` of one pattern, and a `return 401`"),
    Need.ACCEPT_GATEWAY_JWT: _TOKENS,
    Need.ACCEPT_MTLS: SSL.native("ssl_verify_client, for the whole server"),
    Need.ACCEPT_BASIC: MODULES.native("auth_basic"),
    Need.ACCEPT_OAUTH: _TOKENS,
    Need.ACCEPT_EITHER: CORE.emulated("a `map` over all of the results"),
    Need.ACCEPT_ALL: CORE.emulated("a `map` over all of the results"),
    Need.ACCEPT_CONDITION: CORE.emulated("the sidecar, or a `map` on what it found"),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: RUN.native("proxy_set_header with an empty value"),
    Need.EXCHANGE: RUN.emulated("the old one is emptied, the new one set"),
    Need.ATTACH_JWT: RUN.mildly_degraded(
        "a token from a variable is set as a header: nobody renews it before it expires"
    ),
    Need.ATTACH_API_KEY: RUN.native("proxy_set_header, which overwrites"),
    Need.ATTACH_SHARED_SECRET: RUN.native("proxy_set_header, which overwrites"),
    Need.ATTACH_GATEWAY_JWT: RUN.emulated("auth_request to a sidecar of ours that signs one"),
    Need.ATTACH_MTLS: PROXY.native("proxy_ssl_certificate"),
    Need.ATTACH_BASIC: RUN.native("proxy_set_header, which overwrites"),
    Need.ATTACH_OAUTH: MODULES.emulated("auth_request to a sidecar of ours that fetches one"),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: RUN.native("proxy_connect_timeout"),
    Need.TIMEOUT_RESPONSE: RUN.native("proxy_read_timeout, between two reads"),
    Need.TIMEOUT_TOTAL: RUN.degraded(
        "proxy_read_timeout is between two reads: with 2 s, an answer of a byte each 0.5 s went on"
        " for its 6 s"
    ),
    Need.TIMEOUT_IDLE: CORE.native("keepalive_timeout"),
    Need.TIMEOUT_ATTEMPT: RUN.native("proxy_read_timeout holds for each try"),
    Need.RETRY: RUN.emulated(
        "the server stands in its upstream as often as it may be tried; POST only if named"
    ),
    Need.LIMIT: LIMIT.native("limit_req: a leaky bucket of milliseconds in each machine"),
    Need.LIMIT_PER_CALLER: RUN.native("limit_req on a mapped key"),
    Need.LIMIT_PER_KEY: LIMIT.native("limit_req on address, claim or header"),
    Need.QUOTA: LIMIT.impossible("limit_req knows seconds and minutes only"),
    Need.CACHE: CACHE.native("proxy_cache"),
    Need.BODY_MAX: RUN.native("client_max_body_size"),
    Need.CORS: CORE.emulated("add_header, and a `return 204` for a preflight"),
    Need.BREAKER: PROXY.mildly_degraded(
        "max_fails counts failures within fail_timeout, not their share, and never leaves out"
        " the only server of an upstream"
    ),
    Need.UNREACHABLE_PROBLEM: CORE.native("error_page, which leaves an upstream's answers alone"),
    Need.LOG_UPSTREAM_ERRORS: CORE.native("upstream variables in the access log"),
    Need.LOCATION: PROXY.native("proxy_redirect"),
    Need.REQUEST_HEADERS: RUN.native("proxy_set_header"),
    Need.RESPONSE_HEADERS: RUN.native("add_header and proxy_hide_header"),
    Need.HEADERS_FROM_REQUEST: RUN.native("variables; claims by the sidecar"),
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: RUN.emulated("a `map` from each number to the next, and a `return 508`"),
    Need.DOMAIN: CORE.native("server_name"),
    Need.INTERNAL: CORE.native("which network it listens in is said at deployment"),
    Need.EGRESS: PROXY.native("nothing but the upstreams that are written down is called"),
    Need.STATE: RUN.native("`return 403` or `return 410` for everything"),
    Need.OPAQUE: CORE.native("a file that is included"),
}

ABILITIES: Mapping[Need, Ability] = {
    **_ROUTES, **_ACTIONS, **_UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip
