"""docs/vendor-facts.md is what the data says, and can be read."""

import re
from pathlib import Path

import pytest
from gatewright.targets.find import BUILT_IN
from gatewright.targets.load import target_named
from gatewright.targets.vendor_page import page

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "vendor-facts.md"


def test_the_page_is_made_of_the_data() -> None:
    again = "python -m gatewright.targets.vendor_page > docs/vendor-facts.md"
    assert PAGE.read_text(encoding="utf-8") == page(), again


def test_every_product_has_its_place_on_it() -> None:
    written = page()

    for name in BUILT_IN:
        assert f"\n## {name}\n" in written
        assert f"- [{name}](#{name}): " in written


@pytest.mark.parametrize("name", ["zuplo", "aws"])
def test_what_is_known_stands_there_with_its_source(name: str) -> None:
    written = page((name,))
    forms = target_named(name).variants().values()

    for form in forms:
        for dispute in form.facts.disputes:
            assert f"| {dispute.about} |" in written
        for ability in form.abilities.values():
            assert ability.source in written


def test_a_row_of_a_table_has_as_many_cells_as_its_head() -> None:
    bars = re.compile(r"(?<!\\)\|")
    width = 0
    for line in page().splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        width = width or len(bars.findall(line))

        assert width == len(bars.findall(line)), line


def test_zuplo_and_522() -> None:
    written = page(("zuplo",))

    assert "| dns | 522 | documentation [" in written
    assert "| stage per minute: development | 1000 | documentation [" in written
    assert "| local links | – | ●* |" in written
    assert "### zuplo: where `dedicated` differs" in written


def test_each_source_is_listed_once_for_its_product() -> None:
    for name in BUILT_IN:
        written = page((name,))
        cited = {int(number) for number in re.findall(r" \[(\d+)\] \|", written)}
        listed = [int(number) for number in re.findall(r"^(\d+)\. ", written, re.MULTILINE)]

        assert sorted(cited) == listed == list(range(1, len(listed) + 1)), name
