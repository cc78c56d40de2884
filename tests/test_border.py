"""The model as JSON: out and back without loss, described by a schema, and checked on the way in."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from gatewright.compiler.border import (
    NEVER_DATA,
    NotAModel,
    model_from_json,
    model_json,
    model_schema,
)
from gatewright.compiler.known_targets import only
from gatewright.compiler.load import Module
from gatewright.compiler.model import Federation
from gatewright.compiler.pipeline import compile_file
from gatewright.compiler.resolve import resolve
from gatewright.doors.cli import main
from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source
from gatewright.targets.find import KNOWN
from programs_at_random import program
from tiers import deep

EVERY_WORD = Path(__file__).parent.parent / "examples/every-word/fed.gate"
EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*/fed.gate"))


def meanings(file: Path) -> list[Federation]:
    compilation = compile_file(str(file), KNOWN)
    assert compilation.federation is not None
    return [compilation.federation, *compilation.environments.values()]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.parent.name)
def test_a_model_comes_back_as_it_went_out(file: Path) -> None:
    for federation in meanings(file):
        written = model_json(federation)

        assert federation == model_from_json(written)
        assert written == model_json(model_from_json(written))


@pytest.mark.parametrize("first", range(0, deep(200, 2_000), 100))
def test_whatever_a_program_means_comes_back(first: int) -> None:
    for seed in range(first, first + 100):
        parsed = parse(Source("random.gate", program(seed).text))
        federation = resolve([Module(parsed, "", True)], only("zuplo", "kong")).base

        assert federation == model_from_json(model_json(federation)), seed


def keys_in(value: Any) -> set[str]:
    match value:
        case dict():
            parts = cast("dict[str, Any]", value)
            return {*parts, *(key for one in parts.values() for key in keys_in(one))}
        case list():
            return {key for one in cast("list[Any]", value) for key in keys_in(one)}
        case _:
            return set()


def test_places_are_never_data() -> None:
    """Neither where a value came from nor where it stands is in the JSON or in its schema."""
    federation = meanings(EXAMPLES[0])[0]

    assert keys_in(json.loads(model_json(federation))).isdisjoint(NEVER_DATA)
    assert keys_in(model_schema()).isdisjoint(NEVER_DATA)


def test_the_schema_is_the_one_that_is_kept(golden: Callable[[str, str], None]) -> None:
    """A change here changes what other programs read: raise the version, or know why not."""
    golden("model-schema-1.json", json.dumps(model_schema(), indent=1) + "\n")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the file: Invalid JSON"),
        ('{"version": 2, "federation": {"name": "x"}}', "version 2 is not 1"),
        ('{"version": 1}', "federation: Field required"),
        ('{"version": 1, "federation": {"name": 3}}', "federation.name: Input should be"),
        (
            '{"version": 1, "federation": {"name": "x", "plans": {"p": {"name": "p", "cap": "y"}}}}',
            "federation.plans.p.cap: Input should be a valid integer",
        ),
    ],
)
def test_what_is_no_model_is_told_with_its_place(text: str, problem: str) -> None:
    with pytest.raises(NotAModel) as told:
        model_from_json(text)

    assert any(one.startswith(problem) for one in told.value.problems), told.value.problems


def test_the_command_prints_it_and_checks_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert 0 == main(["model", str(EVERY_WORD)])
    file = tmp_path / "model.json"
    file.write_text(capsys.readouterr().out, encoding="utf-8")

    assert 0 == main(["model", "--validate", str(file)])
    assert "the model of `ferries`, version 1" in capsys.readouterr().out

    file.write_text('{"version": 1}', encoding="utf-8")

    assert 1 == main(["model", "--validate", str(file)])
    assert f"{file}: federation: Field required" in capsys.readouterr().out


def test_the_command_prints_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["model", "--schema"])
    assert model_schema() == json.loads(capsys.readouterr().out)


def test_a_program_with_an_error_has_no_model(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fed.gate"
    file.write_text("gateway g on envoy { route / -> nowhere }", encoding="utf-8")

    assert 1 == main(["model", str(file)])
    told = capsys.readouterr()
    assert "" == told.out
    assert "nowhere" in told.err
