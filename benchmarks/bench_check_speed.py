"""Claims: the whole of `check` takes at most 6 times the CPU of `envoy --mode validate` on as many
routes (8 times at 10,000), meaning plus checks at most 3 times the parse of the same text, and
100,000 routes stay below 1.5 GB.

Envoy validates one virtual host with one plain prefix route for each route of the program and a
cluster for each ten of them: no header, no method, no credential, which is the least to be asked. Whole processes, in turns; parse, meaning and checks within one process.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from statistics import median

import envoy  # pyright: ignore[reportMissingTypeStubs]
from federation_shapes import SHAPES, routes_in
from gatewright.compiler.checks import Products
from gatewright.compiler.pipeline import compile_file
from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source
from gatewright.targets.find import KNOWN
from gatewright.targets.load import variant_of
from large_programs import tokens_in
from measuring import Ended, at_most, in_turns, run

TIMES = {1_000: 6.0, 10_000: 8.0, 100_000: 6.0}
TIMES_OF_THE_PARSE = 3.0
MEGABYTES = 1_500.0
ROUTES_OF_A_CLUSTER = 10
ROUNDS = {1_000: 5, 10_000: 3, 100_000: 1}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--routes", type=int, nargs="+", default=list(TIMES))
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    wanted = parser.parse_args()
    held = [one for shape in wanted.shapes for many in wanted.routes for one in claims(shape, many)]
    return not all(held)


def claims(shape: str, wanted: int) -> list[bool]:
    text = SHAPES[shape](wanted)
    routes = routes_in(text)
    print(f"\n{shape}: {routes:,} routes, {tokens_in(text) / routes:.1f} tokens a route")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program, config = folder / "fed.gate", folder / "envoy.json"
        program.write_text(text, encoding="utf-8")
        config.write_text(json.dumps(envoy_config(routes)), encoding="utf-8")
        rounds = ROUNDS.get(wanted, 1)
        ours, theirs = whole(program, config, rounds)
        parsing, both = within(program, rounds)
    bound = TIMES.get(wanted, 6.0)
    return [
        at_most(f"check of {routes:,} routes against envoy", cpu(ours) / cpu(theirs), bound),
        at_most(
            "meaning and checks against the parse", (both - parsing) / parsing, TIMES_OF_THE_PARSE
        ),
        at_most("peak of memory", max(one.peak_megabytes for one in ours), MEGABYTES, " MB"),
    ]


def whole(program: Path, config: Path, rounds: int) -> tuple[list[Ended], list[Ended]]:
    """Both commands as somebody starts them, the first turn only to warm up."""
    check = [str(Path(sys.executable).with_name("gatewright")), "check", str(program)]
    validate = [str(envoy_binary()), "--mode", "validate", "-l", "off", "-c", str(config)]
    ours: list[Ended] = []
    theirs: list[Ended] = []
    for turn in range(rounds + (rounds > 1)):
        mine, other = run(check), run(validate)
        assert (mine.status, other.status) == (0, 0), (mine, other)
        if turn or rounds == 1:
            ours.append(mine)
            theirs.append(other)
    print(f"CPU seconds: check {cpu(ours):.2f}, envoy {cpu(theirs):.2f}")
    return ours, theirs


def within(program: Path, rounds: int) -> tuple[float, float]:
    products = Products(variant_of)
    parsing, both = in_turns(
        rounds,
        lambda: parse(Source(str(program), program.read_text(encoding="utf-8"))),
        lambda: compile_file(str(program), KNOWN, products=products),
    )
    print(f"CPU seconds: parse {parsing:.2f}, with meaning and checks {both:.2f}")
    return parsing, both


def cpu(ended: list[Ended]) -> float:
    return median(one.cpu_seconds for one in ended)


def envoy_binary() -> Path:
    folder = Path(envoy.__file__).parent
    return next(
        file
        for file in sorted(folder.rglob("envoy*"))
        if file.is_file() and file.stat().st_size > 1e7
    )


def envoy_config(routes: int) -> dict[str, object]:
    """One listener whose virtual host has so many prefix routes."""
    table = [
        {
            "match": {"path_separated_prefix": f"/t{number // 100}/r{number}"},
            "route": {"cluster": f"service_{number // ROUTES_OF_A_CLUSTER}", "timeout": "5s"},
        }
        for number in range(routes)
    ]
    manager = {
        "@type": "type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
        "stat_prefix": "edge",
        "http_filters": [
            {
                "name": "envoy.filters.http.router",
                "typed_config": {
                    "@type": "type.googleapis.com/envoy.extensions.filters.http.router.v3.Router"
                },
            }
        ],
        "route_config": {
            "virtual_hosts": [{"name": "all", "domains": ["*"], "routes": table}],
        },
    }
    listener = {
        "name": "edge",
        "address": {"socket_address": {"address": "127.0.0.1", "port_value": 0}},
        "filter_chains": [
            {
                "filters": [
                    {
                        "name": "envoy.filters.network.http_connection_manager",
                        "typed_config": manager,
                    }
                ]
            }
        ],
    }
    clusters = [cluster(number) for number in range(routes // ROUTES_OF_A_CLUSTER + 1)]
    return {"static_resources": {"listeners": [listener], "clusters": clusters}}


def cluster(number: int) -> dict[str, object]:
    address = {"socket_address": {"address": "127.0.0.1", "port_value": 1024 + number % 60_000}}
    return {
        "name": f"service_{number}",
        "type": "STATIC",
        "connect_timeout": "1s",
        "load_assignment": {
            "cluster_name": f"service_{number}",
            "endpoints": [{"lb_endpoints": [{"endpoint": {"address": address}}]}],
        },
    }


if __name__ == "__main__":
    sys.exit(main())
