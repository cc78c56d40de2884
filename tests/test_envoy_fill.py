"""`fill.py` of a bundle: what it asks for, what it refuses, and what it writes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from envoy_here import rendered, unpack
from meanings import meaning

PROGRAM = """
federation filled
env SECRET secret
env ORDERS_URL = "http://orders"
env HOST = "api.example"
credential pass   = shared_secret { header "x-pass"  env SECRET }
credential key    = api_key { bucket "b"  header "x-api-key" }
credential login  = basic { }
gateway edge on envoy {
  domain env HOST
  route /orders/{id} -> orders at /x/{id} { accept key  attach pass }
  route /users       -> orders { accept login }
}
service orders { url env ORDERS_URL }
"""
GOOD = {"SECRET": 'a "secret" \\ $x', "ORDERS_URL": "http://orders:81/v1/", "HOST": "api.example"}
FILES = {
    "keys/key.json": '{"K\\"1": "web"}',
    "keys/login.json": '{"ann": "pw"}',
    "tls/server.crt": "",
    "tls/server.key": "",
}


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    unpack(rendered(meaning(PROGRAM)), tmp_path / "edge")
    for path, text in FILES.items():
        (tmp_path / "edge" / path).parent.mkdir(exist_ok=True)
        (tmp_path / "edge" / path).write_text(text, encoding="utf-8")
    return tmp_path / "edge"


def fill(bundle: Path, *arguments: str, **values: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(bundle / "fill.py"), *arguments]
    return subprocess.run(command, env=values, capture_output=True, text=True, check=False)


def filled(bundle: Path, **values: str) -> dict[str, Any]:
    done = fill(bundle, **{**GOOD, **values})
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
    return json.loads((bundle / "envoy.filled.json").read_text(encoding="utf-8"))


def cluster(config: dict[str, Any]) -> dict[str, Any]:
    (found,) = config["static_resources"]["clusters"]
    return found


def test_values_stand_where_they_belong_and_nowhere_else(bundle: Path) -> None:
    config = filled(bundle)
    manager = config["static_resources"]["listeners"][0]["filter_chains"][0]["filters"][0]
    host = manager["typed_config"]["route_config"]["virtual_hosts"][0]
    assert ["api.example", "api.example:*"] == host["domains"]
    gate = host["metadata"]["filter_metadata"]["gatewright.gate"]
    assert {"pass": 'a "secret" \\ $x'} == gate["secrets"]
    assert {'K"1': {"client": "web", "metadata": {}}} == gate["keys"]["key"]
    assert {"Basic YW5uOnB3": {"client": "ann"}} == gate["keys"]["login"]
    assert "$fill" not in json.dumps(config)


def test_an_address_is_taken_apart(bundle: Path) -> None:
    there = cluster(filled(bundle))
    (place,) = there["load_assignment"]["endpoints"][0]["lb_endpoints"]
    assert {"address": "orders", "port_value": 81} == place["endpoint"]["address"]["socket_address"]
    assert "transport_socket" not in there
    assert '"substitution": "/v1/x/\\\\1"' in (bundle / "envoy.filled.json").read_text()


def test_an_address_of_https_is_called_by_tls(bundle: Path) -> None:
    (bundle / "tls/ca.crt").write_text("", encoding="utf-8")
    socket = cluster(filled(bundle, ORDERS_URL="https://orders.example"))["transport_socket"]
    assert "orders.example" == socket["typed_config"]["sni"]


def test_everything_that_is_missing_is_said_at_once(bundle: Path) -> None:
    (bundle / "keys/key.json").unlink()
    done = fill(bundle, ORDERS_URL="http://orders", HOST="api.example")
    assert 1 == done.returncode
    assert {
        "the file keys/key.json is missing",
        "the variable SECRET is not set",
        "DEPLOY.md lists what has to be there",
    } == set(done.stderr.splitlines())
    assert not (bundle / "envoy.filled.json").exists()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"SECRET": "two\nlines"}, "the variable SECRET holds a line break"),
        ({"ORDERS_URL": "http://"}, "what ORDERS_URL gives is not the URL of an upstream"),
        ({"ORDERS_URL": "http://a:b"}, "what ORDERS_URL gives is not the URL of an upstream"),
        ({"ORDERS_URL": "http://u:p@a"}, "what ORDERS_URL gives is not the URL of an upstream"),
        ({"ORDERS_URL": "http://[a"}, "what ORDERS_URL gives is not the URL of an upstream"),
        ({"ORDERS_URL": "http://a\u2100b"}, "what ORDERS_URL gives is not the URL of an upstream"),
        ({"ORDERS_URL": "htps://a"}, "what ORDERS_URL gives is not the URL of an upstream"),
        ({"SECRET": "half\udcff"}, "the variable SECRET is not UTF-8"),
        ({"ENVOY_LISTEN_PORT": "http"}, "the variable ENVOY_LISTEN_PORT is not a port"),
        ({"ENVOY_ADMIN_PORT": "0"}, "the variable ENVOY_ADMIN_PORT is not a port"),
        ({"UPSTREAM_CA": "/nowhere"}, "the file that UPSTREAM_CA names is missing"),
    ],
)
def test_values_of_the_wrong_shape(bundle: Path, values: dict[str, str], said: str) -> None:
    https = {"ORDERS_URL": "https://a"} if "UPSTREAM_CA" in values else {}
    done = fill(bundle, **{**GOOD, **https, **values})
    assert 1 == done.returncode
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["", "[]", "{", '{"": "web"}', '{"K": 1}', '{"K": {"client": 2}}'])
def test_files_of_the_wrong_shape(bundle: Path, text: str) -> None:
    (bundle / "keys/key.json").write_text(text, encoding="utf-8")
    done = fill(bundle, **GOOD)
    assert 1 == done.returncode
    assert "the file keys/key.json" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("key", '{"K": "ann", "K": "bob"}', "has the same key twice"),
        ("key", '{"K": {"client": "ann", "metadata": {"a": 1, "a": 2}}}', "the same key twice"),
        ("key", '{"\\ud800": "ann"}', "holds half of a character"),
        ("login", '{"ann": ""}', "does not give each user a password"),
        ("login", '{"a:b": "c"}', "has a user with a colon in the name"),
    ],
)
def test_keys_that_could_be_taken_for_others(bundle: Path, file: str, text: str, said: str) -> None:
    (bundle / f"keys/{file}.json").write_text(text, encoding="utf-8")
    done = fill(bundle, **GOOD)
    assert (1, True) == (done.returncode, said in done.stderr)
    assert "Traceback" not in done.stderr


def test_no_value_is_printed(bundle: Path) -> None:
    done = fill(bundle, SECRET="very secret", ORDERS_URL="no url here", HOST="h")
    assert "very secret" not in done.stderr + done.stdout
    assert "no url here" not in done.stderr + done.stdout


def test_optional_variables(bundle: Path) -> None:
    config = filled(bundle, ENVOY_LISTEN_PORT="8443", ENVOY_ADMIN_PORT="9901")
    address = config["static_resources"]["listeners"][0]["address"]["socket_address"]
    assert {"address": "0.0.0.0", "port_value": 8443} == address
    admin = {"address": "127.0.0.1", "port_value": 9901}
    assert {"address": {"socket_address": admin}} == config["admin"]
    assert "admin" not in filled(bundle)


def test_the_command_gets_the_filled_file(bundle: Path) -> None:
    done = fill(bundle, "--", sys.executable, "-c", "import sys; print(sys.argv)", **GOOD)
    assert f"['-c', '-c', '{bundle / 'envoy.filled.json'}']" == done.stdout.strip()


def test_other_arguments_are_refused(bundle: Path) -> None:
    assert "usage: fill.py [-- envoy ...]\n" == fill(bundle, "--help", **GOOD).stderr
    assert "usage: fill.py [-- envoy ...]\n" == fill(bundle, "--", **GOOD).stderr
    assert "cannot be started" in fill(bundle, "--", "/no/such/program", **GOOD).stderr


def test_the_file_is_its_owners_alone(bundle: Path) -> None:
    filled(bundle)
    assert 0o600 == (bundle / "envoy.filled.json").stat().st_mode & 0o777
    assert [] == list(bundle.glob(".envoy-*"))
