"""Five federations that every vendor's validator calls valid, and what is said of them."""

from pathlib import Path

from check_chunks import checked
from gatewright.dsl.codes import Level
from gatewright.dsl.finding import Finding

ENTRY = """\
credential keys = api_key { bucket "shops"  header "x-key" }
client web { presents keys  calls front }
"""


def errors_and_warnings(text: str, folder: Path) -> list[Finding]:
    file = folder / "fed.gate"
    file.write_text(text, encoding="utf-8")
    return [one for one in checked(str(file)).findings if one.level is not Level.INFO]


def codes(found: list[Finding]) -> list[str]:
    return [one.code for one in found]


RING = """\
gateway front on nginx {
  domain "api.example.com"
  accept anyone
  limit 100/s
  route /api/** -> middle over http
}
gateway middle on haproxy { accept anyone  limit 100/s  route /api/** -> back over http }
gateway back on caddy { accept anyone  limit 100/s  route /api/** -> front%s over http }
service orders { url "http://127.0.0.1:9000" }
gateway shop on caddy { accept anyone  limit 100/s  route /shop/** -> orders }
"""


def test_a_loop_over_three_vendors(tmp_path: Path) -> None:
    (found,) = errors_and_warnings(RING % "", tmp_path)

    assert "GW1101" == found.code
    assert "255 times" in found.message
    assert found.witness is not None
    assert 502 == found.witness.status
    assert {"front", "middle", "back"} <= {hop.gateway for hop in found.witness.hops}


SETTLING = """\
gateway front on nginx { domain "api.example.com"  accept anyone  limit 100/s  route /old/** -> back  route /new/** -> orders }
gateway back on envoy { accept anyone  limit 100/s  route /old/** -> front at /new/{**} }
service orders { url "http://127.0.0.1:9000" }
"""


def test_a_cycle_that_settles(tmp_path: Path) -> None:
    assert [] == codes(errors_and_warnings(SETTLING, tmp_path))


def test_a_growing_loop(tmp_path: Path) -> None:
    longer = " at /api/a-segment-of-more-than-forty-letters-each-turn/{**}"
    (found,) = errors_and_warnings(RING % longer, tmp_path)

    assert "GW1102" == found.code
    assert found.witness is not None
    assert 414 == found.witness.status


STRIPPED = (
    ENTRY
    + """\
gateway front on nginx {
  domain "api.example.com"
  accept keys
  route /orders/** -> inner { strip keys }
}
gateway inner on envoy { internal  accept keys  route /orders/** -> orders { strip keys } }
service orders { url "http://127.0.0.1:9000" }
"""
)


def test_a_stripped_credential_and_what_comes_of_it_are_one_finding(tmp_path: Path) -> None:
    (found,) = errors_and_warnings(STRIPPED, tmp_path)

    assert "GW2102" == found.code
    assert found.at.text in ("strip keys", "keys")
    assert found.witness is not None
    assert ("inner", 401) == (found.witness.hops[-1].gateway, found.witness.hops[-1].status)


IMPATIENT = (
    ENTRY
    + """\
gateway front on envoy {
  domain "api.example.com"
  accept keys
  timeout response 4s, connect 1s
  retry 1 on 502, 503, 504
  route GET /orders/** -> inner { strip keys  attach pass }
}
env INNER secret
credential pass = shared_secret { header "x-pass"  env INNER }
gateway inner on kong {
  internal
  accept pass
  timeout response 10s, connect 1s
  route GET /orders/** -> orders { strip pass }
}
service orders { url "http://127.0.0.1:9000" }
"""
)


def test_an_inverted_timeout_with_a_retry_that_nobody_asked_for(tmp_path: Path) -> None:
    found = {one.code: one for one in errors_and_warnings(IMPATIENT, tmp_path)}
    inverted, repeated = found["GW3101"], found["GW3103"]

    assert inverted.witness is not None
    assert 504 == inverted.witness.status
    assert inverted.witness.faults
    assert any("kong" in note and "by itself" in note for note in repeated.notes)
