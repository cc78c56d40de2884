"""The grammar: no conflict, one class per rule, one table, and no word reserved where a name stands."""

import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest
from both_parsers import driven, shape
from gatewright.dsl import tree
from gatewright.dsl.driver import Machine
from gatewright.dsl.source import Source
from gatewright.dsl.table import GRAMMAR, table
from gatewright.dsl.tabulate import conflicts
from gatewright.dsl.tree import NODES, Node, Token
from programs_at_random import grammar, programs, seeds_for_all
from tiers import deep

ROOT = Path(__file__).parent.parent
EVERY_WORD = ROOT / "examples/every-word/fed.gate"


def rules_of_the_grammar() -> set[str]:
    return {name for name in grammar().of_rule if not name.startswith("_")}


def keywords() -> list[str]:
    return sorted(text for texts in table().texts.values() for text in texts if text[0].isalpha())


# ---- rules and table -----------------------------------------------------------------------------


def test_the_grammar_has_no_conflict() -> None:
    assert "" == conflicts(GRAMMAR.read_text(encoding="utf-8"))


def test_a_conflict_would_be_seen() -> None:
    ambiguous = 'file: one\none: "if" one | "if" one "else" one | WORD\nWORD: /[a-z]+/\n'

    assert "Shift/Reduce" in conflicts(ambiguous)


def test_each_rule_has_a_class_and_each_class_a_rule() -> None:
    shared = {base for kind in NODES.values() for base in kind.__mro__[1:]}
    classes = {name for name, kind in NODES.items() if kind not in shared}

    assert set() == rules_of_the_grammar() - NODES.keys()
    assert set() == classes - rules_of_the_grammar()


PRINT_THE_TABLE = """\
import hashlib, sys
from gatewright.dsl.table import GRAMMAR
from gatewright.dsl.tabulate import table_text
text = table_text(GRAMMAR.read_text(encoding="utf-8"))
print(hashlib.sha256(text.encode()).hexdigest(), len(text))
"""


def test_the_table_does_not_depend_on_the_hash_seed() -> None:
    path = os.pathsep.join([str(ROOT / ".dev"), *sys.path])
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PRINT_THE_TABLE],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed in ("0", "1", "20011")
    ]
    printed = {process.communicate()[0] for process in running}

    assert 1 == len(printed)
    assert {""} != printed


# ---- programs that use all of it -----------------------------------------------------------------


def test_the_programs_at_random_use_every_expansion_of_every_rule() -> None:
    used = {number for program in programs(seeds_for_all()) for number in program.used}
    unused = [e for e in grammar().expansions if e.number not in used]

    assert [] == unused


def test_a_program_at_random_is_read_as_it_was_meant() -> None:
    for seed, program in enumerate(programs(deep(seeds_for_all(), 5_000))):
        read = grammar().lark.parse_interactive(program.text).iter_parse()

        assert list(program.tokens) == [(t.type, str(t), t.start_pos) for t in read], seed


def test_the_example_with_every_word_has_every_keyword_and_every_rule() -> None:
    text = EVERY_WORD.read_text(encoding="utf-8")
    read = driven(text)
    assert read is not None
    rules = {tree.rule_of(node) for node in tree.walk(read)}
    terminals = {token.type for token in grammar().lark.parse_interactive(text).iter_parse()}
    unseen = {term.name for term in grammar().lark.terminals} - terminals

    assert set() == rules_of_the_grammar() - rules
    assert set() == unseen - {"SEMICOLON", "COMMENT", "__IGNORE_0"}


# ---- which words are reserved, and where ---------------------------------------------------------
# Each keyword is put at each word of a program that uses them all. Where the tree keeps its shape,
# the keyword is a name there like any other. The table says where it does not, and why that is fine.

GATEWAY_WORDS = frozenset(
    """accept body breaker cache cors domain egress for headers hop_guard instance internal limit
    listen location log mode name opaque overhead owner plan public quota region remove repo retry
    route stage state timeout unreachable use version workers""".split()
)
METHODS = frozenset("GET HEAD POST PUT PATCH DELETE OPTIONS CONNECT TRACE".split())
METRICS_THAT_ARE_KEYWORDS = frozenset("cost errors latency queue".split())

RESERVED: dict[str, frozenset[str]] = {
    # Declared names and all that refer to them: `client client`, `strip limit`, `use public`.
    "name": frozenset(),
    "label of a member": frozenset(),
    "key of a setting": frozenset(),
    # `env X` is a value. `off` switches off what is inherited, so no `let` is called that.
    "value": frozenset({"env", "off"}),
    "kind of a time-out": frozenset({"off"}),
    # What an action begins with. The resolver refuses a gateway or service of such a name.
    "target of an arrow": frozenset(
        "gather choose split first function redirect respond optional".split()
    ),
    # `not` negates, `env` is the other kind of header value, `else` and `for` begin a case, and
    # a case follows the words that may follow a member. No subject is called like any of them.
    "subject": frozenset({"not", "env", "else", "at", "over"}) | GATEWAY_WORDS,
    # No target has the name of a gateway statement.
    "target block": GATEWAY_WORDS,
    "need": frozenset({"accept", "because", "every", "no"}),
    "kind of a need": frozenset({"because", "every", "no", "per"}),
    # Metrics are a closed list; those that are keywords elsewhere are named by the grammar, and
    # then the tree says which.
    "metric": METHODS | METRICS_THAT_ARE_KEYWORDS | {"no", "on"},
    # Behind names the words of all lists that may end there are looked for, but no metric is
    # called like one.
    "metric behind names": frozenset({"*"}),
}

VALUES = (tree.OneValue, tree.Call, tree.Argument, tree.Pair, tree.PlainList, tree.Copied)
VALUES_BEHIND_A_NAME = (tree.Let, tree.Wait, tree.Setting, tree.Rtt, tree.Binding)


def place_of(node: Node, index: int, before: str) -> str:
    match node:
        case tree.GatherPart():
            return "label of a member"
        case tree.Setting() | tree.Nested() | tree.Binding() if index == 0:
            return "key of a setting"
        case tree.SettingBlock():
            return "target block"
        case tree.Upstream():
            return "target of an arrow"
        case tree.Subject() if index == 0:
            return "subject"
        case tree.Need():
            return "need" if index == 0 else "kind of a need"
        case tree.CredWith() if before.endswith("requires accept"):
            return "need"
        case tree.Metric():
            return "metric behind names" if _ends_in_names(before) else "metric"
        case tree.Wait() if index == 0:
            return "kind of a time-out"
        case tree.Limit() | tree.Quota() | tree.Cache() | tree.Retry():
            return "value"
        case node if isinstance(node, VALUES):
            return "value"
        case node if isinstance(node, VALUES_BEHIND_A_NAME) and index == 1:
            return "value"
        case _:
            return "name"


def _ends_in_names(before: str) -> bool:
    return "reaches" in before.rsplit("\n", maxsplit=1)[-1]


Position = tuple[str, Token, str]
"""The kind of place, the word that stands there, and the text of its declaration."""


@cache
def positions() -> list[Position]:
    text = "\n".join(
        file.read_text(encoding="utf-8") for file in sorted(EVERY_WORD.parent.rglob("*.gate"))
    )
    read = driven(text)
    assert read is not None
    declarations = [kid.span.text for kid in read.kids if isinstance(kid, Node)]
    return [position for text in declarations for position in _positions_in(text)]


def _positions_in(text: str) -> Iterator[Position]:
    read = driven(text)
    assert read is not None
    for node in tree.walk(read):
        for index, kid in enumerate(node.kids):
            if isinstance(kid, Token) and kid.kind in ("WORD", "LABEL"):
                before = text[: kid.start].rstrip()
                yield place_of(node, index, before), kid, text


def keeps_its_shape(position: Position, keyword: str) -> bool:
    _, word, text = position
    changed = driven(text[: word.start] + keyword + text[word.end :])
    meant = driven(text)
    assert meant is not None
    return changed is not None and shape(changed) == shape(meant)


def read_otherwise(position: Position) -> Iterator[str]:
    """The keywords that the row of the parser has for this place: no other is read as one."""
    _, word, text = position
    machine = Machine(table(), Source("before.gate", text))
    assert machine.run(0, word.start) is None
    row = table().rows[machine.states[-1]]
    return (keyword for keyword in keywords() if keyword in row)


def test_exactly_these_words_are_reserved_where_the_table_says() -> None:
    found: dict[str, set[str]] = {place: set() for place, _, _ in positions()}
    for position in positions():
        wrong = {word for word in read_otherwise(position) if not keeps_its_shape(position, word)}
        if position[0] == "metric behind names":
            assert wrong & {"GET", "no", "on", "accept"}, "this place has a table of its own"
            wrong = {"*"}
        found[position[0]] |= wrong

    assert RESERVED.keys() == found.keys()
    for place, words in RESERVED.items():
        assert sorted(words) == sorted(found[place]), place


def test_a_keyword_that_the_table_does_not_name_is_a_name_like_any_other() -> None:
    everything = [
        (position, keyword)
        for position in positions()
        for keyword in keywords()
        if RESERVED[position[0]].isdisjoint(("*", keyword))
    ]
    tried = Random(1).sample(everything, min(len(everything), deep(1_500, len(everything))))
    wrong = [
        f"`{keyword}` for `{position[1].text}` ({position[0]}) in {position[2][:40]!r}"
        for position, keyword in tried
        if not keeps_its_shape(position, keyword)
    ]

    assert [] == wrong


@pytest.mark.parametrize(
    ("text", "rule", "names"),
    [
        ("route /a -> s { strip a, public attach c }", "strip", ["a", "public"]),
        ("use public public accept k", "use", ["public"]),
        ("accept a internal", "cred_with", ["a"]),
        ("accept a or internal internal", "cred_with", ["a", "internal"]),
        ("route /a -> s { attach credential strip limit, timeout, retry }", "attach", ["credential"]),
        ("zuplo { gateway gateway route /x timeout 5 on [a, b] }", "setting_block", ["zuplo"]),
        ("region region domain env ENV", "in_region", ["region"]),
    ],
)  # fmt: skip
def test_after_a_comma_a_word_is_a_name(text: str, rule: str, names: list[str]) -> None:
    read = driven(f"gateway g on nginx {{ {text} }}")
    assert read is not None
    nodes = [node for node in tree.walk(read) if tree.rule_of(node) == rule]

    assert names == [token.text for node in nodes for token in tree.tokens(node, "WORD")]


@pytest.mark.parametrize(
    "word", ["limitx", "routes", "gatewayed", "GETS", "on-call", "env.x", "of_"]
)
def test_a_word_is_always_read_whole(word: str) -> None:
    read = driven(f"client {word} {{ }}")
    assert read is not None
    (client,) = read.kids
    assert isinstance(client, tree.Client)

    assert word == client.name.text
