"""Claims: parse plus meaning of 10,000 routes at most three times the parse alone, and 100,000
routes in less than 1.2 GB."""

import argparse
import sys
import tempfile
from pathlib import Path

from gatewright.compiler.pipeline import compile_file
from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source
from gatewright.targets.find import KNOWN
from large_programs import density, large_program
from measuring import at_most, in_turns, run

MOST_TIMES = 3
MOST_MEGABYTES = 1_200

COMPILE = """\
import sys
from gatewright.compiler.pipeline import compile_file
from gatewright.targets.find import KNOWN
compilation = compile_file(sys.argv[1], KNOWN)
sys.exit(compilation.federation is None)
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gateways", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=10_000, help="gateways for the peak of memory")
    parser.add_argument("--rounds", type=int, default=5)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        quick = time_holds(Path(folder, "fed.gate"), wanted.gateways, wanted.rounds)
        small = memory_holds(Path(folder, "large.gate"), wanted.large)
    return not (quick and small)


def time_holds(file: Path, gateways: int, rounds: int) -> bool:
    text = large_program(gateways)
    print(density(text, gateways))
    file.write_text(text, encoding="utf-8")
    compilation = compile_file(str(file), KNOWN)
    errors = [finding for finding in compilation.findings if finding.level == "error"]
    assert compilation.federation is not None
    assert not errors, errors[:3]
    parsing, both = in_turns(
        rounds,
        lambda: parse(Source(str(file), file.read_text(encoding="utf-8"))),
        lambda: compile_file(str(file), KNOWN),
    )
    print(f"CPU seconds, median of {rounds}: parse {parsing:.2f}, parse plus meaning {both:.2f}")
    return at_most("parse plus meaning against the parse", both / parsing, MOST_TIMES)


def memory_holds(file: Path, gateways: int) -> bool:
    text = large_program(gateways)
    print(density(text, gateways))
    file.write_text(text, encoding="utf-8")
    ended = run([sys.executable, "-c", COMPILE, str(file)])
    assert ended.status == 0, "the large program does not compile"
    print(f"CPU seconds: {ended.cpu_seconds:.1f}")
    return at_most("peak of memory", ended.peak_megabytes, MOST_MEGABYTES, " MB")


if __name__ == "__main__":
    sys.exit(main())
