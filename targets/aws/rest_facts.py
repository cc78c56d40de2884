"""What is known of REST APIs of Amazon API Gateway."""

from ...compiler.facts import (
    AddedHeader,
    Billing,
    Ceilings,
    Connections,
    Defaults,
    Failures,
    Headers,
    Naming,
    Normalisation,
    Preflight,
    ProductFacts,
    Refusal,
    Routing,
    Tokens,
    Upstreams,
)
from ...compiler.units import Duration, Size
from .disputes import REST_DISPUTES
from .documents import (
    ANSWERED,
    ANSWERS,
    CHOICE,
    DOMAINS,
    INTEGRATIONS,
    KNOWLEDGE,
    LAMBDA_AUTH,
    MTLS,
    NOTES,
    PRICES,
    REST_CORS,
    REST_JWT,
    REST_QUOTAS,
    USAGE_PLANS,
)

SECOND = 1_000_000
NO_LIMIT = "no such limit is named"


def rest() -> ProductFacts:
    return ProductFacts(
        product="aws",
        versions=CHOICE.says(("REST API (v1)",)),
        exposes_internal=CHOICE.says(False, "a private endpoint, behind an interface VPC endpoint"),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=_upstreams(),
        tokens=Tokens(
            issuer=INTEGRATIONS.says(None, "it mints none; a function of ours does"),
            algorithms=REST_JWT.suggests(
                ("RS256", "RS384", "RS512", "ES256", "ES384", "ES512"),
                "the page has the program name the algorithms; the list was not read",
            ),
            needs_kid=REST_JWT.suggests(True, "keys are looked up in the published key set"),
        ),
        naming=naming(),
        billing=billing(),
        connections=Connections(
            from_callers=REST_QUOTAS.suggests(None, NO_LIMIT),
            to_upstreams=REST_QUOTAS.suggests(None, NO_LIMIT),
        ),
        disputes=REST_DISPUTES,
    )


def _failures() -> Failures:
    key = "INVALID_API_KEY, also where none is shown"
    return Failures(
        no_route=ANSWERS.says(403, "MISSING_AUTHENTICATION_TOKEN, also where none is wanted"),
        no_host=DOMAINS.suggests(403, "a host without an API mapping is answered `Forbidden`"),
        method_blocked=ANSWERS.says(403, "an unsupported method is the same as no resource"),
        refusal=LAMBDA_AUTH.says(Refusal(), "UNAUTHORIZED 401, ACCESS_DENIED 403"),
        throttled=ANSWERS.says(429, "THROTTLED and QUOTA_EXCEEDED"),
        body_too_large=ANSWERS.says(413),
        headers_too_large=ANSWERS.suggests(431, "no response type is named for it"),
        uri_too_long=REST_QUOTAS.suggests(414, "named for resource names of over 1,600 bytes"),
        dns=KNOWLEDGE.says(500, "API_CONFIGURATION_ERROR: invalid endpoint address"),
        refused=ANSWERS.says(504, "INTEGRATION_FAILURE; seen as 500 by others"),
        reset=ANSWERS.says(504, "INTEGRATION_FAILURE; seen as 500 by others"),
        tls=ANSWERS.suggests(500, "an untrusted certificate is a configuration error"),
        connect_timeout=ANSWERS.says(504, "INTEGRATION_TIMEOUT"),
        egress=ANSWERS.says(504, "INTEGRATION_FAILURE"),
        response_timeout=ANSWERS.says(504, "INTEGRATION_TIMEOUT"),
        protocol_unsupported=ANSWERS.suggests(500, "an endpoint it cannot call is misconfigured"),
        media=ANSWERS.says("application/json", '{"message": ...}'),
        refusal_by_kind={
            "api_key": USAGE_PLANS.says(Refusal(403, 403, 403, 403), key),
            "jwt": REST_JWT.says(Refusal(), "403 where no scope of the method is in the token"),
            "mtls": MTLS.suggests(Refusal(403, 403, 403, 403), "refused before any method runs"),
        },
    )


def _defaults() -> Defaults:
    whole = Duration(29 * SECOND)
    return Defaults(
        connect=REST_QUOTAS.suggests(None, "connecting counts as part of the integration"),
        response=REST_QUOTAS.says(whole, "the default of `timeoutInMillis`"),
        total=REST_QUOTAS.suggests(whole, "what comes before and after is little"),
        idle=REST_QUOTAS.suggests(None, NO_LIMIT),
        body_max=REST_QUOTAS.says(Size(10_000_000), "the page writes 10 MB"),
    )


def _ceilings() -> Ceilings:
    return Ceilings(
        connect_max=REST_QUOTAS.suggests(None, "connecting counts as part of the integration"),
        response_max=REST_QUOTAS.says(
            Duration(29 * SECOND),
            "Regional and private APIs: up to 300 s on request, for less throughput",
        ),
        total_max=REST_QUOTAS.suggests(Duration(29 * SECOND), "as the integration time-out"),
        body_max=REST_QUOTAS.says(Size(10_000_000), "the page writes 10 MB; cannot be raised"),
        uri_max=REST_QUOTAS.says(
            Size(10_240), "the whole URL of a Regional API; edge-optimized and private: 8,192"
        ),
        headers_max=REST_QUOTAS.suggests(Size(10_240), "that of HTTP APIs"),
        parallel_max=INTEGRATIONS.says(1, "a method has one integration"),
        connections_max=REST_QUOTAS.suggests(
            None, "requests are limited instead: 10,000/s an account and region, 5,000 at once"
        ),
        connections_per_pass=INTEGRATIONS.suggests(2, "one on each side"),
    )


def _routing() -> Routing:
    decoded = "URL-encoded parameters are decoded before they are passed on; the rest is not stated"
    paths = Normalisation("keep", "keep", "decode", "decode")
    return Routing(
        native_order=INTEGRATIONS.suggests(
            "specificity", "as the guide states for HTTP APIs: exact, then greedy"
        ),
        case_sensitive=NOTES.suggests(True, "stated for header names and query parameters"),
        normalisation=NOTES.suggests(paths, f"{decoded}; nothing can be set"),
        bare_normalisation=NOTES.suggests(paths, decoded),
    )


def _headers() -> Headers:
    return Headers(
        adds=INTEGRATIONS.suggests(
            (
                AddedHeader("x-forwarded-for", "{client_ip}", appended=True),
                AddedHeader("x-forwarded-proto", "{scheme}"),
                AddedHeader("x-forwarded-port", "443"),
                AddedHeader("x-amzn-trace-id", "{uuid}"),
            ),
            "commonly seen behind a proxy integration; no page lists them",
        ),
        drops=NOTES.says((), "some may arrive as `x-amzn-remapped-`, Authorization among them"),
        host=NOTES.says("upstream", "the Host header is not forwarded to HTTP endpoints"),
        strips_checked=USAGE_PLANS.suggests((), "a proxy integration passes the headers it got"),
        preflight=REST_CORS.suggests(
            Preflight(200, before_auth=True), "an OPTIONS method of ours with a mock integration"
        ),
    )


def _upstreams() -> Upstreams:
    return Upstreams(
        implicit_retry=INTEGRATIONS.suggests(None, "no retry is described"),
        protocols=INTEGRATIONS.says(("https", "http"), "WebSocket is an API type of its own"),
        local=INTEGRATIONS.says(False),
        lambdas=INTEGRATIONS.says(True, "the Lambda proxy integration"),
        follows_redirects=INTEGRATIONS.suggests(False, "a proxy integration passes answers on"),
    )


def naming() -> Naming:
    return Naming(
        default_host=DOMAINS.suggests(
            None, "{api id}.execute-api.{region}.amazonaws.com, then the stage; AWS draws the id"
        ),
        custom_domain_target=DOMAINS.suggests(None, "a name that AWS draws for the domain"),
        region_pinned=CHOICE.says(True, "except for edge-optimized REST APIs"),
    )


def billing() -> Billing:
    return Billing(
        counts=ANSWERED.says(
            ("accepted", "failed", "retried"), "what reaches the integration, whatever that answers"
        ),
        unknown=ANSWERED.says(
            ("cached", "preflight"),
            "not counted: throttled, failed authentication, bad API key; these two: not stated",
        ),
        shared=PRICES.suggests("account", "price steps go by account and region"),
    )
