"""Federations and requests at random: whatever becomes of a request lies in what the flow said.

`trace` and `flow` share no code but the model, so what one of them has wrong the other tells.
"""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from flow_federations import drawn, questions
from flow_oracle import case_of, differences, followed
from flow_words import KINDS, VERDICTS, WORDS, kinds_of, verdicts_of, words_of
from gatewright.compiler.checks.case import Case
from tiers import deep
from traces import federation_of

REQUESTS = 10  # of each program
PROGRAMS = deep(100, 2000)
SHARE = 0.01  # of the pairs in which each thing has to occur
CONFIRMED = 0.9


@dataclass
class Tried:
    pairs: int = 0
    wrong: list[str] = field(default_factory=list[str])
    met: Counter[str] = field(default_factory=Counter[str])


@cache
def cases() -> tuple[tuple[int, Case], ...]:
    return tuple((seed, _case(seed)) for seed in range(PROGRAMS))


def _case(seed: int) -> Case:
    made = drawn(seed)
    return case_of(federation_of(made.text), made.facts)


@cache
def tried() -> Tried:
    found = Tried()
    for seed, case in cases():
        facts = {one.name: case.facts(one) for one in case.federation.gateways.values()}
        for question in questions(case.federation, facts, seed, REQUESTS):
            one = followed(case, question)
            found.pairs += 1
            found.wrong += [f"seed {seed}: {what}" for what in differences(case, one)]
            found.met.update({*verdicts_of(one), *kinds_of(case.federation, one), *words_of(one)})
    return found


def test_every_outcome_lies_in_what_the_flow_said() -> None:
    assert tried().wrong == []


def test_everything_that_can_be_drawn_is_met() -> None:
    found = tried()
    table = {name: found.met[name] / found.pairs for name in (*VERDICTS, *KINDS, *WORDS)}
    print(f"\n{found.pairs} pairs")
    for name, share in sorted(table.items(), key=lambda item: -item[1]):
        print(f"{share:7.1%} {name}")

    assert {name: share for name, share in table.items() if share < SHARE} == {}


def test_no_sets_are_given_up() -> None:
    assert [seed for seed, case in cases() if case.flow.overrun] == []


def test_requests_made_of_sets_come_where_they_should() -> None:
    shown = [one for _, case in cases()[:100] for one in _confirmed(case)]

    assert sum(shown) / len(shown) >= CONFIRMED


TOLD = """
import sys
sys.path.insert(0, "tests")
from flow_told import told
print(told(range(12)))
"""


def test_a_flow_does_not_depend_on_the_hash_seed() -> None:
    def printed(seed: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-c", TOLD],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout

    assert printed("1") == printed("2")


def _confirmed(case: Case) -> Iterator[bool]:
    """For each route that is found at all: whether the first requests for it find it."""
    for name in case.federation.gateways:
        routes = {id(one.route): one.route for one in case.flow.passages(name)}
        for route in routes.values():
            for question in islice(case.flow.questions(name, route=route), 4):
                branches = followed(case, question).branches
                yield any(hop.route is route for branch in branches for hop in branch.hops)
