"""A baseline accepts the findings of today and fails on new ones; pipelines are set up with it."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from command_line import GOOD, SYNTAX_ERROR, UNKNOWN_NAME, UNUSED, Ran
from fenced import fenced
from gatewright.doors import cli
from gatewright.doors.baseline import accepted_of, compared
from gatewright.dsl.finding import Finding
from gatewright.dsl.source import Source, Span
from hypothesis import given, strategies as st

TWO_UNUSED = f"{UNUSED}label spare_too {{ within EU }}\n"
ROOT = Path(__file__).parent.parent
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PAGE = ROOT / "docs/ci.md"


@pytest.fixture(autouse=True)
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


def finding(name: str, file: str = "fed.gate", at: int = 0) -> Finding:
    return Finding("GW0101", f"no {name}", Span(Source(file, " " * 9), at, at), about=(name,))


# ---- what is known -------------------------------------------------------------------------------


def test_what_is_written_today_is_known_tomorrow(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME)
    written = run("check", "fed.gate", "--write-baseline", "known.json")
    (folder / "fed.gate").write_text("# a line more\n\n" + UNKNOWN_NAME)
    again = run("check", "fed.gate", "--baseline", "known.json")

    assert (0, 0) == (written.status, again.status)
    assert (
        "no findings (checked names, units and meaning; where requests go once that is mended); "
        "1 known from the baseline\n" == again.out
    )


def test_what_is_new_fails_and_only_that_is_told(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNUSED)
    run("check", "fed.gate", "--write-baseline", "known.json")
    (folder / "fed.gate").write_text(TWO_UNUSED)
    ran = run("check", "fed.gate", "--baseline", "known.json", "--fail-on", "warning")

    assert 1 == ran.status
    assert "  fed.gate:11:7\n" in ran.out
    assert "fed.gate:10" not in ran.out
    assert "1 known from the baseline" in ran.out.splitlines()[-1]


def test_what_is_gone_is_listed_and_can_be_dropped(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(TWO_UNUSED)
    run("check", "fed.gate", "--write-baseline", "known.json")
    (folder / "fed.gate").write_text(UNUSED + "label new { within EU }\n")
    against = ("check", "fed.gate", "--fail-on", "warning", "--baseline", "known.json")
    told = run(*against)
    dropped = run(*against, "--write-baseline", "known.json")
    after = run(*against)

    assert "1 finding of the baseline is not found any more:\n  fed.gate GW0103 " in told.out
    assert told.out == dropped.out
    assert "not found any more" not in after.out
    assert (1, 1) == (dropped.status, after.status)  # nothing new was accepted
    assert 1 == len(json.loads((folder / "known.json").read_text())["findings"])


def test_what_an_error_hides_is_not_gone(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNUSED)
    run("check", "fed.gate", "--write-baseline", "known.json")
    before = (folder / "known.json").read_bytes()
    (folder / "fed.gate").write_text(UNUSED.replace("-> orders", "-> ordrs"))
    both = ("--baseline", "known.json", "--write-baseline", "known.json")
    ran = run("check", "fed.gate", *both)

    assert "error[GW0101]" in ran.out
    assert "not found any more" not in ran.out
    assert before == (folder / "known.json").read_bytes()


def test_the_forms_say_it_too(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNUSED)
    run("check", "fed.gate", "--write-baseline", "known.json")
    (folder / "fed.gate").write_text(TWO_UNUSED)
    against = ("check", "fed.gate", "--baseline", "known.json", "--fail-on", "warning")
    outputs = {
        form: run(*against, "--format", form) for form in ("json", "sarif", "junit", "github")
    }
    report = outputs["json"].report("check")
    results = json.loads(outputs["sarif"].out)["runs"][0]["results"]

    assert [11] == [one["line"] for one in report["findings"]]
    assert [10] == [one["line"] for one in report["baseline"]["known"]]
    assert [(11, "new"), (10, "unchanged")] == [
        (one["locations"][0]["physicalLocation"]["region"]["startLine"], one["baselineState"])
        for one in results
    ]
    assert 'failures="1" skipped="1"' in outputs["junit"].out
    assert 2 == len(outputs["github"].out.splitlines())


def test_what_cannot_be_read_is_never_accepted(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME)
    run("check", "fed.gate", "--write-baseline", "known.json")
    before = (folder / "known.json").read_bytes()
    (folder / "fed.gate").write_text(SYNTAX_ERROR)
    ran = run("check", "fed.gate", "--write-baseline", "known.json")
    against = run("check", "fed.gate", "--baseline", "known.json")

    assert (2, 2) == (ran.status, against.status)
    assert "`known.json` was not written, since not all could be read" in ran.err
    assert before == (folder / "known.json").read_bytes()
    assert "not found any more" not in against.out  # it may still be there


# ---- the comparison ------------------------------------------------------------------------------

NAMES = st.lists(
    st.builds(
        finding, st.sampled_from("abc"), st.sampled_from(["x.gate", "y.gate"]), st.integers(0, 8)
    ),
    max_size=8,
)


@given(NAMES, NAMES, st.randoms(use_true_random=False))
def test_nothing_is_lost_and_the_order_of_the_entries_does_not_matter(
    then: list[Finding], today: list[Finding], chance: Any
) -> None:
    entries = list(accepted_of(then))
    result = compared(entries, today)
    chance.shuffle(entries)

    assert result == compared(entries, today)
    assert len(today) == len(result.new) + len(result.known)
    missing = (*result.gone, *result.hidden)
    assert len(then) == len(result.known) + sum(entry.count for entry in missing)


@given(NAMES)
def test_a_baseline_knows_exactly_what_it_was_made_of(found: list[Finding]) -> None:
    result = compared(accepted_of(found), found)

    assert ((), tuple(found), ()) == (result.new, result.known, result.gone)


def test_a_second_one_of_the_same_fingerprint_is_new() -> None:
    first, second = finding("a", at=1), finding("a", at=5)
    result = compared(accepted_of([first]), [first, second])

    assert ((first,), (second,)) == (result.known, result.new)


def test_one_in_its_own_file_is_known_before_one_elsewhere() -> None:
    here, elsewhere = finding("a", "y.gate"), finding("a", "x.gate")

    assert (elsewhere,) == compared(accepted_of([here]), [elsewhere, here]).new


def test_a_file_that_was_moved_keeps_what_is_known() -> None:
    moved = finding("a", "new/fed.gate")

    assert (moved,) == compared(accepted_of([finding("a")]), [moved]).known


# ---- the file ------------------------------------------------------------------------------------


def test_the_file_is_sorted_and_the_same_every_time(run: Callable[..., Ran], folder: Path) -> None:
    for name in ("b.gate", "a.gate"):
        (folder / name).write_text(TWO_UNUSED)
    run("check", "b.gate", "a.gate", "--write-baseline", "one.json")
    run("check", "a.gate", "b.gate", "--write-baseline", "two.json")
    written = json.loads((folder / "one.json").read_text())

    assert (folder / "one.json").read_bytes() == (folder / "two.json").read_bytes()
    assert 1 == written["version"]
    assert ["a.gate", "a.gate", "b.gate", "b.gate"] == [
        entry["file"] for entry in written["findings"]
    ]
    assert ["file", "code", "fingerprint", "message", "count"] == list(written["findings"][0])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot read the baseline `known.json`: there is no such file"),
        (b"\xff", "cannot read the baseline `known.json`: line 1 is not UTF-8"),
        (b"{\n'", "`known.json` is no baseline: it is no JSON in line 2"),
        (b"[" * 100_000, "`known.json` is no baseline: it is no JSON"),
        (b"[]", "`gatewright check --write-baseline FILE` writes one"),
        (b'{"version": 2, "findings": []}', "is a baseline of version 2, this one reads 1"),
        (b'{"version": 1, "findings": [{}]}', "entry 1 is not one of a finding"),
        (b'{"version": 1, "findings": {}}', "`known.json` is no baseline"),
    ],
)
def test_a_baseline_that_is_none_is_one_sentence(
    run: Callable[..., Ran], folder: Path, content: bytes | None, said: str
) -> None:
    (folder / "fed.gate").write_text(GOOD)
    if content is not None:
        (folder / "known.json").write_bytes(content)
    ran = run("check", "fed.gate", "--baseline", "known.json")

    assert (2, "") == (ran.status, ran.out)
    assert said in ran.err.splitlines()[0]


@pytest.mark.parametrize("count", [0, -1, 1.5, True, "1", None])
def test_an_entry_counts_at_least_one(run: Callable[..., Ran], folder: Path, count: object) -> None:
    entry = {"file": "f", "code": "GW0101", "fingerprint": "0", "message": "m", "count": count}
    (folder / "fed.gate").write_text(GOOD)
    (folder / "known.json").write_text(json.dumps({"version": 1, "findings": [entry]}))

    assert "entry 1 is not one" in run("check", "fed.gate", "--baseline", "known.json").err


def test_a_place_that_cannot_be_written_is_one_sentence(
    run: Callable[..., Ran], folder: Path
) -> None:
    (folder / "fed.gate").write_text(GOOD)
    ran = run("check", "fed.gate", "--write-baseline", "nowhere/known.json")

    assert 2 == ran.status
    assert "cannot write the baseline `nowhere/known.json`: " in ran.err


# ---- pipelines -----------------------------------------------------------------------------------


def starter_in(folder: Path) -> dict[str, str]:
    """An environment in which `gatewright` is the one of this checkout."""
    starter = folder / "bin/gatewright"
    starter.parent.mkdir()
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gatewright "$@"\n')
    starter.chmod(0o755)
    return {**os.environ, "PATH": f"{starter.parent}{os.pathsep}{os.environ['PATH']}"}


def documents() -> list[Any]:
    return [yaml.safe_load(block.text) for block in fenced(PAGE, "yaml")]


def commands_of(document: Any) -> list[str]:
    """What a pipeline would run of ours, in order."""
    steps = document.get("jobs", {}).get("check", {}).get("steps", [])
    lines = [step["run"] for step in steps if "run" in step]
    lines += document.get("gatewright", {}).get("script", [])
    return [line for line in lines if line.startswith("gatewright")]


def test_the_page_has_the_pipelines_it_speaks_of() -> None:
    github, gitlab, local, hooked = documents()

    assert {"contents": "read", "security-events": "write"} == github["permissions"]
    assert "gatewright.sarif" == github["jobs"]["check"]["steps"][-1]["with"]["sarif_file"]
    assert "gatewright.xml" == gitlab["gatewright"]["artifacts"]["reports"]["junit"]
    assert {"gatewright-check", "gatewright-fmt"} == {h["id"] for h in local["repos"][0]["hooks"]}
    assert {"gatewright-check", "gatewright-fmt"} == {h["id"] for h in hooked["repos"][0]["hooks"]}


@pytest.mark.skipif(not shutil.which("sh"), reason="no shell here")
@pytest.mark.parametrize("document", documents()[:2])
def test_the_commands_of_a_pipeline_work(document: Any, folder: Path) -> None:
    environ = starter_in(folder)
    work = folder / "work"
    work.mkdir()
    (work / "fed.gate").write_text(GOOD)
    for command in commands_of(document):
        done = subprocess.run(["sh", "-c", command], cwd=work, env=environ, check=False)

        assert (command, 0) == (command, done.returncode)
    (report,) = work.glob("gatewright.*")
    assert report.read_text().startswith(("{", "<?xml"))


def test_the_commands_about_baselines_work(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME)
    text = PAGE.read_text(encoding="utf-8")
    commands = re.findall(r"(?:^\$ |`)gatewright (check fed\.gate --[^`\n]+)", text, re.MULTILINE)

    assert 3 == len(commands)
    for command in commands:
        assert 0 == run(*shlex.split(command)).status


def test_the_hooks_are_ones_and_their_commands_exist() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    hooks = yaml.safe_load(HOOKS.read_text(encoding="utf-8"))

    assert (0, "") == (done.returncode, done.stdout)
    assert ["gatewright check", "gatewright fmt"] == [hook["entry"] for hook in hooks]
    assert set(cli.COMMANDS) >= {hook["entry"].split()[1] for hook in hooks}
    assert all(re.search(hook["files"], "shop/fed.gate") for hook in hooks)


@pytest.mark.skipif(not shutil.which("git"), reason="no git here")
def test_the_hooks_stop_a_commit_that_is_wrong(folder: Path) -> None:
    """As the page sets them up, in a repository of its own."""
    environ = {**starter_in(folder), "PRE_COMMIT_HOME": str(folder / "cache")}
    work = folder / "work"
    work.mkdir()
    (work / "fed.gate").write_text(UNKNOWN_NAME)
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(documents()[2]))
    for command in (["git", "init", "-q"], ["git", "add", "."]):
        subprocess.run(command, cwd=work, check=True)

    def hooked() -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files"],
            cwd=work, env=environ, capture_output=True, text=True, check=False,
        )  # fmt: skip

    stopped = hooked()
    (work / "fed.gate").write_text(GOOD)
    let_through = hooked()

    assert (1, 0) == (stopped.returncode, let_through.returncode), let_through.stdout
    assert "error[GW0101]" in stopped.stdout
