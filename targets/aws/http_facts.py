"""What is known of HTTP APIs of Amazon API Gateway, where they are not as REST APIs are."""

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
    Tokens,
    Upstreams,
)
from ...compiler.units import Duration, Size
from .disputes import HTTP_DISPUTES
from .documents import (
    CHOICE,
    DOMAINS,
    HTTP_CORS,
    HTTP_JWT,
    HTTP_MAPPING,
    HTTP_QUOTAS,
    HTTP_ROUTES,
    INTEGRATIONS,
    MTLS,
    NOTES,
)
from .rest_facts import NO_LIMIT, SECOND, billing, naming

UNREACHED = "seen as `Service Unavailable`; the guide lists no statuses of HTTP APIs"
ONE_LIMIT = "request line and header values together"


def http() -> ProductFacts:
    return ProductFacts(
        product="aws",
        versions=CHOICE.says(("HTTP API (v2)",)),
        exposes_internal=CHOICE.says(True, "private endpoints are those of REST APIs only"),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=Upstreams(
            implicit_retry=INTEGRATIONS.suggests(None, "no retry is described"),
            protocols=INTEGRATIONS.says(("https", "http")),
            local=INTEGRATIONS.says(False),
            lambdas=INTEGRATIONS.says(True, "the Lambda proxy integration"),
            follows_redirects=INTEGRATIONS.suggests(False, "it passes answers on"),
        ),
        tokens=Tokens(
            issuer=INTEGRATIONS.says(None, "it mints none; a function of ours does"),
            algorithms=HTTP_JWT.suggests(
                ("RS256", "RS384", "RS512"), "known for RSA only; that part was not read again"
            ),
            needs_kid=HTTP_JWT.suggests(True, "the key is looked up in the published key set"),
        ),
        naming=naming(),
        billing=billing(),
        connections=Connections(
            from_callers=HTTP_QUOTAS.suggests(None, NO_LIMIT),
            to_upstreams=HTTP_QUOTAS.suggests(None, NO_LIMIT),
        ),
        disputes=HTTP_DISPUTES,
    )


def _failures() -> Failures:
    function = "of a function of ours: 401 where nothing is shown, 403 where it says no"
    return Failures(
        no_route=HTTP_ROUTES.says(404, '{"message": "Not Found"}'),
        no_host=DOMAINS.suggests(403, "a host without an API mapping is answered `Forbidden`"),
        method_blocked=HTTP_ROUTES.says(404, "no route fits method and path"),
        refusal=HTTP_JWT.suggests(Refusal(missing=401, rejected=403), function),
        throttled=HTTP_QUOTAS.suggests(429, "as REST APIs answer"),
        body_too_large=HTTP_QUOTAS.suggests(413, "as REST APIs answer"),
        headers_too_large=HTTP_QUOTAS.suggests(431, f"{ONE_LIMIT}; no status is named"),
        uri_too_long=HTTP_QUOTAS.suggests(414, f"{ONE_LIMIT}; no status is named"),
        dns=INTEGRATIONS.suggests(503, UNREACHED),
        refused=INTEGRATIONS.suggests(503, UNREACHED),
        reset=INTEGRATIONS.suggests(503, UNREACHED),
        tls=INTEGRATIONS.suggests(503, UNREACHED),
        connect_timeout=INTEGRATIONS.suggests(503, UNREACHED),
        egress=INTEGRATIONS.suggests(503, UNREACHED),
        response_timeout=INTEGRATIONS.suggests(503, UNREACHED),
        protocol_unsupported=INTEGRATIONS.suggests(500, "the integration is misconfigured"),
        media=HTTP_ROUTES.says("application/json", '{"message": ...}'),
        refusal_by_kind={
            "jwt": HTTP_JWT.suggests(Refusal(), "403 where no scope of the route is in the token"),
            "gateway_jwt": HTTP_JWT.suggests(Refusal(), "as any JWT"),
            "mtls": MTLS.suggests(Refusal(403, 403, 403, 403), "refused before any route runs"),
        },
    )


def _defaults() -> Defaults:
    return Defaults(
        connect=HTTP_QUOTAS.suggests(None, "connecting counts as part of the integration"),
        response=HTTP_QUOTAS.says(Duration(30 * SECOND)),
        total=HTTP_QUOTAS.suggests(Duration(30 * SECOND), "as the integration time-out"),
        idle=HTTP_QUOTAS.suggests(None, NO_LIMIT),
        body_max=HTTP_QUOTAS.says(Size(10_000_000), "the page writes 10 MB"),
    )


def _ceilings() -> Ceilings:
    return Ceilings(
        connect_max=HTTP_QUOTAS.suggests(None, "connecting counts as part of the integration"),
        response_max=HTTP_QUOTAS.says(Duration(30 * SECOND), "cannot be raised; at least 50 ms"),
        total_max=HTTP_QUOTAS.suggests(Duration(30 * SECOND), "as the integration time-out"),
        body_max=HTTP_QUOTAS.says(Size(10_000_000), "the page writes 10 MB; cannot be raised"),
        uri_max=HTTP_QUOTAS.says(Size(10_240), ONE_LIMIT),
        headers_max=HTTP_QUOTAS.says(Size(10_240), ONE_LIMIT),
        parallel_max=INTEGRATIONS.says(1, "a route has one integration"),
        connections_max=HTTP_QUOTAS.suggests(
            None, "requests are limited instead: 10,000/s an account and region, 5,000 at once"
        ),
        connections_per_pass=INTEGRATIONS.suggests(2, "one on each side"),
    )


def _routing() -> Routing:
    decoded = "URL-encoded parameters are decoded before they are passed on; the rest is not stated"
    paths = Normalisation("keep", "keep", "decode", "decode")
    return Routing(
        native_order=HTTP_ROUTES.says("specificity", "exact, then greedy, then `$default`"),
        case_sensitive=HTTP_ROUTES.suggests(True, "not stated for paths"),
        normalisation=HTTP_ROUTES.suggests(paths, f"{decoded}; nothing can be set"),
        bare_normalisation=HTTP_ROUTES.suggests(paths, decoded),
    )


def _headers() -> Headers:
    return Headers(
        adds=NOTES.says(
            (AddedHeader("forwarded", "for={client_ip};host={host};proto={scheme}", True),),
            "with the egress address as `by=`; incoming X-Forwarded headers are turned into it",
        ),
        drops=NOTES.says(("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto")),
        host=HTTP_MAPPING.suggests("upstream", "as REST APIs; parameter mapping can set another"),
        strips_checked=INTEGRATIONS.suggests((), "it passes the headers it got"),
        preflight=HTTP_CORS.suggests(
            Preflight(204, before_auth=True), "answered by itself, even without an OPTIONS route"
        ),
    )
