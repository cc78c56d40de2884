"""What Envoy can do, need by need, as it is rendered: natively, or by a gate of ours in Lua."""

from collections.abc import Mapping

from ...compiler.target import Ability, Need
from .documents import FILTERS, MANAGER, RENDERED, RUN, VALIDATED

_GATE = RUN.emulated("the rendered gate, in Lua, looks at it")
_NO_CODE = "own code does not run in Envoy"

_ROUTES: Mapping[Need, Ability] = {
    Need.PATH_PARAM: RUN.native("regular expressions"),
    Need.PATH_REGEX: RUN.native("RE2; what it cannot say is refused route by route"),
    Need.PATH_TAIL: RUN.native("path_separated_prefix, or a regular expression"),
    Need.METHODS: RUN.native(),
    Need.WHEN_HEADER: RUN.native(),
    Need.WHEN_QUERY: RUN.native("the rendered guard asks what a match of Envoy's cannot"),
    Need.WHEN_COOKIE: RUN.emulated(
        "the rendered guard reads the cookie before the route is chosen"
    ),
    Need.WHEN_HOST: RUN.native(),
    Need.WHEN_IP: RUN.emulated("the rendered guard compares single addresses, no ranges"),
    Need.WHEN_CALLER: RUN.emulated("in `choose` by the rendered gate; not in a route's `when`"),
    Need.WHEN_CLAIM: RUN.emulated("in `choose` by the rendered gate; not in a route's `when`"),
    Need.WHEN_KEY_METADATA: RUN.emulated(
        "in `choose` by the rendered gate; not in a route's `when`"
    ),
    Need.WHEN_COUNTRY: FILTERS.impossible("no place of origin without a geo database"),
}

_ACTIONS: Mapping[Need, Ability] = {
    Need.REWRITE: RUN.native("regex_rewrite"),
    Need.METHOD_CHANGE: RUN.emulated("the rendered gate writes the method"),
    Need.GATHER: FILTERS.impossible("Envoy does not join the answers of several upstreams"),
    Need.CHOOSE: RUN.emulated("the rendered gate picks the branch, and the route is chosen again"),
    Need.SPLIT: RUN.emulated("the rendered gate draws the branch"),
    Need.SPLIT_STICKY: RUN.emulated("the rendered gate hashes the key"),
    Need.FIRST: FILTERS.impossible(
        "Envoy cannot ask another upstream after an answer of the first"
    ),
    Need.FUNCTION: FILTERS.impossible(_NO_CODE),
    Need.REDIRECT: RUN.native("a direct response with Location"),
    Need.RESPOND: RUN.native("a direct response"),
    Need.BLOCKED: RUN.native("a direct response with 403"),
    Need.DEPRECATED: RUN.emulated("the rendered gate sets the headers on the answer"),
}

_UPSTREAMS: Mapping[Need, Ability] = {
    Need.PLAIN_HTTP: RUN.native(),
    Need.H2: VALIDATED.native(),
    Need.GRPC: VALIDATED.native(),
    Need.WEBSOCKET: VALIDATED.native("upgrade_configs"),
    Need.LOCAL: MANAGER.impossible("there is no link inside an instance"),
    Need.LAMBDA: RENDERED.unwritten("the AWS Lambda filter is not rendered in this version"),
    Need.LOCAL_LAMBDA: MANAGER.impossible("there is no link inside an instance"),
    Need.URL_FROM_VARIABLE: RUN.native("filled in at the start; a change needs a new start"),
}

_ACCEPTED: Mapping[Need, Ability] = {
    Need.ACCEPT_JWT: RUN.native("the jwt_authn filter; the rendered gate checks the audience"),
    Need.ACCEPT_API_KEY: _GATE,
    Need.ACCEPT_API_KEY_IN_QUERY: _GATE,
    Need.ACCEPT_SHARED_SECRET: _GATE,
    Need.ACCEPT_GATEWAY_JWT: RENDERED.unwritten(
        "the check of a gateway's token is not rendered in this version"
    ),
    Need.ACCEPT_MTLS: RENDERED.unwritten(
        "the check of certificates is not rendered in this version"
    ),
    Need.ACCEPT_BASIC: _GATE,
    Need.ACCEPT_OAUTH: RENDERED.unwritten(
        "the check of such tokens is not rendered in this version"
    ),
    Need.ACCEPT_EITHER: _GATE,
    Need.ACCEPT_ALL: _GATE,
    Need.ACCEPT_CONDITION: RUN.emulated("the rendered gate; `matches` is refused"),
}

_TRAVELS: Mapping[Need, Ability] = {
    Need.STRIP: _GATE,
    Need.EXCHANGE: _GATE,
    Need.ATTACH_JWT: RENDERED.unwritten(
        "a fixed token, which nothing renews, is not rendered in this version"
    ),
    Need.ATTACH_API_KEY: RUN.native("set by the rendered gate, which overwrites"),
    Need.ATTACH_SHARED_SECRET: RUN.native("set by the rendered gate, which overwrites"),
    Need.ATTACH_GATEWAY_JWT: FILTERS.impossible("Envoy signs no tokens"),
    Need.ATTACH_MTLS: RENDERED.unwritten(
        "certificates towards upstreams are not rendered in this version"
    ),
    Need.ATTACH_BASIC: RUN.native("set by the rendered gate, which overwrites"),
    Need.ATTACH_OAUTH: RENDERED.unwritten(
        "the credential injector that fetches tokens is not rendered in this version"
    ),
}

_POLICIES: Mapping[Need, Ability] = {
    Need.TIMEOUT_CONNECT: RUN.native("connect_timeout of a cluster"),
    Need.TIMEOUT_RESPONSE: RUN.native("the route's timeout: the whole answer has to be there"),
    Need.TIMEOUT_TOTAL: RUN.native("the route's timeout"),
    Need.TIMEOUT_IDLE: RUN.native("idle_timeout of a route"),
    Need.TIMEOUT_ATTEMPT: RUN.native("per_try_timeout"),
    Need.RETRY: RUN.native("for the named methods only"),
    Need.LIMIT: RUN.native("a token bucket in each process, refilled at intervals"),
    Need.LIMIT_PER_CALLER: RUN.native("a token bucket for each caller in each process"),
    Need.LIMIT_PER_KEY: RUN.native("a token bucket for each value in each process"),
    Need.QUOTA: RUN.degraded(
        "a token bucket in each process: refilled all the time, not at the turn of the window,"
        " and full again after a start, so n processes let n times as much through"
    ),
    Need.CACHE: FILTERS.impossible("Envoy's cache filter is not for production"),
    Need.BODY_MAX: RUN.native("the buffer filter holds the body back until it is whole"),
    Need.CORS: RUN.native("the CORS filter"),
    Need.BREAKER: VALIDATED.mildly_degraded(
        "outlier detection by share of failures: an upstream is left out for a while and comes"
        " back whole, without probes, and failures are counted at the end of each interval"
    ),
    Need.UNREACHABLE_PROBLEM: RUN.native("local replies by response flag"),
    Need.LOG_UPSTREAM_ERRORS: RUN.native("response flags and details in the access log"),
    Need.LOCATION: RUN.emulated("the rendered gate writes the header back"),
    Need.REQUEST_HEADERS: RUN.emulated("the rendered gate, in the language's order"),
    Need.RESPONSE_HEADERS: RUN.emulated("the rendered gate, in the language's order"),
    Need.HEADERS_FROM_REQUEST: _GATE,
}

_GATEWAY: Mapping[Need, Ability] = {
    Need.HOP_GUARD: RUN.emulated("the rendered guard, in Lua, counts and answers 508"),
    Need.DOMAIN: RUN.native("virtual hosts"),
    Need.INTERNAL: MANAGER.native("which network it listens in is said at deployment"),
    Need.EGRESS: RUN.native("a call to anything else is answered 503 and not made"),
    Need.STATE: RUN.native("every path answers 403 or 410"),
    Need.OPAQUE: MANAGER.degraded("kept in the program, not merged into what is rendered"),
}

ABILITIES: Mapping[Need, Ability] = {
    **_ROUTES, **_ACTIONS, **_UPSTREAMS, **_ACCEPTED, **_TRAVELS, **_POLICIES, **_GATEWAY
}  # fmt: skip
