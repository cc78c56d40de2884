"""The line for the shell: curl sends the request that was meant, and not a tidier one."""

import pytest
from gatewright.compiler.curl import curl_parts
from gatewright.compiler.trace import Message


@pytest.mark.parametrize(
    ("path", "as_is"),
    [("/a/../b", True), ("/a/.", True), ("/a/%2e%2E/b", True), ("/a..b/.well-known/...", False)],
)
def test_curl_is_told_to_leave_dots_as_they_are(path: str, as_is: bool) -> None:
    parts = curl_parts(Message("GET", "api.example.com", path))

    assert as_is == ("--path-as-is" in parts)
