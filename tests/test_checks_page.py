"""docs/checks.md lists every finding that can be made, as the pages of `explain` tell them.

`pytest --accept tests/test_checks_page.py` writes the table anew.
"""

import re
from pathlib import Path

import pytest
from gatewright.compiler.explain import codes, page
from gatewright.dsl.codes import level_of, slug_of

PAGE = Path(__file__).parent.parent / "docs/checks.md"
TABLE = re.compile(r"(?<=<!-- codes: begin -->\n).*?(?=<!-- codes: end -->)", re.DOTALL)
PROVES = "What it proves: "


def test_the_page_lists_every_finding(request: pytest.FixtureRequest) -> None:
    text = PAGE.read_text(encoding="utf-8")
    if request.config.getoption("--accept"):
        text = TABLE.sub(lambda _: table(), text)
        PAGE.write_text(text, encoding="utf-8")
    found = TABLE.search(text)

    assert found is not None
    assert table() == found[0]


def table() -> str:
    rows = [f"| {code} | {slug_of(code)} | {level_of(code)} | {proves(code)} |" for code in codes()]
    return "\n".join(["| code | slug | level | when |", "|---|---|---|---|", *rows]) + "\n"


def proves(code: str) -> str:
    """The first sentence of what the page says that the finding proves."""
    text = page(code) or ""
    paragraph = next(part for part in text.split("\n\n") if part.startswith(PROVES))
    words = " ".join(paragraph.removeprefix(PROVES).split())
    return words.partition(". ")[0].rstrip(".").replace("|", "\\|")
