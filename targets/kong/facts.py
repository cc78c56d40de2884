"""What is known of Kong Gateway: read, not run."""

from dataclasses import replace

from ...compiler.facts import (
    AddedHeader,
    Ceilings,
    Connections,
    Defaults,
    Dispute,
    Failures,
    Headers,
    ImplicitRetry,
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
    BALANCER,
    CONFIG,
    INGRESS,
    NGINX,
    PLUGINS,
    PROXYING,
    ROUTER,
    SCHEMA,
    TEMPLATE,
)

SECOND = 1_000_000
REPEATABLE = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE")

DISPUTES = (
    Dispute(
        "trying again",
        "a service's `retries` says 5",
        "nginx below tries again after errors and time-outs, and POST only before it was sent",
        "5 further tries of the methods that may be repeated",
    ),
    Dispute(
        "headers that are too large",
        "nginx answers 400",
        "Kong's error handler keeps nginx's own number and answers 494",
        "494",
    ),
)


def standalone() -> ProductFacts:
    """From one declarative file."""
    return ProductFacts(
        product="kong",
        versions=SCHEMA.says(("3.9.3",), "the last schemas that were read"),
        exposes_internal=exposes_internal(),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=_upstreams(),
        tokens=tokens(
            PLUGINS.says(
                (*ASYMMETRIC, *SYMMETRIC), "the jwt plug-in; keys are written down, no JWKS"
            ),
            PLUGINS.says(False, "the key is found by a claim, `iss` by default"),
        ),
        naming=naming(),
        billing=billing(),
        connections=Connections(
            from_callers=NGINX.suggests(
                Duration(75 * SECOND), "keepalive_timeout, which Kong does not set by itself"
            ),
            to_upstreams=CONFIG.says(Duration(60 * SECOND), "upstream_keepalive_idle_timeout"),
        ),
        disputes=DISPUTES,
    )


def kubernetes() -> ProductFacts:
    """From resources that Kong's controller reads; the same gateway behind it."""
    return replace(
        standalone(),
        versions=INGRESS.says(("3.9.3",), "with the definitions of Kong's resources of that day"),
    )


def _failures() -> Failures:
    nginx = "as nginx does below it"
    return Failures(
        no_route=PROXYING.says(404, "`no Route matched with those values`"),
        no_host=PROXYING.says(404, "a name that no route has matches no route"),
        method_blocked=PROXYING.says(404, "a method that no route has matches no route; not 405"),
        refusal=PLUGINS.says(Refusal(), "403 is the acl plug-in's and that of code of ours"),
        throttled=PLUGINS.says(429),
        body_too_large=PLUGINS.says(413, "the request-size-limiting plug-in"),
        headers_too_large=TEMPLATE.says(494),
        uri_too_long=TEMPLATE.says(414),
        dns=BALANCER.suggests(503, "`name resolution failed`; remembered, not re-read"),
        refused=NGINX.suggests(502, f"{nginx}, after the further tries"),
        reset=NGINX.suggests(502, nginx),
        tls=NGINX.suggests(502, nginx),
        connect_timeout=NGINX.suggests(504, nginx),
        egress=NGINX.suggests(502, "like a refused connection"),
        response_timeout=NGINX.suggests(504, nginx),
        protocol_unsupported=NGINX.suggests(502, nginx),
        media=CONFIG.suggests(
            "application/json", "text/plain is what it falls back to without an Accept header"
        ),
    )


def _defaults() -> Defaults:
    minute = Duration(60 * SECOND)
    return Defaults(
        connect=SCHEMA.says(minute, "connect_timeout"),
        response=SCHEMA.says(minute, "read_timeout: between two reads, for each try"),
        total=SCHEMA.says(None, "there is none"),
        idle=CONFIG.says(minute, "upstream_keepalive_idle_timeout"),
        body_max=CONFIG.says(None, "nginx_http_client_max_body_size is 0"),
    )


def _ceilings() -> Ceilings:
    return Ceilings(
        connect_max=SCHEMA.says(None),
        response_max=SCHEMA.says(None),
        total_max=SCHEMA.says(None),
        body_max=CONFIG.says(None),
        uri_max=NGINX.suggests(Size(8177), "of GET, as measured on nginx with the same buffers"),
        headers_max=NGINX.suggests(Size(32_768), "four buffers of 8,192 bytes, as nginx has them"),
        parallel_max=SCHEMA.says(None),
        connections_max=CONFIG.suggests(
            16_384, "`auto` takes the limit of open files, up to this; of one worker"
        ),
        connections_per_pass=NGINX.suggests(2, "one from the caller, one to the upstream"),
    )


def _routing() -> Routing:
    return Routing(
        native_order=ROUTER.says(
            "priority", "more kinds of match first, then regex_priority, length"
        ),
        case_sensitive=ROUTER.says(True),
        normalisation=PROXYING.suggests(
            Normalisation("resolve", "merge", "reject", "decode"),
            "Kong normalises paths itself; a pre-function of ours answers 400 to an escaped slash",
        ),
        bare_normalisation=PROXYING.says(Normalisation("resolve", "merge", "keep", "decode")),
    )


def _headers() -> Headers:
    return Headers(
        adds=TEMPLATE.says(
            (
                AddedHeader("x-forwarded-for", "{client_ip}", appended=True),
                AddedHeader("x-forwarded-proto", "{scheme}"),
                AddedHeader("x-forwarded-host", "{host}"),
                AddedHeader("x-forwarded-path", "{path}"),
                AddedHeader("x-real-ip", "{client_ip}"),
                AddedHeader("x-kong-request-id", "{uuid}"),
            ),
            "also X-Forwarded-Port, the port that was called, and Via",
        ),
        drops=TEMPLATE.says(()),
        host=SCHEMA.says("upstream", "preserve_host is false"),
        strips_checked=SCHEMA.says((), "hide_credentials is false unless it is written"),
        preflight=PLUGINS.says(Preflight(200, before_auth=True), "priority 2000, before any check"),
    )


def _upstreams() -> Upstreams:
    return Upstreams(
        implicit_retry=SCHEMA.says(
            ImplicitRetry(5, ("connect", "timeout", "reset"), REPEATABLE),
            "`retries 5` of a service; a POST that was sent is not sent again",
        ),
        protocols=SCHEMA.says(("https", "http", "grpc", "websocket"), "no HTTP/2 but for gRPC"),
        local=SCHEMA.says(False),
        lambdas=PLUGINS.says(True, "the aws-lambda plug-in"),
        follows_redirects=PROXYING.says(False),
    )
