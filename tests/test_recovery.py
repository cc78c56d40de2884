"""Reading on after mistakes: k of them are k findings, and all other statements stay in the tree."""

import time

import pytest
from gatewright.dsl.driver import DEEPEST
from gatewright.dsl.finding import Finding
from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source
from gatewright.dsl.tree import Gateway, Node, Route, nodes, rule_of, walk
from language_chunks import Chunk, chunks_of
from programs_mutated import mutated, random_bytes
from programs_planted import planted, sane_program
from tiers import deep

SECONDS_MAX = 2.0


def findings(text: str) -> tuple[Finding, ...]:
    return parse(Source("x.gate", text)).findings


@pytest.mark.parametrize(
    "chunk", chunks_of("broken-programs", "recovery", "fine"), ids=lambda chunk: chunk.name
)
def test_each_mistake_is_one_finding_where_it_is(chunk: Chunk) -> None:
    assert [] == chunk.disagreement(findings)


@pytest.mark.parametrize("seed", range(deep(40, 2000)))
def test_so_many_planted_faults_are_so_many_findings(seed: int) -> None:
    k = 1 + seed % 6
    program = planted(sane_program(seed), k, seed)
    lines = sorted(finding.at.line for finding in findings(program.text))

    assert k == len(lines)
    # What is missing at the end of a line may show on the next one.
    assert all(any(line - at in {0, 1} for at in program.lines) for line in lines)


def test_all_other_statements_stay_in_the_tree() -> None:
    text = """
    gateway a on nginx {
      region eu
      route /a -> s { timout connect 5s  limit 5/s }
      route b -> s
      route /c => s
      route /d -> s
    service s { url "http://s" }
    srvice t { url "http://t" }
    """
    parsed = parse(Source("x.gate", text))
    routes = [node for node in walk(parsed.file) if isinstance(node, Route)]

    assert 5 == len(parsed.findings)
    assert ["gateway", "service", "service"] == [rule_of(node) for node in tops(text)]
    assert 3 == len(routes)


def tops(text: str) -> tuple[Node, ...]:
    return nodes(parse(Source("x.gate", text)).file)


def test_the_brace_that_nobody_wrote_ends_the_block_where_its_last_statement_ends() -> None:
    text = "gateway a on nginx {\n  region eu\n\n# a word on s\nservice s\n"
    parsed = parse(Source("x.gate", text))
    gateway = parsed.file.kids[0]

    assert isinstance(gateway, Gateway)
    assert "gateway a on nginx {\n  region eu" == gateway.span.text
    assert ["# a word on s"] == [comment.text for comment in parsed.comments]


def test_a_comment_is_kept_once_even_where_the_parser_went_back() -> None:
    text = "gateway a on nginx {\n  # one\n  limit 5/s # two\n    brust 5 # three\n}\n"
    parsed = parse(Source("x.gate", text))

    assert ["# one", "# two", "# three"] == [comment.text for comment in parsed.comments]


# ---- limits --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "gateway g on nginx { " + "x { " * 100,
        "let x = " + "[" * 100,
        "gateway g on nginx { accept " + "(" * 100,
        "gateway g on nginx { route /a when " + "not " * 100,
    ],
)
def test_a_program_too_deep_is_one_finding(text: str) -> None:
    (finding,) = findings("service s\n" + text)

    assert "GW0003" == finding.code
    assert str(DEEPEST) in finding.message
    assert ["service"] == [rule_of(node) for node in tops("service s\n" + text)][:1]


def test_after_fifty_findings_the_last_one_says_that_it_stops() -> None:
    found = findings("gateway g on nginx {\n" + "  routte /a -> s\n" * 80 + "}\n")

    assert 50 == len(found)
    assert "the rest of this file was not read" in found[-1].message


# ---- whatever the text ---------------------------------------------------------------------------


@pytest.mark.parametrize("part", range(10))
def test_no_text_is_too_strange(part: int) -> None:
    for seed in range(part, deep(300, 20_000), 10):
        for text in (
            mutated(sane_program(seed % 7), seed),
            random_bytes(seed).decode("utf-8", "replace"),
        ):
            began = time.process_time()
            parsed = parse(Source("x.gate", text))

            assert time.process_time() - began < SECONDS_MAX, (seed, text[:200])
            assert all(0 <= f.at.start <= f.at.end <= len(text) for f in parsed.findings), seed


@pytest.mark.parametrize(
    "piece",
    [
        *("{", "}", "[", "(", '"', "'", '"x', '"""', "/", "/a/{", "${", ",", "a", "9", "#", "§"),
        *("gateway g { ", "for ", "timeout ", "}\n", "x {\n", "\u200b", "not ", "\n", "\r\n{"),
        *("route /a s ", "accept a or ", "limit 5/s brust 5\n", "// x\n", "let x = [1, ", "=> "),
    ],
)
@pytest.mark.parametrize("start", ["", "gateway g on nginx { ", "gateway g on nginx {\n  strip "])
def test_no_text_is_too_long(start: str, piece: str) -> None:
    text = start + piece * (100_000 // len(piece))
    began = time.process_time()
    found = findings(text)

    assert time.process_time() - began < SECONDS_MAX
    assert len(found) <= 50
