"""The commands as people type them: what they print, what they leave behind, how they end."""

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import GOOD, SYNTAX_ERROR, UNKNOWN_NAME, UNUSED, Ran, as_process
from gatewright.compiler.explain import codes
from gatewright.doors import cli
from gatewright.doors.commands import check
from gatewright.doors.version import VERSION
from gatewright.dsl.codes import CODES, slug_of
from gatewright.dsl.finding import Finding
from gatewright.targets.find import BUILT_IN, is_known, target_names

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and no wishes about colour from outside."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "GATEWRIGHT_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run_in_process(*arguments: str) -> Ran:
        status = cli.main(arguments)
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_in_process


# ---- the program itself --------------------------------------------------------------------------


def test_help_names_every_command(run: Callable[..., Ran]) -> None:
    ran = run("--help")

    assert 0 == ran.status
    for name, sentence in cli.COMMANDS.items():
        assert f"  {name}" in ran.out
        assert sentence in ran.out


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_helps(run: Callable[..., Ran], name: str) -> None:
    ran = run(name, "--help")

    assert (0, "") == (ran.status, ran.err)
    assert f"usage: gatewright {name} " in ran.out
    assert ran.out == run(name, "-h", "--whatever").out


def test_the_version_is_that_of_the_project(run: Callable[..., Ran]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert project["version"] == VERSION
    assert f"gatewright {VERSION}\n" == run("--version").out


def test_without_a_command_the_help_goes_to_standard_error(run: Callable[..., Ran]) -> None:
    ran = run()

    assert (2, "") == (ran.status, ran.out)
    assert "commands:" in ran.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "gatewright: there is no command `chek`, the nearest is `check`"),
        (["xyzzy"], "gatewright: there is no command `xyzzy`"),
        (["--verison"], "gatewright: there is no option `--verison`"),
        (["check"], "gatewright check: the following arguments are required: FILE"),
        (["check", "--formt", "json", "x"], "no option `--formt`, the nearest is `--format`"),
        (["check", "--form=json", "x"], "no option `--form`, the nearest is `--format`"),
        (["check", "--format", "yaml", "x"], "`yaml` is not one of text, json"),
        (["check", "x", "--format"], "argument --format: expected one argument"),
        (["explain", "GW0101", "GW0102"], "`GW0102` is one argument too many"),
        (["explain", "unknown-nam"], "there is no finding `unknown-nam`, the nearest is"),
        (["explain", "qqqqqqq"], "`gatewright explain` lists all of them"),
        (["completion", "tcsh"], "`tcsh` is not one of bash, zsh, fish"),
    ],
)
def test_a_wrong_command_line_is_one_sentence_and_a_way_out(
    run: Callable[..., Ran], arguments: list[str], said: str
) -> None:
    ran = run(*arguments)
    sentence, way_out = ran.err.splitlines()

    assert (2, "") == (ran.status, ran.out)
    assert said in sentence
    assert way_out.startswith("try  gatewright ")


def test_a_command_line_cannot_command_the_terminal(run: Callable[..., Ran]) -> None:
    assert "\x1b" not in run("\x1b[31mcheck").err


def test_python_m_is_the_same_command() -> None:
    done = as_process("--version")

    assert (0, f"gatewright {VERSION}\n".encode()) == (done.returncode, done.stdout)


# ---- check ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        (GOOD, [], 0),
        (UNUSED, [], 0),
        (UNUSED, ["--fail-on", "warning"], 1),
        (UNKNOWN_NAME, [], 1),
        (SYNTAX_ERROR, [], 2),
        (None, [], 2),
    ],
)
def test_the_exit_status_of_check(
    run: Callable[..., Ran], folder: Path, text: str | None, options: list[str], status: int
) -> None:
    if text is not None:
        (folder / "fed.gate").write_text(text)

    assert status == run("check", "fed.gate", *options).status


def test_check_shows_each_finding_and_counts_them(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME)
    ran = run("check", "fed.gate")

    assert "error[GW0101] unknown-name: " in ran.out
    assert "  fed.gate:5:23\n" in ran.out
    assert "1 error" in ran.out.splitlines()[-1]
    assert (
        "(checked names, units and meaning; where requests go once that is mended)"
        in ran.out.splitlines()[-1]
    )
    assert "" == ran.err


def test_check_merges_several_programs(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "b.gate").write_text(UNKNOWN_NAME)
    (folder / "a.gate").write_text(UNKNOWN_NAME)
    ran = run("check", "b.gate", "a.gate", "b.gate", "--format", "json")
    report = ran.report("check")

    assert 1 == ran.status
    assert {"a.gate", "b.gate"} == {finding["file"] for finding in report["findings"]}
    assert 2 == report["summary"]["error"]
    assert "in 2 programs;" in run("check", "a.gate", "b.gate").out


def test_check_of_a_folder_takes_its_fed_gate_or_its_only_program(
    run: Callable[..., Ran], folder: Path
) -> None:
    assert "there is no .gate file in the folder `.`" in run("check", ".").err
    (folder / "only.gate").write_text(UNKNOWN_NAME)
    assert "only.gate:5:23" in run("check", ".").out
    (folder / "other.gate").write_text(GOOD)
    assert "name one of them: only.gate, other.gate" in run("check", ".").err
    (folder / "fed.gate").write_text(GOOD)
    assert 0 == run("check", ".").status


def test_check_reads_standard_input() -> None:
    done = as_process("check", "-", stdin=UNKNOWN_NAME.encode())

    assert 1 == done.returncode
    assert b"error[GW0101]" in done.stdout


def test_check_prints_plain_text_into_a_pipe(folder: Path) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME)

    assert b"\x1b" not in as_process("check", "fed.gate").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(("no_color", "painted"), [("", True), ("1", False)])
def test_check_is_coloured_on_a_terminal_that_wants_it(
    folder: Path, no_color: str, painted: bool
) -> None:
    import pty

    (folder / "fed.gate").write_text(UNKNOWN_NAME)
    ours, theirs = pty.openpty()
    environ = {**os.environ, "NO_COLOR": no_color, "TERM": "xterm"}
    command = [sys.executable, "-m", "gatewright", "check", "fed.gate"]
    subprocess.run(command, stdout=theirs, env=environ, check=False)
    os.close(theirs)
    seen = os.read(ours, 100_000)
    os.close(ours)

    assert painted == (b"\x1b[1;31merror[GW0101]" in seen)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_check_prints_in_any_encoding(folder: Path, encoding: str) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME + "# 漢字" + "x" * 200, encoding="utf-8")
    done = as_process("check", "fed.gate", PYTHONIOENCODING=encoding)

    assert (1, b"") == (done.returncode, done.stderr)


@pytest.mark.parametrize("seed", ["0", "1"])
def test_check_prints_the_same_under_any_hash_seed(folder: Path, seed: str) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME + UNUSED)
    first = as_process("check", "fed.gate", "--format", "json", PYTHONHASHSEED="7")

    assert (
        first.stdout
        == as_process("check", "fed.gate", "--format", "json", PYTHONHASHSEED=seed).stdout
    )


# ---- explain -------------------------------------------------------------------------------------


def test_explain_lists_every_code_that_can_be_reported(run: Callable[..., Ran]) -> None:
    listed = [line.split()[0] for line in run("explain").out.splitlines()]
    report = run("explain", "--format", "json").report("explain-list")

    assert list(codes()) == listed == [entry["code"] for entry in report["codes"]]


def test_explain_says_so_where_a_code_has_no_page(run: Callable[..., Ran]) -> None:
    code = next(code for code in CODES if code not in codes())
    for typed in (code, code.lower(), slug_of(code)):
        ran = run("explain", typed)
        sentence, _ = ran.err.splitlines()

        assert (2, "") == (ran.status, ran.out)
        assert f"`{code}` is kept for `{slug_of(code)}`, which this version never rep" in sentence


@pytest.mark.parametrize("typed", ["GW0101", "gw0101", "0101", "unknown-name"])
def test_explain_takes_a_code_or_a_slug(run: Callable[..., Ran], typed: str) -> None:
    ran = run("explain", typed)

    assert 0 == ran.status
    assert "unknown-name" in ran.out
    assert "GW0101" == run("explain", typed, "--format", "json").report("explain")["code"]


# ---- completion ----------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_with_every_command(run: Callable[..., Ran], shell: str) -> None:
    ran = run("completion", shell)

    assert 0 == ran.status
    assert [] == [name for name in cli.COMMANDS if name not in ran.out]


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("e", ["explain", "effective"]),
        ("check --f", ["--format", "--fail-on"]),
        ("check --format ", ["text", "json", "sarif", "junit", "github"]),
        ("check --fail-on w", ["warning"]),
        ("explain unknown-", ["unknown-name", "unknown-setting", "unknown-target"]),
        ("completion ", ["bash", "zsh", "fish"]),
        ("check fed", []),  # bash goes on with file names
    ],
)
def test_bash_completes(run: Callable[..., Ran], typed: str, offered: list[str]) -> None:
    words = ["gatewright", *typed.split(" ")]
    ask = f"COMP_WORDS=({' '.join(words)} '')\nCOMP_CWORD={len(words) - 1}\n_gatewright\n"
    script = run("completion", "bash").out + ask + 'printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(["bash"], input=script, capture_output=True, text=True, check=True)

    assert offered == done.stdout.split()


def test_options_and_files_may_stand_in_any_order(run: Callable[..., Ran], folder: Path) -> None:
    for name in ("a.gate", "b.gate", "-c.gate"):
        (folder / name).write_text(UNKNOWN_NAME)
    ran = run("check", "a.gate", "--format", "json", "b.gate")

    assert 2 == ran.report("check")["summary"]["error"]
    assert "-c.gate:5:23" in run("check", "--", "-c.gate").out


# ---- when something goes wrong -------------------------------------------------------------------


def broken(*_: object, **_named: object) -> Finding:
    raise RuntimeError("a fact of ours\n is not one \x1b[31m")


def test_a_bug_is_one_line_and_exit_3(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "compile_program", broken)
    ran = run("check", "x.gate")

    assert (3, "") == (ran.status, ran.out)
    assert 1 == ran.err.count("\n")
    assert ran.err.startswith(
        "gatewright hit a bug of its own: RuntimeError: a fact of ours is not one ␛[31m (at tests/"
    )
    assert "please report it" in ran.err
    assert "GATEWRIGHT_TRACEBACK=1" in ran.err


def test_a_bug_shows_its_traceback_to_those_who_ask(
    run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(check, "compile_program", broken)
    monkeypatch.setenv("GATEWRIGHT_TRACEBACK", "1")

    assert "Traceback (most recent call last)" in run("check", "x.gate").err


def test_an_interrupt_is_quiet(run: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **_named: object) -> Finding:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "compile_program", interrupted)
    ran = run("check", "x.gate")

    assert (130, "", "") == (ran.status, ran.out, ran.err)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently")
@pytest.mark.parametrize("arguments", [["check", "fed.gate"], ["--help"], ["explain"]])
def test_a_reader_that_goes_away_is_no_mistake(folder: Path, arguments: list[str]) -> None:
    (folder / "fed.gate").write_text(GOOD)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "gatewright", *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)

    assert (0, b"") == (done.returncode, done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["check", "fed.gate"], ["--help"], ["explain"]])
def test_output_that_cannot_be_written_is_said(folder: Path, arguments: list[str]) -> None:
    (folder / "fed.gate").write_text(GOOD)
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "gatewright", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert 2 == done.returncode
    assert b"cannot write the output: no space left on device" in done.stderr.lower()


# ---- targets -------------------------------------------------------------------------------------


def test_the_built_in_targets_are_known_without_looking_for_plug_ins() -> None:
    assert 10 == len(BUILT_IN)
    assert target_names()[: len(BUILT_IN)] == tuple(BUILT_IN)
    assert is_known("zuplo")
    assert not is_known("zupplo")
