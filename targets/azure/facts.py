"""What is known of Azure API Management, tier by tier."""

from dataclasses import replace

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
from .disputes import DISPUTES
from .documents import (
    BACKENDS,
    CHAINED,
    CORS,
    DOMAINS,
    ERRORS,
    EXPRESSIONS,
    FORWARD,
    GATEWAYS,
    LIMITS,
    RESOURCES,
    SCHEMA,
    SET_HEADER,
    THROTTLED,
    TIERS,
    UNAUTHORIZED,
    V2_LIMITS,
    VALIDATE_JWT,
)

SECOND = 1_000_000
NO_LIMIT = "no such limit is named"


def classic() -> ProductFacts:
    """Developer, Basic, Standard and Premium."""
    return ProductFacts(
        product="azure",
        versions=RESOURCES.says(("resource version 2024-05-01",)),
        exposes_internal=TIERS.says(False, "a private endpoint, or a virtual network"),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=_upstreams(),
        tokens=_tokens(),
        naming=_naming(),
        billing=Billing(
            counts=GATEWAYS.says(
                ("accepted", "rejected", "failed", "cached", "retried", "preflight"),
                "all requests to the gateway, those rejected by policies included",
            ),
            unknown=GATEWAYS.says(()),
            shared=GATEWAYS.suggests("gateway", "paid by the unit of a service instance"),
        ),
        connections=Connections(
            from_callers=FORWARD.suggests(Duration(240 * SECOND), "as towards upstreams"),
            to_upstreams=FORWARD.says(
                Duration(240 * SECOND), "the network may drop idle connections then"
            ),
        ),
        disputes=DISPUTES,
    )


def v2() -> ProductFacts:
    """Basic v2, Standard v2 and Premium v2."""
    older = classic()
    body = V2_LIMITS.says(Size(1024**3), "1 GiB")
    return replace(
        older,
        exposes_internal=TIERS.suggests(
            False, "a private endpoint: Standard v2 and Premium v2 have it, Basic v2 does not"
        ),
        defaults=replace(older.defaults, body_max=body),
        ceilings=replace(
            older.ceilings,
            body_max=body,
            uri_max=V2_LIMITS.says(Size(16_384), "with at most 2,048 bytes of query"),
        ),
    )


def consumption() -> ProductFacts:
    """Paid by the request, without a server of one's own."""
    older = classic()
    whole = LIMITS.says(Duration(30 * SECOND), "total request duration")
    return replace(
        older,
        exposes_internal=TIERS.says(True, "neither private endpoints nor virtual networks"),
        defaults=replace(older.defaults, total=whole),
        ceilings=replace(
            older.ceilings,
            total_max=whole,
            uri_max=LIMITS.says(Size(4_096), "with at most 2,048 bytes of query"),
        ),
        billing=replace(
            older.billing,
            shared=GATEWAYS.suggests("account", "the free million is one of a subscription"),
        ),
    )


def _failures() -> Failures:
    unconnected = "BackendConnectionFailure; without an on-error section the caller gets 500"
    plain = "no page names a status of this tier"
    return Failures(
        no_route=ERRORS.suggests(404, "OperationNotFound; the page gives no number"),
        no_host=DOMAINS.suggests(
            404, "a name that the gateway has no certificate for fails in TLS"
        ),
        method_blocked=ERRORS.suggests(404, "OperationNotFound: it looks for path and method"),
        refusal=VALIDATE_JWT.says(
            Refusal(), "401 unless set otherwise; conditions are tested by a policy of ours: 403"
        ),
        throttled=THROTTLED.says(429, "of a rate limit; an exhausted quota answers 403"),
        body_too_large=LIMITS.suggests(413, plain),
        headers_too_large=LIMITS.suggests(431, plain),
        uri_too_long=LIMITS.suggests(414, plain),
        dns=ERRORS.says(500, unconnected),
        refused=ERRORS.says(500, unconnected),
        reset=ERRORS.says(500, unconnected),
        tls=ERRORS.says(500, unconnected),
        connect_timeout=CHAINED.says(500, "BackendConnectionFailure, seen after 21 s"),
        egress=ERRORS.says(500, unconnected),
        response_timeout=ERRORS.says(500, "Timeout; 504 is reported too"),
        protocol_unsupported=ERRORS.suggests(500, "a backend it cannot talk to is an error of it"),
        media=UNAUTHORIZED.says("application/json", '{"statusCode": ..., "message": ...}'),
        refusal_by_kind={
            "api_key": UNAUTHORIZED.says(Refusal(), "a missing or invalid subscription key"),
            "mtls": SCHEMA.suggests(
                Refusal(403, 403, 403, 403), "validate-client-certificate; no number was read"
            ),
        },
    )


def _defaults() -> Defaults:
    return Defaults(
        connect=CHAINED.suggests(Duration(21 * SECOND), "seen once, in an example of the vendor"),
        response=FORWARD.says(Duration(300 * SECOND), "until the headers of the answer"),
        total=FORWARD.suggests(None, NO_LIMIT),
        idle=FORWARD.says(Duration(240 * SECOND), "the network may drop idle connections then"),
        body_max=LIMITS.says(None, "no limit; buffered bodies 2 MiB in Consumption and v2"),
    )


def _ceilings() -> Ceilings:
    return Ceilings(
        connect_max=FORWARD.suggests(None, NO_LIMIT),
        response_max=FORWARD.says(Duration(240 * SECOND), "more may not be honoured"),
        total_max=FORWARD.suggests(None, NO_LIMIT),
        body_max=LIMITS.says(None, "no limit is named"),
        uri_max=LIMITS.says(None, "limited in Consumption and in v2"),
        headers_max=LIMITS.suggests(None, NO_LIMIT),
        parallel_max=SCHEMA.suggests(None, "the wait policy names no limit"),
        connections_max=LIMITS.says(
            None, "2,048 to one host and port, a unit; 1,024 on the Developer tier"
        ),
        connections_per_pass=BACKENDS.suggests(2, "one on each side; those behind are pooled"),
    )


def _routing() -> Routing:
    return Routing(
        native_order=RESOURCES.suggests("specificity", "literal before template; not stated"),
        case_sensitive=RESOURCES.suggests(False, "paths are seen to match whatever their case"),
        normalisation=RESOURCES.suggests(
            Normalisation("resolve", "keep", "reject", "decode"),
            "not stated; a policy of ours refuses escaped slashes",
        ),
        bare_normalisation=RESOURCES.suggests(
            Normalisation("resolve", "keep", "keep", "decode"), "not stated; usual for its server"
        ),
    )


def _headers() -> Headers:
    return Headers(
        adds=SET_HEADER.suggests(
            (AddedHeader("x-forwarded-for", "{client_ip}", appended=True),),
            "commonly seen; no page lists what it adds",
        ),
        drops=SET_HEADER.suggests((), "no page lists any"),
        host=SET_HEADER.says("upstream", "that of the backend, unless a policy sets another"),
        strips_checked=SET_HEADER.suggests((), "people remove the subscription key by a policy"),
        preflight=CORS.says(
            Preflight(200, before_auth=True),
            "we put the policy first; no match: 200 too, and empty",
        ),
    )


def _upstreams() -> Upstreams:
    return Upstreams(
        implicit_retry=FORWARD.suggests(None, "the retry policy is the only one described"),
        protocols=GATEWAYS.says(
            ("https", "http", "websocket"), "HTTP/2 and gRPC: self-hosted gateway only"
        ),
        local=BACKENDS.says(False),
        lambdas=BACKENDS.says(False, "its own cloud's functions only, over HTTPS"),
        follows_redirects=FORWARD.says(False, "an attribute of forward-request"),
    )


def _tokens() -> Tokens:
    return Tokens(
        issuer=EXPRESSIONS.says(None, "it mints none; a policy expression of ours signs"),
        algorithms=VALIDATE_JWT.suggests(
            ("RS256", "HS256"), "long documented; newer pages name more, which was not read"
        ),
        needs_kid=ERRORS.says(True, "TokenSignatureKeyNotFound: key was not resolved by ID"),
    )


def _naming() -> Naming:
    return Naming(
        default_host=DOMAINS.says("{name}.azure-api.net"),
        custom_domain_target=DOMAINS.says("{name}.azure-api.net"),
        region_pinned=TIERS.says(True, "more regions on Premium"),
    )
