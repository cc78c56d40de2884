"""Which route a request finds, and the path it leaves with."""

import pytest
from gatewright.compiler.facts import Normalisation
from gatewright.compiler.trace import Trace, trace
from traces import asking, plain_facts, setting_of, traced, verdicts

ONE = """
federation paths
gateway edge on envoy { accept anyone  route %s }
service orders { url "https://member" }
service other { url "https://other/base/" }
"""


def sent(route: str, request: str) -> str:
    """The URL that leaves for the service."""
    (hop,) = traced(ONE % route, request).hops
    return hop.sent[0].message.url if hop.sent else str(hop.verdict)


@pytest.mark.parametrize(
    ("route", "request_", "leaves"),
    [
        ("/orders/** -> orders", "GET /orders/123", "https://member/orders/123"),
        ("/orders/** -> orders", "GET /orders", "https://member/orders"),
        ("/orders/** -> orders", "GET /orders/", "https://member/orders/"),
        ("/orders/** -> orders", "GET /orders/x/y?a=1&b", "https://member/orders/x/y?a=1&b"),
        ("/orders/** -> orders", "GET /orderss", "NO_ROUTE"),
        ("/orders/** -> orders", "GET /", "NO_ROUTE"),
        ("/** -> orders", "GET /", "https://member/"),
        ("/a/{id} -> orders at /v2/{id}", "GET /a/7", "https://member/v2/7"),
        ("/a/{id} -> orders at /v2/{id}", "GET /a/", "NO_ROUTE"),
        ("/a/{id} -> orders at /v2/{id}", "GET /a/7/", "NO_ROUTE"),
        ("/a/** -> orders at /v2/{**}", "GET /a", "https://member/v2"),
        ("/a/** -> orders at /v2/{**}", "GET /a/b/c", "https://member/v2/b/c"),
        ("/a/** -> orders at /{**}", "GET /a", "https://member/"),
        ("/a/** -> other at /x/{**}", "GET /a/b", "https://other/base/x/b"),
        ("/a/{n: '[a-z]+'} -> orders", "GET /a/xyz", "https://member/a/xyz"),
        ("/a/{n: '[a-z]+'} -> orders", "GET /a/xyz1", "NO_ROUTE"),
        ("/caf%C3%A9 -> orders", "GET /caf%c3%a9", "https://member/caf%c3%a9"),
        ("/a~b -> orders", "GET /a%7Eb", "https://member/a~b"),
    ],
)
def test_a_path_is_matched_and_rewritten(route: str, request_: str, leaves: str) -> None:
    assert sent(route, request_) == leaves


def winner(routes: str, request: str) -> str:
    text = f"""
federation specific
gateway edge on envoy {{ accept anyone  {routes} }}
service s {{ url "http://s" }}
"""
    (hop,) = traced(text, request, headers=(("x", "1"),)).hops
    assert hop.route is not None, hop.detail
    return hop.route.name


@pytest.mark.parametrize(
    ("routes", "request_", "wins"),
    [
        ("route /** -> s  route /a/** -> s  route /a/b -> s", "GET /a/b", "/a/b"),
        ("route /a/** -> s  route /{x}/b -> s", "GET /a/b", "/a/**"),
        ("route /a/{x} -> s  route /a/{x: '[0-9]+'} -> s", "GET /a/7", "/a/{x: '[0-9]+'}"),
        ("route /a/{x} -> s  route /a/{x: '[0-9]+'} -> s", "GET /a/z", "/a/{x}"),
        ("route /a/** -> s  route /a -> s", "GET /a", "/a"),
        ("route /a -> s  route GET /a -> s", "GET /a", "GET /a"),
        ("route /a -> s  route GET /a -> s", "PUT /a", "/a"),
    ],
)
def test_the_most_specific_route_wins_whatever_the_order(
    routes: str, request_: str, wins: str
) -> None:
    assert winner(routes, request_) == wins


def test_a_condition_more_wins_over_one_less() -> None:
    text = """
federation conditions
gateway edge on envoy {
  accept anyone
  route /a -> plain
  route /a when header("x") -> marked
  route /a when header("x") = "1" and query("q") -> both
}
service plain { url "http://plain" }
service marked { url "http://marked" }
service both { url "http://both" }
"""

    def to(request: str, *headers: tuple[str, str]) -> str:
        return traced(text, request, headers=headers).hops[0].sent[0].to

    assert to("GET /a") == "plain"
    assert to("GET /a", ("X", "2")) == "marked"
    assert to("GET /a?q=", ("x", "1")) == "both"


def test_two_routes_that_tie_are_told_and_the_first_is_taken() -> None:
    text = ONE % '/a when header("x") -> orders  route /a when header("y") -> other'
    (hop,) = traced(text, "GET /a", headers=(("x", "1"), ("y", "1"))).hops

    assert hop.sent[0].to == "orders"
    assert any("just as well" in note for note in hop.notes)


def test_a_path_without_its_method_is_another_answer_than_no_path() -> None:
    text = ONE % "GET|POST /a -> orders"

    assert verdicts(traced(text, "PUT /a")) == ["edge METHOD_BLOCKED 405"]
    assert verdicts(traced(text, "HEAD /a")) == ["edge METHOD_BLOCKED 405"]
    assert verdicts(traced(text, "PUT /b")) == ["edge NO_ROUTE 404"]
    assert "GET, POST" in traced(text, "PUT /a").hops[0].detail


def test_a_host_that_is_not_served_is_refused() -> None:
    text = """
federation hosts
gateway edge on envoy { domain "api.example.com"  accept anyone  route /** -> s }
service s { url "http://s" }
"""
    assert verdicts(traced(text, "GET /", host="other.example.com")) == ["edge NO_HOST 404"]
    assert verdicts(traced(text, "GET /", host="API.example.com:443")) == ["edge DELIVERED 200"]


def normalised(request: str, how: Normalisation) -> Trace:
    facts = plain_facts(routing_normalisation=how)
    setting = setting_of(ONE % "/a/** -> orders", facts_of=lambda _: facts)
    return trace(setting, asking(request, to="edge"))


@pytest.mark.parametrize(
    ("request_", "how", "verdict", "path"),
    [
        ("GET /a/../a/b", Normalisation("resolve", "keep", "keep", "decode"), "DELIVERED", "/a/b"),
        ("GET /a/x/..", Normalisation("resolve", "keep", "keep", "decode"), "DELIVERED", "/a/"),
        ("GET /a/%2e%2E/b", Normalisation("resolve", "keep", "keep", "keep"), "NO_ROUTE", None),
        ("GET /a/../b", Normalisation("reject", "keep", "keep", "decode"), "ANSWERED", None),
        ("GET /a/../b", Normalisation("keep", "keep", "keep", "decode"), "DELIVERED", "/a/../b"),
        ("GET //a//b", Normalisation("keep", "merge", "keep", "decode"), "DELIVERED", "/a/b"),
        ("GET /a//b", Normalisation("keep", "reject", "keep", "decode"), "ANSWERED", None),
        ("GET /a/x%2fy", Normalisation("keep", "keep", "keep", "decode"), "DELIVERED", "/a/x%2fy"),
        ("GET /a/x%2fy", Normalisation("keep", "keep", "decode", "keep"), "DELIVERED", "/a/x/y"),
        ("GET /a/x%2fy", Normalisation("keep", "keep", "reject", "keep"), "ANSWERED", None),
    ],
)
def test_what_a_product_does_to_paths_comes_first(
    request_: str, how: Normalisation, verdict: str, path: str | None
) -> None:
    (hop,) = normalised(request_, how).hops

    assert str(hop.verdict) == verdict
    if verdict == "ANSWERED":
        assert hop.status == 400
    if path is not None:
        assert hop.sent[0].message.path == path


@pytest.mark.parametrize("condition", ['host = "ADM.example"', "host matches 'adm[.].*'"])
def test_a_host_is_the_same_however_it_is_written(condition: str) -> None:
    text = f"""
    gateway edge on envoy {{
      accept anyone
      route /x when {condition} -> respond 403 "no"
      route /x -> respond 200 "yes"
    }}
    """

    assert 403 == traced(text, "GET /x", host="Adm.Example").answer.status
