"""Claims: `--help` costs at most 6 times and `check` of a small file at most 12 times the CPU of an
empty Python program."""

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from measuring import at_most, run

MOST_TIMES_HELP = 6
MOST_TIMES_CHECK = 12

SMALL_PROGRAM = """\
federation shop

gateway edge on nginx {
  accept anyone
  route /orders/** -> orders
}

service orders { url "http://orders.internal:8080" }
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    rounds = parser.parse_args().rounds
    gatewright = str(Path(sys.executable).with_name("gatewright"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "fed.gate")
        file.write_text(SMALL_PROGRAM, encoding="utf-8")
        nothing, asked, checked = medians(
            rounds,
            [sys.executable, "-c", "pass"],
            [gatewright, "--help"],
            [gatewright, "check", str(file)],
        )
    print(f"CPU milliseconds, median of {rounds}: empty {nothing:.1f}, ", end="")
    print(f"--help {asked:.1f}, check {checked:.1f}")
    helps = at_most("--help against an empty program", asked / nothing, MOST_TIMES_HELP)
    checks = at_most("check against an empty program", checked / nothing, MOST_TIMES_CHECK)
    return not (helps and checks)


def medians(rounds: int, *commands: list[str]) -> list[float]:
    """CPU milliseconds of each command; they take turns, and the first turn only warms up."""
    taken: list[list[float]] = [[] for _ in commands]
    for turn in range(rounds + 1):
        for times, command in zip(taken, commands, strict=True):
            ended = run(command)
            assert ended.status == 0, command
            if turn:
                times.append(ended.cpu_seconds * 1000)
    return [median(times) for times in taken]


if __name__ == "__main__":
    sys.exit(main())
