"""Faults in correct federations: the right check tells each of them, at its place, and no other does."""

from pathlib import Path

import pytest
from check_chunks import checked
from gatewright.compiler.checks.run import checks
from gatewright.dsl.codes import Level
from gatewright.dsl.finding import Finding
from planted_in_corpus import PLANTED, Plant

PROMISES = frozenset(("GW0201", "GW0202"))
"""What a program promises and demands may well fail of any fault."""
AT_LEAST = 240
PROGRAMS_AT_LEAST = 3
STARRED = (
    *("GW1101", "GW1102", "GW1105", "GW1106", "GW1108", "GW1109", "GW1110", "GW1111", "GW1119"),
    *("GW2101", "GW2102", "GW2103", "GW2104", "GW2105", "GW2107", "GW2109", "GW2114", "GW2115"),
    *("GW3101", "GW3103", "GW3104", "GW3105", "GW3108"),
    *("GW4101", "GW4102", "GW4103", "GW4104", "GW4105", "GW4106", "GW4107", "GW4111"),
    *("GW5101", "GW5102", "GW5104", "GW5106", "GW5109", "GW5111"),
    *("GW6104", "GW6106", "GW6109", "GW6110", "GW6113"),
    *("GW7101", "GW7102", "GW7105", "GW7109", "GW0201", "GW0202"),
)


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.name)
def test_a_planted_fault_is_told_once_and_where_it_is(plant: Plant, tmp_path: Path) -> None:
    compilation = checked(plant.write(tmp_path))

    assert compilation.federation is not None
    assert _faults_of(plant, compilation.findings) == []


@pytest.mark.parametrize("code", STARRED)
def test_each_check_is_tried_on_several_programs(code: str) -> None:
    programs = {plant.program for plant in PLANTED if plant.code == code}

    assert code in checks()
    assert len(programs) >= PROGRAMS_AT_LEAST


def test_there_are_many() -> None:
    assert len(PLANTED) >= AT_LEAST


def _faults_of(plant: Plant, findings: tuple[Finding, ...]) -> list[str]:
    """In words what is missing or too much."""
    told = [one for one in findings if one.code == plant.code]
    there = [one for one in told if plant.at in _line_of(one)]
    wrong = [] if there else [f"not told at {plant.at}: {[_line_of(one) for one in told]}"]
    if len(told) > plant.times:
        wrong.append(f"told {len(told)} times")
    wrong += [
        f"no request shows it: {one.message}"
        for one in there
        if one.level is Level.ERROR and one.code not in PROMISES and one.witness is None
    ]
    right = {plant.code, *plant.also, *PROMISES}
    others = [one for one in findings if one.level is Level.ERROR and one.code not in right]
    return [*wrong, *(f"besides: {one.code} {one.message}" for one in others)]


def _line_of(finding: Finding) -> str:
    return finding.at.source.line_text(finding.at.line)
