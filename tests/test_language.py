"""The chunks of tests/language: each has the findings written beside its lines, and no others."""

from pathlib import Path

import pytest
from chunks import Chunk, all_chunks, differences
from gatewright.compiler.explain import codes

CHUNKS = all_chunks()


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda chunk: chunk.where)
def test_a_chunk_has_the_findings_beside_its_lines(chunk: Chunk, tmp_path: Path) -> None:
    assert [] == differences(chunk, tmp_path), chunk.title


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda chunk: chunk.where)
def test_a_chunk_says_what_it_is_about(chunk: Chunk) -> None:
    assert chunk.title or chunk.near_misses
    assert not chunk.codes & set(chunk.near_misses)


# Programs in memory cannot be unreadable: tests/test_load.py has files that are.
@pytest.mark.parametrize("code", codes())
def test_every_code_has_a_chunk_that_fires_and_a_near_miss_that_does_not(code: str) -> None:
    assert [chunk.where for chunk in CHUNKS if code in chunk.codes]
    assert [chunk.where for chunk in CHUNKS if code in chunk.near_misses]
