"""What README files show of a terminal is run, and prints what the reader sees there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from fenced import ROOT, Fenced, fenced
from test_command_docs import pattern_of, steps_of

PAGES = [ROOT / "README.md", *sorted((ROOT / "examples").glob("*/README.md"))]
TRANSCRIPTS = [block for page in PAGES for block in fenced(page, "console")]


def by_place(block: Fenced) -> str:
    return block.place


def run(command: str, folder: Path, bin_folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def starter(folder: Path) -> Path:
    """A folder with `gatewright` in it, as an install would put it on the path."""
    script = folder / "gatewright"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m gatewright "$@"\n')
    script.chmod(0o755)
    return folder


@pytest.mark.skipif(not shutil.which("sh"), reason="no shell here")
@pytest.mark.parametrize("block", TRANSCRIPTS, ids=by_place)
def test_a_transcript_prints_what_the_reader_sees(block: Fenced, tmp_path: Path) -> None:
    """That of an example runs beside it; elsewhere the examples are at hand, and `$ cat FILE`
    shows what FILE holds."""
    here = tmp_path / "here"
    if block.page.parent == ROOT:
        here.mkdir()
        (here / "examples").symlink_to(ROOT / "examples")
    else:
        shutil.copytree(block.page.parent, here)
    bin_folder = starter(tmp_path / "bin")
    for command, lines, status in steps_of(block.text):
        word, _, file = command.partition(" ")
        if word == "cat" and not (here / file).exists():
            (here / file).write_text("\n".join([*lines, ""]), encoding="utf-8")
        done = run(command, here, bin_folder)

        assert (command, status) == (command, done.returncode), done.stdout
        assert re.fullmatch(pattern_of(lines), done.stdout), done.stdout


def test_the_findings_in_the_readme_are_shown_in_full() -> None:
    transcripts = fenced(ROOT / "README.md", "console")
    steps = [step for transcript in transcripts for step in steps_of(transcript.text)]
    checks = [lines for command, lines, _ in steps if " check " in command]

    assert checks
    assert [] == [lines for lines in checks if lines == ["..."]]
