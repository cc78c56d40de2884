"""Chunks of whole programs, of one file or several, put through the compiler.

They stand in tests/language/meaning and are marked like all chunks (language_chunks.py). Besides:

    # what this chunk is about
    #~ GW0101 a near miss: this chunk must not have that finding
    ## fed.gate
    import "b.gate"
    ## b.gate
    service b { url "http://b" }

`## name.gate` begins a file; the first one is the entry, and a chunk without such a line is one file.
Lines are counted in each file. GW0997 is only looked at where a chunk speaks of it, and a program is
only built where a chunk speaks of what a build finds.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from found_when_built import CODES as CODES_OF_A_BUILD, found_when_built
from gatewright.compiler.known_targets import only
from gatewright.compiler.pipeline import compile_file
from gatewright.dsl.finding import Finding
from gatewright.targets.find import BUILT_IN
from language_chunks import FOLDER, Expected, marks

ENTRY = "fed.gate"
NOT_JUDGED = "GW0997"


@dataclass(frozen=True, slots=True)
class Program:
    """One thought: the files of a program, what it must have, what it must not have."""

    name: str  # chunk file and first line, for whoever reads a failure
    title: str
    files: dict[str, str]  # the entry first
    expected: dict[str, list[Expected]]  # by file
    near_misses: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(one.code for marked in self.expected.values() for one in marked)

    def write(self, folder: Path) -> str:
        """Put the files into the folder; the path of the entry."""
        for name, text in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return str(folder / next(iter(self.files)))

    def findings(self, folder: Path) -> list[Finding]:
        """What the compiler says, GW0997 only where the chunk speaks of it; so with builds."""
        compilation = compile_file(self.write(folder), only(*BUILT_IN))
        spoken_of = {*self.codes, *self.near_misses}
        found = [*compilation.findings]
        if not spoken_of.isdisjoint(CODES_OF_A_BUILD):
            found += found_when_built(compilation)
        return [one for one in found if one.code != NOT_JUDGED or NOT_JUDGED in spoken_of]

    def disagreement(self, folder: Path) -> list[str]:
        """What was expected and did not come, and what came without being expected."""
        return self.differs(self.findings(folder), folder)

    def differs(self, findings: Iterable[Finding], folder: Path) -> list[str]:
        missed = {name: list(marked) for name, marked in self.expected.items()}
        surplus: list[str] = []
        for finding in findings:
            name = Path(finding.at.source.name).relative_to(folder).as_posix()
            met = next((one for one in missed[name] if one.is_met_by(finding)), None)
            if met is not None:
                missed[name].remove(met)
            else:
                where = f"{name}:{finding.at.line}"
                surplus.append(f"surplus  {where} {finding.code} {finding.message}")
        return [f"missing  {name} {one}" for name in missed for one in missed[name]] + surplus


def programs(folder: str = "meaning") -> list[Program]:
    """Every chunk of tests/language/meaning, or of the folder beside it."""
    return [one for file in sorted((FOLDER / folder).glob("*.gate")) for one in _programs(file)]


def _programs(file: Path) -> list[Program]:
    found: list[Program] = []
    line = 1
    for text in re.split(r"^---\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
        found.append(_program(f"{file.stem}:{line}", text))
        line += text.count("\n") + 1
    return found


def _program(name: str, text: str) -> Program:
    files = _files(text)
    titles = re.findall(r"^#(?:~ GW\d{4})? (.+)$", text, re.MULTILINE)
    expected = {file: list(marks(inside)) for file, inside in files.items()}
    near_misses = tuple(re.findall(r"^#~ (GW\d{4}) ", text, re.MULTILINE))
    return Program(name, next(iter(titles), ""), files, expected, near_misses)


def _files(text: str) -> dict[str, str]:
    head, *rest = re.split(r"^## (\S+)\n", text, flags=re.MULTILINE)
    return dict(zip(rest[::2], rest[1::2], strict=True)) or {ENTRY: head}
