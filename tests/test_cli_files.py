"""The commands that write or list: fmt, new, effective."""

from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import GOOD, SYNTAX_ERROR, UNKNOWN_NAME, UNTIDY, Ran, as_process
from gatewright.doors import cli, rewriting


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


# ---- fmt -----------------------------------------------------------------------------------------


def test_fmt_writes_the_canonical_form_and_names_what_changed(
    run: Callable[..., Ran], folder: Path
) -> None:
    (folder / "a.gate").write_bytes(UNTIDY.encode())
    first = run("fmt", "a.gate")

    assert (0, "a.gate\n") == (first.status, first.out)
    assert b"\r" not in (folder / "a.gate").read_bytes()
    assert (0, "") == (run("fmt", "a.gate").status, run("fmt", "a.gate").out)


def test_fmt_check_writes_nothing(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "a.gate").write_bytes(UNTIDY.encode())
    ran = run("fmt", "--check", "a.gate")

    assert (1, "a.gate\n") == (ran.status, ran.out)
    assert UNTIDY.encode() == (folder / "a.gate").read_bytes()


def test_fmt_leaves_a_program_that_does_not_parse(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "a.gate").write_text(SYNTAX_ERROR)
    (folder / "b.gate").write_bytes(UNTIDY.encode())
    ran = run("fmt", "a.gate", "b.gate")

    assert (2, "b.gate\n") == (ran.status, ran.out)
    assert "error[GW0001]" in ran.err
    assert SYNTAX_ERROR == (folder / "a.gate").read_text()


def test_fmt_of_standard_input_prints_the_program() -> None:
    tidy = as_process("fmt", "-", stdin=UNTIDY.encode())
    broken = as_process("fmt", "-", stdin=SYNTAX_ERROR.encode())

    assert 0 == tidy.returncode
    assert tidy.stdout == as_process("fmt", "-", stdin=tidy.stdout).stdout
    assert (2, b"") == (broken.returncode, broken.stdout)
    assert b"<stdin>:" in broken.stderr
    assert 1 == as_process("fmt", "--check", "-", stdin=UNTIDY.encode()).returncode


def test_fmt_of_a_folder_takes_every_program_below_it(
    run: Callable[..., Ran], folder: Path
) -> None:
    for name in ("b/c.gate", "a.gate", ".hidden/d.gate", "b/readme.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(UNTIDY.encode())

    assert "./a.gate\n./b/c.gate\n".replace("./", "") == run("fmt", ".").out


def test_fmt_follows_a_link_and_keeps_the_mode(run: Callable[..., Ran], folder: Path) -> None:
    target = folder / "real.gate"
    target.write_bytes(UNTIDY.encode())
    target.chmod(0o640)
    (folder / "link.gate").symlink_to("real.gate")

    assert 0 == run("fmt", "link.gate").status
    assert (folder / "link.gate").is_symlink()
    assert 0o640 == target.stat().st_mode & 0o777
    assert b"\r" not in target.read_bytes()
    assert ["link.gate", "real.gate"] == sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("name", "content"), [("none.gate", None), ("bytes.gate", b"\xff\xfe"), ("x" * 5000, None)]
)
def test_fmt_of_what_cannot_be_read_is_a_finding(
    run: Callable[..., Ran], folder: Path, name: str, content: bytes | None
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    ran = run("fmt", name)

    assert 2 == ran.status
    assert "error[GW0002] unreadable-file" in ran.err


def test_fmt_that_cannot_write_says_so(
    run: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    (folder / "a.gate").write_bytes(UNTIDY.encode())
    monkeypatch.setattr(rewriting, "write_atomically", full)
    ran = run("fmt", "a.gate")

    assert 2 == ran.status
    assert "cannot write `a.gate`: no space left on device" in ran.err


def test_fmt_reports_in_json(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "a.gate").write_bytes(UNTIDY.encode())
    (folder / "b.gate").write_text(SYNTAX_ERROR)
    report = run("fmt", "--check", "a.gate", "b.gate", "--format", "json").report("fmt")

    assert [("a.gate", True), ("b.gate", False)] == [
        (file["file"], file["changed"]) for file in report["files"]
    ]
    assert {"GW0001"} == {finding["code"] for finding in report["findings"]}


# ---- new -----------------------------------------------------------------------------------------


def test_new_writes_a_federation_that_is_fine(run: Callable[..., Ran], folder: Path) -> None:
    ran = run("new", "my-shop")

    assert 0 == ran.status
    assert "wrote my-shop/fed.gate" in ran.out
    assert "federation my-shop " in (folder / "my-shop/fed.gate").read_text()
    assert ["README.md", "fed.gate"] == sorted(path.name for path in Path("my-shop").iterdir())
    assert "error[" not in run("check", "my-shop/fed.gate").out
    assert 0 == run("check", "my-shop").status
    assert (0, "") == (run("fmt", "--check", "my-shop").status, run("fmt", "my-shop").out)
    assert ["my-shop"] == [path.name for path in folder.iterdir()]


def test_new_fills_an_empty_folder(run: Callable[..., Ran], folder: Path) -> None:
    report = run("new", ".", "--format", "json").report("new")

    assert ["fed.gate", "README.md"] == report["files"]
    assert ["README.md", "fed.gate"] == sorted(path.name for path in folder.iterdir())


def test_new_never_overwrites(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "full").mkdir()
    (folder / "full/mine.txt").write_text("mine")
    (folder / "file").write_text("mine")

    assert "the folder `full` is not empty (it has `mine.txt`)" in run("new", "full").err
    assert "`file` is there already and is no folder" in run("new", "file").err
    assert "there is no folder" in run("new", "not/there").err
    assert 2 == run("new", "full").status
    assert "mine" == (folder / "full/mine.txt").read_text()


def test_new_that_fails_leaves_nothing_behind(
    run: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, *_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    ran = run("new", "shop")

    assert (2, []) == (ran.status, list(folder.iterdir()))


def test_new_with_a_name_that_cannot_be_says_so(run: Callable[..., Ran]) -> None:
    assert "file name too long" in run("new", "x" * 5000).err


# ---- effective -----------------------------------------------------------------------------------


def test_effective_shows_values_and_where_they_come_from(run: Callable[..., Ran]) -> None:
    run("new", "shop")
    ran = run("effective", "shop", "edge")
    report = run("effective", "shop/fed.gate", "edge", "--format", "json").report("effective")

    assert (0, "") == (ran.status, ran.err)
    assert ["name", "value", "from"] == ran.out.splitlines()[0].split()
    assert "policy sane  shop/fed.gate:" in ran.out
    assert "policy sane" in {value["origin"] for value in report["values"]}


def test_effective_names_the_gateways_there_are(run: Callable[..., Ran]) -> None:
    run("new", "shop")
    ran = run("effective", "shop", "egde")

    assert 2 == ran.status
    assert "there is no gateway `egde`; there is `edge`" in ran.err


def test_effective_takes_a_route_by_its_path_or_its_whole_name(
    run: Callable[..., Ran], folder: Path
) -> None:
    route = "  route /orders/** -> orders\n"
    two_more = route + "  route GET /a -> orders\n  route POST /a -> orders\n"
    (folder / "fed.gate").write_text(GOOD.replace(route, two_more))

    assert 0 == run("effective", "fed.gate", "edge", "/orders/**").status
    assert 0 == run("effective", "fed.gate", "edge", "GET /a").status
    assert "`/a` may be `GET /a` or `POST /a`" in run("effective", "fed.gate", "edge", "/a").err
    assert "no route `/orders`; there is `/orders/**`" in (
        run("effective", "fed.gate", "edge", "/orders").err
    )


def test_effective_lists_the_first_routes_where_none_is_like_it(
    run: Callable[..., Ran], folder: Path
) -> None:
    route = "  route /orders/** -> orders\n"
    many = "".join(f"  route /{letter} -> orders\n" for letter in "abcdef")
    (folder / "fed.gate").write_text(GOOD.replace(route, many))
    ran = run("effective", "fed.gate", "edge", "/elsewhere/altogether")

    assert "; there is `/a`, `/b`, `/c`, `/d` and `/e`, and others" in ran.err


def test_effective_in_one_environment(run: Callable[..., Ran], folder: Path) -> None:
    overlay = "environment staging { gateway edge { limit 5/s } }\n"
    (folder / "fed.gate").write_text(GOOD + overlay)

    assert "5/s" in run("effective", "fed.gate", "edge", "--env", "staging").out
    assert "5/s" not in run("effective", "fed.gate", "edge").out


def test_an_environment_that_is_not_there_is_said(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(GOOD)
    ran = run("check", "fed.gate", "--env", "stagin")

    assert 2 == ran.status
    assert "`fed.gate` has no environment `stagin`" in ran.err
    (folder / "fed.gate").write_text(
        f"{GOOD}environment staging {{ gateway edge {{ limit 5/s }} }}"
    )
    assert "; there is `staging`" in run("check", "fed.gate", "--env", "prod").err


def test_effective_stops_at_errors(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME)
    ran = run("effective", "fed.gate", "edge")

    assert (1, "") == (ran.status, ran.out)
    assert "error[GW0101]" in ran.err
