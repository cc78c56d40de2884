"""Claim: from text to a tree with spans at least six times as fast as plain Lark with positions."""

import argparse
import gc
import sys
from typing import Any

from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source
from gatewright.dsl.table import GRAMMAR
from gatewright.dsl.tabulate import plain_lark
from large_programs import LEAN_SHAPES, ROUTE_SHAPES, ROUTES, density, large_program
from measuring import at_least, in_turns

CLAIMED = 6


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateways", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--lean", action="store_true", help="routes without blocks")
    wanted = parser.parse_args()
    shapes = LEAN_SHAPES if wanted.lean else ROUTE_SHAPES
    text = large_program(wanted.gateways, shapes)
    print(density(text, wanted.gateways, shapes))
    lark: Any = plain_lark(GRAMMAR.read_text(encoding="utf-8"))
    parse(Source("warm.gate", large_program(1)))

    def quiet_lark() -> object:
        gc.disable()
        try:
            return lark.parse(text)
        finally:
            gc.enable()

    ours, plain, quiet = in_turns(
        wanted.rounds,
        lambda: parse(Source("large.gate", text)),
        lambda: lark.parse(text),
        quiet_lark,
    )
    routes = wanted.gateways * ROUTES
    print(
        f"CPU seconds, median of {wanted.rounds}: ours {ours:.2f} ({routes / ours:,.0f} routes/s)"
    )
    print(
        f"  plain Lark with positions {plain:.2f}, the same without its garbage collector {quiet:.2f}"
    )
    print(f"  against the latter {quiet / ours:.1f}x")
    return not at_least("parsing against plain Lark", plain / ours, CLAIMED)


if __name__ == "__main__":
    sys.exit(main())
