"""The requests of tests/traces, each put to `gatewright trace` as it stands there."""

from pathlib import Path

import pytest
from command_line import Ran
from gatewright.doors import cli
from trace_chunks import TraceChunk, disagreements, trace_chunks

CHUNKS = trace_chunks()


@pytest.mark.parametrize("chunk", CHUNKS, ids=[chunk.name for chunk in CHUNKS])
def test_what_becomes_of_a_request(
    chunk: TraceChunk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = chunk.write(tmp_path)
    wrong: list[str] = []
    for asked in chunk.asked:
        status = cli.main(("trace", program, *asked.arguments, "--format", "json"))
        printed = capsys.readouterr()
        ran = Ran(status, printed.out, printed.err)
        if asked.outcome.startswith("told: "):
            if status != 2 or asked.outcome[6:] not in ran.err:
                wrong.append(f"line {asked.line}: {status}, told {ran.err}")
        elif status != 0:
            wrong.append(f"line {asked.line}: exit status {status}, {ran.err}")
        else:
            wrong += disagreements(asked, ran.report("trace"))

    assert not wrong, "\n".join(wrong)


def test_every_chunk_asks_something() -> None:
    assert all(chunk.asked for chunk in CHUNKS)
    assert sum(len(chunk.asked) for chunk in CHUNKS) >= 80
