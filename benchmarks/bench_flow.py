"""Claim: following all sets of requests, and finding who is let in on every route, costs at most half
of reading the program and working out its meaning, in chains, stars and meshes of gateways.

Also told: what a crowd of credentials and headers costs, where sets have to be taken together.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

from federation_shapes import SHAPES, routes_in
from gatewright.compiler.checks import Products
from gatewright.compiler.checks.case import Case
from gatewright.compiler.model import Federation
from gatewright.compiler.pipeline import compile_file
from gatewright.dsl.parse import collector_at_rest
from gatewright.targets.find import KNOWN
from gatewright.targets.load import variant_of
from measuring import at_most

MOST_OF_THE_MEANING = 0.5
ROUNDS = {1_000: 5, 10_000: 3}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--routes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--shapes", nargs="+", choices=SHAPES, default=list(SHAPES))
    parser.add_argument("--crowd", type=int, default=100, help="gateways of the crowd")
    wanted = parser.parse_args()
    held = [
        claim(shape, SHAPES[shape](many), ROUNDS.get(many, 1))
        for shape in wanted.shapes
        for many in wanted.routes
    ]
    told(wanted.crowd)
    return not all(held)


def claim(shape: str, text: str, rounds: int) -> bool:
    taken = [measured(text) for _ in range(rounds)]
    routes = routes_in(text)
    meaning = median(one[0] for one in taken)
    flowing = median(one[1] for one in taken)
    print(f"\n{shape}: {routes:,} routes, {flowing / routes * 1e6:.1f} us a route")
    return at_most(f"flow of {routes:,} routes", flowing / meaning, MOST_OF_THE_MEANING)


def measured(text: str) -> tuple[float, float]:
    """CPU seconds of the meaning, and of the flow."""
    with collector_at_rest():  # as it is wherever programs are compiled
        begun = process_time()
        federation = meaning_of(text)
        meant = process_time()
        case = Case(federation, Products(variant_of), {})
        assert case.ways_to or case.ways_from
        ready = process_time()
        for name in federation.gateways:
            case.flow.passages(name)
        return meant - begun, process_time() - ready


def meaning_of(text: str) -> Federation:
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "fed.gate"
        program.write_text(text, encoding="utf-8")
        compiled = compile_file(str(program), KNOWN)
    assert compiled.federation is not None
    return compiled.federation


def told(gateways: int) -> None:
    case = Case(meaning_of(crowd(gateways)), Products(variant_of), {})
    ways = len(case.ways)
    with collector_at_rest():
        begun = process_time()
        flow = case.flow
        seconds = process_time() - begun
    most = max(len(flow.arrivals(name)) for name in case.federation.gateways)
    print(
        f"\na crowd of {gateways} gateways, {ways:,} ways, 4 credentials, 3 headers: {seconds:.1f} s, "
        f"at most {most} sets at a gateway, taken together at {len(flow.joined)}"
    )


def crowd(gateways: int) -> str:
    """Every gateway calls twenty others, each time with other credentials and headers."""
    chance = Random(1)
    lines = ["env S secret", "client web { presents k0 }", 'service s { url "http://s" }']
    lines += [
        f'credential k{one} = shared_secret {{ header "x-k{one}"  env S }}' for one in range(4)
    ]
    for one in range(gateways):
        accept = chance.choice(("anyone", "k0", "k1 or k2", "anyone"))
        lines.append(f"gateway g{one} on nginx {{ {'public' if one < 5 else ''} accept {accept}")
        lines += [_route(chance, number, gateways) for number in range(20)]
        lines.append("  route /own -> s\n}")
    return "\n".join(lines)


def _route(chance: Random, number: int, gateways: int) -> str:
    said = [
        f"strip k{chance.randrange(4)}" if chance.random() < 0.5 else "",
        f"attach k{chance.randrange(4)}" if chance.random() < 0.5 else "",
        f'headers {{ set "h{chance.randrange(3)}" = "1" }}' if chance.random() < 0.5 else "",
    ]
    when = f' when header("h{chance.randrange(3)}") = "1"' if chance.random() < 0.3 else ""
    to = f"g{chance.randrange(gateways)} at /{{**}}"
    return f"  route /t{number}/**{when} -> {to} {{ {'  '.join(said)} }}"


if __name__ == "__main__":
    sys.exit(main())
