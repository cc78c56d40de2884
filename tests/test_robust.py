"""Whatever a file holds, `check` and `fmt` end with 0, 1 or 2, say it quickly, and never trip."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from gatewright.compiler.known_targets import only
from gatewright.compiler.load import Module
from gatewright.compiler.model import Federation
from gatewright.compiler.resolve import resolve
from gatewright.doors.cli import main
from gatewright.dsl.format import format_source
from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source
from programs_at_random import program
from programs_mutated import mutated, random_bytes
from tiers import deep

EXAMPLES = Path(__file__).parent.parent / "examples"
QUICK, DEEP = 2_000, 50_000  # of each kind
PROCESSES = 100
LONGEST_SECONDS = 2.0
SEEDS_PER_BATCH = 500


def mutants(seed: int) -> bytes:
    """A program of ours or a random one, with some of it changed."""
    examples = sorted(EXAMPLES.glob("*/*.gate"))
    text = examples[seed % len(examples)].read_text("utf-8") if seed % 3 else program(seed).text
    return mutated(text, seed).encode("utf-8", "surrogatepass")


KINDS: dict[str, Callable[[int], bytes]] = {"bytes": random_bytes, "mutants": mutants}


def batches(kind: str) -> Iterator[tuple[str, int]]:
    return ((kind, first) for first in range(0, deep(QUICK, DEEP), SEEDS_PER_BATCH))


@contextmanager
def not_for_ever() -> Generator[None]:
    """No claim about speed: what hangs becomes a failure that names its seed."""

    def too_long(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(30)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize(("kind", "first"), [*batches("bytes"), *batches("mutants")])
def test_nothing_trips_check_or_fmt(
    kind: str, first: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one process, so that thousands are tried."""
    file = tmp_path / "strange.gate"
    for seed in range(first, min(first + SEEDS_PER_BATCH, deep(QUICK, DEEP))):
        file.write_bytes(KINDS[kind](seed))
        with not_for_ever():
            statuses = main(["check", str(file)]), main(["fmt", "--check", str(file)])
        told = capsys.readouterr()

        assert {0, 1, 2}.issuperset(statuses), f"{kind} {seed}: {statuses} {told.err}"
        assert "Traceback" not in told.out + told.err, f"{kind} {seed}"


@pytest.mark.parametrize("command", [["check"], ["fmt", "--check"]])
@pytest.mark.parametrize("kind", KINDS)
def test_a_process_ends_well_and_soon(kind: str, command: list[str], tmp_path: Path) -> None:
    file = tmp_path / "strange.gate"
    for seed in range(PROCESSES // 4):
        file.write_bytes(KINDS[kind](seed))
        done = subprocess.run(
            [sys.executable, "-m", "gatewright", *command, str(file)],
            capture_output=True,
            check=False,
            timeout=30,
            env={**os.environ, "NO_COLOR": "1"},
        )

        assert done.returncode in (0, 1, 2), f"{kind} {seed}: {done.stderr.decode()}"
        assert b"Traceback" not in done.stdout + done.stderr


@pytest.mark.deep
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_takes_long(kind: str, tmp_path: Path) -> None:
    """A pause of the machine is no fault of the text, so the quickest of three tries counts."""
    file = tmp_path / "strange.gate"
    for seed in range(deep(100, 2_000)):
        file.write_bytes(KINDS[kind](seed))

        assert LONGEST_SECONDS > min(_seconds(["check", str(file)]) for _ in range(3)), seed


def _seconds(arguments: list[str]) -> float:
    start = time.process_time()
    main(arguments)
    return time.process_time() - start


def test_a_comment_full_of_hashes_is_no_riddle() -> None:
    """A comment can be cut into comments in exponentially many ways; nobody should try them all."""
    hashes = "# " * 60
    text = f"gateway g on envoy {{ route / -> split {{ orders 90% {hashes}\n }} }} {hashes}\n"

    with not_for_ever():
        findings = parse(Source("riddle.gate", text)).findings

    assert ["GW0001"] == [finding.code for finding in findings]


# ---- the formatter keeps the meaning --------------------------------------------------------------


def meaning(text: str) -> tuple[Federation, dict[str, Federation]]:
    parsed = parse(Source("random.gate", text))
    assert not parsed.findings
    resolved = resolve([Module(parsed, "", True)], only("zuplo", "kong", "envoy"))
    return resolved.base, resolved.environments


@pytest.mark.parametrize("first", range(0, deep(300, 10_000), 100))
def test_formatting_keeps_bytes_and_meaning(first: int) -> None:
    """A text formatted twice gives the same bytes, and the same model as it had."""
    for seed in range(first, first + 100):
        text = program(seed).text
        once, _ = format_source(Source("random.gate", text))
        assert once is not None
        twice, _ = format_source(Source("random.gate", once))

        assert once == twice, seed
        assert meaning(text) == meaning(once), seed
