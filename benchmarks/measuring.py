"""CPU time of functions and of processes, taken in turns, and claims that hold or do not."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import process_time


def in_turns(rounds: int, *work: Callable[[], object]) -> list[float]:
    """The median CPU seconds of each; they take turns, so that a slow minute meets all alike."""
    taken: list[list[float]] = [[] for _ in work]
    for _ in range(rounds):
        for seconds, one in zip(taken, work, strict=True):
            seconds.append(_cpu_seconds(one))
    return [median(seconds) for seconds in taken]


def _cpu_seconds(work: Callable[[], object]) -> float:
    gc.collect()
    before = process_time()
    made = work()
    seconds = process_time() - before
    del made  # taking a tree down is not part of making it
    return seconds


@dataclass(frozen=True, slots=True)
class Ended:
    """What a process cost."""

    status: int
    cpu_seconds: float
    peak_megabytes: float


def run(command: Sequence[str]) -> Ended:
    """The command by itself; user and system time as the kernel counts them."""
    # Compiled modules are kept, as they are wherever something is installed.
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environ)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes there, kilobytes elsewhere
    return Ended(process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6)


def at_least(what: str, measured: float, bound: float, unit: str = "x") -> bool:
    return _said(what, measured, bound, unit, "at least", measured >= bound)


def at_most(what: str, measured: float, bound: float, unit: str = "x") -> bool:
    return _said(what, measured, bound, unit, "at most", measured <= bound)


def _said(what: str, measured: float, bound: float, unit: str, kind: str, holds: bool) -> bool:
    verdict = "holds" if holds else "DOES NOT HOLD"
    print(f"{verdict}: {what}: {measured:.2f}{unit}, claimed {kind} {bound:g}{unit}")
    return holds
