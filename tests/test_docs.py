"""The pages say the truth: every program in them is read, every link leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fenced import KINDS, PAGES, ROOT, Fenced, fenced, laid_out
from gatewright.compiler.pipeline import compile_file
from gatewright.dsl import tree
from gatewright.dsl.codes import Level, level_of
from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source
from gatewright.dsl.table import table
from gatewright.targets.find import KNOWN, target_names

MANUAL = ROOT / "docs/language.md"
BLOCKS = [block for page in PAGES for block in fenced(page)]


def by_place(block: Fenced) -> str:
    return block.place


def found_in(block: Fenced, folder: Path) -> list[str]:
    """Code and message of each error and warning.

    A piece may declare what only the reader would use; a whole program may not.
    """
    found = compile_file(str(laid_out(block, folder)), KNOWN).findings
    return [
        f"{finding.code} {finding.message}"
        for finding in found
        if level_of(finding.code) is not Level.INFO
        and (block.kind == "complete" or not finding.message.startswith("nothing uses"))
    ]


def syntax_in(block: Fenced) -> list[str]:
    return [found.message for found in parse(Source(block.place, block.program)).findings]


MEANT = [block for block in BLOCKS if block.kind not in ("", "as-written")]
RIGHT = [block for block in MEANT if not block.kind.startswith("wrong")]
WRONG = [block for block in MEANT if block.kind.startswith("wrong")]


@pytest.mark.parametrize("block", BLOCKS, ids=by_place)
def test_each_block_says_what_it_is_and_parses(block: Fenced) -> None:
    assert KINDS.fullmatch(block.kind), block.place
    assert [] == syntax_in(block)


@pytest.mark.parametrize("block", RIGHT, ids=by_place)
def test_a_block_has_neither_error_nor_warning(block: Fenced, tmp_path: Path) -> None:
    assert [] == found_in(block, tmp_path)


@pytest.mark.parametrize("block", WRONG, ids=by_place)
def test_a_wrong_block_has_the_one_mistake_it_shows(block: Fenced, tmp_path: Path) -> None:
    (found,) = found_in(block, tmp_path)

    assert block.kind == f"wrong {found[:6]}", found


# ---- the manual is whole -------------------------------------------------------------------------


def nodes_of_the_manual() -> Iterator[tree.Node]:
    for block in fenced(MANUAL):
        waiting: list[tree.Node] = [parse(Source(block.place, block.program)).file]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(tree.nodes(node))


def test_every_word_of_the_language_stands_in_an_example() -> None:
    shown = set(re.findall(r"\w+", "".join(block.text for block in fenced(MANUAL))))
    words = {text for texts in table().texts.values() for text in texts if text.isidentifier()}

    assert set() == words - shown


def test_every_rule_of_the_grammar_stands_in_an_example() -> None:
    grammar = (ROOT / "dsl/grammar.lark").read_text(encoding="utf-8")
    rules = set(re.findall(r"^([a-z]\w*):", grammar, re.MULTILINE))

    assert set() == rules - {tree.rule_of(node) for node in nodes_of_the_manual()}


def test_every_target_is_named() -> None:
    text = MANUAL.read_text(encoding="utf-8")

    assert [] == [name for name in target_names() if f"`{name}`" not in text]


# ---- links ---------------------------------------------------------------------------------------

_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
LINKS = [
    (page, link)
    for page in [*PAGES, ROOT / "CONTRIBUTING.md"]
    for link in _LINK.findall(page.read_text(encoding="utf-8"))
    if "://" not in link
]


def anchors(page: Path) -> set[str]:
    """As the usual viewers of Markdown name the headings of a page."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}


@pytest.mark.parametrize(("page", "link"), LINKS)
def test_a_link_leads_somewhere(page: Path, link: str) -> None:
    file, _, anchor = link.partition("#")
    there = page.parent / file if file else page

    assert there.exists(), f"{page.name}: {link}"
    assert not anchor or anchor in anchors(there), f"{page.name}: {link}"


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
    pages = [page.name for page in (ROOT / "docs").glob("*.md") if page.name != "README.md"]

    assert [] == sorted(name for name in pages if f"({name})" not in index)


# ---- the picture ---------------------------------------------------------------------------------


def test_the_picture_of_the_house_has_every_room_and_every_word_of_its_source() -> None:
    picture = (ROOT / "docs/house.svg").read_text(encoding="utf-8")
    source = (ROOT / "docs/house.dot").read_text(encoding="utf-8")
    rooms = [file.parent.name for file in sorted(ROOT.glob("*/py.typed"))]
    labels = [label.replace("\\n", " ") for label in re.findall(r'label = "([^"]*)"', source)]
    plain = re.sub(r"<[^>]*>|&#160;|\s", " ", picture)
    shown = " ".join(plain.split())

    assert [] == [room for room in rooms if not re.search(rf"\b{room}\b", shown)]
    assert [] == [label for label in labels if " ".join(label.split()) not in shown]
