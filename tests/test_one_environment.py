"""What goes wrong in one environment only, and looking at one environment only."""

from pathlib import Path

import pytest
from gatewright.compiler.known_targets import only
from gatewright.compiler.pipeline import compile_file
from gatewright.dsl.finding import Finding

PROGRAM = """
let long = 5s
policy strict { limit 5/s }
gateway edge on envoy { accept anyone  timeout response ${long}  route / -> web }
service web { url "http://web:8080" }
environment prod { gateway edge { use strict } }
environment staging { let long = 5x }
"""


def findings(folder: Path, text: str, environment: str | None) -> tuple[Finding, ...]:
    file = folder / "fed.gate"
    file.write_text(text, encoding="utf-8")
    return compile_file(str(file), only("envoy"), environment).findings


@pytest.mark.parametrize("environment", [None, "staging"])
def test_a_mistake_that_only_an_environment_makes_says_which(
    environment: str | None, tmp_path: Path
) -> None:
    (found,) = findings(tmp_path, PROGRAM, environment)

    assert "GW0108" == found.code
    assert 4 == found.at.line
    assert "so it is in the environment `staging`" in found.notes


def test_what_another_environment_uses_is_not_unused_in_this_one(tmp_path: Path) -> None:
    sound = PROGRAM.replace("5x", "6s")

    assert () == findings(tmp_path, sound, "staging")
    assert () == findings(tmp_path, sound, "prod")
    assert () == findings(tmp_path, sound, None)


def test_a_variable_is_missed_in_the_environment_asked_for(tmp_path: Path) -> None:
    text = """
    env URL
    gateway edge on envoy { accept anyone  route / -> web }
    service web { url env URL }
    environment prod { env URL = "http://web:8080" }
    environment staging { gateway edge { limit 5/s } }
    """
    expected = ["the variable `URL` has no value in the environment `staging`"]

    assert expected == [found.message for found in findings(tmp_path, text, None)]
    assert expected == [found.message for found in findings(tmp_path, text, "staging")]
    assert [] == [found.message for found in findings(tmp_path, text, "prod")]
