"""Chunks of whole programs whose requests are followed: tests/language/checks, one file a check.

They are marked like those of tests/language/meaning (meaning_chunks.py). A chunk has to have each
finding that stands beside its lines, and no other error at all; of warnings and notes only those
count whose codes the chunk speaks of, beside a line or as a near miss (`#~ GW1105 ..`).
"""

from pathlib import Path

from gatewright.compiler.checks import Products
from gatewright.compiler.known_targets import only
from gatewright.compiler.pipeline import Compilation, compile_file
from gatewright.dsl.codes import Level
from gatewright.dsl.finding import Finding
from gatewright.targets.find import BUILT_IN
from gatewright.targets.load import variant_of
from meaning_chunks import Program, programs

CHUNKS = programs("checks")


def checked(path: str) -> Compilation:
    """A program with everything looked at that can be."""
    return compile_file(path, only(*BUILT_IN), products=Products(variant_of))


def spoken_of(program: Program, folder: Path) -> list[Finding]:
    """What is found in a chunk, as far as the chunk has to say something to it."""
    codes = {*program.codes, *program.near_misses}
    found = checked(program.write(folder)).findings
    return [one for one in found if one.level is Level.ERROR or one.code in codes]
