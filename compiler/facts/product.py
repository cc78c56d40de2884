"""The facts about a gateway product that a request can feel, group by group."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ..units import Duration, Size
from .fact import Dispute, Fact

CredentialKind = Literal[
    "jwt", "api_key", "shared_secret", "gateway_jwt", "mtls", "basic", "oauth_client"
]
BillingKind = Literal["accepted", "rejected", "failed", "cached", "retried", "preflight", "local"]
"""`rejected` by the gateway itself, `failed` behind it."""


@frozen
class Refusal:
    """What a caller sees whose credential is missing, is no good, or is good but not enough."""

    missing: int = 401
    rejected: int = 401
    wrong_audience: int = 401
    forbidden: int = 403


@frozen
class Failures:
    """The status that the product itself answers with, failure by failure."""

    no_route: Fact[int]
    no_host: Fact[int]
    method_blocked: Fact[int]
    refusal: Fact[Refusal]
    throttled: Fact[int]
    body_too_large: Fact[int]
    headers_too_large: Fact[int]
    uri_too_long: Fact[int]
    dns: Fact[int]
    refused: Fact[int]
    reset: Fact[int]
    tls: Fact[int]
    connect_timeout: Fact[int]
    egress: Fact[int]
    response_timeout: Fact[int]
    protocol_unsupported: Fact[int]
    media: Fact[str]  # of the bodies of its own errors
    refusal_by_kind: Mapping[CredentialKind, Fact[Refusal]] = field(
        default_factory=dict[CredentialKind, Fact[Refusal]]
    )
    unanswered_media: Fact[str] | None = None  # where its upstream does not answer; None: as above


@frozen
class Defaults:
    """What holds where the program says nothing; None is no limit at all."""

    connect: Fact[Duration | None]
    response: Fact[Duration | None]
    total: Fact[Duration | None]
    idle: Fact[Duration | None]
    body_max: Fact[Size | None]


@frozen
class Ceilings:
    """What no program can exceed; None is none that is known."""

    connect_max: Fact[Duration | None]
    response_max: Fact[Duration | None]
    total_max: Fact[Duration | None]
    body_max: Fact[Size | None]
    uri_max: Fact[Size | None]  # of the path with its query
    headers_max: Fact[Size | None]  # names and values of a request together
    parallel_max: Fact[int | None]  # open upstream connections of one request
    connections_max: Fact[int | None]  # of the whole gateway, both sides together
    connections_per_pass: Fact[int]
    stage_per_minute: Mapping[str, Fact[int]] = field(default_factory=dict[str, Fact[int]])


@frozen
class Normalisation:
    """What the product does to a path before it matches and forwards it.

    `merges_first`: `/a//..` is `/` where slashes are merged before dot segments are resolved, and
    `/a/` where it is the other way round.
    """

    dot_segments: Literal["resolve", "keep", "reject"]
    double_slashes: Literal["merge", "keep", "reject"]
    escaped_slashes: Literal["keep", "decode", "reject"]
    unreserved: Literal["decode", "keep"]
    merges_first: bool = True


@frozen
class Routing:
    """`native_order` is the product's own; what we render keeps to specificity all the same."""

    native_order: Fact[Literal["specificity", "file order", "longest prefix", "priority"]]
    case_sensitive: Fact[bool]
    normalisation: Fact[Normalisation]  # of a gateway as we render it
    bare_normalisation: Fact[Normalisation]  # of the product left alone


@frozen
class ImplicitRetry:
    """Tries that nobody asked for. `on` as in `retry`: statuses, connect, timeout, reset."""

    count: int
    on: tuple[str, ...]
    methods: tuple[str, ...]


@frozen
class AddedHeader:
    """A header that the product adds to what it forwards.

    `value` is a text, or what it is made of in braces: `{client_ip}`, `{host}`, `{scheme}`,
    `{path}`, `{uuid}`; `appended` where it lengthens one that is already there.
    """

    name: str
    value: str
    appended: bool = False


@frozen
class Preflight:
    """How the product answers the question of a browser where `cors` stands."""

    status: int
    before_auth: bool


@frozen
class Headers:
    adds: Fact[tuple[AddedHeader, ...]]
    drops: Fact[tuple[str, ...]]
    host: Fact[Literal["upstream", "kept"]]
    strips_checked: Fact[tuple[CredentialKind, ...]]  # kinds it takes off once it accepted them
    preflight: Fact[Preflight]


@frozen
class Upstreams:
    """How the product calls what stands behind it."""

    implicit_retry: Fact[ImplicitRetry | None]
    protocols: Fact[tuple[str, ...]]  # of https, http, h2, grpc, websocket
    local: Fact[bool]  # has an in-instance protocol
    lambdas: Fact[bool]  # can call a cloud function
    follows_redirects: Fact[bool]


@frozen
class Connections:
    """How long a connection is kept on which nothing travels; None is for ever, 0 not at all.

    Whoever keeps one longer than the other side closes it may send a request into the void.
    """

    from_callers: Fact[Duration | None]
    to_upstreams: Fact[Duration | None]


@frozen
class Tokens:
    """Tokens of the gateway's own, and what its verifier can check."""

    issuer: Fact[str | None]  # of a minted token, with {host} in it; None: as the program renders
    algorithms: Fact[tuple[str, ...]]
    needs_kid: Fact[bool]
    signs_with: Fact[str | None] | None = None  # where no algorithm is named; None: as rendered
    signs_kid: Fact[bool] | None = None  # whether its own tokens name their key; None: they do


@frozen
class Naming:
    """Names that a gateway gets by itself. `{name}` is the environment's or deployment's name."""

    default_host: Fact[str | None]
    custom_domain_target: Fact[str | None]  # what a CNAME has to point to
    region_pinned: Fact[bool]  # whether the program decides where requests are handled


@frozen
class Billing:
    """Which passes a vendor counts, and whose allowance they draw on."""

    counts: Fact[tuple[BillingKind, ...]]
    unknown: Fact[tuple[BillingKind, ...]]
    shared: Fact[Literal["account", "gateway"]]


@frozen
class ProductFacts:
    """All that is known of one product in one of its forms."""

    product: str
    versions: Fact[tuple[str, ...]]
    exposes_internal: Fact[bool]  # whether the internet reaches a gateway that is `internal`
    failures: Failures
    defaults: Defaults
    ceilings: Ceilings
    routing: Routing
    headers: Headers
    upstreams: Upstreams
    tokens: Tokens
    naming: Naming
    billing: Billing
    disputes: tuple[Dispute, ...] = ()
    connections: Connections | None = None  # None: nobody looked
    plans: Fact[tuple[str, ...]] | None = None  # those that this form can be had on; None: any
    version_setting: str = "version"  # what a program says its own version under
