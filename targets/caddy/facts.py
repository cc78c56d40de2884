"""What is known of Caddy, run as the only thing between a caller and an upstream."""

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
from ..self_hosted import ASYMMETRIC, billing, exposes_internal, naming, tokens
from .documents import MATCHERS, OPTIONS, PROXY, RUN

SECOND = 1_000_000

DISPUTES = (
    Dispute(
        "status of a body that is too large",
        "the documentation of request_body says 413",
        "behind reverse_proxy version 2.6.2 answers 502 here",
        "413: the rendered limit looks at Content-Length before; only a body in chunks gets 502",
    ),
)


def facts() -> ProductFacts:
    return ProductFacts(
        product="caddy",
        versions=RUN.says(("2.6.2",)),
        exposes_internal=exposes_internal(),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=_upstreams(),
        tokens=tokens(
            RUN.suggests(ASYMMETRIC, "Caddy checks no token itself; a sidecar of ours does"),
            RUN.suggests(False, "the sidecar tries every key where a token names none"),
        ),
        naming=naming(),
        billing=billing(),
        connections=Connections(
            from_callers=RUN.says(Duration(300 * SECOND), "servers > timeouts > idle"),
            to_upstreams=RUN.says(Duration(120 * SECOND), "keepalive of the transport"),
        ),
        disputes=DISPUTES,
    )


def _failures() -> Failures:
    line = "the request line and the headers share one limit"
    return Failures(
        no_route=RUN.says(404, "a last handler says so; left alone it answers 200 with nothing"),
        no_host=RUN.suggests(404, "a last site says so; left alone it answers 200 with nothing"),
        method_blocked=RUN.suggests(405, "written down as a `respond 405`"),
        refusal=RUN.says(Refusal(), "by `respond` with these statuses"),
        throttled=RUN.says(429, "the sidecar's, passed on"),
        body_too_large=RUN.says(
            413, "by a matcher on Content-Length; a body in chunks meets request_body and gets 502"
        ),
        headers_too_large=RUN.says(431, line),
        uri_too_long=RUN.says(431, line),
        dns=RUN.says(502),
        refused=RUN.says(502),
        reset=RUN.says(502),
        tls=RUN.says(502),
        connect_timeout=RUN.says(502),
        egress=RUN.suggests(502, "like a refused connection"),
        response_timeout=RUN.says(504),
        protocol_unsupported=PROXY.suggests(502, "an answer that it cannot read is no valid one"),
        media=RUN.says("", "an empty body without a type"),
    )


def _defaults() -> Defaults:
    return Defaults(
        connect=RUN.says(Duration(3 * SECOND), "dial_timeout"),
        response=PROXY.says(None, "response_header_timeout; what follows the headers is not timed"),
        total=PROXY.says(None, "there is none"),
        idle=OPTIONS.says(Duration(300 * SECOND), "servers > timeouts > idle"),
        body_max=RUN.says(None),
    )


def _ceilings() -> Ceilings:
    head = "1 MiB and 4,096 bytes for the request line and all headers together"
    return Ceilings(
        connect_max=PROXY.says(None),
        response_max=PROXY.says(None),
        total_max=PROXY.says(None),
        body_max=PROXY.says(None),
        uri_max=RUN.says(Size(1_052_627), f"with a Host of one letter; {head}"),
        headers_max=RUN.says(Size(1_052_600), f"with a short path; {head}"),
        parallel_max=PROXY.says(None),
        connections_max=RUN.says(None, "as many as the system has file descriptors"),
        connections_per_pass=RUN.says(2, "one from the caller, one to the upstream"),
    )


def _routing() -> Routing:
    return Routing(
        native_order=MATCHERS.says(
            "file order", "inside `route`; elsewhere the longest path first"
        ),
        case_sensitive=RUN.says(True, "by path_regexp; its `path` matcher ignores case"),
        normalisation=RUN.says(
            Normalisation("reject", "merge", "reject", "keep"),
            "a `respond 400` for dots and escaped slashes, `uri path_regexp` for double ones",
        ),
        bare_normalisation=RUN.says(
            Normalisation("keep", "keep", "keep", "keep"), "it matches the decoded path"
        ),
    )


def _headers() -> Headers:
    return Headers(
        adds=RUN.says(
            (
                AddedHeader("x-forwarded-for", "{client_ip}"),
                AddedHeader("x-forwarded-host", "{host}"),
                AddedHeader("x-forwarded-proto", "{scheme}"),
            ),
            "what a caller wrote there is replaced; `compression off` keeps Accept-Encoding out",
        ),
        drops=RUN.says(()),
        host=RUN.says("upstream", "by header_up; left alone the caller's is kept"),
        strips_checked=RUN.says(()),
        preflight=RUN.suggests(Preflight(204, before_auth=True), "written down as a `respond 204`"),
    )


def _upstreams() -> Upstreams:
    return Upstreams(
        implicit_retry=RUN.says(None, "none without lb_try_duration"),
        protocols=PROXY.says(("https", "http", "h2", "grpc", "websocket"), "h2c for gRPC"),
        local=RUN.says(False),
        lambdas=RUN.says(False),
        follows_redirects=RUN.says(False),
    )
