"""A secret that somebody wrote into a program is in no output, whatever is wrong beside it."""

from pathlib import Path

import pytest
from gatewright.doors.cli import main

SECRET = "hunter2-and-more"
PROGRAMS = {
    "a value": f'env KEY secret = "{SECRET}"',
    "a bare word": f"env KEY secret = {SECRET}",
    "no equals sign": f'env KEY secret "{SECRET}"',
    "a text that never ends": f'env KEY secret = "{SECRET}\ngateway g on envoy {{ }}',
    "raw": f"env KEY secret = '{SECRET}'",
    "unused, and broken beside it": f'env KEY secret = "{SECRET}"; gateway g on envoi',
    "on a line of its own": f'env KEY secret = # the key\n  "{SECRET}"',
    "in a credential": 'credential c = oauth_client { token_url "https://t.example" '
    f'secret "{SECRET}" }}\ngateway g on envoy {{ accept c route / -> "https://x.example" }}',
}


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_secret_is_covered(
    program: str, form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fed.gate"
    file.write_text(program, encoding="utf-8")

    status = main(["check", str(file), "--format", form])
    told = capsys.readouterr()

    assert status in (1, 2)
    assert SECRET not in told.out + told.err
    assert SECRET.split("-", maxsplit=1)[0] not in told.out + told.err


@pytest.mark.parametrize("command", [["model"], ["effective"], ["fmt", "--check"]])
def test_other_commands_keep_it_too(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "fed.gate"
    file.write_text(PROGRAMS["in a credential"], encoding="utf-8")

    main([*command, str(file), *(["g"] if command == ["effective"] else [])])
    told = capsys.readouterr()

    assert "hunter2" not in told.out + told.err
