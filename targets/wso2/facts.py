"""What is known of the gateway of WSO2 API Manager."""

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
from ...compiler.units import Duration
from .disputes import DISPUTES
from .documents import (
    API_KEYS,
    BACKEND_JWT,
    CATALOGUE,
    CONFIGURATION,
    ENDPOINTS,
    ERRORS,
    GATEWAYS,
    LICENCE,
    SOURCE,
    SUSPENSION,
    TOKENS,
    TUNING,
    TUTORIAL,
)

SECOND = 1_000_000
UNSET = "no such limit is named; the machine's memory is the limit"


def universal() -> ProductFacts:
    return ProductFacts(
        product="wso2",
        versions=GATEWAYS.says(("4.5", "4.6", "4.7")),
        exposes_internal=GATEWAYS.says(False, "it stands where its owner puts it"),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=_upstreams(),
        tokens=_tokens(),
        naming=_naming(),
        billing=Billing(
            counts=LICENCE.says(
                ("accepted", "rejected", "failed", "cached", "retried", "preflight"),
                "no price per request: each is work for one's own machines",
            ),
            unknown=LICENCE.says(()),
            shared=LICENCE.suggests("gateway", "there is no allowance to share"),
        ),
        connections=Connections(
            from_callers=TUNING.says(
                Duration(180 * SECOND), "`http.socket.timeout`, on both sides"
            ),
            to_upstreams=TUNING.says(
                Duration(180 * SECOND), "`http.socket.timeout`, on both sides"
            ),
        ),
        disputes=DISPUTES,
    )


def _failures() -> Failures:
    fault = "the fault sequence; no page gives its status, others see 500"
    suspended = f"{fault}; the endpoint is then left alone for 30 s (code 303001)"
    unnamed = "no page names a status"
    return Failures(
        no_route=TUTORIAL.says(404, "no matching resource; 403 in the table of error codes"),
        no_host=GATEWAYS.suggests(404, "the gateway answers for every name that reaches it"),
        method_blocked=SOURCE.says(405, "method not allowed for given API resource"),
        refusal=ERRORS.says(Refusal(), "900901 and 900902 are 401, scopes (900910) 403"),
        throttled=ERRORS.says(429, "codes 900800 to 900807"),
        body_too_large=ERRORS.suggests(413, unnamed),
        headers_too_large=ERRORS.suggests(431, unnamed),
        uri_too_long=ERRORS.suggests(414, unnamed),
        dns=SUSPENSION.suggests(500, suspended),
        refused=SUSPENSION.suggests(500, suspended),
        reset=ERRORS.suggests(500, fault),
        tls=SUSPENSION.suggests(500, suspended),
        connect_timeout=SUSPENSION.suggests(500, suspended),
        egress=SUSPENSION.suggests(500, suspended),
        response_timeout=ERRORS.suggests(500, f"{fault}; code 101504 and up"),
        protocol_unsupported=ERRORS.suggests(500, fault),
        media=ERRORS.says("application/json"),
        refusal_by_kind={
            "api_key": API_KEYS.suggests(Refusal(), "as for tokens; no table of its own"),
            "mtls": ERRORS.suggests(Refusal(), "900901, as for any credential"),
        },
    )


def _defaults() -> Defaults:
    return Defaults(
        connect=TUNING.suggests(
            Duration(60 * SECOND), "`http.connection.timeout`; the page gives no default"
        ),
        response=TUNING.suggests(
            Duration(120 * SECOND), "`synapse.global_timeout_interval`, recommended as 120 s"
        ),
        total=TUNING.suggests(None, "none beside the two above"),
        idle=TUNING.says(Duration(180 * SECOND), "`http.socket.timeout`"),
        body_max=TUNING.suggests(None, UNSET),
    )


def _ceilings() -> Ceilings:
    return Ceilings(
        connect_max=TUNING.says(None, "set by its owner"),
        response_max=TUNING.says(None, "set by its owner"),
        total_max=TUNING.says(None, "set by its owner"),
        body_max=TUNING.suggests(None, UNSET),
        uri_max=TUNING.suggests(None, UNSET),
        headers_max=TUNING.suggests(None, UNSET),
        parallel_max=ENDPOINTS.suggests(None, "the clone mediator names none"),
        connections_max=TUNING.suggests(None, "32,767 to one host and port; altogether not named"),
        connections_per_pass=TUNING.suggests(2, "one on each side"),
    )


def _routing() -> Routing:
    paths = "resources are URI templates; what happens to other forms of a path is not stated"
    return Routing(
        native_order=TUTORIAL.suggests("specificity", "the best template; not stated"),
        case_sensitive=TUTORIAL.suggests(True, paths),
        normalisation=TUTORIAL.suggests(
            Normalisation("keep", "keep", "reject", "decode"),
            "not stated; a policy of ours refuses escaped slashes",
        ),
        bare_normalisation=TUTORIAL.suggests(Normalisation("keep", "keep", "keep", "keep"), paths),
    )


def _headers() -> Headers:
    stripped = "the Authorization header, and API keys; a JWT of its own can tell who called"
    return Headers(
        adds=CONFIGURATION.suggests(
            (AddedHeader("activityid", "{uuid}"),), "commonly seen; no page lists what it adds"
        ),
        drops=CONFIGURATION.suggests((), "no page lists any beside credentials"),
        host=ENDPOINTS.suggests("upstream", "that of the endpoint"),
        strips_checked=API_KEYS.says(
            ("jwt", "gateway_jwt", "oauth_client", "basic", "api_key"), stripped
        ),
        preflight=CATALOGUE.suggests(
            Preflight(200, before_auth=True), "the CORS handler stands before authentication"
        ),
    )


def _upstreams() -> Upstreams:
    return Upstreams(
        implicit_retry=ENDPOINTS.suggests(None, "retries are settings of an endpoint"),
        protocols=CATALOGUE.says(("https", "http", "websocket")),
        local=ENDPOINTS.says(False),
        lambdas=CATALOGUE.says(True, "an endpoint of type awslambda"),
        follows_redirects=ENDPOINTS.suggests(False, "answers are passed on"),
    )


def _tokens() -> Tokens:
    return Tokens(
        issuer=BACKEND_JWT.suggests(
            None, "the issuer of its backend JWT is set in the configuration"
        ),
        algorithms=TOKENS.suggests(
            ("RS256", "RS384", "RS512", "PS256"), "signed tokens only; no list was read"
        ),
        needs_kid=TOKENS.suggests(True, "the certificate is looked up by the token's header"),
    )


def _naming() -> Naming:
    return Naming(
        default_host=GATEWAYS.says(None, "the virtual host of its environment"),
        custom_domain_target=GATEWAYS.says(None, "wherever it stands"),
        region_pinned=GATEWAYS.says(True, "it stands where its owner puts it"),
    )
