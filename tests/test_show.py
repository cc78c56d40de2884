"""How a finding looks: what, where, how it came about, a way out; 25 lines, 100 columns."""

import io
import json
import re
from unicodedata import category

import pytest
from gatewright.doors.schema.reports import REPORTS, schema_file, schema_of
from gatewright.doors.show.cells import clip, clip_start, harmless, width, wrap
from gatewright.doors.show.check_json import check_report
from gatewright.doors.show.ink import PLAIN, Ink, ink_for
from gatewright.doors.show.summary import summary_of
from gatewright.doors.show.table import table_of
from gatewright.doors.show.text import ROWS, text_of
from gatewright.doors.show.window import COLUMNS
from gatewright.dsl.codes import CODES
from gatewright.dsl.finding import Applicability, Edit, Finding, Help, Label
from gatewright.dsl.source import Source, Span
from hypothesis import given, strategies as st

PUBLIC = Source(
    "fed/public.gate",
    "federation shop\n\ngateway public on zuplo {\n  route /orders/** -> ordrs\n}\n",
)
ORDERS = Source("fed/orders.gate", "gateway orders on kong {\n  route /{id} -> svc\n}\n")


def span(source: Source, words: str) -> Span:
    start = source.text.index(words)
    return Span(source, start, start + len(words))


def shown(finding: Finding) -> list[str]:
    return text_of(finding).split("\n")


def drawn(text: str, words: str, label: str = "here") -> list[str]:
    """Only the source lines and marks of a finding about these words."""
    return shown(Finding("GW0001", "wrong", span(Source("a.gate", text), words), label))[2:-1]


# ---- the whole of it -----------------------------------------------------------------------------


def test_a_finding_says_what_where_how_it_came_about_and_a_way_out() -> None:
    finding = Finding(
        "GW0101",
        "nothing is called `ordrs`",
        span(PUBLIC, "ordrs"),
        "not declared",
        because=(
            Label(span(ORDERS, "orders"), "a similar name"),
            Label(span(PUBLIC, "public"), "in this gateway"),
        ),
        notes=("names are compared letter by letter",),
        help=(
            Help("write `orders`", Applicability.SAFE, (Edit(span(PUBLIC, "ordrs"), "orders"),)),
        ),
    )
    expected = """\
error[GW0101] unknown-name: nothing is called `ordrs`
  fed/public.gate:4:23
3 | gateway public on zuplo {
  |         ------ in this gateway
4 |   route /orders/** -> ordrs
  |                       ^^^^^ not declared
  fed/orders.gate:1:9
1 | gateway orders on kong {
  |         ------ a similar name

  note  names are compared letter by letter
  help  write `orders`                                                [safe to apply]
        4 |   route /orders/** -> orders
  more  gatewright explain GW0101"""

    assert expected == text_of(finding)


def test_several_labels_on_one_line_stand_below_each_other() -> None:
    finding = Finding(
        "GW0102",
        "two",
        span(PUBLIC, "ordrs"),
        "second",
        because=(Label(span(PUBLIC, "/orders/**"), "first"), Label(span(PUBLIC, "route"), "")),
    )

    assert [
        "4 |   route /orders/** -> ordrs",
        "  |   -----",
        "  |         ---------- first",
        "  |                       ^^^^^ second",
    ] == shown(finding)[2:-1]


def test_lines_that_are_left_out_are_marked_but_a_single_one_is_shown() -> None:
    source = Source("a.gate", "one\ntwo\nthree\nfour\nfive\nsix\n")
    because = (Label(span(source, "three"), "b"), Label(span(source, "six"), "c"))

    assert [
        "1 | one",
        "  | ^^^ a",
        "2 | two",
        "3 | three",
        "  | ----- b",
        "...",
        "6 | six",
        "  | --- c",
    ] == shown(Finding("GW0102", "m", span(source, "one"), "a", because))[2:-1]


def test_a_span_over_several_lines_is_marked_on_the_first_and_says_how_far_it_goes() -> None:
    assert [
        "1 | gateway a {",
        "  | ^^^^^^^^^^^ here (up to line 3)",
    ] == drawn("gateway a {\n  x\n}\n", "gateway a {\n  x\n}")


def test_a_span_that_ends_with_its_line_is_not_said_to_go_on() -> None:
    assert ["1 | abc", "  | ^^^ here"] == drawn("abc\ndef\n", "abc\n")


def test_a_mark_at_the_end_of_the_file_is_shown_with_the_text_above_it() -> None:
    source = Source("a.gate", "gateway a {\n\n")
    at_end = Span(source, len(source.text), len(source.text))

    assert ["  a.gate:3:1", "1 | gateway a {", "2 |", "3 |", "  | ^ a `}` is missing"] == shown(
        Finding("GW0001", "the block is open", at_end, "a `}` is missing")
    )[1:-1]


def test_a_mark_behind_the_last_character_without_a_line_end() -> None:
    source = Source("a.gate", "route")

    assert ["1 | route", "  |      ^ here"] == shown(
        Finding("GW0001", "m", Span(source, 5, 5), "here")
    )[2:-1]


def test_a_file_that_could_not_be_read_has_no_lines_to_show() -> None:
    finding = Finding("GW0002", "`x.gate` cannot be read", Span(Source("x.gate", ""), 0, 0))

    assert [
        "error[GW0002] unreadable-file: `x.gate` cannot be read",
        "  x.gate",
        "  more  gatewright explain GW0002",
    ] == shown(finding)


def test_an_empty_file_can_be_pointed_at() -> None:
    finding = Finding("GW0001", "m", Span(Source("x.gate", ""), 0, 0), "nothing here")

    assert ["  x.gate:1:1", "1 |", "  | ^ nothing here"] == shown(finding)[1:-1]


def test_windows_line_ends_are_not_shown() -> None:
    assert ["2 | def", "  | ^^^ here"] == drawn("abc\r\ndef\r\nghi", "def\r\n")


def test_more_labels_than_fit_are_counted() -> None:
    text = "".join(f"line{number}\n\n\n" for number in range(40))
    source = Source("a.gate", text)
    labels = tuple(Label(span(source, f"line{number}\n"), "again") for number in range(1, 40))
    rows = shown(Finding("GW0102", "many", span(source, "line0"), "first", labels))

    assert ROWS >= len(rows)
    assert any(re.fullmatch(r"  and \d+ more places", row) for row in rows)


def test_the_first_way_out_is_the_last_thing_to_be_left_out() -> None:
    finding = Finding(
        "GW0101",
        "m",
        span(PUBLIC, "ordrs"),
        notes=tuple(f"note {number} " + "word " * 60 for number in range(9)),
        help=(Help("the way out"), Help("another")),
    )
    text = text_of(finding)

    assert "help  the way out" in text
    assert re.search(r"^  and \d more notes in --format json$", text, re.MULTILINE)
    assert ROWS >= text.count("\n") + 1


# ---- wide, narrow and dangerous characters -------------------------------------------------------


def test_tabs_are_shown_as_blanks_and_the_mark_stays_below_its_word() -> None:
    assert ["1 |     a   bc", "  |         ^^ here"] == drawn("\ta\tbc", "bc")


def test_marks_stay_below_wide_and_combining_characters() -> None:
    assert ["1 | 漢字 bc", "  |      ^^ here"] == drawn("漢字 bc", "bc")
    assert ["1 | e\u0301e\u0301 bc", "  |    ^^ here"] == drawn("e\u0301e\u0301 bc", "bc")
    assert ["1 | 漢字 bc", "  |   ^^ here"] == drawn("漢字 bc", "字")


def test_nothing_in_a_program_can_command_the_terminal() -> None:
    source = Source("\x1b[2Ja.gate", "a \x1b]0;title\x07 \u202e b \x9b31m")
    finding = Finding(
        "GW0101",
        "`\x1b[31m` is \r unknown",
        span(source, "b"),
        "\x1b[0m",
        notes=("\x08",),
        help=(Help("\x1b[5m", Applicability.SAFE, (Edit(span(source, "b"), "\x1b[7m"),)),),
    )
    text = text_of(finding)

    assert [] == [c for c in text if category(c) in {"Cc", "Cf"} and c != "\n"]
    assert "1 | a ␛]0;title␇ <U+202E> b <U+009B>31m" in text


@given(st.text(max_size=300))
def test_harmless_text_holds_no_control_and_is_stable(text: str) -> None:
    clean = harmless(text)

    assert clean == harmless(clean)
    assert width(text) == width(clean)
    assert set() == {category(c) for c in clean} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@given(st.text(max_size=300), st.integers(1, 40))
def test_clipped_text_fits(text: str, columns: int) -> None:
    assert columns >= width(clip(text, columns))
    assert columns >= width(clip_start(text, columns))


@given(st.text(max_size=400), st.integers(10, 60), st.integers(1, 4))
def test_wrapped_text_fits(text: str, columns: int, rows: int) -> None:
    wrapped = wrap(text, columns, rows)

    assert rows >= len(wrapped) >= 1
    assert columns >= max(map(width, wrapped))


# ---- long lines ----------------------------------------------------------------------------------


def test_a_long_line_is_clipped_around_the_mark() -> None:
    rows = drawn("x" * 500 + " needle " + "y" * 500, "needle")

    assert rows[0].startswith("1 | …xxx")
    assert rows[0].endswith("yyy…")
    assert rows[0].index("needle") == rows[1].index("^^^^^^ here")


def test_places_too_far_apart_for_one_row_get_one_row_each() -> None:
    source = Source("a.gate", "left " + "x" * 300 + " right")
    finding = Finding(
        "GW0102", "m", span(source, "right"), "here", (Label(span(source, "left"), "there"),)
    )
    rows = shown(finding)[2:-1]

    assert ["1", " ", "1", " "] == [row[0] for row in rows]
    assert "---- there" in rows[1]
    assert rows[2].index("right") == rows[3].index("^^^^^ here")


def test_a_label_that_does_not_fit_beside_its_mark_goes_below_it() -> None:
    rows = drawn("x" * 90 + " end", "end", "a label that would run out of the screen")

    assert rows[1].endswith("   ^^^")
    assert rows[2].endswith("a label that would run out of the screen")


def test_a_megabyte_on_one_line_is_shown_at_once() -> None:
    source = Source("a.gate", "é" * 500_000 + "x" + "漢" * 500_000)
    rows = shown(Finding("GW0001", "漢" * 1_000_000, span(source, "x"), "é" * 1_000_000))

    assert ROWS >= len(rows)


# ---- edits ---------------------------------------------------------------------------------------


def preview_of(source: Source, *edits: Edit) -> list[str]:
    finding = Finding(
        "GW0101", "m", Span(source, 0, 0), help=(Help("do it", Applicability.SAFE, edits),)
    )
    rows = [row.strip() for row in shown(finding)]
    first = next(place for place, row in enumerate(rows) if row.startswith("help"))
    return rows[first + 1 : -1]


def test_an_edit_is_shown_as_the_line_it_makes() -> None:
    assert ["4 |   route /o -> orders"] == preview_of(
        PUBLIC, Edit(span(PUBLIC, "/orders/**"), "/o"), Edit(span(PUBLIC, "ordrs"), "orders")
    )


def test_an_inserted_line_is_shown_alone() -> None:
    end = span(PUBLIC, "{").end

    assert ["4 |   accept anyone"] == preview_of(
        PUBLIC, Edit(Span(PUBLIC, end, end), "\n  accept anyone")
    )


def test_lines_that_go_are_named() -> None:
    assert ["lines 3 to 5 are taken out"] == preview_of(
        PUBLIC, Edit(Span(PUBLIC, PUBLIC.text.index("gateway"), len(PUBLIC.text)), "")
    )
    assert ["line 2 is taken out"] == preview_of(
        ORDERS, Edit(span(ORDERS, "  route /{id} -> svc\n"), "")
    )


def test_a_long_insertion_is_shown_by_its_beginning() -> None:
    end = len(PUBLIC.text)

    assert ["6 | a", "7 | b", "8 | c", "..."] == preview_of(
        PUBLIC, Edit(Span(PUBLIC, end, end), "a\nb\nc\nd\ne\n")
    )


def test_an_edit_in_another_file_names_it() -> None:
    assert ["in fed/orders.gate", "1 | gateway ordrs on kong {"] == preview_of(
        PUBLIC, Edit(span(ORDERS, "orders"), "ordrs")
    )


# ---- any finding over any text -------------------------------------------------------------------

LETTERS = st.one_of(
    st.sampled_from("\n\r\t \x1b\u202e\u0301\u200d漢é{}"), st.characters(codec="utf-8")
)
TEXTS = st.lists(st.one_of(st.text(LETTERS, max_size=40), st.just("x" * 150))).map("".join)
SENTENCES = st.one_of(st.text(LETTERS, max_size=60), st.just("word " * 120), st.just("w" * 900))


@st.composite
def spans(draw: st.DrawFn, sources: list[Source]) -> Span:
    source = draw(st.sampled_from(sources))
    start = draw(st.integers(0, len(source.text)))
    return Span(source, start, draw(st.integers(start, len(source.text))))


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    sources = [Source(draw(SENTENCES), draw(TEXTS)) for _ in range(draw(st.integers(1, 3)))]
    places = spans(sources)
    edits = st.lists(st.builds(Edit, places, SENTENCES), max_size=4).map(tuple)
    helps = st.builds(Help, SENTENCES, st.sampled_from(Applicability), edits)
    return Finding(
        draw(st.sampled_from(sorted(CODES))),
        draw(SENTENCES),
        draw(places),
        draw(SENTENCES),
        draw(st.lists(st.builds(Label, places, SENTENCES), max_size=20).map(tuple)),
        draw(st.lists(SENTENCES, max_size=6).map(tuple)),
        draw(st.lists(helps, max_size=4).map(tuple)),
    )


@given(findings())
def test_any_finding_fits_and_is_harmless(finding: Finding) -> None:
    rows = shown(finding)

    assert ROWS >= len(rows)
    assert COLUMNS >= max(map(width, rows))
    assert [] == [row for row in rows if row != harmless(row)]
    assert rows[-1] == f"  more  gatewright explain {finding.code}"


@given(findings())
def test_colour_changes_nothing_but_the_colour(finding: Finding) -> None:
    painted = text_of(finding, Ink(colour=True))

    assert text_of(finding) == re.sub(r"\x1b\[[0-9;]*m", "", painted)


@given(st.lists(findings(), max_size=3))
def test_the_json_of_any_findings_fits_its_schema(found: list[Finding]) -> None:
    printed = json.dumps(check_report(found))

    REPORTS["check"].model_validate_json(printed)


# ---- colour --------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environ", "colour"),
    [
        ({}, True),
        ({"TERM": "xterm"}, True),
        ({"NO_COLOR": ""}, True),  # set but empty means nothing
        ({"NO_COLOR": "1"}, False),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(environ: dict[str, str], colour: bool) -> None:
    assert colour == ink_for(Terminal(), environ).colour
    assert not ink_for(io.StringIO(), environ).colour


def test_plain_ink_leaves_text_alone() -> None:
    assert "text" == PLAIN("error", "text")


# ---- summary, table, schema ----------------------------------------------------------------------


def test_the_summary_counts_and_says_what_was_checked() -> None:
    found = [
        Finding(code, "m", Span(PUBLIC, 0, 0)) for code in ("GW0101", "GW0103", "GW0103", "GW0997")
    ]

    assert (
        "1 error, 2 warnings, 1 note (checked names, units, meaning and where requests go)"
        == summary_of(found, 1, 0, None)
    )
    assert (
        "no findings (checked names, units, meaning and where requests go in 2 programs, environment staging)"
        == summary_of([], 2, 0, "staging")
    )


def test_the_summary_owns_up_to_what_it_could_not_look_at() -> None:
    found = [Finding("GW0001", "m", Span(PUBLIC, 0, 0))]

    assert "1 error (checked the syntax; names, units and meaning once that is mended)" == (
        summary_of(found, 1, 1, None)
    )
    assert (
        "1 error (checked names, units, meaning and where requests go in 2 programs; of 1 only the syntax)"
        == (summary_of(found, 2, 1, None))
    )


def test_the_summary_says_so_where_no_request_could_be_followed() -> None:
    found = [Finding("GW0101", "m", Span(PUBLIC, 0, 0))]

    assert (
        "1 error (checked names, units and meaning; where requests go once that is mended)"
        == summary_of(found, 1, 0, None, unfollowed=1)
    )
    assert (
        "1 error (checked names, units, meaning and where requests go in 2 programs; "
        "of 1 not where they go)"
    ) == summary_of(found, 2, 0, None, unfollowed=1)


def test_the_json_counts_every_level() -> None:
    assert {
        "version": 1,
        "findings": [],
        "summary": {"error": 0, "warning": 0, "info": 0},
    } == check_report([])


def test_table_columns_line_up_and_the_widest_gives_way() -> None:
    assert ["a   bb", "漢  c"] == table_of([("a", "bb"), ("漢", "c")], 20)
    assert ["a  bbbbbb…", "a  c"] == table_of([("a", "b" * 30), ("a", "c")], 10)


@pytest.mark.parametrize("name", REPORTS)
def test_each_schema_file_is_the_schema_of_its_report(name: str) -> None:
    shipped = schema_file(name).read_text(encoding="utf-8")

    assert shipped == json.dumps(schema_of(REPORTS[name]), indent=2) + "\n"
