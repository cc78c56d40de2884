"""What a hostile caller tries at a real Envoy, and what becomes of it."""

import json
import socket
import time
from collections.abc import Iterator

import pytest
from envoy_here import HERE, Up, envoy, needs_envoy, rendered, service
from meanings import meaning

PROGRAM = r"""
federation attacked
env SECRET secret
credential key   = api_key       { bucket "b"  header "x-api-key" }
credential plain = api_key       { bucket "b" }
credential param = api_key       { bucket "b"  query "key" }
credential pass  = shared_secret { header "x-pass"  env SECRET }
credential cert  = mtls          { ca "ca" }
gateway edge on envoy {
  hop_guard 5
  route /admin    -> orders { accept pass }
  route /admin/** -> orders { accept pass }
  route /caf%C3%A9 -> orders { accept pass }
  route /files/** -> orders at /public/files/{**} { accept anyone }
  route /where when host matches 'adm\..*' -> orders { accept pass }
  route /where    -> orders { accept anyone }
  route /key      -> orders { accept key  strip key }
  route /plain    -> orders { accept plain }
  route /param    -> orders { accept param  strip param }
  route /given    -> orders { accept anyone  attach param }
  route /sent     -> orders { accept anyone  attach pass  headers request {
    set "x-user" = "nobody"  remove "x-gone"  rename "x_old" to "x-new"  set "x_own" = "1"
  } }
  route /strip    -> orders { accept anyone  strip cert }
  route /cookie   -> choose { cookie("a") = "1" -> orders at /one  else -> orders at /two }
  route /**       -> orders { accept anyone }
}
service orders { url "http://orders.internal" }
"""
KEYS = json.dumps({"K1": "web", "clé": "unicode"})
PASS = ("x-pass", "s3cret")


@pytest.fixture(scope="module")
def edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Up]:
    needs_envoy()
    files = {f"keys/{name}.json": KEYS for name in ("key", "plain", "param")}
    values = {"SECRET": "s3cret", "PARAM_KEY": "own&x"}
    folder = tmp_path_factory.mktemp("attacks") / "edge"
    with (
        service() as url,
        envoy(meaning(PROGRAM), folder, files=files, values=values, orders=url) as up,
    ):
        yield up
        log = (up.folder / "log").read_text(encoding="utf-8")
        assert "script log" not in log  # nothing that a caller says makes a program fail
        assert "s3cret" not in log
        assert "K1" not in log


def by_hand(edge: Up, *lines: str) -> int:
    """The status of what no library would send."""
    with socket.create_connection((HERE, edge.port), timeout=10) as wire:
        text = "\r\n".join([*lines, "host: h", "connection: close", "", ""])
        wire.sendall(text.encode("latin-1"))
        return int(wire.recv(4096).split()[1])


@pytest.mark.live
@pytest.mark.parametrize(
    "path",
    [
        *("/admin", "/%61dmin", "/admi%6E/x", "/x/../admin", "/x/%2e%2e/admin", "/x/%2E./admin"),
        *("//admin", "///admin/x", "/./admin", "/%2e/admin", "/x\\..\\admin", "/x/..;/admin"),
        *("/admin/", "/admin//", "/caf%c3%a9", "http://h/admin", "http://h//x/../admin"),
    ],
)
def test_a_path_by_another_spelling_is_the_same_route(edge: Up, path: str) -> None:
    assert 401 == by_hand(edge, f"GET {path} HTTP/1.1")
    assert 200 == by_hand(edge, f"GET {path} HTTP/1.1", "x-pass: s3cret")


@pytest.mark.live
@pytest.mark.parametrize(
    "path",
    [
        *("/files/..%2fadmin", "/files/..%5cadmin", "/admin%00", "/admin#x", "/caf\xe9", "admin"),
        # The next gateway would resolve what is left of these.
        *("/files/%2e%2e;/admin", "/files/%2E.;a=b/admin", "/files/..%3b/admin", "/files/%2e;"),
    ],
)
def test_a_path_that_another_server_reads_differently_is_refused(edge: Up, path: str) -> None:
    assert 400 == by_hand(edge, f"GET {path} HTTP/1.1")


@pytest.mark.live
@pytest.mark.parametrize("path", ["/files/..a;/b", "/files/...;/b", "/files/a;..;/b"])
def test_semicolons_behind_other_names_are_fine(edge: Up, path: str) -> None:
    assert f"/public{path}" == edge.get(path).path


@pytest.mark.live
def test_a_request_without_a_path_has_no_route(edge: Up) -> None:
    assert 404 == by_hand(edge, "CONNECT h:80 HTTP/1.1")
    assert 404 == by_hand(edge, "OPTIONS * HTTP/1.1")


@pytest.mark.live
@pytest.mark.parametrize("host", ["adm.example", "ADM.example", "Adm.Example:80", "adm."])
def test_names_of_hosts_have_no_case(edge: Up, host: str) -> None:
    assert 401 == edge.get("/where", ("host", host)).status


@pytest.mark.live
@pytest.mark.parametrize(
    "shown",
    [
        *([("x-api-key", "")], [("x-api-key", "K1,K1")], [("x_api_key", "K1")]),
        *([("x-api-key", "bad"), ("x-api-key", "K1")], [("x-api-key", "k1")]),
    ],
)
def test_what_is_not_the_key(edge: Up, shown: list[tuple[str, str]]) -> None:
    assert 401 == edge.ask("GET", "/key", shown).status


@pytest.mark.live
def test_a_key_may_be_of_any_letters_and_leaves_whole(edge: Up) -> None:
    assert 200 == edge.get("/key", ("x-api-key", "clé".encode().decode("latin-1"))).status
    twice = edge.ask("GET", "/key", [("x-api-key", "K1"), ("x-api-key", "other")])
    assert [] == twice.header("x-api-key")


@pytest.mark.live
@pytest.mark.parametrize("said", ["", "Bearer", "Bearer ", "Bearer bad", "Basic K1"])
def test_what_is_not_a_bearer(edge: Up, said: str) -> None:
    assert 401 == edge.get("/plain", ("authorization", said)).status


@pytest.mark.live
def test_two_bearers_are_none(edge: Up) -> None:
    good, bad = ("authorization", "Bearer K1"), ("authorization", "Bearer bad")
    assert 200 == edge.get("/plain", good).status
    assert [401, 401] == [edge.get("/plain", *pair).status for pair in ((good, bad), (bad, good))]


@pytest.mark.live
@pytest.mark.parametrize("query", ["key=", "key", "Key=K1", "key=bad&key=K1", "?key=K1", "key=K1;"])
def test_what_is_not_the_key_in_the_query(edge: Up, query: str) -> None:
    assert 401 == edge.get(f"/param?{query}").status


@pytest.mark.live
def test_a_key_in_the_query_by_another_spelling(edge: Up) -> None:
    assert "/param?x=1" == edge.get("/param?key=K1&x=1&%6bey=K1&key=other").path
    assert "/given?key=own%26x" == edge.get("/given?%6bey=forged&k%65y=forged").path


@pytest.mark.live
def test_headers_that_are_set_here_cannot_be_forged(edge: Up) -> None:
    """Many servers take underscores in names for dashes."""
    forged = [
        *(("x-pass", "f1"), ("X-Pass", "f2"), ("x_pass", "f3")),
        *(("x_user", "admin"), ("X-USER", "admin"), ("x_gone", "1"), ("x_old", "old")),
        *(("connection", "x-pass, x-user"), ("x_else", "stays")),
    ]
    said = edge.ask("GET", "/sent", forged)
    found = {name: value for name, value in said.heard["headers"] if name.startswith("x")}
    assert {
        "x-forwarded-proto": "http",
        "x-gatewright-hops": "1",
        "x-pass": "s3cret",
        "x-user": "nobody",
        "x-new": "old",
        "x_own": "1",
        "x_else": "stays",
    } == found


@pytest.mark.live
@pytest.mark.parametrize("hops", [["5", "0"], ["0", "5"], [""], ["0x1"], ["1e0"]])
def test_hops_are_one_small_number(edge: Up, hops: list[str]) -> None:
    assert 400 == edge.ask("GET", "/x", [("x-gatewright-hops", one) for one in hops]).status


@pytest.mark.live
def test_a_long_run_of_blanks_holds_nobody_up(edge: Up) -> None:
    began = time.monotonic()
    said = edge.get("/cookie", ("cookie", f"b={' ' * 50_000}x;  a=1  "))
    assert "/one" == said.path
    assert time.monotonic() - began < 1


@pytest.mark.live
def test_a_certificate_is_nothing_to_take_off(edge: Up) -> None:
    assert 200 == edge.get("/strip").status


def test_what_cannot_be_verified_is_not_exchanged() -> None:
    words = "{ accept anyone  exchange cert for pass }"
    federation = meaning(PROGRAM.replace("{ accept anyone  strip cert }", words))
    (loss,) = rendered(federation).losses
    assert ("checking a client certificate", True) == (loss.need, loss.refused)
