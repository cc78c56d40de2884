"""What is known of nginx, run as the only thing between a caller and an upstream."""

from ...compiler.facts import (
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
from .documents import CORE, PROXY, RUN

SECOND = 1_000_000

DISPUTES = (
    Dispute(
        "how many connections a worker holds",
        "the core module's default is 512 worker_connections",
        "the file that Debian ships says 768",
        "512: what is rendered starts from no distribution's file",
    ),
    Dispute(
        "HTTP version towards upstreams",
        "before 1.29.7 the default is HTTP/1.0 with Connection: close, as 1.22.1 does here",
        "later versions speak HTTP/1.1 and keep connections",
        "HTTP/1.1, which is written down; connections are not kept",
    ),
)


def facts() -> ProductFacts:
    return ProductFacts(
        product="nginx",
        versions=RUN.says(("1.22.1",)),
        exposes_internal=exposes_internal(),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=_upstreams(),
        tokens=tokens(
            RUN.suggests(ASYMMETRIC, "nginx checks no token itself; a sidecar of ours does"),
            RUN.suggests(False, "the sidecar tries every key where a token names none"),
        ),
        naming=naming(),
        billing=billing(),
        connections=Connections(
            from_callers=RUN.says(Duration(75 * SECOND), "keepalive_timeout"),
            to_upstreams=RUN.says(
                Duration(0), "closed after each answer: no `keepalive` is written"
            ),
        ),
        disputes=DISPUTES,
    )


def _failures() -> Failures:
    return Failures(
        no_route=RUN.says(404, "the last location says so"),
        no_host=RUN.says(
            404, "a server for all other names says so; else the first server answers"
        ),
        method_blocked=RUN.suggests(405, "written down; `limit_except` alone would answer 403"),
        refusal=RUN.says(Refusal(), "by `return 401` and `return 403`"),
        throttled=RUN.says(429, "limit_req_status 429 is written down; left alone it is 503"),
        body_too_large=RUN.says(413),
        headers_too_large=RUN.says(400, "its 494, `Request Header Or Cookie Too Large`"),
        uri_too_long=RUN.says(414),
        dns=RUN.says(502, "of a name that is looked up per request; a fixed one stops the start"),
        refused=RUN.says(502),
        reset=RUN.says(502, "closed or reset before an answer"),
        tls=RUN.says(502, "no TLS there, or a certificate that does not verify"),
        connect_timeout=RUN.says(504),
        egress=RUN.suggests(502, "like a refused connection; a network that drops gives 504"),
        response_timeout=RUN.says(504),
        protocol_unsupported=PROXY.suggests(502, "an answer that is not HTTP/1 is no valid one"),
        media=RUN.says("text/html"),
    )


def _defaults() -> Defaults:
    minute = Duration(60 * SECOND)
    return Defaults(
        connect=PROXY.says(minute, "proxy_connect_timeout"),
        response=PROXY.says(minute, "proxy_read_timeout: between two reads, not for the whole"),
        total=PROXY.says(None, "there is none"),
        idle=CORE.says(Duration(75 * SECOND), "keepalive_timeout"),
        body_max=RUN.says(Size(1024**2), "client_max_body_size; one byte more is 413"),
    )


def _ceilings() -> Ceilings:
    return Ceilings(
        connect_max=PROXY.says(None, "beyond 75 s it is said to have no effect as a rule"),
        response_max=PROXY.says(None),
        total_max=PROXY.says(None),
        body_max=CORE.says(None),
        uri_max=RUN.says(
            Size(8177),
            "of GET: the request line, with method, version and line end, has 8,192 bytes",
        ),
        headers_max=RUN.says(
            Size(32_768), "four buffers of 8,192 bytes; no line longer than one of them"
        ),
        parallel_max=RUN.says(None),
        connections_max=RUN.says(
            512,
            "worker_connections of one worker; the listener and the master take one each, so a"
            " ring ends after 255 passes: whoever calls then sees the connection closed",
        ),
        connections_per_pass=RUN.says(2, "one from the caller, one to the upstream"),
    )


def _routing() -> Routing:
    return Routing(
        native_order=CORE.says(
            "longest prefix", "exact, then `^~`, then regular expressions in file order"
        ),
        case_sensitive=RUN.says(True, "but `map` ignores case unless it is given a `~` pattern"),
        normalisation=RUN.says(
            Normalisation("resolve", "merge", "reject", "decode"),
            "escaped reserved characters such as `%3B` are sent on decoded",
        ),
        bare_normalisation=RUN.says(
            Normalisation("resolve", "merge", "decode", "decode"),
            "so it matches; a proxy_pass without a path sends on what came",
        ),
    )


def _headers() -> Headers:
    return Headers(
        adds=RUN.says((), "Host is set and Connection removed; nothing else"),
        drops=CORE.suggests((), "names with an underscore are dropped unless that is switched off"),
        host=RUN.says("upstream", "the name and port of proxy_pass"),
        strips_checked=RUN.says(()),
        preflight=RUN.suggests(Preflight(204, before_auth=True), "written down as a `return 204`"),
    )


def _upstreams() -> Upstreams:
    return Upstreams(
        implicit_retry=RUN.says(
            None,
            "none with one address; with two behind a name, GET goes to the next on error or"
            " timeout, and POST only if no connection was made",
        ),
        protocols=PROXY.says(("https", "http", "grpc", "websocket"), "no HTTP/2 but for gRPC"),
        local=RUN.says(False),
        lambdas=RUN.says(False),
        follows_redirects=RUN.says(False),
    )
