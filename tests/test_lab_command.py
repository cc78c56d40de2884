"""`gatewright lab prove`: what a program promises, tried on real Envoys."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import Ran
from gatewright.doors.cli import main

HELLO = str(Path(__file__).parent.parent / "examples/hello")
PROGRAM = """\
federation small

credential keys = api_key { bucket "shops"  header "x-api-key" }
client web { presents keys  calls edge }

gateway edge on envoy {
  accept keys
  route GET /orders/{id: '[0-9]+'} -> orders
  route /old/** -> redirect 308 "https://new.example/"
}

service orders { url "http://orders.internal:8080" }

workload busy { from web 5/s { GET /orders/1 } }

"""


@pytest.fixture
def lab(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> "Lab":
    pytest.importorskip("envoy", reason="the extra `lab` brings an Envoy along")
    monkeypatch.setattr(signal, "signal", nothing)  # pytest keeps its own
    return Lab(capsys, tmp_path)


def nothing(*_: object) -> None: ...


class Lab:
    """The command on small programs."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self._capsys, self._folder = capsys, folder

    def file(self, expects: str) -> str:
        file = self._folder / "fed.gate"
        lines = f"expect {{\n{expects}\n}}\n" if expects else ""
        file.write_text(PROGRAM + lines, encoding="utf-8")
        return str(file)

    def prove(self, *arguments: str) -> Ran:
        status = main(["lab", "prove", *arguments])
        out, err = self._capsys.readouterr()
        return Ran(status, out, err)


@pytest.mark.live
def test_every_promise_of_hello_is_kept_by_real_envoys(lab: Lab) -> None:
    ran = lab.prove(HELLO)

    assert 0 == ran.status, ran.out
    assert "confirmed  GET /api/orders/42 as partner" in ran.out
    assert "0 refuted, 0 not provable" in ran.out


@pytest.mark.live
def test_the_report_fits_its_schema_and_holds_no_secret(lab: Lab) -> None:
    ran = lab.prove(HELLO, "--format", "json", "--request", "GET /api/x?a=1", "--as", "partner")

    report = ran.report("lab-prove")
    samples = [one for one in report["confirmed"] if one["kind"] == "sample"]
    assert [("GET /api/x?a=1 as partner")] == [one["claim"] for one in samples]
    assert {"x-api-key": "$PARTNER_PARTNER_KEY"} == samples[0]["request"]["headers"]
    assert {"status": 404, "by": "edge", "via": ["edge"]} == samples[0]["observed"]
    assert [] == report["refuted"] == report["not_provable"]


@pytest.mark.live
def test_a_promise_that_is_not_kept_is_refuted(lab: Lab) -> None:
    ran = lab.prove(lab.file("GET /orders/42 as web -> 404\nGET /old/x as web -> 200 at edge"))

    assert 1 == ran.status
    assert "refuted  GET /orders/42 as web  200 by orders  200 by orders" in ran.out
    assert "the status is 200" in ran.out
    assert "2 requests: 0 confirmed, 2 refuted" in ran.out


@pytest.mark.live
def test_what_reaches_a_service_that_nobody_may_reach_is_refuted(lab: Lab) -> None:
    ran = lab.prove(lab.file("no /orders/{id} as web reaches orders"))

    assert 1 == ran.status
    assert "it reaches `orders`" in ran.out


@pytest.mark.live
def test_what_cannot_be_tried_says_why_and_refutes_nothing(lab: Lab) -> None:
    file = lab.file("on busy { p99 <= 1s }\nGET /orders/7 as anyone -> AUTH_MISSING at edge")

    ran = lab.prove(file)

    assert 0 == ran.status
    assert "decided by a simulation" in ran.out
    assert "2 requests: 1 confirmed, 0 refuted, 1 not provable" in ran.out


@pytest.mark.live
def test_a_gateway_whose_product_does_not_run_here_is_named(lab: Lab) -> None:
    file = lab.file("GET /orders/42 as web -> 200")
    Path(file).write_text(
        Path(file).read_text(encoding="utf-8").replace("on envoy", "on zuplo"), encoding="utf-8"
    )

    ran = lab.prove(file)

    assert 0 == ran.status
    assert "`edge` is not up: zuplo does not run on this machine" in ran.out


def test_the_lab_does_nothing_but_prove(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["lab", "proof", HELLO])
    assert "the lab can `prove`" in capsys.readouterr().err


def envoys_of(parent: int) -> list[int]:
    """The Envoys that a process has started."""
    found: list[int] = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text(encoding="utf-8")
        except OSError:
            continue
        if f"\nPPid:\t{parent}\n" in text and text.startswith("Name:\tenvoy"):
            found.append(int(status.parent.name))
    return found


def lives(process: int) -> bool:
    status = Path(f"/proc/{process}/status")
    return status.exists() and "\nState:\tZ" not in status.read_text(encoding="utf-8")


@pytest.mark.live
@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize(
    "how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda one: one.name
)
def test_nothing_is_left_behind_however_it_ends(how: signal.Signals, tmp_path: Path) -> None:
    pytest.importorskip("envoy", reason="the extra `lab` brings an Envoy along")
    code = (
        "import time; from gatewright.lab.federation import running\n"
        "from gatewright.compiler.pipeline import compile_file\n"
        "from gatewright.targets.find import KNOWN\n"
        "from gatewright.doors.commands.lab import end_in_order\n"
        f"end_in_order()\nfederation = compile_file({HELLO + '/fed.gate'!r}, KNOWN).federation\n"
        "with running(federation): print('up', flush=True); time.sleep(60)\n"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert started.stdout is not None
    assert b"up\n" == started.stdout.readline()
    envoys = envoys_of(started.pid)
    assert 2 == len(envoys)

    started.send_signal(how)
    started.wait(20)
    started.stdout.close()

    until = time.monotonic() + 10
    while any(lives(one) for one in envoys) and time.monotonic() < until:
        time.sleep(0.05)
    assert [] == [one for one in envoys if lives(one)]
    if how != signal.SIGKILL:
        assert [] == list(tmp_path.glob("gatewright-lab-*"))
