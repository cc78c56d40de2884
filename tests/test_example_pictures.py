"""The pictures of the examples show the programs of today.

Where the shapes stand depends on the Graphviz and the fonts of whoever drew last, so that is not
compared. What is compared is every word with its colour, every line with its two ends, every colour
of a shape, and the rules for dark pages. `--accept` draws again what is not as it should be.
"""

import re
import shlex
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
from fenced import ROOT
from gatewright.doors import cli
from gatewright.doors.draw.palette import dark_rules

PAGES = sorted((ROOT / "examples").glob("*/README.md"))
# A page with a picture that took more than this says so under it.
AS_USUAL = "gatewright graph fed.gate -o fed.svg"
_DRAWN_BY = re.compile(r"^Drawn by `(gatewright graph .* -o fed\.svg)`", re.MULTILINE)

_DOT_WORDS = re.compile(r'<FONT [^>]*COLOR="(#\w+)">(?:<B>)?([^<]*)(?:</B>)?</FONT>')
_DOT_LINE = re.compile(r'^\s*\w+ -> \w+ \[.*class="([^"]*)"', re.MULTILINE)
_SVG_WORDS = re.compile(r'<text [^>]*fill="(#\w+)">([^<]*)</text>')
_SVG_LINE = re.compile(r'<g id="\w+" class="edge ([^"]*)">')
_COLOUR = re.compile(r'"(#[0-9a-f]{6})\b')

Shown = tuple[Counter[tuple[str, str]], Counter[str], set[str]]


def command_of(page: Path) -> list[str]:
    said = _DRAWN_BY.search(page.read_text(encoding="utf-8"))
    return shlex.split(said[1] if said else AS_USUAL)[1:]


def shown_by(text: str, words: re.Pattern[str], lines: re.Pattern[str]) -> Shown:
    said = Counter((colour, unescape(word).strip()) for colour, word in words.findall(text))
    return said, Counter(map(unescape, lines.findall(text))), set(_COLOUR.findall(text))


def shown_in(file: Path) -> Shown:
    """What a drawing holds, its rules for dark pages left out."""
    drawing = file.read_text(encoding="utf-8")
    return shown_by(drawing[drawing.index("</style>") :], _SVG_WORDS, _SVG_LINE)


def is_as_it_should_be(file: Path, wanted: Shown) -> bool:
    return (
        file.is_file()
        and wanted == shown_in(file)
        and dark_rules() in file.read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_a_picture_shows_the_program_of_today(
    page: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(page.parent)
    command, file = command_of(page), page.parent / "fed.svg"
    assert 0 == cli.main([*command[: command.index("-o")], "--as", "dot"])
    wanted = shown_by(capsys.readouterr().out, _DOT_WORDS, _DOT_LINE)
    if request.config.getoption("--accept") and not is_as_it_should_be(file, wanted):
        assert 0 == cli.main(command)

    assert is_as_it_should_be(file, wanted), "make pictures"
