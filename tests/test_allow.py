"""`allow`: what it silences, for how long, and how the commands tell of it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import GOOD, Ran
from gatewright.compiler.checks.run import checks
from gatewright.compiler.known_targets import only
from gatewright.compiler.pipeline import Compilation, compile_file
from gatewright.compiler.resolve.silencing import ALWAYS_LOOKED_FOR, can_be_allowed
from gatewright.compiler.units import CalendarDate
from gatewright.doors import cli
from gatewright.dsl.codes import CODES
from gatewright.dsl.finding import Applicability, Finding

ROOT = Path(__file__).parent.parent
SPARE = GOOD + 'service spare { url "http://spare.internal:8080" }\n'
ALLOWED = SPARE + 'allow unused-declaration at spare because "soon" until 2027-01-31\n'
LAST_DAY = CalendarDate(2027, 1, 31)
DAY_AFTER = CalendarDate(2027, 2, 1)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("GATEWRIGHT_TODAY", str(LAST_DAY))
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run_in_process(*arguments: str) -> Ran:
        status = cli.main(arguments)
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_in_process


def compiled(
    text: str, today: CalendarDate | None = None, environment: str | None = None
) -> Compilation:
    Path("fed.gate").write_text(text, encoding="utf-8")
    return compile_file("fed.gate", only("nginx"), environment, today)


def codes_of(compilation: Compilation) -> list[str]:
    return [finding.code for finding in compilation.findings]


def stale(compilation: Compilation) -> Finding:
    (found,) = (finding for finding in compilation.findings if finding.code == "GW0203")
    return found


# ---- which findings ------------------------------------------------------------------------------


def test_what_is_silenced_is_kept_with_its_reason() -> None:
    found = compiled(ALLOWED)
    (allowed,) = found.allowed

    assert () == found.findings
    assert ("GW0103", "soon") == (allowed.finding.code, allowed.by.because)


def test_errors_of_the_language_and_stale_lines_cannot_be_allowed() -> None:
    assert not can_be_allowed("GW0101")
    assert not can_be_allowed("GW0203")
    assert can_be_allowed("GW0103")
    assert can_be_allowed("GW1101")


def test_every_finding_that_a_check_makes_and_that_can_be_allowed_is_judged() -> None:
    files = [file for room in ("dsl", "compiler") for file in (ROOT / room).rglob("*.py")]
    texts = [file.read_text(encoding="utf-8") for file in files if file.name != "codes.py"]
    made = {code for text in texts for code in re.findall(r'Finding\(\s*"(GW\d{4})"', text)}
    made |= {code for text in texts for code in re.findall(r'_?report\([^"]*"(GW\d{4})"', text)}
    limits_of_the_analysis = {"GW0997", "GW0998", "GW0999"}

    assert made <= set(CODES)
    judged = {code for code in made if can_be_allowed(code)} - limits_of_the_analysis
    assert ALWAYS_LOOKED_FOR | set(checks()) >= judged


def test_a_name_that_is_only_allowed_is_not_used() -> None:
    assert ["GW0103"] == codes_of(compiled(SPARE + 'allow GW1102 at spare because "x"\n'))[:1]


# ---- for how long --------------------------------------------------------------------------------


def test_it_holds_until_the_end_of_its_last_day() -> None:
    assert [] == codes_of(compiled(ALLOWED, LAST_DAY))
    assert ["GW0103", "GW0203"] == codes_of(compiled(ALLOWED, DAY_AFTER))


def test_without_a_day_no_date_has_passed() -> None:
    assert [] == codes_of(compiled(ALLOWED.replace("2027", "1999")))


def test_past_its_date_somebody_has_to_choose_as_long_as_the_finding_is_there() -> None:
    still_there = stale(compiled(ALLOWED, DAY_AFTER))
    mended = stale(compiled(ALLOWED.replace("at spare", "at orders"), DAY_AFTER))

    assert "this `allow` of `unused-declaration` held until 2027-01-31" == still_there.message
    assert [Applicability.REVIEW] * 2 == [way.applicability for way in still_there.help]
    assert [Applicability.SAFE] == [way.applicability for way in mended.help]


def test_past_its_date_whatever_it_is_of() -> None:
    line = 'allow growing-loop because "it settles" until 2027-01-31\n'

    assert ["GW0997"] == codes_of(compiled(GOOD + line, LAST_DAY))
    assert {"GW0203", "GW0997"} == set(codes_of(compiled(GOOD + line, DAY_AFTER)))


# ---- when it silences nothing --------------------------------------------------------------------


def test_the_safe_edit_takes_the_whole_line_out() -> None:
    line = '  allow unused-declaration because "soon"\n'
    found = stale(compiled(GOOD + line + "# the end\n"))
    (edit,) = found.help[0].edits

    assert Applicability.SAFE is found.help[0].applicability
    assert ("", line) == (edit.text, edit.span.text)


def test_in_a_loop_nothing_is_taken_out() -> None:
    loop = 'for one in [orders] { allow unused-declaration at ${one} because "x" }\n'

    assert () == stale(compiled(GOOD + loop)).help[0].edits


def test_for_one_environment_nobody_knows_what_the_others_need() -> None:
    text = ALLOWED + "environment test { gateway edge { route /orders/** -> spare } }\n"

    assert ["GW0203"] == codes_of(compiled(text))
    assert [] == codes_of(compiled(text, environment="test"))


def test_two_lines_that_silence_the_same_are_both_needed() -> None:
    assert [] == codes_of(compiled(ALLOWED + 'allow GW0103 because "all of it"\n'))


# ---- the commands --------------------------------------------------------------------------------


def test_check_counts_what_is_allowed(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(ALLOWED)
    ran = run("check", "fed.gate", "--fail-on", "warning")

    assert 0 == ran.status
    assert (
        "no findings, 1 finding allowed (checked names, units, meaning and where requests go)\n"
        == ran.out
    )


def test_check_lists_what_is_allowed_in_json(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(ALLOWED)
    (folder / "other.gate").write_text('import "fed.gate"\n')
    report = run("check", "fed.gate", "other.gate", "--format", "json").report("check")
    (allowed,) = report["allowed"]

    assert [] == report["findings"]
    assert ("soon", "2027-01-31") == (allowed["because"], allowed["until"])
    assert ("GW0103", 9) == (allowed["code"], allowed["line"])


def test_the_day_may_be_named(
    run: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "fed.gate").write_text(ALLOWED)
    monkeypatch.setenv("GATEWRIGHT_TODAY", str(DAY_AFTER))

    assert 1 == run("check", "fed.gate", "--fail-on", "warning").status

    monkeypatch.setenv("GATEWRIGHT_TODAY", "tomorrow")
    ran = run("check", "fed.gate")

    assert 2 == ran.status
    assert "GATEWRIGHT_TODAY is `tomorrow`; a day looks like 2027-01-31" in ran.err


def test_without_a_named_day_it_is_today(
    run: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GATEWRIGHT_TODAY")
    (folder / "fed.gate").write_text(ALLOWED.replace("2027", "2001"))

    assert "held until 2001-01-31" in run("check", "fed.gate").out
