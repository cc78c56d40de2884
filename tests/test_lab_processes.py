"""Programs that the lab starts: those that do not come up say why, and none stays behind."""

import sys
from pathlib import Path

from gatewright.compiler.model import Federation
from gatewright.compiler.promises import instances_of
from gatewright.compiler.target import Process
from gatewright.lab.order import members_first
from gatewright.lab.ports import free_ports
from gatewright.lab.processes import Processes
from meanings import meaning

LISTEN = "import socket, time; s = socket.create_server(('127.0.0.1', {})); time.sleep(60)"


def started(processes: Processes, folder: Path, code: str) -> None:
    assert processes.start("edge", Process((sys.executable, "-c", code), folder)) is None


def test_a_program_is_up_once_it_listens_and_gone_when_it_is_left(tmp_path: Path) -> None:
    (port,) = free_ports(1)
    with Processes(tmp_path / "logs") as processes:
        started(processes, tmp_path, LISTEN.format(port))
        assert processes.wait_for("edge", [port]) is None

    again = Processes(tmp_path / "logs")
    with again:
        started(again, tmp_path, LISTEN.format(port))  # the port is free again
        assert again.wait_for("edge", [port]) is None


def test_a_program_that_ends_at_once_tells_what_it_said(tmp_path: Path) -> None:
    with Processes(tmp_path / "logs") as processes:
        started(processes, tmp_path, "raise SystemExit('no such cluster')")

        failed = processes.wait_for("edge", free_ports(1))

    assert failed is not None
    assert "ended with status 1 before it listened" == failed.reason
    assert "no such cluster" == failed.output


def test_a_program_that_is_not_there_is_no_crash(tmp_path: Path) -> None:
    with Processes(tmp_path / "logs") as processes:
        failed = processes.start("edge", Process(("/no/such/program",), tmp_path))
        failed = failed or processes.wait_for("edge", free_ports(1))

    assert failed is not None


def program(routes: str) -> Federation:
    gateways = "".join(
        f"gateway {name} on envoy {{ accept anyone  route /** -> {to} }}\n"
        for name, to in (pair.split(">") for pair in routes.split())
    )
    return meaning(gateways + 'service s { url "http://s:80" }\n')


def test_who_is_called_starts_first() -> None:
    assert ["c", "b", "a"] == members_first(program("a>b b>c c>s"))
    assert ["b", "a", "c"] == members_first(program("a>b b>s c>b"))
    assert ["c", "b", "a"] == members_first(program("a>b b>c c>a"))


def test_expect_lines_become_requests() -> None:
    federation = meaning(
        """
        client web { calls edge }
        gateway edge on envoy { accept anyone  route /** -> s }
        service s { url "http://s:80" }
        expect {
          GET|POST /a/{id: '[0-9]+'}/** as web when header("x-v") = "2" and query("q") -> 200
          GET /b/{id: 'zz+top'} as web -> 200
          amplification <= 4
        }
        """
    )

    found = [instances_of(federation, promise) for promise in federation.promises]

    assert [
        "GET /a/42?q=1", "GET /a/42/1/a?q=1", "POST /a/42?q=1", "POST /a/42/1/a?q=1"
    ] == [f"{one.method} {one.path}" for one in found[0].questions]  # fmt: skip
    assert {(("x-v", "2"),)} == {one.headers for one in found[0].questions}
    assert [None, "no example at hand fits /b/{id: 'zz+top'}"] == [one.reason for one in found[:2]]
    assert found[2].reason is not None
