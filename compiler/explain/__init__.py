"""The long story of each finding: one page per code, found by being there."""

from pathlib import Path

_PAGES = Path(__file__).parent


def page(code: str) -> str | None:
    """The page of a code in Markdown, which reads well as plain text too; None if it has none."""
    if code not in codes():
        return None
    return (_PAGES / f"{code}.md").read_text(encoding="utf-8")


def codes() -> tuple[str, ...]:
    """The codes that have a page, in order: all that this version can report."""
    return tuple(sorted(file.stem for file in _PAGES.glob("GW*.md")))
