"""Correct federations, each written for its own sake: no check has anything to object to them."""

from pathlib import Path

import pytest
from check_chunks import checked
from gatewright.dsl.codes import Level
from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source

FOLDER = Path(__file__).parent / "precision"
PROGRAMS = sorted(FOLDER.glob("*.gate"))
AT_LEAST = 60


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.stem)
def test_a_correct_federation_has_no_error_and_no_warning(program: Path) -> None:
    found = checked(str(program)).findings
    loud = [f"{one.code} {one.message}" for one in found if one.level is not Level.INFO]

    assert [] == loud


def test_there_are_many_and_no_two_are_the_same_under_other_names() -> None:
    shapes = {_shape(program) for program in PROGRAMS}

    assert len(PROGRAMS) >= AT_LEAST
    assert len(shapes) == len(PROGRAMS)


def _shape(program: Path) -> tuple[str, ...]:
    """The statements without the names in them."""
    source = Source(program.name, program.read_text(encoding="utf-8"))
    return tuple(_kinds(parse(source).file))


def _kinds(node: object) -> list[str]:
    from gatewright.dsl import tree

    if not isinstance(node, tree.Node):
        return []
    return [type(node).__name__, *(k for inner in tree.nodes(node) for k in _kinds(inner))]
