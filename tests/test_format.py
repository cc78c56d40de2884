"""The formatter: one form, the same program, every comment; and it is beautiful."""

import re
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from gatewright.dsl import tree
from gatewright.dsl.format import FormatterError, format_file, format_parsed, format_source
from gatewright.dsl.format.layouts import fill
from gatewright.dsl.format.options import alike
from gatewright.dsl.format.pieces import LAYOUTS
from gatewright.dsl.format.proof import prove
from gatewright.dsl.parse import Parsed, parse
from gatewright.dsl.source import Source
from gatewright.dsl.table import GRAMMAR
from programs_at_random import program, programs, seeds_for_all
from tiers import deep

HERE = Path(__file__).parent
PROGRAMS = sorted((HERE / "programs").glob("*.gate"))
MANUAL = HERE.parent / "docs" / "formatting.md"
CHUNK = re.compile(r"```gate( as-written)?\n(.*?)```", re.DOTALL)


def formatted(text: str) -> str:
    result, findings = format_source(Source("test.gate", text))
    assert result is not None, findings
    return result


def read(text: str) -> Parsed:
    parsed = parse(Source("test.gate", text))
    assert not parsed.findings
    return parsed


def in_gateway(text: str) -> str:
    """How this looks inside of an open gateway."""
    lines = formatted(f"gateway g {{\n{text}\n}}").splitlines()[1:-1]
    return "\n".join(line.removeprefix("  ") for line in lines)


# ---- promises ------------------------------------------------------------------------------------


def test_each_rule_of_the_grammar_has_a_layout() -> None:
    fill()
    rules = re.findall(r"^([a-z]\w*):", GRAMMAR.read_text(encoding="utf-8"), re.MULTILINE)

    assert len(rules) > 150
    assert ["file"] == [rule for rule in rules if tree.NODES[rule] not in LAYOUTS]


@pytest.mark.parametrize("file", PROGRAMS, ids=lambda file: file.stem)
def test_these_programs_are_written_as_they_should_be(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert text == formatted(text)


@pytest.mark.parametrize("file", PROGRAMS, ids=lambda file: file.stem)
def test_blanks_say_nothing(file: Path) -> None:
    """All on one line it is another text of the same program."""
    before = read(file.read_text(encoding="utf-8"))
    around, *raw = re.sub("#.*", "", before.source.text).split('"""')
    others = [text if place % 2 == 0 else " ".join(text.split()) for place, text in enumerate(raw)]
    text = '"""'.join([" ".join(around.split()), *others])

    assert alike(before.file, read(formatted(text)).file)


def test_any_program_keeps_its_meaning_and_its_comments_and_is_stable() -> None:
    """`format_source` proves all three itself, or raises; a second pass changes nothing."""
    for any_program in programs(deep(seeds_for_all(), 5000)):
        once = formatted(any_program.text)

        assert once == formatted(once)


def test_a_program_with_words_exchanged_does_so_too() -> None:
    """Programs that nobody would write, but that read."""
    random = Random(7)
    n_read = 0
    for seed in range(deep(150, 5000)):
        text = mutated(program(seed).text, random)
        n_read += format_source(Source("test.gate", text))[0] is not None

    assert n_read > 10


def mutated(text: str, random: Random) -> str:
    words = re.findall(r"\S+|\s+", text)
    for _ in range(random.choice((1, 1, 2))):
        place = random.randrange(len(words)) if words else 0
        words[place : place + 1] = random.choice(
            ([], ["\n"], ["; "], [*words[place : place + 1] * 2], random.choices(words or [""]))
        )
    return "".join(words)


def test_a_program_that_does_not_read_is_left_alone() -> None:
    text, findings = format_source(Source("test.gate", "gateway g on nginx { route a -> s }"))

    assert text is None
    assert findings


def test_a_mistake_of_our_own_is_never_written() -> None:
    before, stable = read("let a = 1 # why"), True

    prove(before, read("let a = 1 # why\n"), stable)
    for after, is_stable in (
        (parse(Source("test.gate", "let a = ")), stable),
        (read("let a = 2 # why"), stable),
        (read("let a = 1"), stable),
        (read("let a = 1 # why"), not stable),
    ):
        with pytest.raises(FormatterError):
            prove(before, after, is_stable)


@pytest.mark.parametrize("text", ["", "\n", " \t\r\n ;;\n"])
def test_nothing_stays_nothing(text: str) -> None:
    assert "" == formatted(text)


@pytest.mark.parametrize(
    "text",
    [
        "gateway g { route /a when " + "(" * 60 + "a" + ")" * 60 + " -> s }",
        "gateway g { route /a when " + "not " * 60 + "a -> s }",
        "let x = " + "[" * 63 + "a" + "]" * 63,
        "credential x = y " + "{ a " * 62 + "{}" + "}" * 62,
        "for x in y {" * 63 + "# deep\n let a = b" + "}" * 63,
    ],
    ids=["parentheses", "not", "lists", "settings", "for"],
)
def test_what_is_nested_as_deep_as_may_be_is_formatted(text: str) -> None:
    assert alike(read(text).file, read(formatted(text)).file)


# ---- the manual ----------------------------------------------------------------------------------


def manual_chunks() -> list[tuple[bool, str]]:
    return [(bool(raw), text) for raw, text in CHUNK.findall(MANUAL.read_text(encoding="utf-8"))]


def test_the_examples_of_the_manual_are_true() -> None:
    chunks = manual_chunks()
    pairs = pairwise(chunks)

    assert chunks
    for (raw, text), (_, after) in pairs:
        if raw:
            assert after == formatted(text)


@pytest.mark.parametrize("text", [text for raw, text in manual_chunks() if not raw])
def test_what_the_manual_shows_is_canonical(text: str) -> None:
    assert text == formatted(text)


# ---- blocks --------------------------------------------------------------------------------------


def test_a_line_that_is_too_long_opens_its_first_block() -> None:
    names = ", ".join(f"service_{n}" for n in range(7))
    before = f"route /a -> split {{ 50% old, 50% new }} {{ calls {names} }}"

    assert 100 < len("  " + before)
    assert in_gateway(before).splitlines() == [
        "route /a -> split {",
        "  50% old",
        "  50% new",
        f"}} {{ calls {names} }}",
    ]


def test_a_list_that_is_too_long_opens() -> None:
    regions = [f"region_number_{n}" for n in range(8)]
    lines = formatted(f"let regions = [{', '.join(regions)}]").splitlines()

    assert ["let regions = [", *(f"  {name}," for name in regions), "]"] == lines


def test_an_empty_block_stays_as_it_was() -> None:
    text = "gateway a on kong {}\ngateway b on kong\nservice s {}\npolicy p {}\n"

    assert text == formatted(text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "route /a -> s { strip a, public attach c }",
            "route /a -> s { strip a, public  attach c }",
        ),
        ("use public public accept k", "use    public\npublic\naccept k"),
        ("accept a internal", "accept a\ninternal"),
        ("accept a; with { x 1 }", "accept a;\nwith { x 1 }"),
        ("workers 5; USD { x 1 }", "workers 5;\nUSD { x 1 }"),
        ("kong { a 5; USD 1 }", "kong { a 5; USD 1 }"),
        ("kong { a {}; route 1 }", "kong { a {}; route 1 }"),
        ("route /a -> choose { (else) -> s }", "route /a -> choose { (else) -> s }"),
    ],
)
def test_a_name_that_is_a_word_of_the_language_stays_a_name(before: str, after: str) -> None:
    """`strip a, public attach c` strips a credential that is called `public`."""
    assert after == in_gateway(before)


# ---- expressions ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("((a))", "a"),
        ("(a and b) or c", "a and b or c"),
        ("(a or b) and c", "(a or b) and c"),
        ("(a or b) or c", "(a or b) or c"),
        ("a and (b and c)", "a and (b and c)"),
        ("not (not a)", "not not a"),
        ("not (a = 1 and b)", "not (a = 1 and b)"),
        ('(header( "x" ) in [ "1","2", ])', 'header("x") in ["1", "2"]'),
        ("a matches 'x y'", "a matches 'x y'"),
        ("a=1", "a = 1"),
    ],
)
def test_a_condition_has_no_parenthesis_that_says_nothing(before: str, after: str) -> None:
    assert f"route /a when {after} -> s" == in_gateway(f"route /a when {before}->s")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("(a with (x)) and b", "a with x and b"),
        ("a with (not x)", "a with (not x)"),
        ("a with (x or y)", "a with (x or y)"),
        ("(a and b) or (c or d)", "a and b or (c or d)"),
    ],
)
def test_so_has_an_expression_over_credentials(before: str, after: str) -> None:
    assert f"accept {after}" == in_gateway(f"accept {before}")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("limit 10/s per ip per caller burst 5", "limit 10/s burst 5 per ip per caller"),
        ("cache 1s stale 2s per ip,caller", "cache 1s per ip, caller stale 2s"),
        ("retry 1 backoff 1s methods GET on 5xx", "retry 1 on 5xx methods GET backoff 1s"),
        ("location  off", "location off"),
        ("breaker off cors off", "breaker off\ncors    off"),
        ("route /a->s{strip k}", "route /a -> s { strip k }"),
        ("latency_kong { x [ 1,2 , ] }", "latency_kong { x [1, 2] }"),
    ],
)
def test_options_have_one_order(before: str, after: str) -> None:
    assert after == in_gateway(before)


def test_options_of_a_promise_have_one_order() -> None:
    text = 'GET /a when header("x") as web to g -> 200 via a at g'
    measure = "on w { p99.9 at g GET /a per month <= 1s }"
    rule = "every route except x carries pii on aws POST /a requires cors"
    expected = [
        "expect {",
        '  GET /a to g as web when header("x") -> 200 at g via a',
        "  on w { p99.9 per month GET /a at g <= 1s }",
        "}",
        "",
        "govern { every route POST /a on aws carries pii except x requires cors }",
    ]

    assert expected == formatted(f"expect {{\n{text} {measure} }} govern {{ {rule} }}").splitlines()


# ---- comments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("#!/usr/bin/env gatewright\nlet a = 1", "#!/usr/bin/env gatewright\nlet a = 1\n"),
        ("let a = 1 # why \r\n", "let a = 1  # why\n"),
        ("let # why\n a = 1", "# why\nlet a = 1\n"),
        ("let a = [1, # one\n 2 # two\n]", "let a = [\n  1,  # one\n  2,  # two\n]\n"),
        ("policy p { # why\n}", "policy p {  # why\n}\n"),
        ("policy p { use a # why\n}", "policy p {\n  use a  # why\n}\n"),
        ("policy p {\n\n# why\n\n}", "policy p {\n  # why\n}\n"),
        ("policy p { use a } # why", "policy p { use a }  # why\n"),
        ("policy p # why\n { use a }", "# why\npolicy p { use a }\n"),
        ("# one\n\n\n# two\nlet a = 1\n\n# end", "# one\n\n# two\nlet a = 1\n\n# end\n"),
        (
            "for a in [1 #x\n] #y\n { let b = 1 }",
            "for a in [\n  1,  #x\n  #y\n] { let b = 1 }\n",
        ),
        (
            "gateway g { route /a#x\n->#y\ns#z\n}",
            "gateway g {\n  #x\n  #y\n  route /a -> s  #z\n}\n",
        ),
        (
            "gateway g { route /a -> choose { a and # why\n b -> s } }",
            "gateway g {\n  route /a -> choose {\n    # why\n    a and b -> s\n  }\n}\n",
        ),
        (
            "scenario s { fail a for [1 # x\n] from 2 }",
            "scenario s {\n  # x\n  fail a from 2 for [1]\n}\n",
        ),
    ],
)
def test_a_comment_finds_its_place(before: str, after: str) -> None:
    assert after == formatted(before)


def test_raw_text_stays_to_the_byte() -> None:
    raw = '"""\r\n\t- a: 1   \n\n\n # no comment\r\n"""'
    text = formatted(f"gateway g {{\r\n  opaque   kong {raw}\r\n}}\r\n")

    assert f"gateway g {{\n  opaque kong {raw}\n}}\n" == text


# ---- trees that nobody wrote ---------------------------------------------------------------------


@pytest.mark.parametrize("file", PROGRAMS, ids=lambda file: file.stem)
def test_a_tree_without_a_text_is_written_as_one(file: Path) -> None:
    parsed = read(file.read_text(encoding="utf-8"))
    text = format_file(unwritten(parsed.file))

    assert alike(parsed.file, read(text).file)
    assert text == format_parsed(read(text))


def unwritten(file: tree.File) -> tree.File:
    """The tree as an importer would make it: it stands nowhere."""
    nowhere = Source("nowhere", "")

    def copy(part: tree.Part) -> tree.Part:
        if isinstance(part, tree.Node):
            return type(part)(tuple(map(copy, part.kids)), 0, 0, nowhere)
        return tree.Token(part.kind, part.text, 0, nowhere)

    made = copy(file)
    assert isinstance(made, tree.File)
    return made
