"""What is known of HAProxy, run as the only thing between a caller and an upstream."""

from ...compiler.facts import (
    Ceilings,
    Connections,
    Defaults,
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
from ..self_hosted import SYMMETRIC, billing, exposes_internal, naming, tokens
from .documents import MANUAL, RUN

SECOND = 1_000_000
ALGORITHMS = (*SYMMETRIC, "RS256", "RS384", "RS512", "ES256", "ES384", "ES512")
EVERY_METHOD = ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH")


def facts() -> ProductFacts:
    return ProductFacts(
        product="haproxy",
        versions=RUN.says(("2.6.12",)),
        exposes_internal=exposes_internal(),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=_upstreams(),
        tokens=tokens(
            MANUAL.says(ALGORITHMS, "jwt_verify; PEM files or a secret, no JWKS"),
            MANUAL.says(False, "a rule names the key's file"),
        ),
        naming=naming(),
        connections=Connections(
            from_callers=MANUAL.says(
                None, "timeout http-keep-alive, else timeout client: none unless it is written down"
            ),
            to_upstreams=RUN.says(
                Duration(15 * SECOND), "reset after 15 s: each pool-purge-delay of 5 s takes some"
            ),
        ),
        billing=billing(),
    )


def _failures() -> Failures:
    tries = "after three more tries, a second apart"
    return Failures(
        no_route=RUN.says(404, "a last backend says so; without any it would be 503"),
        no_host=RUN.suggests(404, "written down; HAProxy itself does not look at the name"),
        method_blocked=RUN.suggests(405, "written down as a deny with this status"),
        refusal=RUN.says(Refusal(), "by denies with these statuses"),
        throttled=RUN.says(429, "written down as a deny with this status"),
        body_too_large=RUN.says(413, "a rule on the announced size"),
        headers_too_large=RUN.says(400),
        uri_too_long=RUN.says(400, "the request line shares one buffer with the headers"),
        dns=RUN.says(503, "the server counts as down"),
        refused=RUN.says(503, tries),
        reset=RUN.says(502),
        tls=RUN.says(503, tries),
        connect_timeout=RUN.says(503, "four times `timeout connect`"),
        egress=RUN.suggests(503, "like a refused connection"),
        response_timeout=RUN.says(504),
        protocol_unsupported=MANUAL.suggests(502, "an answer that it cannot read is no valid one"),
        media=RUN.says("text/html"),
    )


def _defaults() -> Defaults:
    unset = "none unless it is written down; `haproxy -c` warns"
    return Defaults(
        connect=RUN.says(None, unset),
        response=RUN.says(None, f"{unset}; `timeout server` is between two reads"),
        total=MANUAL.says(None, "there is none"),
        idle=MANUAL.says(None, unset),
        body_max=MANUAL.says(None),
    )


def _ceilings() -> Ceilings:
    together = "of one buffer: 16,384 bytes less 1,024 kept free, request line and headers together"
    return Ceilings(
        connect_max=MANUAL.says(None),
        response_max=MANUAL.says(None),
        total_max=MANUAL.says(None),
        body_max=MANUAL.says(None),
        uri_max=RUN.says(Size(15_251), f"with a Host of one letter; {together}"),
        headers_max=RUN.says(Size(15_258), f"with a short path; {together}; at most 101 headers"),
        parallel_max=MANUAL.says(None),
        connections_max=RUN.says(
            None, "maxconn follows `ulimit -n` (9,986 of 20,000); more callers wait in the queue"
        ),
        connections_per_pass=RUN.says(2, "one from the caller, one to the upstream"),
    )


def _routing() -> Routing:
    return Routing(
        native_order=RUN.says(
            "file order", "the first use_backend; all http-request rules run before any of them"
        ),
        case_sensitive=RUN.says(True),
        normalisation=RUN.says(
            Normalisation("resolve", "merge", "reject", "decode"),
            "by normalize-uri, which 2.6 calls experimental, and a deny with 400",
        ),
        bare_normalisation=RUN.says(Normalisation("keep", "keep", "keep", "keep")),
    )


def _headers() -> Headers:
    return Headers(
        adds=RUN.says((), "none without `option forwardfor`; names are sent in lower case"),
        drops=RUN.says(()),
        host=RUN.says("upstream", "set by a rule; left alone the caller's is kept"),
        strips_checked=RUN.says(()),
        preflight=RUN.suggests(Preflight(204, before_auth=True), "written down as a `return`"),
    )


def _upstreams() -> Upstreams:
    return Upstreams(
        implicit_retry=RUN.says(
            ImplicitRetry(3, ("connect",), EVERY_METHOD),
            "`retries 3`: the connection only, before anything is sent, so POST as well",
        ),
        protocols=MANUAL.says(("https", "http", "h2", "grpc", "websocket")),
        local=RUN.says(False),
        lambdas=RUN.says(False),
        follows_redirects=RUN.says(False),
    )
