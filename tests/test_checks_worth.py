"""Checks that are not even imported would not have found anything."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from check_chunks import CHUNKS
from envoy_programs import federation_text
from gatewright.compiler.checks import Products
from gatewright.compiler.checks.case import Case
from gatewright.compiler.checks.run import checks, found_in
from gatewright.compiler.checks.worth import ANY_OF
from gatewright.compiler.known_targets import only
from gatewright.compiler.model import Federation
from gatewright.compiler.pipeline import compile_file
from gatewright.targets.find import BUILT_IN
from gatewright.targets.load import variant_of
from meaning_chunks import Program
from tiers import deep

PRODUCTS = Products(variant_of)
SEEDS = deep(10, 200)


def left_out(federation: Federation) -> list[str]:
    told = found_in(federation, PRODUCTS)
    every = Case(federation, PRODUCTS, checks()).all_found()
    return [f"{one.code} {one.message}" for one in every if one not in told]


def test_only_checks_are_listed() -> None:
    assert [] == [code for code in ANY_OF if code not in checks()]


@pytest.mark.parametrize("program", CHUNKS, ids=lambda program: program.name)
def test_nothing_is_lost_in_a_chunk(program: Program, tmp_path: Path) -> None:
    compilation = compile_file(program.write(tmp_path), only(*BUILT_IN))
    base = [compilation.federation] if compilation.federation is not None else []
    for federation in (*base, *compilation.environments.values()):
        assert [] == left_out(federation)


def test_nothing_is_lost_in_programs_at_random() -> None:
    for seed in range(SEEDS):
        with TemporaryDirectory() as folder:
            file = Path(folder, "fed.gate")
            file.write_text(federation_text(seed), encoding="utf-8")
            federation = compile_file(str(file), only(*BUILT_IN)).federation
        if federation is not None:
            assert [] == left_out(federation), seed
