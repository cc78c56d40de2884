"""What programs mean wrongly: each has the findings that are written beside its lines."""

from pathlib import Path

import pytest
from gatewright.compiler.checks.run import checks
from gatewright.compiler.explain import codes
from meaning_chunks import Program, programs

PROGRAMS = programs()


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_a_program_has_the_findings_beside_its_lines(program: Program, tmp_path: Path) -> None:
    assert [] == program.disagreement(tmp_path), program.title


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_a_program_says_what_it_is_about(program: Program) -> None:
    assert program.title
    assert not program.codes & set(program.near_misses)


LOOKED_FOR_ELSEWHERE = frozenset(checks())  # tests/language/checks, tests/test_checks.py


@pytest.mark.parametrize("code", sorted({*codes()} - LOOKED_FOR_ELSEWHERE))
def test_every_code_has_a_program_that_fires_and_a_near_miss_that_does_not(code: str) -> None:
    assert [program.name for program in PROGRAMS if code in program.codes]
    assert [program.name for program in PROGRAMS if code in program.near_misses]


def test_messages_read_like_all_others(tmp_path_factory: pytest.TempPathFactory) -> None:
    for program in PROGRAMS:
        for finding in program.findings(tmp_path_factory.mktemp("program")):
            for line in (finding.message, finding.label, *(way.message for way in finding.help)):
                assert line, (program.name, finding)
                assert not line[0].isupper(), line
                assert line[-1] not in ".!?", line
                assert line.count("`") % 2 == 0, line
