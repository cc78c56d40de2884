"""What is known of Envoy as it is rendered here, and of Envoy left alone."""

from ...compiler.facts import (
    AddedHeader,
    Ceilings,
    Connections,
    Defaults,
    Dispute,
    Failures,
    Headers,
    Normalisation,
    Preflight,
    ProductFacts,
    Refusal,
    Routing,
    Upstreams,
)
from ...compiler.units import Duration, Size
from ..self_hosted import ASYMMETRIC, SYMMETRIC, billing, exposes_internal, naming, tokens
from .documents import FILTERS, MANAGER, RUN, TIMEOUTS

SECOND = 1_000_000
HOUR = Duration(3_600 * SECOND)
STEERING = (
    "x-envoy-retry-on",
    "x-envoy-max-retries",
    "x-envoy-upstream-rq-timeout-ms",
    "x-envoy-upstream-rq-per-try-timeout-ms",
    "x-envoy-expected-rq-timeout-ms",
    "x-envoy-internal",
    "x-envoy-external-address",
)

DISPUTES = (
    Dispute(
        "status of a token with another audience",
        "the JWT filter answers 403 where only the audience is wrong",
        "it answers 401 to everything else that is wrong with a token",
        "401: the audience is compared after the filter, by the rendered gate",
    ),
    Dispute(
        "what goes to the upstream beside the request's own headers",
        "left alone: x-forwarded-proto, x-request-id and x-envoy-expected-rq-timeout-ms",
        "with suppress_envoy_headers and without generated identifiers: x-forwarded-proto",
        "the second, which is rendered",
    ),
)


def facts() -> ProductFacts:
    return ProductFacts(
        product="envoy",
        versions=RUN.says(("1.40.0",)),
        exposes_internal=exposes_internal(),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=_upstreams(),
        tokens=tokens(
            FILTERS.says((*ASYMMETRIC, *SYMMETRIC)),
            FILTERS.says(False, "without one every key is tried"),
        ),
        naming=naming(),
        billing=billing(),
        connections=Connections(
            from_callers=TIMEOUTS.says(HOUR, "idle_timeout of the connection manager"),
            to_upstreams=TIMEOUTS.says(HOUR, "idle_timeout of a cluster"),
        ),
        disputes=DISPUTES,
    )


def _failures() -> Failures:
    return Failures(
        no_route=RUN.says(404, "the last route says so"),
        no_host=RUN.says(404, "a virtual host for all other names says so"),
        method_blocked=RUN.says(405, "a route behind those of the path says so"),
        refusal=RUN.says(Refusal(), "by the rendered gate: 403 where only a condition is missed"),
        throttled=RUN.says(429),
        body_too_large=RUN.says(413),
        headers_too_large=RUN.says(431),
        uri_too_long=RUN.says(431, "the path is one of the headers"),
        dns=RUN.says(503, "`no healthy upstream`"),
        refused=RUN.says(503),
        reset=RUN.says(503),
        tls=RUN.says(503),
        connect_timeout=RUN.says(503, "504 where the whole answer was due no later"),
        egress=RUN.says(503, "a call that `egress` rules out is not made"),
        response_timeout=RUN.says(504, "`upstream request timeout`"),
        protocol_unsupported=RUN.suggests(501, "a route that cannot be rendered answers 501"),
        media=RUN.says("text/plain"),
    )


def _defaults() -> Defaults:
    return Defaults(
        connect=TIMEOUTS.says(Duration(5 * SECOND), "connect_timeout, which is written down"),
        response=TIMEOUTS.says(
            Duration(15 * SECOND), "the route's timeout: the whole answer, body included"
        ),
        total=TIMEOUTS.says(None, "one timeout serves as both; see `response`"),
        idle=TIMEOUTS.says(Duration(300 * SECOND), "stream_idle_timeout"),
        body_max=MANAGER.says(None, "nothing is buffered unless a limit is written"),
    )


def _ceilings() -> Ceilings:
    together = "of max_request_headers_kb 60: the path and all headers together"
    return Ceilings(
        connect_max=TIMEOUTS.says(None),
        response_max=TIMEOUTS.says(None),
        total_max=TIMEOUTS.says(None),
        body_max=MANAGER.says(None),
        uri_max=RUN.says(Size(61_395), f"of GET with a Host of one letter; {together}"),
        headers_max=RUN.says(Size(61_390), f"with a short path; {together}; at most 100 headers"),
        parallel_max=MANAGER.says(None),
        connections_max=MANAGER.says(None, "as many as the system has file descriptors"),
        connections_per_pass=MANAGER.says(2, "one from the caller, one to the upstream"),
    )


def _routing() -> Routing:
    return Routing(
        native_order=RUN.says("file order", "the first route that matches"),
        case_sensitive=RUN.says(True),
        normalisation=RUN.says(
            Normalisation("resolve", "merge", "reject", "decode", merges_first=False),
            "an escaped backslash is refused too; `..;` is resolved as `..` is, and what would "
            "become `..;` by decoding is refused with 400",
        ),
        bare_normalisation=RUN.says(Normalisation("keep", "keep", "keep", "keep")),
    )


def _headers() -> Headers:
    return Headers(
        adds=RUN.says(
            (AddedHeader("x-forwarded-proto", "{scheme}"),), "what a caller wrote there is replaced"
        ),
        drops=RUN.says(
            STEERING, "every name that begins with x-envoy-, before anything looks at the request"
        ),
        host=RUN.says("upstream", "host_rewrite_literal; left alone the caller's is kept"),
        strips_checked=RUN.says((), "none but by `strip`"),
        preflight=RUN.says(Preflight(200, before_auth=True)),
    )


def _upstreams() -> Upstreams:
    return Upstreams(
        implicit_retry=RUN.says(None, "none without a retry policy, for no method"),
        protocols=MANAGER.says(("https", "http", "h2", "grpc", "websocket")),
        local=RUN.says(False),
        lambdas=RUN.says(False, "its AWS Lambda filter is not rendered"),
        follows_redirects=RUN.says(False),
    )
