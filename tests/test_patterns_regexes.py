"""Regexes of one segment: what several of them have in common, against `re` on every short word."""

import re
from itertools import product

import pytest
from gatewright.compiler.patterns.automata import a_word
from gatewright.compiler.patterns.machines import LETTERS, STATES_MAX, machine
from hypothesis import given, settings, strategies as st
from tiers import deep

WORDS = tuple("".join(word) for count in range(1, 5) for word in product("ab4-", repeat=count))
ATOMS = ("a", "b", "4", ".", "[ab]", "[^a]", r"\d", r"\w", r"\W", "[a-c4]", "(?i:A)", "-", r"\D")


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(inner, min_size=1, max_size=3)
    ends = ("*", "+", "?", "{2}", "{0,2}", "{1,}", "*?")
    return (
        several.map("".join)
        | several.map(lambda parts: f"({'|'.join(parts)})")
        | several.map(lambda parts: f"(?:{'|'.join([*parts, ''])})")
        | st.tuples(inner, st.sampled_from(ends)).map(lambda two: f"(?:{two[0]}){two[1]}")
        | inner.map(lambda one: f"^{one}$")
    )


regexes = st.recursive(st.sampled_from(ATOMS), grown, max_leaves=5)


@settings(max_examples=deep(2_000, 50_000), deadline=None)
@given(
    st.lists(regexes, max_size=2),
    st.frozensets(st.sampled_from(WORDS[:84]), max_size=3),
    st.lists(regexes, max_size=2),
)
def test_a_word_is_found_where_there_is_one(
    wanted: list[str], out: frozenset[str], unwanted: list[str]
) -> None:
    def fits(word: str) -> bool:
        matched = all(re.fullmatch(one, word) for one in wanted)
        return matched and word not in out and not any(re.fullmatch(o, word) for o in unwanted)

    found = a_word(tuple(wanted), out, tuple(unwanted))

    assert found is not None
    assert fits(found) if found else [] == [word for word in WORDS if fits(word)]


@pytest.mark.parametrize(
    ("wanted", "unwanted", "word"),
    [
        ((r"[0-9]+", r"\d{2,3}"), (), "00"),
        ((r"[0-9]+", r"[a-z]+"), (), ""),
        ((r"[a-z]+",), (r"[a-m].*", r"[n-z].*"), ""),
        ((r"[a-z]{3,}",), (r"a.*",), "baa"),
        ((r"v\d+", r".*2"), (), "v2"),
        ((r"[0-9a-f]{8}-[0-9a-f]{4}", r".{13}"), (), "aaaaaaaa-aaaa"),
        ((r"a%2F",), (), "a%2F"),
        ((r".*",), (), "a"),
    ],
)
def test_the_word_is_a_shortest_and_plain_one(
    wanted: tuple[str, ...], unwanted: tuple[str, ...], word: str
) -> None:
    assert word == a_word(wanted, frozenset(), unwanted)


@pytest.mark.parametrize(
    "regex",
    [
        r"(?!a)b",  # looks ahead
        r"(?<=a)b",
        r"(a)\1",  # says again what it took
        r"\bword\b",
        r"(?>a*)b",
        r"(a)?(?(1)b|c)",
        f"a{{{STATES_MAX}}}",
        "(",
    ],
)
def test_what_a_machine_of_states_cannot_tell_is_unknown(regex: str) -> None:
    assert a_word((regex,), frozenset(), ()) is None


def test_a_search_that_does_not_end_is_unknown() -> None:
    """The tenth letter from the end doubles the states with each letter in between."""
    heavy = "[ab]*a[ab]{14}"

    assert a_word(("[ab]+",), frozenset(), (heavy, "[ab]*b[ab]{14}", "[ab]{1,14}")) in {None, ""}


def test_a_word_that_no_request_can_hold_is_no_example() -> None:
    assert a_word(("a%.?",), frozenset(), ()) is None
    assert a_word(("%41",), frozenset(), ()) is None  # a request for it is compared as `A`


def test_every_letter_stands_once() -> None:
    sent = {chr(code) for code in range(0x21, 0x7F)} - set("/?#")

    assert sorted(sent) == sorted(LETTERS)


def test_machines_are_kept() -> None:
    assert machine("[a-z]+") is machine("[a-z]+")
