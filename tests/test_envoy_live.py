"""A rendered gateway on the real Envoy, asked over real HTTP."""

import ssl
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest
from envoy_here import Service, Up, envoy, free_port, needs_envoy, service
from gatewright.compiler.model import Federation
from meanings import meaning

pytestmark = pytest.mark.live

PROGRAM = r"""
federation tried
env INNER_SECRET secret
env STAMP = "from the environment"

credential key    = api_key       { bucket "b"  header "x-api-key" }
credential param  = api_key       { bucket "b"  query "key" }
credential secret = shared_secret { header "x-secret"  env INNER_SECRET }
credential login  = basic         { }

gateway edge on envoy {
  hop_guard 5
  route GET /r/{id}/** -> orders at /x/{id}/{**}
  route /t/a/b         -> respond 200 "literal"
  route /t/{x}/b       -> respond 200 "parameter"
  route /t/{n: '[0-9]+'}/b -> respond 200 "pattern"
  route /t/**          -> respond 200 "tail"
  route GET /dot/{n: '.*x.*'} -> orders
  route /tail/**       -> orders at /{**}

  route GET /when when header("x-t") = "a" -> orders at /is-a
  route GET /when when not header("x-t") and query("z") != "1" -> orders at /is-not
  route GET /when when header("x-t") matches 'b+' and cookie("c") matches 'v.*' -> orders at /regex
  route GET /when when header("n") > 5 and header("n") <= 7.5 -> orders at /number

  route GET /whose when key("tenant") = "acme" -> orders at /acme { accept key }
  route GET /whose     -> orders at /else { accept key }
  route GET /near when ip in ["127.0.0.0/8", "10.0.0.1"] -> orders at /near
  route GET /far when ip != "127.0.0.0/8" -> orders

  route GET /key/**    -> orders { accept key  strip key  attach secret }
  route GET /either    -> orders { accept key or secret or login }
  route GET /both      -> orders { accept key and login }
  route GET /query     -> orders { accept param  strip param }
  route GET /given     -> orders { attach param }
  route GET /acme      -> orders { accept key with key("tenant") = "acme" }
  route GET /swap      -> orders { accept anyone  exchange key for secret }

  route GET /headers   -> orders {
    headers request {
      remove "x-gone"
      rename "x-old" to "x-new"
      set "x-set" = header("x-in")
      set "x-path" = "a%REQ(host)% \"quoted\""
      add "x-added" = env STAMP
    }
    headers response { set "x-out" = header("x-in")  remove "location" }
  }
  route GET /answer    -> respond 201 "100% {\"a\": 1}" as "application/json"
  route GET /away      -> redirect 302 "https://else.where/x%20y"
  route GET /blocked   -> orders { blocked }
  route GET /old       -> orders { deprecated 2026-01-01  sunset 2027-01-01 }
  route GET /location  -> orders { location from "/base" to "/public" }
  route GET /split/**  -> split { 30% orders at /a/{**}, 70% orders at /b/{**} }
  route GET /sticky/** -> split sticky by header("x-user") { 50% orders at /a, 50% orders at /b }
  route GET /choose/{t}/** -> choose {
    param(t) = "acme" -> orders at /acme/{**}
    header("x-g")     -> orders at /g { attach secret }
    header("x-k")     -> orders at /k { accept key }
  }
  route GET /limited   -> orders { limit 3/min }
  route GET /per       -> orders { accept key  limit 2/min per caller }
  route POST /body     -> orders { body max 100B }
  route GET|POST /retry -> orders { retry 2 on 503 backoff 10ms }
  route GET /slow      -> orders { timeout response 300ms }
  route GET /slowly    -> orders { timeout response 300ms  unreachable problem 502 }
  route GET /down      -> down
  route GET /downly    -> down { unreachable problem 599 }
  route GET /based/{x} -> based at /u/{x}
  route GET /cors/own  -> respond 200 "own" {
    cors { origins "https://a.example" methods GET expose "x-y" credentials }
  }
  route GET /cors      -> orders {
    accept key
    cors { origins "https://a.example" methods GET headers "x-y" max_age 1h }
  }
}
service orders { url "http://orders.internal:8080" }
service down   { url "http://down.internal:8080" }
service based  { url "http://based.internal:8080/v1/" }
"""
FILES = {
    "keys/key.json": '{"K1": "web", "K2": {"client": "other", "metadata": {"tenant": "acme"}}}',
    "keys/param.json": '{"K1": "web", "a&b=c d": "odd"}',
    "keys/login.json": '{"al": "pw:1"}',
}
KEY = ("x-api-key", "K1")
LOGIN = ("authorization", "Basic " + b64encode(b"al:pw:1").decode())


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    needs_envoy()
    folder = tmp_path_factory.mktemp("envoy")
    nowhere = f"http://127.0.0.1:{free_port()}"
    with (
        service() as url,
        envoy(
            meaning(PROGRAM),
            folder / "edge",
            files=FILES,
            values={
                "INNER_SECRET": "s3cret",
                "STAMP": "from the environment",
                "PARAM_KEY": "a&b=c d",
            },
            orders=url,
            down=nowhere,
            based=f"{url}/v1/",
        ) as up,
    ):
        yield up


@pytest.mark.parametrize(
    ("asked", "leaves_as"),
    [
        ("/r/7/a/b?x=1&y", "/x/7/a/b?x=1&y"),
        ("/r/7", "/x/7"),
        ("/r/7/", "/x/7/"),
        ("/tail", "/"),
        ("/tail/a/b/", "/a/b/"),
        ("/dot/axb", "/dot/axb"),
        ("/based/7", "/v1/u/7"),
        ("/r/%41%7E/x", "/x/A~/x"),
        ("//r//7", "/x/7"),
        ("/t/../r/7", "/x/7"),
        ("/t/%2e%2e/r/7", "/x/7"),
    ],
)
def test_path_as_it_leaves(edge: Up, asked: str, leaves_as: str) -> None:
    assert leaves_as == edge.get(asked).path


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/t/a/b", "literal"),
        ("/t/12/b", "pattern"),
        ("/t/x/b", "parameter"),
        ("/t/x/c", "tail"),
        ("/t", "tail"),
    ],
)
def test_most_specific_route_wins(edge: Up, path: str, found: str) -> None:
    assert found == edge.get(path).text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/tt/a/b", 404),
        ("GET", "/dot/ax/b", 404),  # a parameter is one segment, whatever its pattern says
        ("POST", "/r/7", 405),
        ("GET", "/blocked", 403),
        ("GET", "/r/a%2fb", 400),
    ],
)
def test_answers_of_its_own(edge: Up, method: str, path: str, status: int) -> None:
    assert status == edge.ask(method, path).status


def test_own_answers_are_plain_text(edge: Up) -> None:
    assert "text/plain" == edge.get("/nowhere").headers["content-type"]
    assert "text/plain" == edge.get("/key/1").headers["content-type"]


@pytest.mark.parametrize(
    ("query", "headers", "leaves_as"),
    [
        ("", [("x-t", "a")], "/is-a"),
        ("?z=2", [], "/is-not?z=2"),
        ("", [("x-t", "bb"), ("cookie", "a=1; c=vx")], "/regex"),
        ("", [("x-t", "q"), ("n", "6")], "/number"),
    ],
)
def test_conditions(edge: Up, query: str, headers: list[tuple[str, str]], leaves_as: str) -> None:
    assert leaves_as == edge.get(f"/when{query}", *headers).path


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", []),  # an absent value makes a comparison false
        ("?z=1", []),
        ("", [("x-t", "q"), ("n", "7.6")]),
        ("", [("x-t", "q"), ("n", "many")]),
        ("", [("x-gatewright-test-1", "1"), ("x-gatewright-test-2", "1")]),  # forged
    ],
)
def test_conditions_that_do_not_hold(edge: Up, query: str, headers: list[tuple[str, str]]) -> None:
    assert 404 == edge.get(f"/when{query}", *headers).status


def test_routes_by_who_is_asking(edge: Up) -> None:
    assert "/acme" == edge.get("/whose", ("x-api-key", "K2")).path
    assert "/else" == edge.get("/whose", KEY).path
    assert 401 == edge.get("/whose", ("x-gatewright-test-5", "1")).status
    assert "/near" == edge.get("/near").path
    assert 404 == edge.get("/far").status


def test_what_is_accepted(edge: Up) -> None:
    assert 401 == edge.get("/key/1").status
    assert 401 == edge.get("/key/1", ("x-api-key", "k1")).status
    assert 200 == edge.get("/key/1", KEY).status
    for shown in (KEY, LOGIN, ("x-secret", "s3cret")):
        assert 200 == edge.get("/either", shown).status
    assert 401 == edge.get("/either", ("x-secret", "S3cret")).status
    assert 401 == edge.get("/both", LOGIN).status
    assert 200 == edge.get("/both", LOGIN, KEY).status


def test_metadata_of_a_key(edge: Up) -> None:
    assert 403 == edge.get("/acme", KEY).status
    assert 200 == edge.get("/acme", ("x-api-key", "K2")).status


def test_credentials_stripped_and_attached(edge: Up) -> None:
    said = edge.get("/key/1", KEY, ("x-secret", "forged"))
    assert [] == said.header("x-api-key")
    assert ["s3cret"] == said.header("x-secret")
    assert "/query?a=1&b=2" == edge.get("/query?a=1&key=K1&b=2").path


def test_a_key_in_the_query_stays_one_parameter(edge: Up) -> None:
    assert "/given?x=1&key=a%26b=c%20d" == edge.get("/given?x=1&key=forged").path
    assert "/query" == edge.get("/query?key=a%26b=c%20d").path


def test_a_credential_is_exchanged_only_where_it_is_carried(edge: Up) -> None:
    assert ["s3cret"] == edge.get("/swap", KEY).header("x-secret")
    assert [] == edge.get("/swap", ("x-api-key", "no key")).header("x-secret")


def test_request_headers(edge: Up) -> None:
    said = edge.get(
        "/headers", ("x-in", "in"), ("x-gone", "1"), ("x-old", "old"), ("x-set", "forged")
    )
    assert [] == said.header("x-gone")
    assert [] == said.header("x-old")
    assert ["old"] == said.header("x-new")
    assert ["in"] == said.header("x-set")
    assert ['a%REQ(host)% "quoted"'] == said.header("x-path")
    assert ["from the environment"] == said.header("x-added")
    assert [] == edge.get("/headers", ("x-set", "forged")).header("x-set")


def test_response_headers(edge: Up) -> None:
    said = edge.get("/headers", ("x-in", "in"))
    assert "in" == said.headers["x-out"]
    assert "location" not in said.headers
    assert "/public/there" == edge.get("/location").headers["location"]
    old = edge.get("/old")
    assert ("@1767225600", "Fri, 01 Jan 2027 00:00:00 GMT") == (
        old.headers["deprecation"],
        old.headers["sunset"],
    )


def test_what_a_service_receives_beside_the_request(edge: Up) -> None:
    sent = [
        ("x-forwarded-for", "192.0.2.1"),
        ("x-forwarded-proto", "forged"),
        ("x-request-id", "own"),
        ("x-envoy-retry-on", "5xx"),
        ("x-envoy-upstream-rq-timeout-ms", "1"),
    ]
    headers = dict(edge.get("/r/1", *sent).heard["headers"])
    assert {
        "host": "orders.internal:8080",
        "x-forwarded-for": "192.0.2.1",
        "x-forwarded-proto": "http",
        "x-request-id": "own",
        "x-gatewright-hops": "1",
    } == {**headers, "host": "orders.internal:8080"}


def test_respond_and_redirect(edge: Up) -> None:
    said = edge.get("/answer")
    assert (201, "application/json", '100% {"a": 1}') == (
        said.status,
        said.headers["content-type"],
        said.text,
    )
    assert "location" not in said.headers
    away = edge.get("/away")
    assert (302, "https://else.where/x%20y") == (away.status, away.headers["location"])


def test_split_and_choose(edge: Up) -> None:
    ways = [edge.get("/split/1").path for _ in range(100)]
    assert 10 <= ways.count("/a/1") <= 50
    sticky = {
        user: {edge.get("/sticky/1", ("x-user", user)).path for _ in range(3)}
        for user in "abcdefghij"
    }
    assert all(len(paths) == 1 for paths in sticky.values())
    assert {"/a", "/b"} == set().union(*sticky.values())
    assert "/acme/x" == edge.get("/choose/acme/x").path
    said = edge.get("/choose/other/x", ("x-g", "1"))
    assert ("/g", ["s3cret"]) == (said.path, said.header("x-secret"))
    assert 404 == edge.get("/choose/other/x").status
    assert 401 == edge.get("/choose/other/x", ("x-k", "1")).status
    assert "/k" == edge.get("/choose/other/x", ("x-k", "1"), KEY).path
    assert 404 == edge.get("/choose/other/x", ("x-gatewright-branch", "1")).status


def test_limits(edge: Up) -> None:
    assert [200, 200, 200, 429] == [edge.get("/limited").status for _ in range(4)]
    assert [200, 200, 429] == [edge.get("/per", KEY).status for _ in range(3)]
    assert 200 == edge.get("/per", ("x-api-key", "K2")).status


def test_body_limit(edge: Up) -> None:
    assert 200 == edge.ask("POST", "/body", body=b"x" * 100).status
    assert 413 == edge.ask("POST", "/body", body=b"x" * 101).status


def test_only_what_may_be_retried_is(edge: Up) -> None:
    # POST is not among the methods that a retry covers by itself.
    for method, tries in (("GET", 3), ("POST", 1)):
        before = Service.calls
        assert 503 == edge.ask(method, "/retry", [("x-want", "503")], b"x").status
        assert tries == Service.calls - before


def test_failures_of_upstreams(edge: Up) -> None:
    assert 504 == edge.get("/slow", ("x-sleep", "1")).status
    slowly = edge.get("/slowly", ("x-sleep", "1"))
    assert (504, "application/problem+json") == (slowly.status, slowly.headers["content-type"])
    assert 503 == edge.get("/down").status
    down = edge.get("/downly")
    assert (599, "application/problem+json") == (down.status, down.headers["content-type"])
    # What an upstream answers passes through.
    assert 503 == edge.get("/slowly", ("x-want", "503")).status


@pytest.mark.parametrize(
    ("hops", "status"), [("4", 200), ("5", 508), ("x", 400), ("-1", 400), ("99999", 400)]
)
def test_hop_guard(edge: Up, hops: str, status: int) -> None:
    assert status == edge.get("/r/1", ("x-gatewright-hops", hops)).status


def test_hop_guard_counts(edge: Up) -> None:
    assert ["1"] == edge.get("/r/1").header("x-gatewright-hops")
    assert ["5"] == edge.get("/r/1", ("x-gatewright-hops", "4")).header("x-gatewright-hops")


def test_preflight_needs_no_credential(edge: Up) -> None:
    asking = [("origin", "https://a.example"), ("access-control-request-method", "GET")]
    said = edge.ask("OPTIONS", "/cors", asking)
    assert (200, "https://a.example") == (said.status, said.headers["access-control-allow-origin"])
    other = edge.ask("OPTIONS", "/cors", [("origin", "https://b.example"), asking[1]])
    assert (200, None) == (other.status, other.headers.get("access-control-allow-origin"))
    assert 405 == edge.ask("OPTIONS", "/cors").status
    assert 401 == edge.get("/cors", asking[0]).status


def test_cors_on_an_answer_of_its_own(edge: Up) -> None:
    def said(origin: str) -> dict[str, str]:
        headers = edge.get("/cors/own", ("origin", origin)).headers
        return {name: v for name, v in headers.items() if name.startswith("access-control-")}

    assert {
        "access-control-allow-origin": "https://a.example",
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": "x-y",
    } == said("https://a.example")
    assert {} == said("https://b.example")


def test_secrets_are_readable_by_their_owner_only(edge: Up) -> None:
    assert 0o600 == (edge.folder / "envoy.filled.json").stat().st_mode & 0o777


def test_hello_over_tls(tmp_path: Path, hello: Federation) -> None:
    needs_envoy()
    trustme = pytest.importorskip("trustme", reason="certificates are made by trustme")
    authority = trustme.CA()
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    trusting.check_hostname = False
    pem = authority.cert_pem.bytes().decode()

    def files(*names: str) -> dict[str, str]:
        made = authority.issue_cert(*names)
        return {
            "tls/server.crt": made.cert_chain_pems[0].bytes().decode(),
            "tls/server.key": made.private_key_pem.bytes().decode(),
            "tls/ca.crt": pem,
        }

    values = {"INNER_SECRET": "s3cret"}
    with (
        service() as url,
        envoy(
            hello,
            tmp_path / "inner",
            name="inner",
            files=files("inner"),
            values=values,
            trusting=trusting,
            orders=url,
        ) as inner,
        envoy(
            hello,
            tmp_path / "edge",
            files={**files("api.example.com"), "keys/partner_key.json": '{"K": "partner"}'},
            values=values,
            trusting=trusting,
            inner=f"https://127.0.0.1:{inner.port}",
        ) as edge,
    ):
        host = ("host", "api.example.com")
        said = edge.get("/api/orders/42", host, ("x-api-key", "K"))
        assert (200, "/orders/42") == (said.status, said.path)
        assert ["2"] == said.header("x-gatewright-hops")
        assert ([], []) == (said.header("x-api-key"), said.header("x-gateway-secret"))
        assert 401 == edge.get("/api/orders/42", host).status
        assert "ok" == edge.get("/health", host).text
        assert 404 == edge.get("/orders/42", host).status
        assert 404 == edge.get("/health", ("host", "other.example")).status
        assert 401 == inner.get("/orders/42").status
        assert 200 == inner.get("/orders/42", ("x-gateway-secret", "s3cret")).status
        stranger = envoy(
            hello,
            tmp_path / "stranger",
            files={**files("api.example.com"), "keys/partner_key.json": '{"K": "partner"}'},
            values={"INNER_SECRET": "s3cret"},
            trusting=trusting,
            inner=f"https://localhost:{edge.port}",
        )
        with stranger as up:
            # `edge` shows a certificate, but not one for `inner`.
            assert 503 == up.get("/api/orders/42", host, ("x-api-key", "K")).status


@pytest.fixture
def hello() -> Federation:
    return meaning(Path("examples/hello/fed.gate").read_text(encoding="utf-8"))
