"""The blocks of program text in our pages, and what a reader is promised about each.

The words behind ```gate say what a block is:

    complete      a whole program without error or warning
    file NAME     the same, and other blocks of the page may import it by that name
    preamble      declarations that the examples of this page stand on
    piece         declarations, read over the preamble
    in gateway    statements of a gateway, read over the preamble
    wrong CODE    a piece whose one mistake is found, under this code
    as-written    parses; with the nameless block behind it, what the formatter makes of it
"""

import re
from pathlib import Path
from typing import NamedTuple

from gatewright.dsl import tree
from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source

ROOT = Path(__file__).parent.parent
PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "examples").glob("*/README.md")),
]
KINDS = re.compile(
    r"complete|preamble|piece|in gateway|file [\w/.-]+|wrong GW\d{4}|(?:as-written)?"
)

_FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Fenced(NamedTuple):
    """One block; `kind` is what stands behind the language on its first line."""

    page: Path
    line: int
    language: str
    kind: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def program(self) -> str:
        """The text as declarations of a program."""
        if self.kind == "in gateway":
            return f"gateway here on envoy {{\n{self.text}}}\n"
        return self.text


def fenced(page: Path, language: str = "gate") -> list[Fenced]:
    text = page.read_text(encoding="utf-8")
    blocks = [
        Fenced(page, text.count("\n", 0, found.start()) + 1, found[1], found[2].strip(), found[3])
        for found in _FENCE.finditer(text)
    ]
    return [block for block in blocks if block.language == language]


def declared(file: tree.File) -> list[tuple[str, tree.Node]]:
    """Name and node of every declaration; variables have a namespace of their own."""
    return [
        (f"env {item.name.text}" if isinstance(item, tree.Env) else item.name.text, item)
        for item in file.items
        if isinstance(item, tree.Env | NAMED)
    ]


NAMED = (
    tree.Region | tree.Label | tree.Credential | tree.Tier | tree.Client | tree.Policy | tree.Plan
    | tree.ControlPlane | tree.Gateway | tree.Entry | tree.Service | tree.Workload | tree.Scenario
)  # fmt: skip


def without(preamble: str, program: str) -> str:
    """The preamble, save for what the program declares itself."""
    mine = {name for name, _ in declared(parse(Source("piece", program)).file)}
    kept = preamble
    for name, node in reversed(declared(parse(Source("preamble", preamble)).file)):
        if name in mine:
            kept = kept[: node.start] + kept[node.end :]
    return kept


def laid_out(block: Fenced, folder: Path) -> Path:
    """Write the block as a program into a folder, with what it stands on beside it."""
    page = fenced(block.page)
    for other in page:
        if other.kind.startswith("file "):
            file = folder / other.kind.removeprefix("file ")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(other.text, encoding="utf-8")
    program = block.program
    if block.kind.split()[0] in ("piece", "in", "wrong"):
        preamble = "".join(other.text for other in page if other.kind == "preamble")
        (folder / "preamble.gate").write_text(without(preamble, program), encoding="utf-8")
        program = f'import "preamble.gate"\n{program}'
    file = folder / "fed.gate"
    file.write_text(program, encoding="utf-8")
    return file
