"""`gatewright graph` as people type it: what it prints, what it writes, and how it says no."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import GOOD, UNKNOWN_NAME, UNUSED, Ran, as_process
from drawn_federations import RINGS, large_federation
from gatewright.doors import cli

EXAMPLES = Path(__file__).parent.parent / "examples"
drawn = pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed here")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fed.gate").write_text(GOOD)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run_in_process(*arguments: str) -> Ran:
        status = cli.main(["graph", *arguments])
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_in_process


def names_in(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


# ---- text ----------------------------------------------------------------------------------------


def test_text_has_one_line_for_each_call(run: Callable[..., Ran]) -> None:
    assert (
        """\
shop: 1 gateway, 1 service

anyone  without credentials
    ->  edge

edge  nginx · public
  /orders/**  ->  orders  over http
"""
        == run("fed.gate").out
    )


@pytest.mark.parametrize("example", ["hello", "every-word"])
def test_text_of_the_examples(
    run: Callable[..., Ran], golden: Callable[[str, str], None], example: str
) -> None:
    golden(f"graph/{example}.txt", run(str(EXAMPLES / example)).out)


def test_text_names_rings(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(RINGS)

    assert (
        "gateways that lead back to themselves\n  a -> a\n  c -> a -> b -> c\n"
        in run("fed.gate").out
    )


def test_text_fits_a_terminal(run: Callable[..., Ran]) -> None:
    lines = run(str(EXAMPLES / "every-word")).out.splitlines()

    assert 100 >= max(map(len, lines))


# ---- json ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", ["hello", "every-word"])
@pytest.mark.parametrize("option", [["--format", "json"], ["--as", "json"]])
def test_json_fits_its_schema(run: Callable[..., Ran], example: str, option: list[str]) -> None:
    report = run(str(EXAMPLES / example), *option).report("graph")
    ids = [node["id"] for node in report["nodes"]]

    assert len(ids) == len(set(ids))
    assert all(edge["from"] in ids and edge["to"] in ids for edge in report["edges"])


def test_an_environment_has_a_graph_of_its_own(run: Callable[..., Ran]) -> None:
    report = run(str(EXAMPLES / "every-word"), "--env", "rehearsal", "--as", "json").report("graph")

    assert "gateway press_desk" not in [node["id"] for node in report["nodes"]]


# ---- files ---------------------------------------------------------------------------------------

BEGINNINGS = {
    "x.svg": b"<svg",
    "x.SVG": b"<svg",
    "x.png": b"\x89PNG",
    "x.html": b"<!doctype html>",
    "x.dot": b"digraph",
    "x.gv": b"digraph",
    "x.mmd": b"---\ntitle:",
    "x.json": b"{",
}


@drawn
@pytest.mark.live
@pytest.mark.parametrize("name", BEGINNINGS)
def test_the_name_of_the_file_says_what_it_holds(
    run: Callable[..., Ran], folder: Path, name: str
) -> None:
    ran = run("fed.gate", "-o", name)

    assert (0, f"wrote {name}\n") == (ran.status, ran.out)
    assert (folder / name).read_bytes().startswith(BEGINNINGS[name])
    assert sorted(["fed.gate", name]) == names_in(folder)


def test_as_says_it_where_the_name_does_not(run: Callable[..., Ran], folder: Path) -> None:
    assert 0 == run("fed.gate", "-o", "picture", "--as", "dot").status
    assert (folder / "picture").read_text() == run("fed.gate", "--as", "dot").out


def test_text_cuts_nothing_of_what_happens_on_the_way(
    run: Callable[..., Ran], folder: Path
) -> None:
    condition = 'header("x-team") = "a \\"quoted\\" team with a rather long name indeed"'
    route = f"route /long/** when {condition} -> s {{ strip key }}"
    (folder / "long.gate").write_text(
        'credential key = api_key { bucket "b" header "x-key" }\n'
        f"gateway g on envoy {{ accept key  {route} }}\n"
        'service s { url "http://s.internal:8080" }\n'
    )
    shown = run("long.gate").out

    assert condition in " ".join(shown.split())
    assert "- key" in shown
    assert max(map(len, shown.splitlines())) <= 100


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "x.jpg"], "`x.jpg` does not say what it is: end it in .svg, .png"),
        (["-o", "picture"], "`picture` does not say what it is"),
        (["-o", "x.png", "--as", "svg"], "svg and png are both wanted; say one of them"),
        (["--as", "dot", "--format", "json"], "dot and json are both wanted; say one of them"),
        (["--as", "png"], "a png is no text: say with -o FILE.png where it goes"),
        (
            ["-o", "none/x.dot"],
            "cannot write `none/x.dot`: there is no folder `none`; make it first",
        ),
        (["--request", "GET /"], "--request is drawn on a picture: add -o FILE.svg"),
        (["--group", "colour"], "`colour` is not one of target, region, owner"),
        (["--as", "dot", "--request", "GET /", "--client", "web"], "there is no client `web`"),
    ],
)
def test_what_cannot_be_meant_is_said_with_a_way_out(
    run: Callable[..., Ran], folder: Path, arguments: list[str], said: str
) -> None:
    ran = run("fed.gate", *arguments)

    assert (2, "") == (ran.status, ran.out)
    assert said in ran.err
    assert ["fed.gate"] == names_in(folder)


def test_without_graphviz_it_says_what_is_missing(
    run: Callable[..., Ran], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(folder))
    ran = run("fed.gate", "-o", "x.svg")

    assert 2 == ran.status
    assert "svg is drawn by the program `dot`, which is not installed here" in ran.err
    assert 0 == run("fed.gate", "-o", "x.mmd").status


def test_a_program_with_errors_has_no_picture(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNKNOWN_NAME)
    ran = run("fed.gate", "-o", "x.dot")

    assert (1, "") == (ran.status, ran.out)
    assert "GW0101" in ran.err


def test_a_program_with_warnings_has_one(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(UNUSED)

    assert 0 == run("fed.gate", "-o", "x.dot").status


@pytest.mark.parametrize("form", ["text", "dot", "mermaid", "json"])
def test_the_same_program_gives_the_same_bytes_under_any_hash_seed(folder: Path, form: str) -> None:
    (folder / "fed.gate").write_text(large_federation(20))
    told = {
        as_process("graph", "fed.gate", "--as", form, PYTHONHASHSEED=seed).stdout
        for seed in ("0", "1", "2")
    }

    assert 1 == len(told)
    assert b"area_3" in told.pop()


# ---- a request on top ----------------------------------------------------------------------------


def test_a_request_is_drawn_with_what_becomes_of_it(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "fed.gate").write_text(GOOD.replace("nginx", "zuplo"))
    there = run("fed.gate", "--as", "mermaid", "--request", "GET /orders/42").out
    nowhere = run("fed.gate", "--as", "mermaid", "--request", "GET /nowhere").out

    assert "shop · GET /orders/42 as anyone" in there
    assert "1: DELIVERED 200" in there
    assert "1: NO_ROUTE 404" in nowhere
    assert (2, 0) == (there.count("stroke-width:4px"), nowhere.count("/orders/42"))
