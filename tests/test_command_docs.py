"""The manual of the commands says what the commands do: each of its examples is run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from gatewright.doors.cli import COMMANDS
from gatewright.doors.schema.reports import REPORTS

DOCS = Path(__file__).parent.parent / "docs"
MANUAL = (DOCS / "commands.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", MANUAL, re.MULTILINE | re.DOTALL)


def steps_of(block: str) -> list[tuple[str, list[str], int]]:
    """Each command of a block, the lines it is said to print, and its exit status."""
    steps: list[tuple[str, list[str], int]] = []
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.splitlines()
        status = 0
        if lines and (ended := re.fullmatch(r"\[exit (\d+)\]", lines[-1])):
            status = int(ended[1])
            lines.pop()
        steps.append((command, lines, status))
    return steps


def pattern_of(lines: list[str]) -> str:
    """Three dots stand for any lines, at the end of a line for the rest of it."""
    pieces = [
        r"(.*\n)*" if line == "..." else re.escape(line).replace(r"\.\.\.", ".*") + r"\n"
        for line in lines
    ]
    return "".join(pieces)


@pytest.mark.skipif(not shutil.which("sh"), reason="no shell here")
@pytest.mark.parametrize("block", BLOCKS)
def test_the_examples_of_the_manual(block: str, tmp_path: Path) -> None:
    starter = tmp_path / "bin/gatewright"
    starter.parent.mkdir()
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gatewright "$@"\n')
    starter.chmod(0o755)
    environ = {**os.environ, "PATH": f"{starter.parent}{os.pathsep}{os.environ['PATH']}"}
    (tmp_path / "work").mkdir()
    for command, lines, status in steps_of(block):
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path / "work",
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )

        assert (command, status) == (command, done.returncode), done.stdout
        assert re.fullmatch(pattern_of(lines), done.stdout), done.stdout


def test_the_manual_has_every_command() -> None:
    assert list(COMMANDS) == re.findall(r"^## (\w+):", MANUAL, re.MULTILINE)


def test_the_manual_names_every_schema() -> None:
    manual = (DOCS / "json.md").read_text(encoding="utf-8")

    assert sorted(REPORTS) == sorted(re.findall(r"doors/schema/([\w-]+)-1\.json", manual))


def test_the_example_of_a_report_fits_its_schema() -> None:
    manual = (DOCS / "json.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"^```json\n(.*?)^```$", manual, re.MULTILINE | re.DOTALL)

    REPORTS["check"].model_validate_json(example)
