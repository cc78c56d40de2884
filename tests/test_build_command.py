"""`gatewright build` and `gatewright targets`: what lands on disk, and what is said of it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Ran
from gatewright.doors.cli import main
from gatewright.targets.find import BUILT_IN

Cli = Callable[..., Ran]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Cli:
    def run(*arguments: str) -> Ran:
        status = main(arguments)
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run


TWO = """\
env PASS secret
credential pass = shared_secret { header "x-pass"  env PASS }

gateway edge on envoy {
  domain "api.example.com"
  listen 10000
  accept anyone
  route /orders/** -> inner { attach pass }
}
gateway inner on envoy {
  listen 10001
  accept pass
  route /orders/** -> orders { strip pass }
}
service orders { url "http://orders.internal:8080" }
"""
FUNCTION_INSIDE = """\
gateway edge on zuplo {
  instance one
  accept anyone
  hop_guard off
  route /thumbs/** -> thumbs over local
}
service thumbs { lambda "arn:aws:lambda:eu-west-1:123456789012:function:thumbs" }
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "fed.gate"
    file.write_text(TWO, encoding="utf-8")
    return file


def files_in(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in files}


def test_every_gateway_gets_a_folder_with_a_guide(cli: Cli, program: Path) -> None:
    ran = cli("build", str(program), "-o", "out")

    assert 0 == ran.status
    for gateway in ("edge", "inner"):
        assert Path("out", gateway, "DEPLOY.md").is_file()
        json.loads(Path("out", gateway, "envoy.json").read_text(encoding="utf-8"))
    assert {"version": 1, "losses": []} == json.loads(Path("out/losses.json").read_text())


def test_the_same_program_gives_the_same_bytes(cli: Cli, program: Path) -> None:
    cli("build", str(program), "-o", "one")
    cli("build", str(program), "-o", "two")

    assert files_in(Path("one")) == files_in(Path("two"))


def test_a_second_build_says_that_nothing_is_new(cli: Cli, program: Path) -> None:
    cli("build", str(program), "-o", "out")

    assert "everything was there already" in cli("build", str(program), "-o", "out").out


def test_diff_shows_and_writes_nothing(cli: Cli, program: Path) -> None:
    cli("build", str(program), "-o", "out")
    before = files_in(Path("out"))
    program.write_text(TWO.replace("10001", "10002"), encoding="utf-8")
    ran = cli("build", str(program), "-o", "out", "--diff")

    assert "--- a/inner/envoy.json\n+++ b/inner/envoy.json\n" in ran.out
    assert "would change" in ran.out
    assert before == files_in(Path("out"))


def test_diff_into_an_empty_place_leaves_it_empty(cli: Cli, program: Path) -> None:
    cli("build", str(program), "-o", "out", "--diff")

    assert not Path("out").exists()


def test_only_one_gateway_leaves_the_files_of_the_others(cli: Cli, program: Path) -> None:
    cli("build", str(program), "-o", "out")
    before = Path("out/inner/envoy.json").read_bytes()
    program.write_text(TWO.replace("orders/**", "bills/**"), encoding="utf-8")
    cli("build", str(program), "-o", "out", "--only", "edge")

    assert before == Path("out/inner/envoy.json").read_bytes()
    assert b"bills" in Path("out/edge/envoy.json").read_bytes()


def test_a_gateway_that_is_gone_takes_its_files_along(cli: Cli, program: Path) -> None:
    cli("build", str(program), "-o", "out")
    program.write_text(
        "gateway edge on envoy { accept anyone  listen 1  route /o -> s }\n"
        'service s { url "http://s:1" }\n'
    )
    cli("build", str(program), "-o", "out")

    assert not Path("out/inner").exists()


def test_a_file_changed_by_hand_is_not_replaced(cli: Cli, program: Path) -> None:
    cli("build", str(program), "-o", "out")
    Path("out/inner/envoy.json").write_text("mine", encoding="utf-8")
    program.write_text(TWO.replace("10001", "10002"), encoding="utf-8")
    before = files_in(Path("out"))
    ran = cli("build", str(program), "-o", "out")

    assert 2 == ran.status
    assert "`out/inner/envoy.json`: not of an earlier build, or changed since" in ran.err
    assert before == files_in(Path("out"))

    assert 0 == cli("build", str(program), "-o", "out", "--replace").status
    assert b"10002" in Path("out/inner/envoy.json").read_bytes()


def test_what_a_product_cannot_do_is_refused_and_the_rest_is_built(cli: Cli, program: Path) -> None:
    program.write_text(
        TWO + FUNCTION_INSIDE.replace("gateway edge", "gateway far"), encoding="utf-8"
    )
    ran = cli("build", str(program), "-o", "out")

    assert 1 == ran.status
    assert "error[GW7101]" in ran.out
    assert Path("out/edge/envoy.json").is_file()
    assert not Path("out/far").exists()


def test_what_the_files_say_otherwise_is_told_and_listed(cli: Cli, program: Path) -> None:
    program.write_text(
        """\
gateway edge on envoy {
  domain "api.example.com"
  accept anyone
  route /x -> split {
    90% a { limit 10/s }
    10% b
  } { limit 100/s }
}
service a { url "http://a:1" }
service b { url "http://b:1" }
"""
    )
    ran = cli("build", str(program), "-o", "out")
    what = "the limit on the way to `a` is not kept, the route's is"

    assert 0 == ran.status
    assert "warning[GW7102]" in ran.out
    assert what in ran.out
    assert [what] == [
        one["what"] for one in json.loads(Path("out/losses.json").read_text())["losses"]
    ]


ODD = """\
gateway edge on envoy {
  domain "api.example.com"
  accept anyone
  route /x -> orders { quota 1K/day }
}
service orders { url "http://orders:1" }
"""


@pytest.mark.parametrize(
    ("line", "is_told"),
    [
        ("", True),
        ('allow capability-degraded because "one process only"', False),
        ('allow capability-degraded at edge because "one process only"', False),
        ('allow capability-degraded at orders because "elsewhere"', True),
        ('allow capability-degraded because "for a while" until 2026-01-31', True),
        ('allow capability-degraded because "for a while" until 2026-12-31', False),
    ],
)
def test_what_a_program_allows_is_not_told(
    cli: Cli, program: Path, monkeypatch: pytest.MonkeyPatch, line: str, is_told: bool
) -> None:
    monkeypatch.setenv("GATEWRIGHT_TODAY", "2026-11-20")
    program.write_text(f"{ODD}{line}\n", encoding="utf-8")
    ran = cli("build", str(program), "-o", "out")

    assert is_told == ("warning[GW7102]" in ran.out)
    assert json.loads(Path("out/losses.json").read_text())["losses"]


def test_where_nothing_can_be_built_nothing_is_written_or_removed(cli: Cli, program: Path) -> None:
    cli("build", str(program), "-o", "out")
    before = files_in(Path("out"))
    program.write_text(FUNCTION_INSIDE, encoding="utf-8")
    ran = cli("build", str(program), "-o", "out")

    assert 1 == ran.status
    assert "nothing is written, because no gateway was built" in ran.out
    assert before == files_in(Path("out"))


def test_a_product_without_a_renderer_is_said_so(cli: Cli, program: Path) -> None:
    program.write_text(TWO.replace("gateway inner on envoy", "gateway inner on kong"))
    ran = cli("build", str(program), "-o", "out")

    assert "`inner` is not built: this version writes no configuration for kong" in ran.out
    assert ["edge"] == [folder.name for folder in Path("out").iterdir() if folder.is_dir()]


def test_an_unknown_gateway_is_answered_with_the_one_that_is_near(cli: Cli, program: Path) -> None:
    ran = cli("build", str(program), "--only", "iner")

    assert 2 == ran.status
    assert "there is no gateway `iner`" in ran.err
    assert "`inner`" in ran.err


def test_a_file_where_the_folder_should_be(cli: Cli, program: Path) -> None:
    Path("out").write_text("theirs", encoding="utf-8")
    ran = cli("build", str(program), "-o", "out")

    assert (2, "theirs") == (ran.status, Path("out").read_text(encoding="utf-8"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(cli: Cli, program: Path, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    ran = cli("build", str(program), "-o", "locked")

    assert 2 == ran.status
    assert "cannot write" in ran.err


def test_a_broken_list_of_files_stops_the_build(cli: Cli, program: Path) -> None:
    cli("build", str(program), "-o", "out")
    Path("out/gatewright.json").write_text("{", encoding="utf-8")
    ran = cli("build", str(program), "-o", "out")

    assert 2 == ran.status
    assert "out/gatewright.json" in ran.err


def test_the_report_of_a_build(cli: Cli, program: Path) -> None:
    report = cli("build", str(program), "-o", "out", "--format", "json").report("build")

    assert ["edge", "inner"] == [bundle["gateway"] for bundle in report["bundles"]]
    assert {"new"} == {file["change"] for b in report["bundles"] for file in b["files"]}


def test_every_target_is_listed(cli: Cli) -> None:
    listed = cli("targets", "--format", "json").report("targets")["targets"]

    assert list(BUILT_IN) == [target["name"] for target in listed]
    assert ["envoy"] == [target["name"] for target in listed if target["renders"]]


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_target_tells_what_it_can_and_how_that_is_known(cli: Cli, name: str) -> None:
    report = cli("targets", name, "--format", "json").report("target")
    text = cli("targets", name).out
    facts = cli("targets", name, "--facts").out

    assert report["forms"]
    assert "a rate limit per caller" in text
    assert "failures.connect_timeout" in facts
    assert max(map(len, (text + facts).splitlines())) <= 100


def test_of_further_forms_only_what_differs_is_printed(cli: Cli) -> None:
    _, starter, dedicated = cli("targets", "zuplo").out.split("; as `edge`")

    assert "\n\ndedicated: zuplo" in starter
    assert "local links" in dedicated
    assert "path prefixes" not in dedicated


def test_an_unknown_target(cli: Cli) -> None:
    ran = cli("targets", "kongg")

    assert 2 == ran.status
    assert "`kong`" in ran.err
