"""What is known of Envoy Gateway: Envoy was run, the controller was not."""

from ...compiler.facts import (
    AddedHeader,
    Ceilings,
    Connections,
    Defaults,
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
from .documents import (
    BACKENDS,
    CLIENTS,
    DEFINITIONS,
    ENVOY,
    GATEWAY_API,
    ROUTE_FILTERS,
    SECURITY,
    TIMEOUTS,
    TRAFFIC,
)

SECOND = 1_000_000
HOUR = Duration(3_600 * SECOND)
AS_ENVOY = "as the proxy alone does"


def facts() -> ProductFacts:
    return ProductFacts(
        product="envoy_gateway",
        versions=DEFINITIONS.says(("1.9.0",), "the definitions that were read"),
        exposes_internal=exposes_internal(),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=_upstreams(),
        tokens=tokens(
            SECURITY.suggests((*ASYMMETRIC, *SYMMETRIC), "those of Envoy's JWT filter"),
            SECURITY.suggests(False, "those of Envoy's JWT filter: every key is tried"),
        ),
        naming=naming(),
        connections=Connections(
            from_callers=CLIENTS.suggests(HOUR, "that of the proxy"),
            to_upstreams=TRAFFIC.suggests(HOUR, "that of the proxy"),
        ),
        billing=billing(),
    )


def _failures() -> Failures:
    return Failures(
        no_route=ENVOY.suggests(404, AS_ENVOY),
        no_host=ENVOY.suggests(404, AS_ENVOY),
        method_blocked=GATEWAY_API.suggests(
            404, "a method that no rule has matches no rule; not 405"
        ),
        refusal=SECURITY.suggests(
            Refusal(wrong_audience=403), "Envoy's JWT filter says 403 to a wrong audience"
        ),
        throttled=TRAFFIC.suggests(429, AS_ENVOY),
        body_too_large=TRAFFIC.suggests(413, AS_ENVOY),
        headers_too_large=ENVOY.suggests(431, AS_ENVOY),
        uri_too_long=ENVOY.suggests(431, AS_ENVOY),
        dns=ENVOY.suggests(503, AS_ENVOY),
        refused=ENVOY.suggests(503, AS_ENVOY),
        reset=ENVOY.suggests(503, AS_ENVOY),
        tls=ENVOY.suggests(503, AS_ENVOY),
        connect_timeout=ENVOY.suggests(503, AS_ENVOY),
        egress=BACKENDS.suggests(503, "like a refused connection"),
        response_timeout=ENVOY.suggests(504, AS_ENVOY),
        protocol_unsupported=ENVOY.suggests(503, AS_ENVOY),
        media=ENVOY.suggests("text/plain", AS_ENVOY),
    )


def _defaults() -> Defaults:
    return Defaults(
        connect=TRAFFIC.suggests(
            Duration(10 * SECOND), "tcp.connectTimeout; remembered, not re-read"
        ),
        response=TIMEOUTS.says(Duration(15 * SECOND), "the whole answer, body included"),
        total=TIMEOUTS.says(None, "one timeout serves as both; see `response`"),
        idle=TRAFFIC.suggests(Duration(300 * SECOND), "stream_idle_timeout of the proxy"),
        body_max=TRAFFIC.says(None, "requestBuffer is off unless it is written"),
    )


def _ceilings() -> Ceilings:
    return Ceilings(
        connect_max=TRAFFIC.says(None),
        response_max=TIMEOUTS.says(None),
        total_max=TIMEOUTS.says(None),
        body_max=TRAFFIC.says(None),
        uri_max=ENVOY.suggests(Size(61_395), "the proxy's 60 KiB for path and headers together"),
        headers_max=ENVOY.suggests(
            Size(61_390), "the proxy's 60 KiB for path and headers together"
        ),
        parallel_max=TRAFFIC.says(None),
        connections_max=CLIENTS.says(None, "connectionLimit is off unless it is written"),
        connections_per_pass=ENVOY.suggests(2, "one from the caller, one to the upstream"),
    )


def _routing() -> Routing:
    return Routing(
        native_order=GATEWAY_API.says(
            "specificity", "exact path, longest prefix, method, headers, query; then age and name"
        ),
        case_sensitive=GATEWAY_API.says(True),
        normalisation=CLIENTS.says(
            Normalisation("resolve", "merge", "reject", "decode"),
            "path.escapedSlashesAction RejectRequest is written down",
        ),
        bare_normalisation=CLIENTS.suggests(
            Normalisation("resolve", "merge", "decode", "decode"),
            "escaped slashes are decoded and the caller is redirected there",
        ),
    )


def _headers() -> Headers:
    return Headers(
        adds=CLIENTS.suggests(
            (
                AddedHeader("x-forwarded-for", "{client_ip}", appended=True),
                AddedHeader("x-forwarded-proto", "{scheme}"),
                AddedHeader("x-request-id", "{uuid}"),
            ),
            "x-envoy- headers are suppressed unless enableEnvoyHeaders says otherwise",
        ),
        drops=CLIENTS.suggests((), "x-envoy- headers of callers from outside are dropped"),
        host=ROUTE_FILTERS.says("upstream", "by URLRewrite; left alone the caller's is kept"),
        strips_checked=SECURITY.says((), "`sanitize` of apiKeyAuth is off unless it is written"),
        preflight=SECURITY.suggests(
            Preflight(200, before_auth=True), "Envoy's CORS filter is first"
        ),
    )


def _upstreams() -> Upstreams:
    return Upstreams(
        implicit_retry=TRAFFIC.says(None, "none unless `retry` is written"),
        protocols=BACKENDS.says(("https", "http", "h2", "grpc", "websocket")),
        local=BACKENDS.says(False),
        lambdas=BACKENDS.says(False),
        follows_redirects=TRAFFIC.says(False),
    )
