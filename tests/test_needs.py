"""What a gateway asks of its product: for every need a program that asks it."""

import pytest
from gatewright.compiler.facts import ProductFacts
from gatewright.compiler.model import Gateway
from gatewright.compiler.target import (
    Need,
    needs_by_route,
    needs_of,
    own_words_of,
    slice_of,
)
from meanings import meaning
from traces import plain_facts

THE_REST = """
env SECRET secret
env PASSWORDS secret
env ORDERS_URL = "http://orders:8080"
credential login   = jwt { issuer "https://login.example.com/" audience "a" jwks "https://login.example.com/keys" }
credential keys    = api_key { bucket "apps" header "x-api-key" }
credential in_path = api_key { bucket "apps" query "key" }
credential shared  = shared_secret { header "x-secret" env SECRET }
credential pass    = gateway_jwt { signer edge audience "inner" }
credential cert    = mtls { ca "the-ca" }
credential people  = basic { env PASSWORDS }
credential machine = oauth_client { token_url "https://login.example.com/token" id "edge" secret env SECRET }
service orders { url "http://orders:8080" }
service other  { url "http://other:8080" }
service far    { url "https://orders.example.com" }
service named  { url env ORDERS_URL }
service thumbs { lambda "arn:aws:lambda:eu-west-1:123456789012:function:thumbs" }
gateway inner on zuplo { instance one accept anyone route /** -> far }
"""

ROUTES = {
    Need.PATH_PARAM: "route /o/{id} -> far",
    Need.PATH_REGEX: "route /o/{id: '[0-9]+'} -> far",
    Need.PATH_TAIL: "route /o/** -> far",
    Need.METHODS: "route GET /o -> far",
    Need.WHEN_HEADER: 'route /o when header("x-a") = "1" -> far',
    Need.WHEN_QUERY: 'route /o when query("a") -> far',
    Need.WHEN_COOKIE: 'route /o when cookie("a") -> far',
    Need.WHEN_HOST: 'route /o when host = "a.example.com" -> far',
    Need.WHEN_IP: 'route /o when ip = "10.0.0.1" -> far',
    Need.WHEN_CALLER: 'route /o -> choose { caller = "a" -> far else -> other } { accept login }',
    Need.WHEN_CLAIM: 'route /o -> choose { claim(role) = "a" -> far else -> other } { accept login }',
    Need.WHEN_KEY_METADATA: 'route /o -> choose { key("t") = "a" -> far else -> other } { accept keys }',
    Need.WHEN_COUNTRY: 'route /o when country = "FR" -> far',
    Need.REWRITE: "route /o/** -> far at /{**}",
    Need.METHOD_CHANGE: "route /o -> gather { a: far at POST /a b: far at /b }",
    Need.GATHER: "route /o -> gather { a: far b: other }",
    Need.CHOOSE: 'route /o -> choose { header("a") -> far else -> other }',
    Need.SPLIT: "route /o -> split { 90% far, 10% other }",
    Need.SPLIT_STICKY: 'route /o -> split sticky by header("a") { 90% far, 10% other }',
    Need.FIRST: "route /o -> first { far, other }",
    Need.FUNCTION: 'route /o -> function "own.ts"',
    Need.REDIRECT: 'route /o -> redirect 302 "https://a.example.com"',
    Need.RESPOND: 'route /o -> respond 200 "ok"',
    Need.BLOCKED: "route /o -> far { blocked }",
    Need.DEPRECATED: "route /o -> far { deprecated 2027-01-31 }",
    Need.PLAIN_HTTP: "route /o -> orders",
    Need.H2: "route /o -> far over h2",
    Need.GRPC: "route /o -> far over grpc",
    Need.WEBSOCKET: "route /o -> far over websocket",
    Need.LOCAL: "route /o -> inner over local",
    Need.LAMBDA: "route /o -> thumbs",
    Need.LOCAL_LAMBDA: "route /o -> thumbs over local",
    Need.URL_FROM_VARIABLE: "route /o -> named",
    Need.ACCEPT_JWT: "route /o -> far { accept login }",
    Need.ACCEPT_API_KEY: "route /o -> far { accept keys }",
    Need.ACCEPT_API_KEY_IN_QUERY: "route /o -> far { accept in_path }",
    Need.ACCEPT_SHARED_SECRET: "route /o -> far { accept shared }",
    Need.ACCEPT_GATEWAY_JWT: "route /o -> far { accept pass }",
    Need.ACCEPT_MTLS: "route /o -> far { accept cert }",
    Need.ACCEPT_BASIC: "route /o -> far { accept people }",
    Need.ACCEPT_OAUTH: "route /o -> far { accept machine }",
    Need.ACCEPT_EITHER: "route /o -> far { accept login or keys }",
    Need.ACCEPT_ALL: "route /o -> far { accept cert and keys }",
    Need.ACCEPT_CONDITION: 'route /o -> far { accept login with scope("read") }',
    Need.STRIP: "route /o -> far { strip keys }",
    Need.EXCHANGE: "route /o -> far { exchange keys for pass }",
    Need.ATTACH_JWT: "route /o -> far { attach login }",
    Need.ATTACH_API_KEY: "route /o -> far { attach keys }",
    Need.ATTACH_SHARED_SECRET: "route /o -> far { attach shared }",
    Need.ATTACH_GATEWAY_JWT: "route /o -> far { attach pass }",
    Need.ATTACH_MTLS: "route /o -> far { attach cert }",
    Need.ATTACH_BASIC: "route /o -> far { attach people }",
    Need.ATTACH_OAUTH: "route /o -> far { attach machine }",
    Need.TIMEOUT_CONNECT: "route /o -> far { timeout connect 1s }",
    Need.TIMEOUT_RESPONSE: "route /o -> far { timeout response 1s }",
    Need.TIMEOUT_TOTAL: "route /o -> far { timeout total 1s }",
    Need.TIMEOUT_IDLE: "route /o -> far { timeout idle 1s }",
    Need.TIMEOUT_ATTEMPT: "route /o -> far { timeout attempt 1s }",
    Need.RETRY: "route /o -> far { retry 1 }",
    Need.LIMIT: "route /o -> far { limit 10/s }",
    Need.LIMIT_PER_CALLER: "route /o -> far { accept keys limit 10/s per caller }",
    Need.LIMIT_PER_KEY: "route /o -> far { limit 10/s per ip }",
    Need.QUOTA: "route /o -> far { quota 1K/day }",
    Need.CACHE: "route /o -> far { cache 30s }",
    Need.BODY_MAX: "route /o -> far { body max 1MB }",
    Need.CORS: 'route /o -> far { cors { origins "https://a.example.com" methods GET } }',
    Need.BREAKER: "route /o -> far { breaker { trip 50% of 20 in 10s open 30s probes 3 } }",
    Need.UNREACHABLE_PROBLEM: "route /o -> far { unreachable problem 502 }",
    Need.LOG_UPSTREAM_ERRORS: "route /o -> far { log upstream errors }",
    Need.LOCATION: 'route /o -> far { location from "/a" to "/b" }',
    Need.REQUEST_HEADERS: 'route /o -> far { headers { set "a" = "1" } }',
    Need.RESPONSE_HEADERS: 'route /o -> far { headers response { remove "a" } }',
    Need.HEADERS_FROM_REQUEST: 'route /o -> far { accept login headers { set "a" = claim(sub) } }',
}

WHOLE = {
    Need.HOP_GUARD: "hop_guard 8",
    Need.DOMAIN: 'domain "a.example.com"',
    Need.INTERNAL: "internal",
    Need.EGRESS: "egress only far",
    Need.STATE: "state retired",
    Need.OPAQUE: 'opaque zuplo """x"""',
}

BARE = "instance one hop_guard off"


def asked(gateway: str) -> dict[Need, str | None]:
    federation = meaning(f"gateway edge on zuplo {{ {gateway} }}{THE_REST}")
    part = slice_of(federation, "edge", plain_facts_of)
    return {one.need: one.route for one in needs_of(part)}


def plain_facts_of(_gateway: Gateway) -> ProductFacts:
    return plain_facts()


def test_every_need_has_its_program() -> None:
    assert set(Need) == set(ROUTES) | set(WHOLE)


@pytest.mark.parametrize("need", ROUTES, ids=lambda need: need.name)
def test_a_route_asks(need: Need) -> None:
    assert need in asked(f"{BARE} {ROUTES[need]}")


@pytest.mark.parametrize("need", WHOLE, ids=lambda need: need.name)
def test_a_gateway_asks(need: Need) -> None:
    rest = "" if need is Need.HOP_GUARD else BARE
    found = asked(f"{rest} {WHOLE[need]} route /o -> far")

    assert need in found
    assert found[need] is None


def test_a_gateway_that_only_forwards_asks_nothing() -> None:
    assert {} == asked(f"{BARE} accept anyone route /o -> far")


def test_a_default_hop_guard_is_known_as_one() -> None:
    federation = meaning(f"gateway edge on zuplo {{ instance one route /o -> far }}{THE_REST}")
    (guard,) = needs_of(slice_of(federation, "edge", plain_facts_of))

    assert guard.default


@pytest.mark.parametrize("need", ROUTES, ids=lambda need: need.name)
def test_looking_for_one_need_finds_it_where_looking_for_all_does(need: Need) -> None:
    """The checks ask for a few only, and of less than the whole slice."""
    every = "\n".join(ROUTES.values())
    federation = meaning(f"gateway edge on zuplo {{ {BARE} {every} }}{THE_REST}")
    whole = slice_of(federation, "edge", plain_facts_of)
    part = own_words_of(federation, "edge", plain_facts_of)
    found = {route.name for route, _ in needs_by_route(part, frozenset((need,)))}

    assert {one.route for one in needs_of(whole) if one.need is need} == found
