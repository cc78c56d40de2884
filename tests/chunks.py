"""Programs that read like the manual: many chunks in a file, each finding beside its line.

    # what this chunk is about
    gateway edge on nginx { route /a -> b }   #! GW0101 called `b`
    ---
    #~ GW0101 a near miss: this chunk must not have that finding
    ## fed.gate
    import "b.gate"
    ## b.gate
    service b { url "http://b" }

`---` on a line of its own ends a chunk. `## name.gate` begins a file; the first one is the entry, and
a chunk without such a line is one file. `#! CODE part` expects a finding on this line whose message
holds the part; several stand behind each other. A chunk has the findings it expects and no others,
except that GW0997 is only looked at where a chunk speaks of it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from gatewright.compiler.known_targets import only
from gatewright.compiler.pipeline import compile_files
from gatewright.dsl.finding import Finding
from gatewright.targets.find import BUILT_IN

LANGUAGE = Path(__file__).parent / "language"
ENTRY = "fed.gate"
NOT_JUDGED = "GW0997"


@dataclass(frozen=True, slots=True)
class Expected:
    file: str
    line: int
    code: str
    part: str  # of the message


@dataclass(frozen=True, slots=True)
class Chunk:
    """One thought of a chunk file: its program, what it must have, what it must not have."""

    where: str  # `names.gate:12`, for whoever reads a failure
    title: str
    files: dict[str, str]  # the entry first
    expected: tuple[Expected, ...]
    near_misses: tuple[str, ...]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(expected.code for expected in self.expected)


def all_chunks() -> list[Chunk]:
    return [chunk for file in sorted(LANGUAGE.glob("*.gate")) for chunk in chunks(file)]


def chunks(file: Path) -> list[Chunk]:
    found: list[Chunk] = []
    line = 1
    for text in re.split(r"^---\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
        found.append(_chunk(f"{file.name}:{line}", text))
        line += text.count("\n") + 1
    return found


def _chunk(where: str, text: str) -> Chunk:
    files = _files(text)
    title = next((ln.lstrip("# ") for ln in text.splitlines() if re.match(r"# ", ln)), "")
    return Chunk(
        where,
        title,
        files,
        tuple(one for name, inside in files.items() for one in expected(name, inside)),
        tuple(re.findall(r"^#~ (GW\d{4})", text, re.MULTILINE)),
    )


def _files(text: str) -> dict[str, str]:
    head, *rest = re.split(r"^## (\S+)\n", text, flags=re.MULTILINE)
    named = dict(zip(rest[::2], rest[1::2], strict=True))
    return named or {ENTRY: head}


def expected(file: str, text: str) -> list[Expected]:
    """What the `#!` behind the lines of a file ask for."""
    return [
        Expected(file, number, mark.split()[0], " ".join(mark.split()[1:]))
        for number, line in enumerate(text.splitlines(), 1)
        for mark in line.split("#!")[1:]
    ]


def write(chunk: Chunk, folder: Path) -> str:
    """Put the files into the folder; the path of the entry."""
    for name, text in chunk.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return str(folder / next(iter(chunk.files)))


def findings_of(chunk: Chunk, folder: Path) -> list[Finding]:
    """What the compiler says, GW0997 only where the chunk speaks of it."""
    found = compile_files([write(chunk, folder)], only(*BUILT_IN)).findings
    spoken_of = NOT_JUDGED in (*chunk.codes, *chunk.near_misses)
    return [finding for finding in found if spoken_of or finding.code != NOT_JUDGED]


def differences(chunk: Chunk, folder: Path) -> list[str]:
    """What is expected and was not found, and the other way round."""
    open_ones = list(chunk.expected)
    surplus: list[str] = []
    for finding in findings_of(chunk, folder):
        file = Path(finding.at.source.name).relative_to(folder).as_posix()
        message = " ".join(finding.message.split())
        match = next((e for e in open_ones if _fits(e, file, finding, message)), None)
        if match is not None:
            open_ones.remove(match)
        else:
            surplus.append(f"found     {file}:{finding.at.line} {finding.code} {message}")
    return [f"expected  {e.file}:{e.line} {e.code} {e.part}" for e in open_ones] + surplus


def _fits(expected: Expected, file: str, finding: Finding, message: str) -> bool:
    return (expected.file, expected.line, expected.code) == (
        file,
        finding.at.line,
        finding.code,
    ) and expected.part in message
