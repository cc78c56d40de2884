"""What is rendered for Envoy, as data: the whole of `hello`, and the traps that must stay closed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from envoy_here import bootstrap, file_of, rendered
from gatewright.compiler.model import Federation
from meanings import meaning

HELLO = Path("examples/hello/fed.gate")


@pytest.fixture(scope="module")
def hello() -> Federation:
    return meaning(HELLO.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["edge", "inner"])
@pytest.mark.parametrize("path", ["envoy.json", "DEPLOY.md"])
def test_hello(hello: Federation, name: str, path: str, golden: Callable[[str, str], None]) -> None:
    golden(f"envoy/hello-{name}-{path}", file_of(rendered(hello, name), path))


def edge(routes: str, gateway: str = "") -> dict[str, Any]:
    return bootstrap(
        meaning(
            f"gateway edge on envoy {{ {gateway} {routes} }}\n"
            'service orders { url "http://orders.internal:8080" }\n'
        )
    )


def manager(config: dict[str, Any]) -> dict[str, Any]:
    (chain,) = config["static_resources"]["listeners"][0]["filter_chains"]
    return chain["filters"][0]["typed_config"]


def routes(config: dict[str, Any]) -> list[dict[str, Any]]:
    return manager(config)["route_config"]["virtual_hosts"][0]["routes"]


def test_first_line_says_whether_the_hop_guard_is_there() -> None:
    def first_line(words: str) -> str:
        text = f"gateway edge on envoy {{ {words} route /a -> respond 200 }}"
        return file_of(rendered(meaning(text)), "DEPLOY.md").splitlines()[0]

    assert first_line("hop_guard 9").startswith(
        "The hop guard is there: a request that has passed 9"
    )
    assert first_line("hop_guard off").startswith("The hop guard is off")
    assert first_line("").startswith("The hop guard is there: a request that has passed 8")


def test_paths_are_the_same_for_everybody_on_the_way() -> None:
    said = manager(edge("route /a -> orders"))
    assert (True, True, "REJECT_REQUEST") == (
        said["normalize_path"],
        said["merge_slashes"],
        said["path_with_escaped_slashes_action"],
    )


def test_nothing_is_retried_unless_asked_for() -> None:
    (route, *_) = routes(edge("route /a -> orders"))
    assert "retry_policy" not in route["route"]
    (route, *_) = routes(edge("route /a -> orders { retry 2 on 5xx methods GET|PUT }"))
    policy = route["route"]["retry_policy"]
    assert [":method"] == [one["name"] for one in policy["retriable_request_headers"]]
    assert list(range(500, 600)) == policy["retriable_status_codes"]


@pytest.mark.parametrize(
    ("words", "whole", "per_try"),
    [
        ("", "15s", None),
        ("timeout response 2s", "2s", None),
        ("timeout response 9s, total 5s", "5s", None),
        ("timeout off", "0s", None),
        ("timeout response 2s retry 1 on 503", "0s", "2s"),
        ("timeout total 5s, attempt 1500ms retry 1 on 503", "5s", "1.5s"),
        ("timeout off retry 1 on 503", "0s", None),
    ],
)
def test_how_long_it_waits(words: str, whole: str, per_try: str | None) -> None:
    route = routes(edge(f"route /a -> orders {{ {words} }}"))[0]["route"]
    assert whole == route["timeout"]
    assert per_try == route.get("retry_policy", {}).get("per_try_timeout")


def test_a_cluster_for_each_way_of_connecting() -> None:
    config = edge(
        "route /a -> orders { timeout connect 1s } route /b -> orders { timeout connect 1s }"
        " route /c -> orders"
    )
    clusters = {
        one["name"]: one["connect_timeout"] for one in config["static_resources"]["clusters"]
    }
    assert {"orders-http": "1s", "orders-http-2": "5s"} == clusters


def test_limits_of_the_gateway_are_shared_by_its_routes() -> None:
    config = edge(
        "route /a -> orders route /b -> orders route /c -> orders { limit 1/s }", "limit 9/s"
    )
    (limits,) = [
        one["typed_config"]
        for one in manager(config)["http_filters"]
        if one["name"].endswith("local_ratelimit")
    ]
    buckets = [one["token_bucket"]["max_tokens"] for one in limits["descriptors"]]
    assert [9, 1] == buckets
    plans = [
        one["metadata"]["filter_metadata"]["gatewright.gate"]["limits"][0]["id"]
        for one in routes(config)[:3]
    ]
    assert ["limit-1", "limit-1", "limit-2"] == plans


def test_a_gateway_that_is_out_of_service_says_nothing_else() -> None:
    for state, status in (("blocked", 403), ("retired", 410)):
        (only,) = routes(edge("route /a -> orders", f"state {state}"))
        assert ({"prefix": "/"}, status) == (only["match"], only["direct_response"]["status"])


def test_an_upstream_that_egress_leaves_out_is_not_called() -> None:
    config = edge('route /a -> orders route /b -> "https://else.example"', "egress only orders")
    assert ["orders-http"] == [one["name"] for one in config["static_resources"]["clusters"]]


def test_secrets_are_not_in_the_bundle(hello: Federation) -> None:
    text = "".join(one.text for one in rendered(hello).bundle.files)
    assert '"env": "INNER_SECRET"' in text
    assert "$fill" in text


def test_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from envoy_here import rendered\n"
        "from meanings import meaning\n"
        f"print(rendered(meaning(open({str(HELLO)!r}).read())).bundle)"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert 1 == len(said)


def test_it_imports_cheaply() -> None:
    code = (
        "import sys, gatewright.targets.envoy\n"
        "heavy = ('envoy', 'trustme', 'gatewright.targets.envoy.render', 'jinja2', 'pydantic')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert [] == json.loads(done.stdout.replace("'", '"'))
