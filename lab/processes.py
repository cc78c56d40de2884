"""Programs that the lab starts: waited for, their output kept, and none of them left behind."""

import os
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from socket import create_connection
from types import TracebackType
from typing import Self

from ..compiler.target import Process
from ..dsl.frozen import frozen
from .ports import HERE

HEALTHY_WITHIN = 30.0
STOPPED_WITHIN = 5.0
POLL = 0.02
LINES_SHOWN = 12


@frozen
class DidNotStart:
    """Why a gateway is not there; `output` is the end of what its program said."""

    gateway: str
    reason: str
    output: str = ""


@frozen
class _Started:
    gateway: str
    process: "subprocess.Popen[bytes]"
    log: Path


class Processes:
    """Stops what it started when it is left, however that comes about."""

    def __init__(self, logs: Path) -> None:
        self._logs, self._started = logs, list[_Started]()
        # The kernel ends them even where this program has no chance to: no other way is as sure.
        self._tether = ("setpriv", "--pdeathsig", "TERM", "--") if which("setpriv") else ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, gateway: str, process: Process) -> DidNotStart | None:
        """Start one program of a gateway; None where it could be started."""
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self._logs / f"{gateway}-{len(self._started)}.log"
        with log.open("wb") as output:
            try:
                started = subprocess.Popen(
                    [*self._tether, *process.command],
                    cwd=process.folder,
                    env={**_ENVIRONMENT, **dict(process.environment)},
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,  # Ctrl-C is for us, and then we stop them in order
                )
            except OSError as problem:
                return DidNotStart(gateway, f"{process.command[0]}: {problem.strerror}")
        self._started.append(_Started(gateway, started, log))
        return None

    def wait_for(self, gateway: str, ports: Sequence[int]) -> DidNotStart | None:
        """Until something listens on each of these ports, or the program has ended."""
        until = time.monotonic() + HEALTHY_WITHIN
        waiting = list(ports)
        while waiting:
            if ended := self._ended(gateway):
                return ended
            if time.monotonic() > until:
                reason = f"does not listen on port {waiting[0]} after {HEALTHY_WITHIN:g} s"
                return DidNotStart(gateway, reason, self._output(gateway))
            waiting = [port for port in waiting if not _listens(port)]
            time.sleep(POLL if waiting else 0)
        return None

    def stop(self, gateway: str | None = None) -> None:
        """End one gateway's programs, or all: asked first, then made to; the last one first."""
        ending = [one for one in self._started if gateway in {None, one.gateway}]
        for one in reversed(ending):
            one.process.terminate()
        until = time.monotonic() + STOPPED_WITHIN
        for one in reversed(ending):
            try:
                one.process.wait(max(until - time.monotonic(), 0))
            except subprocess.TimeoutExpired:
                one.process.kill()
                one.process.wait()
        self._started = [one for one in self._started if one not in ending]

    def _ended(self, gateway: str) -> DidNotStart | None:
        for one in self._started:
            if one.gateway == gateway and (status := one.process.poll()) is not None:
                reason = f"ended with status {status} before it listened"
                return DidNotStart(gateway, reason, self._output(gateway))
        return None

    def _output(self, gateway: str) -> str:
        logs = [one.log for one in self._started if one.gateway == gateway]
        lines = [line for log in logs for line in log.read_text(errors="replace").splitlines()]
        return "\n".join(lines[-LINES_SHOWN:])


_ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
"""What the programs get beside their own: nothing that a shell of ours may hold."""


def _listens(port: int) -> bool:
    try:
        create_connection((HERE, port), timeout=1).close()
    except OSError:
        return False
    return True
