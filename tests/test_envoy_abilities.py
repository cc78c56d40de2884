"""What the abilities of Envoy promise is what is rendered, need by need."""

from pathlib import Path

import pytest
from envoy_here import needs_envoy, rendered, unpack
from gatewright.compiler.model import Federation
from gatewright.compiler.target import Need, needs_of, slice_of
from gatewright.targets.envoy import TARGET
from meanings import meaning
from traces import plainly

N = Need
FRAME = """
federation one_need
env SECRET secret
env ORDERS_URL = "http://orders.internal"
credential token  = jwt           {{ issuer "https://one.example/" }}
credential key    = api_key       {{ bucket "b"  header "x-api-key" }}
credential param  = api_key       {{ bucket "b"  query "key" }}
credential secret = shared_secret {{ header "x-secret"  env SECRET }}
credential minted = gateway_jwt   {{ signer edge  audience "b" }}
credential others = gateway_jwt   {{ signer inner  audience "b" }}
credential cert   = mtls          {{ ca "ca" }}
credential login  = basic         {{ }}
credential oauth  = oauth_client  {{ token_url "https://t.example/"  id "i"  secret env SECRET }}
gateway edge on envoy {{
  {gateway}
  {route}
}}
gateway inner on envoy {{ hop_guard off  route /inner -> orders {{ accept minted }} }}
service orders {{ url "http://orders.internal" }}
service moved  {{ url env ORDERS_URL }}
service thumbs {{ lambda "arn:aws:lambda:eu-west-1:123456789012:function:thumbs" }}
"""


def to(statement: str) -> str:
    return f"route /a -> orders {{ {statement} }}"


def when(condition: str) -> str:
    return f"route /a/{{p}} when {condition} -> orders"


ROUTES: dict[Need, str] = {
    N.PATH_PARAM: "route /a/{p} -> orders",
    N.PATH_REGEX: "route /a/{p: '[a-z]+'} -> orders",
    N.PATH_TAIL: "route /a/** -> orders",
    N.METHODS: "route GET|POST /a -> orders",
    N.WHEN_HEADER: when('header("x") = "1"'),
    N.WHEN_QUERY: when('query("x")'),
    N.WHEN_COOKIE: when('not cookie("x") = "1"'),
    N.WHEN_HOST: when('host = "a.example"'),
    N.WHEN_IP: when('ip in ["10.0.0.0/8", "192.0.2.1"]'),
    N.WHEN_CALLER: when('caller = "ann"'),
    N.WHEN_CLAIM: when('claim(tenant) = "acme" or scope("read")'),
    N.WHEN_KEY_METADATA: when('key("tenant") = "acme"'),
    N.WHEN_COUNTRY: when('country = "DE"'),
    N.REWRITE: "route /a/{p}/** -> orders at /b/{p}/{**}",
    N.GATHER: "route GET /a -> gather { x: orders }",
    N.CHOOSE: 'route /a -> choose { header("x") -> orders at /b else -> orders }',
    N.SPLIT: "route /a -> split { 50% orders, 50% moved }",
    N.SPLIT_STICKY: "route /a -> split sticky by ip { 50% orders, 50% moved }",
    N.FIRST: "route /a -> first { orders, moved }",
    N.FUNCTION: 'route /a -> function "own.ts"',
    N.REDIRECT: 'route /a -> redirect 308 "/b"',
    N.RESPOND: 'route /a -> respond 200 "ok"',
    N.BLOCKED: to("blocked"),
    N.DEPRECATED: to("deprecated 2027-01-01"),
    N.PLAIN_HTTP: "route /a -> inner over http",
    N.H2: "route /a -> orders over h2",
    N.GRPC: "route /a -> orders over grpc",
    N.WEBSOCKET: "route /a -> orders over websocket",
    N.LAMBDA: "route /a -> thumbs",
    N.URL_FROM_VARIABLE: "route /a/{p} -> moved at /b/{p}",
    N.ACCEPT_JWT: to("accept token"),
    N.ACCEPT_API_KEY: to("accept key"),
    N.ACCEPT_API_KEY_IN_QUERY: to("accept param"),
    N.ACCEPT_SHARED_SECRET: to("accept secret"),
    N.ACCEPT_GATEWAY_JWT: to("accept others"),
    N.ACCEPT_MTLS: to("accept cert"),
    N.ACCEPT_BASIC: to("accept login"),
    N.ACCEPT_OAUTH: to("accept oauth"),
    N.ACCEPT_EITHER: to("accept key or login"),
    N.ACCEPT_ALL: to("accept key and login"),
    N.ACCEPT_CONDITION: to('accept token with claim(tenant) = "acme"'),
    N.STRIP: to("accept key strip key"),
    N.EXCHANGE: to("accept key exchange key for secret"),
    N.ATTACH_JWT: to("attach token"),
    N.ATTACH_API_KEY: to("attach key"),
    N.ATTACH_SHARED_SECRET: to("attach secret"),
    N.ATTACH_GATEWAY_JWT: to("attach minted"),
    N.ATTACH_MTLS: to("attach cert"),
    N.ATTACH_BASIC: to("attach login"),
    N.ATTACH_OAUTH: to("attach oauth"),
    N.TIMEOUT_CONNECT: to("timeout connect 1s"),
    N.TIMEOUT_RESPONSE: to("timeout response 1s"),
    N.TIMEOUT_TOTAL: to("timeout total 1s"),
    N.TIMEOUT_IDLE: to("timeout idle 1s"),
    N.TIMEOUT_ATTEMPT: to("timeout attempt 1s retry 1 on 5xx, connect, timeout, reset"),
    N.RETRY: to("retry 1 on 503 methods GET backoff 1s to 2s"),
    N.LIMIT: to("limit 10/s burst 20"),
    N.LIMIT_PER_CALLER: to("accept key limit 10/min per caller"),
    N.LIMIT_PER_KEY: to('limit 10/min per ip, header("x")'),
    N.QUOTA: to("quota 1M/month"),
    N.CACHE: to("cache 30s"),
    N.BODY_MAX: to("body max 1MB"),
    N.CORS: to('cors { origins "https://a.example" methods GET credentials }'),
    N.BREAKER: to("breaker { trip 50% of 20 in 10s }"),
    N.UNREACHABLE_PROBLEM: to("unreachable problem 502"),
    N.LOG_UPSTREAM_ERRORS: to("log upstream errors"),
    N.LOCATION: to('location from "/a" to "/b"'),
    N.REQUEST_HEADERS: to('headers request { set "x" = "1" }'),
    N.RESPONSE_HEADERS: to('headers response { remove "x" }'),
    N.HEADERS_FROM_REQUEST: to('headers request { set "x" = header("y") }'),
    N.OPAQUE: to('opaque envoy "route" """{}"""'),
}
GATEWAYS: dict[Need, str] = {
    N.HOP_GUARD: "hop_guard 9",
    N.DOMAIN: 'domain "a.example"',
    N.INTERNAL: "internal",
    N.EGRESS: "egress only orders",
    N.STATE: "state retired",
}
NOT_WRITTEN = {
    N.METHOD_CHANGE: "only members of a gather name a method",
    N.LOCAL: "needs an instance, which no Envoy has",
    N.LOCAL_LAMBDA: "needs an instance, which no Envoy has",
}


def program(need: Need) -> Federation:
    route = ROUTES.get(need, "route /a -> orders")
    return meaning(FRAME.format(gateway=GATEWAYS.get(need, "hop_guard off"), route=route))


def test_every_need_has_a_program() -> None:
    assert set(Need) == {*ROUTES, *GATEWAYS, *NOT_WRITTEN}


@pytest.mark.parametrize("need", [*ROUTES, *GATEWAYS], ids=lambda need: need.name)
def test_what_is_refused_is_what_is_impossible(need: Need) -> None:
    federation = program(need)
    part = slice_of(federation, "edge", plainly)
    assert need in {one.need for one in needs_of(part)}
    ability = TARGET.variant(part.gateway).abilities[need]
    losses = rendered(federation).losses
    assert (ability.way == "impossible") == (need.value in {loss.need for loss in losses})
    assert all(loss.refused for loss in losses)


NEARLY = {
    "a pattern that RE2 lacks": ("route /a/{p: '(?=x)y'} -> orders", N.PATH_REGEX),
    "a regular expression in Lua": (
        "route /a -> choose { header(\"x\") matches 'a+' -> orders else -> moved }",
        N.CHOOSE,
    ),
    "one inside of not": (when("not header(\"x\") matches 'a+'"), N.WHEN_HEADER),
    "a condition of accept": (to("accept token with claim(sub) matches 'a+'"), N.ACCEPT_CONDITION),
    "a value with a unit": (when('header("x") > 5s'), N.WHEN_HEADER),
    "a range of IPv6": (when('ip = "2001:db8::/32"'), N.WHEN_IP),
}


@pytest.mark.parametrize("what", NEARLY)
def test_what_is_not_exact_is_refused_and_said(what: str) -> None:
    route, need = NEARLY[what]
    federation = meaning(FRAME.format(gateway="hop_guard off", route=route))
    (loss,) = rendered(federation).losses
    assert need.value == loss.need
    assert loss.route is not None


def test_what_is_retried_beside_what_was_asked_for_is_said() -> None:
    federation = meaning(FRAME.format(gateway="hop_guard off", route=to("retry 1 on timeout")))
    (loss,) = rendered(federation).losses
    assert (N.RETRY.value, "/a") == (loss.need, loss.route)
    assert "connect and reset" in loss.what


@pytest.mark.live
@pytest.mark.parametrize("half", [0, 1])
def test_envoy_takes_every_need(half: int, tmp_path: Path) -> None:
    needs_envoy()
    assert TARGET.check_with_product is not None
    routes = [text.replace("/a", f"/{need.name}") for need, text in ROUTES.items()]
    text = "\n  ".join(routes[half::2])
    rendering = rendered(meaning(FRAME.format(gateway='domain "a.example"', route=text)))
    unpack(rendering, tmp_path / "edge")
    found = TARGET.check_with_product(rendering.bundle, tmp_path / "edge")
    assert (True, "envoy --mode validate") == (found.valid, found.by), found.output
