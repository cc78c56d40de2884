"""The driver reads as plain Lark reads, tree by tree, and knows where everything stands."""

from pathlib import Path

import pytest
from both_parsers import by_driver, by_lark, driven, expected
from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source
from gatewright.dsl.tree import Node, Token, walk
from hypothesis import given, strategies as st
from programs_at_random import program
from programs_mutated import mutated, random_bytes
from programs_planted import planted, sane_program
from tiers import deep

ROOT = Path(__file__).parent.parent
EXAMPLES = sorted((ROOT / "examples").rglob("*.gate"))
SEEDS = st.integers(0, 10**9)

LEVELS = 64
"""How deep a program may stand in itself."""


# ---- the same trees ------------------------------------------------------------------------------


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: str(file.relative_to(ROOT)))
def test_an_example_reads_as_lark_reads_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    tree = by_lark(text)
    assert tree is not None

    assert tree == by_driver(text)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\f\n\t"])
def test_line_ends_are_white_space(line_end: str) -> None:
    text = sane_program(1).replace("\n", line_end)

    assert by_lark(text) == by_driver(text)
    assert by_driver(text) is not None


def test_a_program_at_random_reads_as_lark_reads_it() -> None:
    for seed in range(deep(300, 20_000)):
        text = program(seed).text
        tree = by_lark(text)
        assert tree is not None

        assert tree == by_driver(text), seed


def test_a_mutated_program_reads_as_lark_reads_it_or_neither_reads_it() -> None:
    for seed in range(deep(600, 100_000)):
        text = mutated(program(seed // 2).text, seed)

        assert expected(text) == by_driver(text), seed


@given(SEEDS, SEEDS)
def test_any_program_and_any_mutation_read_alike(seed: int, mutation: int) -> None:
    text = program(seed).text
    changed = mutated(text, mutation)

    assert by_lark(text) == by_driver(text)
    assert expected(changed) == by_driver(changed)


def test_noise_reads_alike() -> None:
    for seed in range(deep(500, 100_000)):
        text = random_bytes(seed).decode(errors="replace")

        assert expected(text) == by_driver(text), seed


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\r\n\f",
        "# only a comment",
        ";;;",
        "^",
        '"',
        "}",
        "\0",
        "federation a ^",
        'let x = """a"""',
        "gateway g on nginx { route /a -> split { 50% USD } }",
        "gateway g on nginx { route /a -> redirect 2027-01-01 }",
        "gateway g on nginx { route /a -> s at b }",
        "let x = 1 + 2",
        'let x = "a""b"',
        "let x = 5USD let y = 5 USDX",
        "let x = 10:20:30",
        "let x = 2027-01-311",
        "let x = /a-->b",
        "route",
        "gateway g { route /a{x} -> s }",
        "gateway g { route /a/{x -> s }",
        "client GET { } client request { }",
        "gateway g { route GET-x /a -> s }",
        "gateway g { route /a -> gather { a.b: s } }",
        "gateway g { route /a -> gather { GET : s optional\n: t } }",
        "govern { every gateway requires limit<=5, limit < = 5 }",
        "let x = y.. let z = a-",
        "let \u00e9 = 1",
        "let x = \u00a05",
        "\ufefflet x = 1",
    ],
)
def test_a_corner_of_the_lexer_reads_as_lark_reads_it(text: str) -> None:
    assert by_lark(text) == by_driver(text)


@pytest.mark.parametrize(
    "text",
    [
        "gateway g on nginx { route /a -> split { 50 USD } }",
        "workload w { from a 1/s { GET /x 2027-01-31 } }",
    ],
)
def test_money_or_a_date_is_one_token_also_where_only_a_number_may_stand(text: str) -> None:
    """The one place where the driver refuses what Lark would read as something nobody meant."""
    assert by_driver(text) is None
    assert by_lark(text) is not None


# ---- where things stand --------------------------------------------------------------------------


def all_parts(text: str) -> list[tuple[Node, Node | Token]]:
    read = driven(text)
    assert read is not None
    return [(node, kid) for node in walk(read) for kid in node.kids]


@given(SEEDS)
def test_a_node_holds_its_kids_and_a_token_is_what_stands_in_the_text(seed: int) -> None:
    text = program(seed).text
    for node, kid in all_parts(text):
        assert node.start <= kid.start <= kid.end <= node.end
        assert kid.span.text in node.span.text
        if isinstance(kid, Token):
            assert kid.text == text[kid.start : kid.end] == kid.span.text


@given(SEEDS)
def test_a_node_begins_and_ends_with_a_word_of_its_own(seed: int) -> None:
    made = program(seed)
    starts = {start for _, _, start in made.tokens}
    ends = {start + len(text) for _, text, start in made.tokens}
    for _, kid in all_parts(made.text):
        assert kid.start in starts
        assert kid.end in ends


@given(SEEDS)
def test_kids_stand_in_the_order_of_the_text(seed: int) -> None:
    read = driven(program(seed).text)
    assert read is not None
    for node in walk(read):
        for left, right in zip(node.kids, node.kids[1:], strict=False):
            assert left.end <= right.start


PLACES = '# caf\u00e9\r\nlet a = "\U0001f6aa\U0001f6aa" let b = 5s\r\n\tlet \tc = [\n\f1]\n'


@pytest.mark.parametrize(
    ("word", "line", "column", "utf16_column"),
    [
        ("a", 2, 5, 4),
        ('"\U0001f6aa\U0001f6aa"', 2, 9, 8),
        ("b", 2, 18, 19),  # two characters that are four units of UTF-16 stand before it
        ("5s", 2, 22, 23),
        ("c", 3, 7, 6),  # a tab is one character
        ("1", 4, 2, 1),  # and a form feed does not end a line
    ],
)
def test_lines_and_columns_are_those_of_an_editor(
    word: str, line: int, column: int, utf16_column: int
) -> None:
    (found,) = [kid for _, kid in all_parts(PLACES) if isinstance(kid, Token) and kid.text == word]
    span = found.span

    assert (line, column) == (span.line, span.column)
    assert (line, column + len(word)) == (span.end_line, span.end_column)
    assert utf16_column == found.source.utf16_column_of(span.start)


def test_a_line_is_shown_without_its_end() -> None:
    source = Source("places.gate", PLACES)

    assert "# caf\u00e9" == source.line_text(1)
    assert "\tlet \tc = [" == source.line_text(3)
    assert "" == source.line_text(source.line_count)


# ---- how deep ------------------------------------------------------------------------------------

DEEP = {
    "blocks": ("gateway g on zuplo { zuplo ", "{ a ", "{ b 1 } ", "} ", "}", 2),
    "lists": ("let x = ", "[", "1", "]", "", 0),
    "calls": ("let x = ", "mix(1%: ", "a", ")", "", 0),
    "parentheses": ("gateway g on kong { accept ", "(", "a", ")", " }", 1),
    "negations": ("gateway g on kong { route /a when ", "not ", "ip", "", " -> s }", 1),
    "loops": ("gateway g on kong { ", "for a in [b] { ", "", "} ", "}", 1),
    "gathers": (
        "gateway g on kong { route /a -> gather ",
        "{ for a in b ",
        "{ ",
        "} ",
        "} }",
        2,
    ),
}


def nested(kind: str, levels: int) -> str:
    head, opening, middle, closing, tail, already = DEEP[kind]
    count = levels - already
    return head + opening * count + middle + closing * count + tail


@pytest.mark.parametrize("kind", DEEP)
def test_64_levels_are_read(kind: str) -> None:
    parsed = parse(Source("deep.gate", nested(kind, LEVELS)))

    assert () == parsed.findings


@pytest.mark.parametrize("kind", DEEP)
@pytest.mark.parametrize("levels", [LEVELS + 1, 200, 5_000])
def test_more_levels_are_one_finding(kind: str, levels: int) -> None:
    parsed = parse(Source("deep.gate", nested(kind, levels)))

    assert ["GW0003"] == [finding.code for finding in parsed.findings]


# ---- faults --------------------------------------------------------------------------------------


def test_a_sane_program_has_no_finding() -> None:
    for seed in range(deep(20, 500)):
        assert () == parse(Source("sane.gate", sane_program(seed))).findings, seed


def test_planted_faults_are_found() -> None:
    for seed in range(deep(50, 2_000)):
        faulty = planted(sane_program(seed), 1 + seed % 6, seed)

        assert parse(Source("planted.gate", faulty.text)).findings, seed


def test_planted_faults_leave_the_braces_as_they_were() -> None:
    for seed in range(deep(50, 2_000)):
        whole = sane_program(seed)
        faulty = planted(whole, 5, seed)
        changed = [
            number
            for number, (before, after) in enumerate(
                zip(whole.split("\n"), faulty.text.split("\n"), strict=True), 1
            )
            if before != after
        ]

        assert list(faulty.lines) == changed
        assert whole.count("{") == faulty.text.count("{")
        assert whole.count("}") == faulty.text.count("}")
