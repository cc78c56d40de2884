"""Every finding has a page, and what the page says is so: its programs are run."""

import re
from pathlib import Path

import pytest
from check_chunks import checked
from explained import FENCE, page_of, program_of
from gatewright.compiler.explain import codes, page
from gatewright.dsl.codes import CODES, Level, level_of, slug_of
from gatewright.dsl.finding import Finding

ROOT = Path(__file__).parent.parent
LINES_MAX = 48
COLUMNS_MAX = 100
LEADS = (
    "What it proves: ", "Why it matters: ", "It fires here", "It is silent here", "What to do: ",
    "Silencing it: ", "Related: ",
)  # fmt: skip
LEVELS = {
    Level.ERROR: "An error, proved ",
    Level.WARNING: "A warning, proved ",
    Level.INFO: "A note for your information, proved ",
}


def codes_in_the_code() -> set[str]:
    """Every code that a module could put into a finding."""
    rooms = ("dsl", "compiler", "targets")
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    texts = [file.read_text(encoding="utf-8") for file in files if file.name != "codes.py"]
    return {code for text in texts for code in re.findall(r'"(GW\d{4})"', text)} & set(CODES)


def findings_of(code: str, kind: str, folder: Path) -> tuple[Finding, ...]:
    return checked(program_of(code, kind, folder)).findings


def test_every_finding_that_can_be_made_has_a_page() -> None:
    assert sorted(codes_in_the_code()) == list(codes())


def test_a_code_without_a_page_has_none() -> None:
    assert page("GW0000") is None
    assert page("../explain/GW0101") is None


@pytest.mark.parametrize("code", codes())
def test_the_bad_program_of_a_page_has_the_finding_and_no_other_error(
    code: str, tmp_path: Path
) -> None:
    found = findings_of(code, "bad", tmp_path)
    others = {f.code for f in found if f.level is Level.ERROR} - {code}

    assert code in {finding.code for finding in found}
    assert set() == others


@pytest.mark.parametrize("code", codes())
def test_the_good_program_of_a_page_has_no_finding(code: str, tmp_path: Path) -> None:
    found = findings_of(code, "good", tmp_path)

    assert [] == [f.message for f in found if f.level is not Level.INFO or f.code == code]


@pytest.mark.parametrize("code", codes())
def test_a_page_is_short_and_laid_out_like_the_others(code: str) -> None:
    text = page_of(code)
    lines = text.splitlines()
    leads = [next((lead for lead in LEADS if line.startswith(lead)), "") for line in lines]

    assert f"# {code} {slug_of(code)}" == lines[0]
    assert lines[2].startswith(LEVELS[level_of(code)])
    assert list(LEADS) == [lead for lead in leads if lead]
    assert len(lines) <= LINES_MAX
    assert max(map(len, lines)) <= COLUMNS_MAX
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize("code", codes())
def test_a_page_shows_bad_programs_before_good_ones(code: str) -> None:
    kinds = [found["kind"] for found in FENCE.finditer(page_of(code))]

    assert 2 * len(kinds) == page_of(code).count("```")
    assert ["bad", "good"] == list(dict.fromkeys(kinds))
    assert sorted(kinds) == kinds


@pytest.mark.parametrize("code", codes())
def test_related_codes_are_named_as_the_catalogue_has_them(code: str) -> None:
    related = page_of(code).splitlines()[-1].removeprefix("Related: ").split(", ")
    named = [entry.split() for entry in related]

    assert [[other, slug_of(other)] for other, _ in named] == named
    assert code not in [other for other, _ in named]
