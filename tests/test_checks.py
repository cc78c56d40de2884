"""Every check: programs in which it speaks, near misses in which it does not, and how it speaks."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from check_chunks import CHUNKS, checked, spoken_of
from gatewright.compiler.checks.run import checks
from gatewright.doors.show.text import ROWS, text_of
from gatewright.doors.show.window import COLUMNS
from gatewright.dsl.codes import Level
from gatewright.dsl.finding import Finding
from meaning_chunks import Program

PLANTED = 3
IN_A_PLACE_ONLY = frozenset(("GW0201", "GW0202"))
"""Errors below GW1000 need no request; these have one where there is one."""


@pytest.mark.parametrize("program", CHUNKS, ids=lambda program: program.name)
def test_a_program_has_the_findings_beside_its_lines(program: Program, tmp_path: Path) -> None:
    assert [] == program.differs(spoken_of(program, tmp_path), tmp_path), program.title


@pytest.mark.parametrize("program", CHUNKS, ids=lambda program: program.name)
def test_a_program_says_what_it_is_about(program: Program) -> None:
    assert program.title
    assert not program.codes & set(program.near_misses)


@pytest.mark.parametrize("code", sorted(checks()))
def test_every_check_is_planted_three_times_and_has_a_near_miss(code: str) -> None:
    assert len([program for program in CHUNKS if code in program.codes]) >= PLANTED
    assert [program for program in CHUNKS if code in program.near_misses]


@cache
def everything_found() -> tuple[tuple[str, Finding], ...]:
    found: list[tuple[str, Finding]] = []
    for program in CHUNKS:
        with TemporaryDirectory() as folder:
            findings = checked(program.write(Path(folder))).findings
            found += ((program.name, one) for one in findings)
    return tuple(found)


def test_messages_read_like_all_others() -> None:
    for name, finding in everything_found():
        for line in (finding.message, finding.label, *(way.message for way in finding.help)):
            assert line, (name, finding)
            assert not line[0].isupper(), (name, line)
            assert line[-1] not in ".!?", (name, line)
            assert line.count("`") % 2 == 0, (name, line)


def test_every_finding_fits_a_screen() -> None:
    for name, finding in everything_found():
        rows = text_of(finding).splitlines()
        assert len(rows) <= ROWS, (name, finding.code)
        wide = [row for row in rows if len(row) > COLUMNS and "curl" not in row]
        assert [] == wide, (name, finding.code)


def test_no_error_without_a_request_that_shows_it() -> None:
    for name, finding in everything_found():
        if finding.level is Level.ERROR and finding.code >= "GW1000":
            assert finding.witness is not None, (name, finding.code)


def test_what_a_loop_repeats_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "fed.gate").write_text(
        "for place in [bergen, dover, oslo, paris] {\n"
        "  gateway ${place} on nginx { route /a -> orders }\n"
        "}\n"
        'service orders { url "http://127.0.0.1:9000" }\n'
    )
    (found,) = [f for f in checked(str(tmp_path / "fed.gate")).findings if f.code == "GW2115"]

    assert "`bergen`" in found.message
    assert "3 more like it, such as `dover`, `oslo`, `paris`" in found.notes[0]
