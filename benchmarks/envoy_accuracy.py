"""Claim: whatever a random request does on real Envoys, `trace` has said so before."""

import argparse
import re
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from envoy_programs import federation_text
from envoy_rounds import REQUESTS_EACH, Tried, tried
from programs_at_random import grammar


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    options = parser.parse_args()
    programs = range(options.first, options.first + -(-options.pairs // REQUESTS_EACH))
    pairs: list[Tried] = []
    for seed in programs:
        pairs += tried(seed)
        print(f"\rprograms {seed - options.first + 1} of {len(programs)}", end="", file=sys.stderr)
    print(file=sys.stderr)
    return report(pairs, programs)


def report(pairs: list[Tried], programs: range) -> int:
    """Everything that differed or could not be tried, what the pairs were like, and the verdict."""
    wrong = [one for one in pairs if not one.comparison.agrees]
    for one in wrong:
        print(one)
    verdicts = Counter(verdict_of(one) for one in pairs)
    hops = Counter(hops_of(one) for one in pairs)
    faults = sum(bool(one.asked.fault) for one in pairs)
    print(f"verdicts predicted: {', '.join(f'{n} {v}' for v, n in verdicts.most_common())}")
    print(f"gateways passed: {', '.join(f'{n} pairs {h}' for h, n in sorted(hops.items()))}")
    print(f"with a fault: {faults}")
    print(
        f"words of the language that were never emitted: {' '.join(never_emitted(pairs, programs))}"
    )
    holds = "DOES NOT HOLD" if wrong else "holds"
    print(f"{holds}: {len(pairs) - len(wrong)} of {len(pairs)} outcomes equal their trace")
    return bool(wrong)


def verdict_of(one: Tried) -> str:
    found = one.comparison.trace
    return found.hops[-1].verdict.name if found and found.hops else "none"


def hops_of(one: Tried) -> int:
    return len(one.comparison.trace.hops) if one.comparison.trace else 0


def never_emitted(pairs: list[Tried], programs: range) -> list[str]:
    """Keywords of the grammar that stand in none of these programs, and in none of the faults."""
    texts = [*map(federation_text, programs), *(one.asked.fault for one in pairs)]
    emitted = {word for text in texts for word in re.findall(r"[a-z_0-9]+", text)}
    return sorted(word for word in grammar().keyword if word not in emitted)


if __name__ == "__main__":
    sys.exit(main())
