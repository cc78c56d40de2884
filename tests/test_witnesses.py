"""The request that a finding shows, typed in again, does what the finding says that it does."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from asked_again import disagreement, traced_again
from check_chunks import CHUNKS, checked
from envoy_programs import federation_text
from gatewright.compiler.model import Federation
from gatewright.compiler.pipeline import Compilation
from gatewright.dsl.finding import Finding
from meaning_chunks import Program
from tiers import deep

SEEDS = deep(60, 2_000)
ONLY_THERE = "so it is in the environment `"


def disagreements(compilation: Compilation) -> list[str]:
    assert compilation.federation is not None
    found = [*compilation.findings, *(one.finding for one in compilation.allowed)]
    return [
        f"{finding.code} {finding.message}: {text}"
        for finding in found
        if finding.witness is not None
        for text in disagreement(
            finding.witness, traced_again(finding.witness, federation_of(compilation, finding))
        )
    ]


def federation_of(compilation: Compilation, finding: Finding) -> Federation:
    """The base program's, or that of the environment which alone has the finding."""
    there = next((note for note in finding.notes if note.startswith(ONLY_THERE)), None)
    if there is None:
        assert compilation.federation is not None
        return compilation.federation
    return compilation.environments[there.removeprefix(ONLY_THERE).rstrip("`")]


@pytest.mark.parametrize("program", CHUNKS, ids=lambda program: program.name)
def test_the_witnesses_of_the_chunks_hold(program: Program, tmp_path: Path) -> None:
    compilation = checked(program.write(tmp_path))
    if compilation.federation is not None:
        assert [] == disagreements(compilation)


def test_the_witnesses_of_programs_at_random_hold() -> None:
    shown = 0
    for seed in range(SEEDS):
        with TemporaryDirectory() as folder:
            file = Path(folder, "fed.gate")
            file.write_text(federation_text(seed), encoding="utf-8")
            compilation = checked(str(file))
        if compilation.federation is None:
            continue
        assert [] == disagreements(compilation), seed
        shown += sum(one.witness is not None for one in compilation.findings)

    assert shown >= SEEDS // 4
