"""Programs with the finding that is expected of each line beside the line.

A file under tests/language holds chunks, separated by lines of `---`. `#! GW0001 text` at the end of
a line says that this line has that finding, with the text in its message, its label or its help.
Where a line cannot carry a comment, a line of its own `#!^ GW0001 text` speaks of the line above.
Several marks of a line stand behind each other. A chunk without marks has no finding at all.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from gatewright.dsl.finding import Finding

FOLDER = Path(__file__).parent / "language"
_MARK = re.compile(r"#!(?P<above>\^*) (?P<code>GW\d{4})(?: (?P<text>.*?))??(?= *#!| *$)")

Findings = Callable[[str], Iterable[Finding]]
"""What a chunk is put through: its text in, findings out."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding, as a mark in the chunk says it."""

    line: int
    code: str
    text: str

    def is_met_by(self, finding: Finding) -> bool:
        told = (finding.message, finding.label, *(way.message for way in finding.help))
        return (
            self.line == finding.at.line
            and self.code == finding.code
            and any(self.text in part for part in told)
        )

    def __str__(self) -> str:
        return f"line {self.line}: {self.code} {self.text}"


@dataclass(frozen=True, slots=True)
class Chunk:
    """One thought of a test: a program and all findings it has."""

    name: str  # file and first line
    text: str
    expected: tuple[Expected, ...]

    def disagreement(self, findings: Findings) -> list[str]:
        """What was expected and did not come, and what came without being expected."""
        found = list(findings(self.text))
        missed: list[str] = []
        for expected in self.expected:
            met = next((finding for finding in found if expected.is_met_by(finding)), None)
            if met is None:
                missed.append(f"missing  {expected}")
            else:
                found.remove(met)
        return missed + [
            f"surplus  line {finding.at.line}: {finding.code} {finding.message} | {finding.label}"
            for finding in found
        ]


def chunks_of(*files: str) -> list[Chunk]:
    """The chunks of these files under tests/language, in order."""
    return [chunk for file in files for chunk in _chunks(FOLDER / f"{file}.gate")]


def _chunks(file: Path) -> list[Chunk]:
    chunks: list[Chunk] = []
    line = 1
    for text in re.split(r"^---\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
        chunks.append(Chunk(f"{file.stem}:{line}", text, tuple(marks(text))))
        line += text.count("\n") + 1
    return chunks


def marks(text: str) -> Iterable[Expected]:
    for number, line in enumerate(text.split("\n"), 1):
        for mark in _MARK.finditer(line):
            yield Expected(number - len(mark["above"]), mark["code"], mark["text"] or "")
