"""What people are told to type can be typed: addresses that a shell's own tools can reach."""

from pathlib import Path

import pytest
from gatewright.doors.cli import main

EXAMPLES = Path(__file__).parent.parent / "examples"


def test_nobody_is_told_to_curl_a_local_link(capsys: pytest.CaptureFixture[str]) -> None:
    request = ["GET /bookings/42", "--to", "front", "--as", "web", "--saw", "502"]
    assert main(["diagnose", str(EXAMPLES / "every-word"), *request, "--all"]) == 0
    said = capsys.readouterr().out
    assert "curl -sv local:" not in said
    assert "local://harbour/bookings/42" in said


def test_an_inner_gateway_is_asked_under_the_name_that_its_certificate_bears(
    tmp_path: Path,
) -> None:
    assert main(["build", str(EXAMPLES / "hello"), "-o", str(tmp_path / "out")]) == 0
    words = (tmp_path / "out" / "inner" / "DEPLOY.md").read_text()
    assert "the certificate of this gateway (it names `inner`)" in words
    assert "--resolve 'inner:10001:127.0.0.1' 'https://inner:10001/orders'" in words
    assert "localhost" not in words
