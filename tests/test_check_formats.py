"""`check` for other tools: SARIF for code scanning, JUnit for pipelines, annotations for GitHub."""

import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from command_line import GOOD, SYNTAX_ERROR, UNKNOWN_NAME, UNUSED, Ran, as_process
from explained import program_of
from gatewright.compiler.explain import codes
from gatewright.compiler.pipeline import Compilation
from gatewright.doors import cli
from gatewright.doors.checked import Checked, Compared
from gatewright.doors.show.github import annotation_of
from gatewright.doors.show.junit import junit_of
from gatewright.doors.show.sarif import sarif_of
from gatewright.doors.show.sarif_rules import rule_of
from gatewright.dsl.codes import CODES, Level
from gatewright.dsl.finding import Applicability, Edit, Finding, Help, Label
from gatewright.dsl.source import Source, Span
from hypothesis import given, strategies as st

SCHEMA = Path(__file__).parent / "schemas/sarif-2.1.0.json"
SARIF = cast(Any, jsonschema).Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
FORMS = ["text", "json", "sarif", "junit", "github"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run_in_process(*arguments: str) -> Ran:
        status = cli.main(arguments)
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_in_process


def valid(log: dict[str, Any]) -> dict[str, Any]:
    """The one run of a log that fits the schema of the standard."""
    assert [] == [error.message for error in SARIF.iter_errors(log)]
    (one,) = log["runs"]
    return one


def checked(*findings: Finding) -> Checked:
    program = "fed.gate", Compilation(None, {}, findings)
    return Checked((program,), None, Level.ERROR, Compared(findings), has_baseline=False)


# ---- any finding, whatever stands in it ----------------------------------------------------------

# Controls, marks that reorder text, half pairs and what XML refuses are as likely as letters.
NASTY = st.text(
    st.sampled_from("ab{}[]%:,;<>&\"'`\n\r\t\0\x1b\x7f\x85\u2028\u202e\ufffe\U0001f600")
    | st.characters(),
    max_size=30,
)


def can_be_a_file(name: str) -> bool:
    try:
        return b"\0" not in os.fsencode(name)
    except UnicodeEncodeError:
        return False


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    source = Source(draw(NASTY.filter(can_be_a_file)) or "-", draw(NASTY))

    def a_span() -> Span:
        ends = sorted(draw(st.integers(0, len(source.text))) for _ in range(2))
        return Span(source, ends[0], ends[1])

    edits = tuple(Edit(a_span(), draw(NASTY)) for _ in range(draw(st.integers(0, 2))))
    return Finding(
        draw(st.sampled_from(sorted(CODES))),
        draw(NASTY) or "m",
        a_span(),
        draw(NASTY),
        because=tuple(Label(a_span(), draw(NASTY)) for _ in range(draw(st.integers(0, 2)))),
        notes=tuple(draw(st.lists(NASTY, max_size=2))),
        help=(Help(draw(NASTY) or "h", draw(st.sampled_from(Applicability)), edits),),
    )


@given(findings())
def test_the_sarif_of_any_finding_fits_the_schema_of_the_standard(finding: Finding) -> None:
    (result,) = valid(json.loads(json.dumps(sarif_of(checked(finding)))))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]

    assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])
    assert re.fullmatch(r"[\w.~%/:-]+", result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], re.ASCII)  # fmt: skip


@given(st.lists(findings(), max_size=2))
def test_the_junit_of_any_finding_is_xml_in_ascii(found: list[Finding]) -> None:
    text = junit_of(checked(*found))
    suites = ET.fromstring(text)

    assert text.isascii()
    assert int(suites.attrib["failures"]) == len(suites.findall("*/*/failure"))
    assert len(suites.findall("testsuite/testcase")) == max(1, len(found))


@given(findings())
def test_the_annotation_of_any_finding_is_one_command(finding: Finding) -> None:
    line = annotation_of(finding)
    head, _, _ = line.removeprefix("::").partition("::")

    assert [line] == line.splitlines()
    assert not re.search(r"%(?!25|0A|0D|3A|2C)", line)
    assert {"file", "line", "endLine", "title"} <= {
        part.split("=")[0] for part in head.split(" ", 1)[1].split(",")
    }


# ---- SARIF ---------------------------------------------------------------------------------------


def test_sarif_says_what_where_why_and_how_sure(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME)
    ran = run("check", "fed.gate", "--format", "sarif")
    log = valid(json.loads(ran.out))
    (rule,) = log["tool"]["driver"]["rules"]
    (result,) = log["results"]

    assert (1, "utf16CodeUnits") == (ran.status, log["columnKind"])
    assert ("GW0101", "unknown-name", "error") == (
        rule["id"], rule["name"], rule["defaultConfiguration"]["level"],
    )  # fmt: skip
    assert ("GW0101", 0, "error") == (result["ruleId"], result["ruleIndex"], result["level"])
    assert result["message"]["text"].startswith("nothing here is called `ordrs`")
    assert {
        "artifactLocation": {"uri": "fed.gate"},
        "region": {"startLine": 5, "startColumn": 23, "endLine": 5, "endColumn": 28},
    } == result["locations"][0]["physicalLocation"]
    assert "`orders` is declared here" == result["relatedLocations"][0]["message"]["text"]
    assert "baselineState" not in result


def test_the_fingerprint_is_that_of_the_json(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME)
    (finding,) = run("check", "fed.gate", "--format", "json").report("check")["findings"]
    log = json.loads(run("check", "fed.gate", "--format", "sarif").out)

    assert {"gatewright/v1": finding["fingerprint"]} == log["runs"][0]["results"][0][
        "partialFingerprints"
    ]


def test_only_safe_edits_are_fixes() -> None:
    source = Source("fed.gate", "gateway egde on nginx { }")
    at = Span(source, 8, 12)
    ways = [Help(f"{one}", one, (Edit(at, "edge"),)) for one in Applicability]
    finding = Finding("GW0101", "wrong", at, help=(*ways, Help("no edit", Applicability.SAFE)))
    (result,) = valid(sarif_of(checked(finding)))["results"]
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]

    assert ("safe", "fed.gate") == (fix["description"]["text"], change["artifactLocation"]["uri"])
    assert [
        {
            "deletedRegion": {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 13},
            "insertedContent": {"text": "edge"},
        }
    ] == change["replacements"]


def test_a_fix_that_would_write_a_covered_secret_is_none() -> None:
    source = Source("fed.gate", 'env KEY secret = "hunter2"')
    edit = Edit(Span(source, 0, len(source.text)), 'env OTHER secret = "hunter2"')
    finding = Finding("GW0101", "m", edit.span, help=(Help("h", Applicability.SAFE, (edit,)),))
    log = sarif_of(checked(finding))

    assert "fixes" not in log["runs"][0]["results"][0]
    assert "hunter2" not in json.dumps(log)


def test_columns_count_as_editors_do() -> None:
    source = Source("fed.gate", "# \U0001f30d x")
    (result,) = valid(sarif_of(checked(Finding("GW0001", "m", Span(source, 4, 5)))))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]

    assert (6, 7) == (region["startColumn"], region["endColumn"])


def test_a_brace_asks_for_no_argument() -> None:
    finding = Finding("GW0001", "no route /orders/{0}", Span(Source("fed.gate", ""), 0, 0))
    (result,) = sarif_of(checked(finding))["runs"][0]["results"]

    assert "no route /orders/{{0}}" == result["message"]["text"]


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("./shop/fed.gate", "shop/fed.gate"),
        ("ä b%c#d:e.gate", "%C3%A4%20b%25c%23d%3Ae.gate"),
        ("../fed.gate", "../fed.gate"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_a_file_is_a_relative_reference(name: str, uri: str) -> None:
    (result,) = sarif_of(checked(Finding("GW0001", "m", Span(Source(name, ""), 0, 0))))["runs"][0][
        "results"
    ]
    written = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert uri == written
    assert unquote(written) == name.removeprefix("./")


def test_a_whole_path_is_shortened_inside_of_this_folder(
    run: Callable[..., Ran], folder: Path
) -> None:
    (folder / "shop").mkdir()
    (folder / "shop/fed.gate").write_text(UNKNOWN_NAME)
    whole = str(folder / "shop/fed.gate")

    assert '"uri": "shop/fed.gate"' in run("check", whole, "--format", "sarif").out
    assert "file=shop/fed.gate," in run("check", whole, "--format", "github").out


@pytest.mark.parametrize("code", codes())
def test_a_rule_tells_what_its_page_tells(code: str) -> None:
    rule = rule_of(code)

    assert re.fullmatch(r"[A-Z`].{15,250}[.:]", rule["shortDescription"]["text"])
    assert rule["fullDescription"]["text"].startswith(rule["shortDescription"]["text"])
    assert len(rule["fullDescription"]["text"]) <= 1024  # more of it GitHub does not show
    assert rule["help"]["markdown"].startswith(f"# {code} ")


@pytest.mark.parametrize("code", codes())
def test_the_bad_program_of_a_page_is_valid_in_every_form(
    run: Callable[..., Ran], folder: Path, code: str
) -> None:
    """GW7101 and GW7102 are told by `build`, so `check` has nothing of them."""
    program = str(Path(program_of(code, "bad", folder)).relative_to(folder))
    log = valid(json.loads(run("check", program, "--format", "sarif").out))
    (suite,) = ET.fromstring(run("check", program, "--format", "junit").out)
    lines = run("check", program, "--format", "github").out.splitlines()[:-1]
    names = [f"{rule['id']} {rule['name']}" for rule in log["tool"]["driver"]["rules"]]

    assert code in " ".join(names) or code.startswith("GW7")
    assert len(log["results"]) == len(lines) == len(suite.findall("testcase[@file]"))
    for name in names:
        assert any(f"title={name}::" in line for line in lines)


def test_nothing_found_is_a_run_without_results(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(GOOD)
    ran = run("check", "fed.gate", "--format", "sarif")

    assert (0, []) == (ran.status, valid(json.loads(ran.out))["results"])


# ---- JUnit ---------------------------------------------------------------------------------------


def test_junit_has_a_suite_for_each_program_and_a_case_for_each_finding(
    run: Callable[..., Ran], folder: Path
) -> None:
    (folder / "good.gate").write_text(GOOD)
    (folder / "bad.gate").write_text(UNKNOWN_NAME)
    ran = run("check", "good.gate", "bad.gate", "--format", "junit")
    good, bad = ET.fromstring(ran.out)

    assert 1 == ran.status
    assert [("good.gate", "1", "0"), ("bad.gate", "1", "1")] == [
        (suite.attrib["name"], suite.attrib["tests"], suite.attrib["failures"])
        for suite in (good, bad)
    ]
    assert ["no findings"] == [case.attrib["name"] for case in good]
    assert "GW0101 unknown-name at bad.gate:5:23" == bad[0].attrib["name"]
    assert "  bad.gate:5:23\n" in (bad[0][0].text or "")


def test_junit_fails_what_is_at_the_threshold(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNUSED)
    (below,) = ET.fromstring(run("check", "fed.gate", "--format", "junit").out)
    ran = run("check", "fed.gate", "--format", "junit", "--fail-on", "warning")
    (above,) = ET.fromstring(ran.out)

    assert (["system-out"], ["failure"]) == ([one.tag for one in below[0]], [one.tag for one in above[0]])  # fmt: skip


def test_what_two_programs_share_is_told_once(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "shared.gate").write_text(UNKNOWN_NAME)
    for name in ("a.gate", "b.gate"):
        (folder / name).write_text('import "shared.gate"\n')
    ran = run("check", "a.gate", "b.gate", "--format", "junit")

    assert [["GW0101 unknown-name at shared.gate:5:23"], ["no findings"]] == [
        [case.attrib["name"] for case in suite] for suite in ET.fromstring(ran.out)
    ]


# ---- GitHub --------------------------------------------------------------------------------------


def test_github_gets_one_command_for_each_finding_and_the_summary(
    run: Callable[..., Ran], folder: Path
) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME)
    ran = run("check", "fed.gate", "--format", "github")
    command, summary = ran.out.splitlines()

    assert 1 == ran.status
    assert command.startswith(
        "::error file=fed.gate,line=5,col=23,endLine=5,endColumn=28,title=GW0101 unknown-name::"
        "nothing here is called `ordrs`"
    )
    assert (
        "1 error (checked names, units and meaning; where requests go once that is mended)"
        == summary
    )


@pytest.mark.parametrize(
    ("code", "word"), [("GW0101", "error"), ("GW0103", "warning"), ("GW0997", "notice")]
)
def test_the_level_is_the_command(code: str, word: str) -> None:
    finding = Finding(code, "m", Span(Source("fed.gate", ""), 0, 0))

    assert annotation_of(finding).startswith(f"::{word} file=fed.gate,")


def test_what_means_something_to_a_runner_is_written_otherwise() -> None:
    at = Span(Source("a,b:c%.gate", "one\ntwo"), 0, 7)

    assert (
        "::error file=a%2Cb%3Ac%25.gate,line=1,endLine=2,title=GW0001 syntax::50%25 ::error::"
        "%0Anote: n" == annotation_of(Finding("GW0001", "50% ::error::", at, notes=("n",)))
    )


def test_standard_input_has_no_file_to_stand_beside() -> None:
    done = as_process("check", "-", "--format", "github", stdin=UNKNOWN_NAME.encode())

    assert done.stdout.startswith(b"::error title=GW0101 unknown-name::")


# ---- all of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("text", "status"), [(GOOD, 0), (UNKNOWN_NAME, 1), (SYNTAX_ERROR, 2)])
def test_the_form_does_not_change_the_exit_status(
    run: Callable[..., Ran], folder: Path, form: str, text: str, status: int
) -> None:
    (folder / "fed.gate").write_text(text)

    assert status == run("check", "fed.gate", "--format", form).status


@pytest.mark.parametrize("form", FORMS)
def test_the_same_bytes_whatever_the_hash_seed(folder: Path, form: str) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME + UNUSED.replace("federation shop", ""))
    outputs = {
        as_process("check", "fed.gate", "--format", form, PYTHONHASHSEED=seed).stdout
        for seed in ("0", "1", "2")
    }

    assert 1 == len(outputs)


@pytest.mark.parametrize("form", ["json", "sarif", "junit"])
def test_a_report_does_not_depend_on_the_encoding(folder: Path, form: str) -> None:
    (folder / "fäd.gate").write_text('label "ü\n', encoding="utf-8")
    outputs = {
        as_process("check", "fäd.gate", "--format", form, PYTHONIOENCODING=encoding).stdout
        for encoding in ("utf-8", "ascii", "latin-1")
    }

    assert 1 == len(outputs)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_shows_a_secret(run: Callable[..., Ran], folder: Path, form: str) -> None:
    (folder / "fed.gate").write_text('env KEY secret = "hunter2-and-more"\n')
    ran = run("check", "fed.gate", "--format", form, "--write-baseline", "known.json")
    again = run("check", "fed.gate", "--format", form)

    assert "GW0108" in again.out
    assert "hunter2" not in ran.out + ran.err + again.out + (folder / "known.json").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="such a name cannot be made here")
@pytest.mark.parametrize("form", FORMS)
def test_a_name_that_is_no_text_is_a_name_all_the_same(
    run: Callable[..., Ran], folder: Path, form: str
) -> None:
    name = os.fsdecode(b"\xff.gate")
    (folder / name).write_text(SYNTAX_ERROR)

    assert 2 == run("check", name, "--format", form).status


def test_a_finding_in_a_file_that_is_not_there_has_a_place_too(
    run: Callable[..., Ran], folder: Path
) -> None:
    for form in FORMS:
        assert 2 == run("check", "missing.gate", "--format", form).status
    valid(json.loads(run("check", "missing.gate", "--format", "sarif").out))
