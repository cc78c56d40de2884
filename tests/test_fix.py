"""`gatewright fix`: which edits are made, which are not, and what is told of both."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from command_line import GOOD, UNKNOWN_NAME, Ran, as_process
from gatewright.compiler.edits import Mend, apart, applied, mends_of
from gatewright.compiler.known_targets import only
from gatewright.compiler.mending import Mending
from gatewright.compiler.pipeline import Compilation, compile_file
from gatewright.doors import cli, rewriting
from gatewright.doors.commands import fix
from gatewright.dsl.codes import Level
from gatewright.dsl.finding import Applicability, Edit, Finding, Help
from gatewright.dsl.source import Source, Span
from gatewright.targets.find import BUILT_IN
from hypothesis import given, strategies as st
from language_chunks import Chunk, chunks_of
from meaning_chunks import Program, programs

BLANK = GOOD.replace("  accept", "  timeout response 30 sec\n  accept")
MENDED = BLANK.replace("30 sec", "30s")
STALE = 'allow unused-declaration because "soon"\n'
UNUSED = GOOD + 'service old { url "http://old.internal:8080" }\n'
# The edit of `**` is right by itself, and leads from one error to another.
DEAD_END = GOOD.replace("-> orders", "-> orders at /b/**").replace("/orders/**", "/orders")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("GATEWRIGHT_TODAY", "2027-01-31")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run_in_process(*arguments: str) -> Ran:
        status = cli.main(arguments)
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_in_process


def fixed(run: Callable[..., Ran], text: str) -> tuple[int, str]:
    """The exit status, and how the program reads afterwards."""
    Path("fed.gate").write_text(text, encoding="utf-8")
    status = run("fix", "fed.gate").status
    return status, Path("fed.gate").read_text(encoding="utf-8")


# ---- edits that go together ----------------------------------------------------------------------

SOURCE = Source("x.gate", "abcdefghij" * 3)


def mend(*edits: tuple[int, int, str]) -> Mend:
    made = tuple(Edit(Span(SOURCE, start, end), text) for start, end, text in edits)
    way = Help("write it so", Applicability.SAFE, made)
    return Mend(Finding("GW0101", "m", Span(SOURCE, 0, 1), help=(way,)), way)


@pytest.mark.parametrize(
    ("one", "other", "are_apart"),
    [
        ((0, 3, "x"), (3, 5, "y"), True),
        ((0, 3, "x"), (2, 5, "y"), False),
        ((0, 5, "x"), (2, 3, "y"), False),
        ((2, 2, "x"), (2, 2, "y"), False),
        ((2, 5, "x"), (5, 5, "y"), False),
        ((2, 2, "x"), (2, 5, "y"), False),
        ((2, 2, "x"), (3, 3, "y"), True),
    ],
)
def test_of_two_edits_that_meet_the_first_one_wins(
    one: tuple[int, int, str], other: tuple[int, int, str], are_apart: bool
) -> None:
    first, second = mend(one), mend(other)

    assert [first, second][: 1 + are_apart] == apart([first, second])
    assert [second, first][: 1 + are_apart] == apart([second, first])


def test_the_edits_of_one_way_out_are_made_together_or_not_at_all() -> None:
    pair = mend((0, 1, "x"), (8, 9, "y"))

    assert [pair] == apart([pair, mend((8, 9, "z"))])
    assert [mend((8, 9, "z"))] == apart([mend((8, 9, "z")), pair])


PLACES = st.tuples(st.integers(0, 20), st.integers(0, 5), st.sampled_from(("", "Z", "ZZZ")))


@given(places=st.lists(PLACES, max_size=8))
def test_edits_that_are_apart_may_be_made_in_any_order(places: list[tuple[int, int, str]]) -> None:
    kept = apart(mend((start, start + long, text)) for start, long, text in places)
    edits = [edit for one in kept for edit in one.way.edits]
    in_steps, moved = SOURCE.text, 0
    for edit in sorted(edits, key=lambda edit: edit.span.start):
        start, end = edit.span.start + moved, edit.span.end + moved
        in_steps = in_steps[:start] + edit.text + in_steps[end:]
        moved += len(edit.text) - (end - start)

    assert in_steps == applied(SOURCE.text, edits) == applied(SOURCE.text, edits[::-1])


# ---- what is mended ------------------------------------------------------------------------------


def test_a_safe_edit_is_made_and_told(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(BLANK)
    ran = run("fix", "fed.gate")

    assert 0 == ran.status
    assert MENDED == (folder / "fed.gate").read_text()
    assert (
        "fed.gate: 1 edit\n"
        "  4:20  GW0001 a blank stands between `30` and its unit: write `30s`\n"
        "no findings left\n"
    ) == ran.out


def test_a_second_time_nothing_is_left_to_do(run: Callable[..., Ran], folder: Path) -> None:
    fixed(run, BLANK)
    before = (folder / "fed.gate").stat().st_mtime_ns
    ran = run("fix", "fed.gate")

    assert "nothing to fix by itself; no findings left\n" == ran.out
    assert before == (folder / "fed.gate").stat().st_mtime_ns


def test_what_comes_to_light_is_mended_too(run: Callable[..., Ran]) -> None:
    hidden = BLANK.replace("->", "=>") + STALE

    assert (0, MENDED) == fixed(run, hidden)


def test_an_edit_that_needs_a_look_is_not_made(run: Callable[..., Ran]) -> None:
    assert (0, UNUSED) == fixed(run, UNUSED)


def test_what_no_edit_mends_is_left(run: Callable[..., Ran]) -> None:
    text = BLANK.replace("-> orders", "-> nowhere_near")
    status, after = fixed(run, text)

    assert (1, text.replace("30 sec", "30s")) == (status, after)


def test_a_stale_allow_goes_and_one_past_its_date_stays(run: Callable[..., Ran]) -> None:
    past = STALE.replace("\n", " until 2027-01-30\n")

    assert (0, UNUSED + past) == fixed(run, UNUSED + past)
    assert (0, GOOD) == fixed(run, GOOD + past)
    assert (0, GOOD) == fixed(run, GOOD + STALE)


def test_line_ends_and_a_byte_order_mark_stay(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_bytes(b"\xef\xbb\xbf" + BLANK.replace("\n", "\r\n").encode())
    run("fix", "fed.gate")
    after = (folder / "fed.gate").read_bytes()

    assert b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode() == after


def test_imported_files_are_mended_too(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "parts").mkdir()
    (folder / "parts/edge.gate").write_text(BLANK)
    (folder / "fed.gate").write_text('import "parts/edge.gate"\n')
    (folder / "other.gate").write_text('import "parts/../parts/edge.gate"\n')
    ran = run("fix", "fed.gate", "other.gate")

    assert 0 == ran.status
    assert MENDED == (folder / "parts/edge.gate").read_text()
    assert ran.out.startswith("parts/edge.gate: 1 edit\n")


def test_a_link_stays_a_link(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "real.gate").write_text(BLANK)
    (folder / "fed.gate").symlink_to("real.gate")
    run("fix", "fed.gate")

    assert (folder / "fed.gate").is_symlink()
    assert MENDED == (folder / "real.gate").read_text()


def test_only_one_environment_may_be_mended(run: Callable[..., Ran], folder: Path) -> None:
    overlay = "environment {} {{ gateway edge {{ route /orders/** -> orders at /b/** }} }}\n"
    test, live = overlay.format("test"), overlay.format("live")
    (folder / "fed.gate").write_text(GOOD + test + live)
    run("fix", "fed.gate", "--env", "test")
    mistaken = run("fix", "fed.gate", "--env", "tets")

    assert GOOD + test.replace("b/**", "b/{**}") + live == (folder / "fed.gate").read_text()
    assert 2 == mistaken.status
    assert "has no environment `tets`" in mistaken.err


# ---- what is not made ----------------------------------------------------------------------------


def test_an_edit_that_leads_to_another_error_is_told(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(DEAD_END + STALE)
    ran = run("fix", "fed.gate")

    assert 2 == ran.status
    assert DEAD_END + STALE == (folder / "fed.gate").read_text()
    assert (
        "fed.gate:5:30  GW0001 `**` stands behind `at`: behind `at` the tail is `{**}`" in ran.out
    )
    assert "left as it was, because then: `{**}` stands for a tail that `/orders` does" in ran.out


def test_a_file_that_changed_meanwhile_is_left_alone(
    run: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = fix.compile_program

    def slow(
        path: str, environment: str | None, texts: Mapping[str, str], checked: bool
    ) -> Compilation:
        found = mine(path, environment, texts, checked)
        if texts:  # an edit is being tried
            (folder / "fed.gate").write_text("# theirs\n" + BLANK)
        return found

    (folder / "fed.gate").write_text(BLANK)
    monkeypatch.setattr(fix, "compile_program", slow)
    ran = run("fix", "fed.gate")

    assert 2 == ran.status
    assert "`fed.gate` was changed by somebody else meanwhile" in ran.err
    assert "# theirs\n" + BLANK == (folder / "fed.gate").read_text()


def test_a_file_that_cannot_be_written_is_told(
    run: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    (folder / "fed.gate").write_text(BLANK)
    monkeypatch.setattr(rewriting, "write_atomically", full)
    ran = run("fix", "fed.gate")

    assert 2 == ran.status
    assert "cannot write `fed.gate`: no space left on device" in ran.err
    assert BLANK == (folder / "fed.gate").read_text()


def test_a_program_that_cannot_be_read_is_told(run: Callable[..., Ran]) -> None:
    for extra in ((), ("--review",)):
        ran = run("fix", "nowhere.gate", *extra)

        assert 2 == ran.status
        assert "error[GW0002] unreadable-file: cannot read `nowhere.gate`" in ran.err


# ---- standard input ------------------------------------------------------------------------------


def test_standard_input_goes_to_standard_output() -> None:
    mended = as_process("fix", "-", stdin=BLANK.encode())
    as_it_is = as_process("fix", "-", stdin=UNKNOWN_NAME.replace("ordrs", "nowhere").encode())
    unreadable = as_process("fix", "-", stdin=b"\xff")

    assert (0, MENDED.encode()) == (mended.returncode, mended.stdout)
    assert b"<stdin>: 1 edit" in mended.stderr
    assert 1 == as_it_is.returncode
    assert b"-> nowhere" in as_it_is.stdout
    assert (2, b"") == (unreadable.returncode, unreadable.stdout)


# ---- --review ------------------------------------------------------------------------------------


def test_review_shows_a_diff_and_changes_nothing(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNUSED + STALE.replace("because", "at orders because"))
    before = (folder / "fed.gate").read_bytes()
    ran = run("fix", "fed.gate", "--review")

    assert 0 == ran.status
    assert before == (folder / "fed.gate").read_bytes()
    assert (
        "warning[GW0103] unused-declaration: nothing uses the service `old`\n"
        "  fed.gate:9:9\n\n"
        "  help  take it out  [have a look first]\n"
        "--- a/fed.gate\n+++ b/fed.gate\n"
    ) in ran.out
    assert '\n-service old { url "http://old.internal:8080" }\n' in ran.out
    assert "\n-allow" not in ran.out  # safe: `fix` does it by itself
    assert ran.out.endswith("1 edit to look at, of 2 findings; nothing was changed\n")


def test_no_secret_is_in_a_diff(run: Callable[..., Ran], folder: Path) -> None:
    secret = 'env PASS secret = "hunter-two"\nservice old { url "http://old" }\n'
    (folder / "fed.gate").write_text(GOOD + secret)
    printed = [run("fix", "fed.gate", *more).out for more in (
        ("--review",), ("--review", "--format", "json"), ("--format", "json"),
    )]  # fmt: skip

    assert "service old" in printed[0]
    assert [] == [out for out in printed if "hunter" in out]


# ---- JSON ----------------------------------------------------------------------------------------


def test_json_of_what_was_done(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(BLANK)
    report = run("fix", "fed.gate", "--format", "json").report("fix")
    (file,) = report["files"]

    assert ("fed.gate", None) == (file["file"], report["text"])
    assert [("GW0001", 4, "write `30s`")] == [
        (edit["code"], edit["line"], edit["help"]) for edit in file["edits"]
    ]
    assert [] == report["findings"]


def test_json_of_what_was_refused_and_of_what_is_proposed(
    run: Callable[..., Ran], folder: Path
) -> None:
    (folder / "fed.gate").write_text(DEAD_END)
    (refused,) = run("fix", "fed.gate", "--format", "json").report("fix")["refused"]
    (folder / "fed.gate").write_text(UNUSED)
    (proposed,) = run("fix", "fed.gate", "--review", "--format", "json").report("fix")["proposals"]

    assert "does not have" in refused["why"]
    assert "review" == proposed["applicability"]
    assert "\n-service old" in proposed["diff"]


# ---- whatever is wrong ---------------------------------------------------------------------------


def errors_of(compilations: Sequence[Compilation]) -> set[tuple[str, str]]:
    return {
        (found.code, found.message)
        for one in compilations
        for found in one.findings
        if found.level is Level.ERROR
    }


def mended(path: str) -> tuple[Compilation, Mending]:
    """How a program was, and the mending of it."""

    def compiled(texts: Mapping[str, str]) -> Sequence[Compilation]:
        return [compile_file(path, only(*BUILT_IN), texts=texts)]

    (before,) = compiled({})
    mending = Mending(compiled, compiled, {})
    mending.run()
    return before, mending


@pytest.mark.parametrize("program", programs(), ids=lambda program: program.name)
def test_no_safe_edit_is_left_and_no_error_is_new(program: Program, tmp_path: Path) -> None:
    before, mending = mended(program.write(tmp_path))
    left = mending.findings()
    refused = {one.mend.finding.message for one in mending.refused}

    assert [] == [m for m in mends_of(left, Applicability.SAFE) if m.finding.message not in refused]
    if before.federation is not None:
        now = {(found.code, found.message) for found in left if found.level is Level.ERROR}
        assert now <= errors_of([before])


@pytest.mark.parametrize(
    "chunk", chunks_of("broken-programs", "recovery", "hints"), ids=lambda c: c.name
)
def test_a_text_that_does_not_parse_is_mended_as_far_as_it_goes(
    chunk: Chunk, tmp_path: Path
) -> None:
    (tmp_path / "fed.gate").write_text(chunk.text, encoding="utf-8")
    before, mending = mended(str(tmp_path / "fed.gate"))
    safe = mends_of(before.findings, Applicability.SAFE)
    left = mends_of(mending.findings(), Applicability.SAFE)

    assert len(left) <= len(mending.refused)
    assert bool(mending.changed()) == (len(safe) > len(mending.refused))


def test_a_secret_stays_covered_where_an_edit_is_refused(
    run: Callable[..., Ran], folder: Path
) -> None:
    (folder / "fed.gate").write_text(DEAD_END + 'env PASS secret = "/orders"\n')
    ran = run("fix", "fed.gate")

    assert "left as it was" in ran.out
    assert "`/orders`" not in ran.out
