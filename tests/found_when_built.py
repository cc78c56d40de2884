"""Findings that only a build comes to: what a product lacks, or means otherwise."""

from gatewright.compiler.pipeline import Compilation
from gatewright.dsl.finding import Finding
from gatewright.targets.rendering import build

CODES = ("GW7101", "GW7102")


def found_when_built(compilation: Compilation) -> tuple[Finding, ...]:
    """Those of a program that means something; none of one that does not."""
    if compilation.federation is None:
        return ()
    built = build(compilation.federation)
    return tuple(f for one in built for f in one.findings if f.code in CODES)
