"""The usual slips, and how the messages read."""

import re

import pytest
from gatewright.dsl.finding import Applicability, Edit, Finding
from gatewright.dsl.near import near_names, slips_between
from gatewright.dsl.parse import parse
from gatewright.dsl.source import Source
from language_chunks import Chunk, chunks_of

ALL = chunks_of("broken-programs", "recovery", "hints")


def findings(text: str) -> tuple[Finding, ...]:
    return parse(Source("x.gate", text)).findings


@pytest.mark.parametrize("chunk", chunks_of("hints"), ids=lambda chunk: chunk.name)
def test_a_slip_is_known_by_its_name(chunk: Chunk) -> None:
    assert [] == chunk.disagreement(findings)


# ---- how messages read ---------------------------------------------------------------------------

WORDS_OF_FIXES = re.compile(r"\b(did you mean|please|should|must|try|use|write|remove|add|put)\b")


def told() -> list[Finding]:
    return [finding for chunk in ALL for finding in findings(chunk.text)]


def without_quotes(text: str) -> str:
    return re.sub(r"`[^`]*`", "``", text)


def test_a_message_starts_small_and_ends_without_a_stop() -> None:
    lines = [line for f in told() for line in (f.message, f.label, *(h.message for h in f.help))]

    assert [] == [line for line in lines if not line or line[0].isupper() or line[-1] in ".!?"]


def test_only_help_proposes() -> None:
    messages = {without_quotes(finding.message) for finding in told()}

    assert [] == sorted(line for line in messages if WORDS_OF_FIXES.search(line))


def test_nothing_is_called_illegal_and_backticks_pair_up() -> None:
    for finding in told():
        for line in (finding.message, finding.label, *(way.message for way in finding.help)):
            assert "illegal" not in line
            assert line.count("`") % 2 == 0, line
            assert line.isprintable(), line


def test_a_finding_has_one_label_and_one_way_out() -> None:
    for finding in told():
        assert finding.label
        assert len(finding.label) <= 100, finding.label
        assert len(finding.message) <= 110, finding.message
        assert 1 == len(finding.help), finding.message


def test_what_is_quoted_is_harmless_and_short() -> None:
    (finding,) = findings("gateway g on nginx { " + "x" * 300 + "\x1b[31m }")[:1]

    assert "\x1b" not in finding.message
    assert len(finding.message) < 150


# ---- edits ---------------------------------------------------------------------------------------


def edited(text: str, edits: tuple[Edit, ...]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize("chunk", ALL, ids=lambda chunk: chunk.name)
def test_a_safe_edit_mends_what_it_says(chunk: Chunk) -> None:
    """The finding is gone; what it hid in its own statement may show instead."""
    before = findings(chunk.text)
    for finding in before:
        for way in finding.help:
            if way.applicability is Applicability.SAFE:
                after = findings(edited(chunk.text, way.edits))

                assert finding.message not in [
                    f.message for f in after if f.at.line == finding.at.line
                ]
                assert len(before) - 1 <= len(after) <= len(before)


# ---- near names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("route", "routes", 1), ("ca", "abc", 3)],
)
def test_slips_are_counted_as_a_typist_makes_them(one: str, other: str, slips: int) -> None:
    assert slips == slips_between(one, other)
    assert slips == slips_between(other, one)


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("timout", ("timeout",)),
        ("ROUTE", ("route",)),
        ("ruote", ("route",)),
        ("zzz", ()),
        ("accpet", ("accept",)),
        ("x", ()),
    ],
)
def test_near_names_are_few_and_sorted(word: str, near: tuple[str, ...]) -> None:
    assert near == near_names(word, ["timeout", "route", "accept", "a", "limit"])


def test_at_most_three_near_names() -> None:
    assert ("aab", "aac", "aad") == near_names("aaa", ["aae", "aad", "aac", "aab"])
