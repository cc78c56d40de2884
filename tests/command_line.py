"""What the tests of the commands share: small programs, and ways to run a command on them."""

import json
import os
import subprocess
import sys
from typing import Any

from gatewright.doors.schema.reports import REPORTS

GOOD = """\
federation shop

gateway edge on nginx {
  accept anyone
  route /orders/** -> orders
}

service orders { url "http://orders.internal:8080" }
"""
UNKNOWN_NAME = GOOD.replace("-> orders", "-> ordrs")
UNUSED = GOOD + '\ncredential spare = api_key { bucket "b"  header "x-key" }\n'
SYNTAX_ERROR = GOOD.replace("->", "=>")
UNTIDY = GOOD.replace("  accept", "      accept").replace("\n", "\r\n")


class Ran:
    """How a command ended and what it printed."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err

    def report(self, name: str) -> dict[str, Any]:
        """The JSON that was printed, once it has been held against its schema."""
        REPORTS[name].model_validate_json(self.out)
        return json.loads(self.out)


def as_process(
    *arguments: str, stdin: bytes = b"", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "gatewright", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **environ},
    )
