"""The pages of `gatewright explain`, taken apart: sections, and the programs they hold."""

import re
from pathlib import Path

from gatewright.compiler.explain import page

FENCE = re.compile(
    r"^```gate (?P<kind>bad|good)(?: file=(?P<file>\S+))?\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
NAME_OF_THE_ONLY_FILE = "fed.gate"


def page_of(code: str) -> str:
    text = page(code)
    assert text is not None, code
    return text


def program_of(code: str, kind: str, folder: Path) -> str:
    """Write the `bad` or `good` program of a page into a folder; its entry file comes first."""
    files = [
        (found["file"] or NAME_OF_THE_ONLY_FILE, found["text"])
        for found in FENCE.finditer(page_of(code))
        if found["kind"] == kind
    ]
    for name, text in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder / files[0][0])
