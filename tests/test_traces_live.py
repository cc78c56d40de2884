"""The requests of tests/traces whose gateways are all Envoys, put to real ones as well."""

import re

import pytest
from envoy_here import needs_envoy
from envoy_rounds import faults
from gatewright.compiler.trace import Question
from gatewright.doors.requests import question_of
from gatewright.lab.answering import Comparison, compared, federation_up
from gatewright.lab.federation import Lab
from gatewright.targets.rendering import build
from meanings import compiled
from trace_chunks import ENTRY, Asked, TraceChunk, trace_chunks

pytestmark = pytest.mark.live

UNSEEN = ("guard", "env", "seed")  # nothing of these can be asked of federations that are up
MANY = ("header", "claim", "scope", "key")


def on_envoy(chunk: TraceChunk) -> bool:
    products = re.findall(r"\bon (\w+) \{", chunk.files[ENTRY])
    return len(chunk.files) == 1 and set(products) == {"envoy"} and "UNKNOWN" not in str(chunk)


def can_be_built(chunk: TraceChunk) -> bool:
    federation = compiled(chunk.files[ENTRY]).federation
    return federation is not None and all(one.bundle is not None for one in build(federation))


def seen_from_outside(asked: Asked) -> bool:
    """Not what a start refuses, what an option of `trace` alone decides, or what chance decides."""
    by_chance = any(claim.startswith("ways ") for claim in asked.claims) or "%" in asked.typed
    silent = asked.outcome.startswith(("told: ", "none"))
    return not (by_chance or silent or any(f"--{name}" in asked.arguments for name in UNSEEN))


CHUNKS = [
    chunk
    for chunk in trace_chunks()
    if on_envoy(chunk) and any(map(seen_from_outside, chunk.asked)) and can_be_built(chunk)
]


@pytest.fixture(autouse=True)
def real_envoy() -> None:
    needs_envoy()


@pytest.mark.parametrize("chunk", CHUNKS, ids=[chunk.name for chunk in CHUNKS])
def test_a_real_envoy_does_what_the_trace_says(chunk: TraceChunk) -> None:
    federation = compiled(chunk.files[ENTRY]).federation
    assert federation is not None
    with federation_up(federation) as lab:
        comparisons = [
            (asked, _tried(lab, asked)) for asked in chunk.asked if seen_from_outside(asked)
        ]
    wrong = [
        f"line {asked.line}: {asked.typed}: {one.what}: {one.predicted} | {one.observed}"
        for asked, comparison in comparisons
        for one in comparison.differences
    ]

    assert not wrong, "\n".join(wrong)
    assert any(comparison.agrees for _, comparison in comparisons)


def _tried(lab: Lab, asked: Asked) -> Comparison:
    request, *options = asked.arguments
    pairs = [(name[2:], value) for name, value in zip(options[::2], options[1::2], strict=True)]
    broken = faults("\n".join(value for name, value in pairs if name == "with"), lab.federation)
    return compared(lab, _question(lab, request, pairs), broken)


def _question(lab: Lab, request: str, pairs: list[tuple[str, str]]) -> Question:
    one = dict(pairs)
    several = {name: [value for key, value in pairs if key == name] for name in MANY}
    options = {
        "client": one.get("as", "anyone"),
        **{name: one.get(name) for name in ("to", "host", "body", "region", "ip", "country")},
        "headers": several["header"],
        "claims": several["claim"],
        "scopes": several["scope"],
        "metadata": several["key"],
    }
    return question_of("gatewright trace", lab.federation, request, options)
