"""What is known of Zuplo: at the edge, at the edge on a small plan, and dedicated."""

from dataclasses import replace

from ...compiler.facts import (
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
    CHAINING,
    CORS,
    DOMAINS,
    ENVIRONMENTS,
    ERRORS,
    FEDERATED,
    HANDLERS,
    HOST,
    JWT_SERVICE,
    LIMITS,
    NOT_FOUND,
    POLICIES,
    PROJECT,
    ROUTING,
    URL_STANDARD,
)

SECOND = 1_000_000
BY_CONTRACT = "the published figure is of the managed edge; a dedicated instance has its own"
ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"
)  # fmt: skip


def edge() -> ProductFacts:
    """The managed edge with no limit on a whole request: the enterprise plan, or one unnamed."""
    return ProductFacts(
        product="zuplo",
        versions=PROJECT.says(
            ("2026-03-01",),
            "compatibility dates, as of package 7.6.4; earlier ones behave otherwise",
        ),
        exposes_internal=FEDERATED.says(
            True, "an environment stays reachable from outside; a restriction is only announced"
        ),
        failures=_failures(),
        defaults=_defaults(),
        ceilings=_ceilings(),
        routing=_routing(),
        headers=_headers(),
        upstreams=_upstreams(),
        tokens=_tokens(),
        naming=_naming(),
        billing=_billing(),
        connections=Connections(
            from_callers=LIMITS.says(
                Duration(400 * SECOND), "HTTP/1 keep-alive and HTTP/2 idle alike"
            ),
            to_upstreams=LIMITS.says(Duration(900 * SECOND), "520 at the end"),
        ),
        disputes=DISPUTES,
        version_setting="compatibilityDate",
    )


def starter() -> ProductFacts:
    """The managed edge on the Free or the Builder plan."""
    everywhere = edge()
    whole = LIMITS.says(
        Duration(30 * SECOND), "total time of one request on Free and Builder; other plans: none"
    )
    return replace(
        everywhere,
        defaults=replace(everywhere.defaults, total=whole),
        ceilings=replace(everywhere.ceilings, total_max=whole),
    )


def dedicated() -> ProductFacts:
    """An instance of one's own, in a region of one's own, with local links inside it."""
    everywhere = edge()
    return replace(
        everywhere,
        plans=FEDERATED.says(("zuplo.enterprise",), "managed dedicated is an enterprise add-on"),
        defaults=replace(
            everywhere.defaults,
            connect=LIMITS.suggests(Duration(19 * SECOND), BY_CONTRACT),
            response=LIMITS.suggests(Duration(180 * SECOND), BY_CONTRACT),
            idle=LIMITS.suggests(Duration(900 * SECOND), BY_CONTRACT),
            body_max=LIMITS.suggests(Size(500_000_000), BY_CONTRACT),
        ),
        ceilings=replace(
            everywhere.ceilings,
            connect_max=LIMITS.suggests(Duration(19 * SECOND), BY_CONTRACT),
            response_max=LIMITS.suggests(Duration(180 * SECOND), BY_CONTRACT),
            body_max=LIMITS.suggests(Size(500_000_000), BY_CONTRACT),
            parallel_max=LIMITS.suggests(6, BY_CONTRACT),
        ),
        upstreams=replace(
            everywhere.upstreams,
            local=FEDERATED.says(True, "`local://` and the environment's name; same instance only"),
        ),
        naming=Naming(
            default_host=ENVIRONMENTS.suggests(
                "{name}.zuplo.app",
                "previews may stand below `zuplo.work` or a wildcard of one's own",
            ),
            custom_domain_target=DOMAINS.suggests(
                None, "an instance has its own address, which Zuplo gives when it is set up"
            ),
            region_pinned=ENVIRONMENTS.says(True),
        ),
    )


def _failures() -> Failures:
    no_answer = "no HTTP answer of the upstream existed; an answered 401 or 500 passes unchanged"
    return Failures(
        no_route=NOT_FOUND.says(404, "a problem document"),
        no_host=NOT_FOUND.suggests(404, "a name that belongs to no environment is not described"),
        method_blocked=NOT_FOUND.says(404, "a path without this method is no route; not 405"),
        refusal=POLICIES.says(Refusal(), "403 is that of the scope and claim policies"),
        throttled=POLICIES.says(429, "with Retry-After"),
        body_too_large=POLICIES.suggests(413, "of the request size policy and of the edge alike"),
        headers_too_large=LIMITS.suggests(431, "no limit is published; the usual status"),
        uri_too_long=LIMITS.suggests(414, "no limit is published; the usual status"),
        dns=CHAINING.says(522, no_answer),
        refused=CHAINING.says(522, no_answer),
        reset=CHAINING.says(522, f"{no_answer}; an idle connection that drops is 520"),
        tls=CHAINING.says(522, no_answer),
        connect_timeout=LIMITS.says(522, "19 s to connect, 90 s to a TCP acknowledgement"),
        egress=CHAINING.says(522, no_answer),
        response_timeout=LIMITS.says(524, "180 s to read, 30 s to write"),
        protocol_unsupported=ERRORS.suggests(500, "no document says what the runtime answers"),
        media=ERRORS.says("application/problem+json"),
        unanswered_media=ERRORS.suggests(
            "text/html", "520 to 524 come from the edge network, not as problem documents"
        ),
    )


def _defaults() -> Defaults:
    return Defaults(
        connect=LIMITS.says(Duration(19 * SECOND)),
        response=LIMITS.says(Duration(180 * SECOND), "the read timeout towards the origin"),
        total=LIMITS.says(None, "30 s on the Free and Builder plans"),
        idle=LIMITS.says(Duration(900 * SECOND), "520 at the end"),
        body_max=LIMITS.says(Size(500_000_000), "the page writes 500 MB"),
    )


def _ceilings() -> Ceilings:
    unpublished = "not published"
    return Ceilings(
        connect_max=LIMITS.says(Duration(19 * SECOND), "cannot be changed"),
        response_max=LIMITS.says(Duration(180 * SECOND), "cannot be changed"),
        total_max=LIMITS.says(None, "30 s on the Free and Builder plans"),
        body_max=LIMITS.says(Size(500_000_000), "the page writes 500 MB"),
        uri_max=LIMITS.suggests(None, unpublished),
        headers_max=LIMITS.suggests(None, f"{unpublished}; of responses it is 128 KB"),
        parallel_max=LIMITS.says(6, "open connections of one request; 1,000 calls altogether"),
        connections_max=LIMITS.suggests(None, unpublished),
        connections_per_pass=LIMITS.suggests(2, "one from the caller and one to the upstream"),
        stage_per_minute={"development": LIMITS.says(1_000, "working copies, `*.zuplo.dev`")},
    )


def _routing() -> Routing:
    ours = "as the web's URL parser leaves it; a hook of ours decodes unreserved characters and "
    return Routing(
        native_order=ROUTING.says("file order", "files by name, then keys; the first match wins"),
        case_sensitive=ERRORS.says(True, "wrong casing is named as a cause of 404"),
        normalisation=URL_STANDARD.suggests(
            Normalisation("resolve", "keep", "reject", "decode"),
            f"{ours}answers 400 to an escaped slash",
        ),
        bare_normalisation=URL_STANDARD.suggests(
            Normalisation("resolve", "keep", "keep", "keep"), "what that parser does to a path"
        ),
    )


def _headers() -> Headers:
    return Headers(
        adds=HANDLERS.suggests((), "no document lists what it adds on the way to the upstream"),
        drops=HANDLERS.suggests((), "URL forwarding passes what the client sent"),
        host=HOST.says("upstream", "on dedicated instances code may set another"),
        strips_checked=CHAINING.says((), "the caller's Authorization or key header goes along"),
        preflight=CORS.says(Preflight(200, before_auth=True), "404 where nothing matches"),
    )


def _upstreams() -> Upstreams:
    return Upstreams(
        implicit_retry=HANDLERS.suggests(None, "there is no retry anywhere in the documentation"),
        protocols=HANDLERS.says(("https", "http", "h2", "websocket"), "WebSocket on enterprise"),
        local=FEDERATED.says(False, "managed dedicated only"),
        lambdas=HANDLERS.says(True, "a handler of its own; not over a local link"),
        follows_redirects=HANDLERS.says(False, "an option of the forward and rewrite handlers"),
    )


def _tokens() -> Tokens:
    return Tokens(
        issuer=JWT_SERVICE.says(
            "https://{host}/__zuplo/issuer",
            "a custom domain changes it; EdDSA unless told otherwise; its keys carry no `kid`",
        ),
        signs_with=JWT_SERVICE.says("EdDSA", "the RS, PS and ES algorithms can be set"),
        signs_kid=JWT_SERVICE.says(False, "a verifier that looks keys up by `kid` finds none"),
        algorithms=POLICIES.suggests(
            ALGORITHMS, "the guide pairs it with the EdDSA signer; no list is published"
        ),
        needs_kid=POLICIES.suggests(
            False, "it verifies tokens of its own signer, whose keys carry no `kid`"
        ),
    )


def _naming() -> Naming:
    return Naming(
        default_host=ENVIRONMENTS.says(
            "{name}.zuplo.app", "working copies stand below `zuplo.dev`; the name ends in an id"
        ),
        custom_domain_target=DOMAINS.says("cname.zuplo.app"),
        region_pinned=ENVIRONMENTS.says(False, "requests are handled in over 300 places"),
    )


def _billing() -> Billing:
    return Billing(
        counts=CHAINING.says(
            ("accepted", "retried"), "each project that a request enters counts it once"
        ),
        unknown=CHAINING.says(
            ("rejected", "failed", "cached", "preflight", "local"), "stated nowhere"
        ),
        shared=CHAINING.says("account", "one allowance for all projects of an account"),
    )
