"""Starting is quick: a small command imports none of the large libraries."""

import subprocess
import sys
from pathlib import Path

import pytest

LARGE = {"lark", "networkx", "jinja2", "simpy", "rich", "pygls", "pydantic", "numpy"}

SMALL_PROGRAM = """\
federation shop

gateway edge on nginx {
  accept anyone
  route /orders/** -> orders
}

service orders { url "http://orders.internal:8080" }
"""

# Runs the command as its console script would, then says how it ended and what was imported.
DRIVER = """\
import sys
from gatewright.doors.cli import main
try:
    status = main() or 0
except SystemExit as end:
    status = end.code or 0
print("status", status, file=sys.stderr)
print("modules", *sorted(sys.modules), file=sys.stderr)
"""


def run(*arguments: str, folder: Path) -> dict[str, list[str]]:
    """How the command ended (`status`) and what it had imported by then (`modules`)."""
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = [line.split() for line in done.stderr.splitlines()]
    return {words[0]: words[1:] for words in said if words and words[0] in {"status", "modules"}}


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["check", "small.gate"]])
def test_a_small_command_imports_no_large_library(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "small.gate").write_text(SMALL_PROGRAM)
    after = run(*arguments, folder=tmp_path)

    assert ["0"] == after["status"]
    assert set() == LARGE & set(after["modules"])
