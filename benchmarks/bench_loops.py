"""Claim: looking for loops among 10,000 gateways takes at most one second of CPU, whatever rings they
form; what is known of requests, and the model, stand before that."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from gatewright.compiler.checks import Products
from gatewright.compiler.checks.case import Case
from gatewright.compiler.checks.routing.loops import loops_of
from gatewright.compiler.pipeline import compile_file
from gatewright.dsl.parse import collector_at_rest
from gatewright.targets.find import KNOWN
from gatewright.targets.load import variant_of
from measuring import at_most

MOST_SECONDS = 1.0
ROUTES = 10
HUNDRED = 100
THIRD = 3


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateways", type=int, default=10_000)
    wanted = parser.parse_args()
    held = [
        holds(name, shape, wanted.gateways)
        for name, shape in (
            ("a chain without a ring", chain),
            ("a mesh that every request leaves", mesh),
            ("rings of a hundred gateways", ring),
            ("rings of three", threes),
            ("a hub that all lead to, and that leads to all", hub),
        )
    ]
    return not all(held)


def holds(name: str, shape: Callable[[int, int], str], gateways: int) -> bool:
    text = "\n".join([HEAD, *(shape(number, gateways) for number in range(gateways))])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "fed.gate")
        file.write_text(text, encoding="utf-8")
        compilation = compile_file(str(file), KNOWN)
    assert compilation.federation is not None, compilation.findings[:3]
    case = Case(compilation.federation, Products(variant_of), {})
    flow, ways = case.flow, case.ways_from
    assert flow is not None
    assert ways is not None
    with collector_at_rest():  # as it is wherever programs are compiled
        before = process_time()
        found = loops_of(case)
        seconds = process_time() - before
    return at_most(f"{name}, {len(found)} loops found", seconds, MOST_SECONDS, " s")


HEAD = """\
federation loops "Gateways that lead to each other"
service end { url "http://end.internal" }
"""


def _gateway(number: int, routes: list[str]) -> str:
    door = f'domain "g{number}.example.com" ' if number % THIRD == 0 else "internal "
    return f"gateway g{number} on nginx {{ {door}accept anyone\n" + "\n".join(routes) + "\n}"


def _own(number: int, count: int) -> list[str]:
    return [f"  route /own/{number}/{place}/{{id}} -> end" for place in range(count)]


def chain(number: int, gateways: int) -> str:
    after = f"g{number + 1}" if number + 1 < gateways else "end"
    return _gateway(number, [f"  route /x/** -> {after}", *_own(number, ROUTES - 1)])


def mesh(number: int, gateways: int) -> str:
    """Each leads to nine others, and each of its routes is for a path of its own."""
    others = [(number + step * step) % gateways for step in range(1, ROUTES)]
    lines = [f"  route /m/{number}/{other}/{{id}} -> g{other}" for other in others]
    return _gateway(number, [*lines, *_own(number, 1)])


def ring(number: int, gateways: int) -> str:
    """A hundred gateways, one of which the internet reaches, lead round; so do the next hundred."""
    after = (
        number + 1
        if number % HUNDRED < HUNDRED - 1 and number + 1 < gateways
        else number - number % HUNDRED
    )
    return _gateway(number, [f"  route /x/** -> g{after}", *_own(number, ROUTES - 1)])


def threes(number: int, gateways: int) -> str:
    """Of every three gateways the last one leads back to the first, and on to the next three."""
    first = number - number % 3
    after = number + 1 if number % 3 < 2 and number + 1 < gateways else first
    onward = (first + 3) % gateways
    lines = [f"  route /x/{first}/** -> g{after}", f"  route /on/** -> g{onward}"]
    return _gateway(number, [*lines, *_own(number, ROUTES - 2)])


def hub(number: int, gateways: int) -> str:
    if number:
        return _gateway(number, [f"  route /back/{number}/** -> g0", *_own(number, ROUTES - 1)])
    return _gateway(0, [f"  route /to/{other}/** -> g{other}" for other in range(1, gateways)])


if __name__ == "__main__":
    sys.exit(main())
