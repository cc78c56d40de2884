"""The words of other gateways for what a statement of this language says."""

from ..finding import Applicability, Edit, Finding, Help
from ..near import near_names
from ..recovery.blocks import block_with, homes_of, in_a
from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .paths import METHODS
from .slip import Slip, advice, safe, syntax

_ARROW = "->"
# Our word, then what others call it; in each block the first of our words that it knows is meant.
_CALLED = {
    "limit": "rate_limit ratelimit rate-limit rate_limiting rate-limiting limit_req throttle"
    " throttling rate rps",
    "accept": "auth authenticate authentication authorize authorization require requires security",
    "route": "path endpoint match rule routes handle location uri",
    "domain": "host hosts hostname hostnames server_name domains vhost",
    "url": "host hostname address endpoint backend upstream target server uri base_url proxy_pass",
    "retry": "retries attempts",
    "timeout": "deadline timeouts proxy_read_timeout",
    "body": "max_body_size client_max_body_size request_size",
    "breaker": "circuit_breaker circuit-breaker circuitbreaker outlier_detection",
    "cache": "caching proxy_cache",
    "log": "logging access_log",
    "headers": "header add_header proxy_set_header",
    "service": "upstream backend cluster target services upstreams backends",
    "gateway": "proxy server apigateway api_gateway gateways",
    "client": "consumer consumers application caller",
    "credential": "auth authentication jwt api_key apikey key identity",
    "policy": "plugin plugins middleware filter policies",
    "env": "env_var envvar variable",
    "let": "const local locals var define",
    "import": "include load",
    "region": "zone datacenter location locations",
    "expect": "test tests assert",
    "use": "plugin plugins middleware filter filters policy",
    _ARROW: "url upstream backend proxy_pass target service forward destination reverse_proxy"
    " proxy to",
}
_LIKE_OURS = frozenset(("limit", "accept", "route", "domain", "retry", "url", "let"))


def _candidates(word: str) -> list[str]:
    return [ours for ours, others in _CALLED.items() if word in others.split()]


def word_of_others(scene: Scene) -> Slip | None:
    """`rate_limit 5/s` where a statement starts."""
    bad, words = scene.bad, scene.words
    if bad.kind != "WORD" or not scene.complete or bad.text in words:
        return None
    if scene.before and not scene.on_new_line:
        return None
    near = near_names(bad.text, words)[:1]
    for ours in _candidates(bad.text):
        if ours in near:  # rather a slip of the finger
            return None
        if ours in words:
            return _renamed(scene, ours)
        if ours == _ARROW and _in_or_under_route(scene):
            return _behind_an_arrow(scene)
    return None


def at_home_elsewhere(scene: Scene) -> Slip | None:
    """`env_var X` in a gateway: our word for it belongs into another block."""
    for ours in _candidates(scene.bad.text):
        if homes := homes_of(ours):
            fix = advice(f"write {_shape(ours)} {in_a(homes[0])}")
            return Slip(_finding(scene, f"the word is `{ours}`", fix))
    return None


def _in_or_under_route(scene: Scene) -> bool:
    if block_with(scene.words) not in {"gateway", "route"}:
        return False
    behind = scene.next
    following = scene.text[behind.end :].lstrip()[:1] if behind else ""
    return not (scene.bad.text == "service" and following == "{")


def _renamed(scene: Scene, ours: str) -> Slip:
    span, follows = scene.bad_span, scene.next
    takes_it = ours in _LIKE_OURS and scene.takes(ours, follows)
    fix = Help(f"write `{ours}`", Applicability.REVIEW, (Edit(span, ours),))
    if not takes_it:
        fix = advice(f"write {_shape(ours)}")
    finding = _finding(scene, f"the word is `{ours}`", fix)
    return Slip(finding, (ours,), scene.bad.end) if takes_it else Slip(finding)


_SHAPES = {
    "limit": "limit 5/s per caller",
    "accept": "accept NAME",
    "route": "route GET /orders -> orders",
    "domain": 'domain "api.shop.example"',
    "url": 'url "http://orders.internal"',
    "retry": "retry 2 on 503",
    "timeout": "timeout response 30s",
    "body": "body max 10MB",
    "breaker": "breaker { trip 50% of 20 in 10s }",
    "cache": "cache 60s",
    "log": "log upstream errors",
    "headers": 'headers request { set "x-a" = "b" }',
    "service": 'service orders { url "http://orders.internal" }',
    "gateway": "gateway edge on envoy { .. }",
    "client": "client web { .. }",
    "credential": 'credential staff = jwt { issuer "https://id.example" }',
    "policy": "policy careful { .. }",
    "env": "env ORDERS_URL",
    "let": "let pace = 5/s",
    "import": 'import "shared.gate"',
    "region": "region eu",
    "expect": "expect { .. }",
    "use": "use NAME",
}


def _shape(ours: str) -> str:
    return f"`{_SHAPES[ours]}`"


def _behind_an_arrow(scene: Scene) -> Slip:
    fix = advice("write where the route leads behind its arrow: `route /orders -> orders`")
    if (address := scene.next) is not None and address.kind == "STRING":
        fix = advice(
            "write the address as the `url` of a `service`, and lead a route there:"
            " `route /orders -> orders`"
        )
    return Slip(_finding(scene, "a route says with `->` where it leads", fix))


def _finding(scene: Scene, label: str, fix: Help) -> Finding:
    block = block_with(scene.words)
    return Finding(
        "GW0110",
        f"{quoted(scene.bad.text)} starts no statement {in_a(block) if block else 'in this block'}",
        scene.bad_span,
        label=label,
        help=(fix,),
    )


def location_for_route(scene: Scene) -> Slip | None:
    """`location /x -> s`: there is a statement of that name, about redirects."""
    bad, head = scene.bad, scene.before[0] if scene.before else None
    if head is None or len(scene.before) != 1 or head.text != "location" or bad.kind != "PATH":
        return None
    if "route" not in scene.words:
        return None
    at = scene.span(head.start, head.end)
    finding = syntax(
        at,
        "`location` says no path: it changes the `Location` of redirects",
        "the word is `route`",
        safe("write `route`", at, "route"),
    )
    return Slip(finding, ("route",), bad.start, back_to=head.start)


_BEHIND_A_REQUEST = frozenset(("->", "|", "{", "when"))


def route_left_out(scene: Scene) -> Slip | None:
    """`GET /x -> s` or `/x -> s` as a statement of a gateway."""
    bad = scene.bad
    if "route" not in scene.words or not scene.complete or (scene.before and not scene.on_new_line):
        return None
    if bad.text.islower() and bad.text.upper() in METHODS:
        return _small_method(scene)
    follows = scene.next
    if follows is None or not (follows.kind == "PATH" or follows.text in _BEHIND_A_REQUEST):
        return None
    if bad.kind not in {"WORD", "PATH"} or not scene.takes("route", bad, follows):
        return None
    finding = syntax(
        scene.bad_span,
        f"no `route` stands before {quoted(bad.text)}",
        "`route` is missing before this",
        safe("write `route`", scene.span(bad.start, bad.start), "route "),
    )
    return Slip(finding, ("route",), bad.start)


def _small_method(scene: Scene) -> Slip | None:
    follows, method = scene.next, scene.bad.text.upper()
    if follows is None or follows.kind != "PATH":
        return None
    finding = syntax(
        scene.bad_span,
        f"no `route` stands before {quoted(scene.bad.text)}",
        "a route starts with `route`, and its method is in capital letters",
        safe(f"write `route {method}`", scene.bad_span, f"route {method}"),
    )
    return Slip(finding, ("route", method), scene.bad.end)


HINTS = (location_for_route, route_left_out, word_of_others)
