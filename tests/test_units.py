"""Every number of a program means one thing, or the reader is told what was found instead."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from gatewright.compiler import units
from gatewright.compiler.units import (
    CURRENCIES,
    CalendarDate,
    Duration,
    Factor,
    Mismatch,
    Money,
    Rate,
    Share,
    Size,
    StatusClass,
    TimeOfDay,
    count_text,
)
from gatewright.compiler.units.clock import days_in
from gatewright.compiler.units.values import RATE_WINDOWS
from hypothesis import given, strategies as some

READERS: tuple[Callable[[str], object], ...] = (
    units.duration,
    units.rate,
    units.count,
    units.size,
    units.share,
    units.factor,
    units.status,
    units.money,
    units.date,
    units.time_of_day,
)


# ---- what is meant ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "text", "expected"),
    [
        (units.duration, "250ms", Duration(250_000)),
        (units.duration, "1.5s", Duration(1_500_000)),
        (units.duration, "10m", Duration(600_000_000)),
        (units.duration, "0.001ms", Duration(1)),
        (units.duration, "1d", Duration(86_400_000_000)),
        (units.count, "20", 20),
        (units.count, "1.5K", 1_500),
        (units.count, "600M", 600_000_000),
        (units.count, "1G", 1_000_000_000),
        (units.size, "10MB", Size(10_000_000)),
        (units.size, "512KiB", Size(524_288)),
        (units.share, "0.1%", Share(1_000)),
        (units.share, "100%", Share(1_000_000)),
        (units.rate, "600/min", Rate(Decimal(600), 60_000_000)),
        (units.rate, "5K/s", Rate(Decimal(5_000), 1_000_000)),
        (units.rate, "0.5/s", Rate(Decimal("0.5"), 1_000_000)),
        (units.rate, "50M/month", Rate(Decimal(50_000_000), 2_592_000_000_000)),
        (units.factor, "2.5x", Factor(2.5)),
        (units.status, "502", 502),
        (units.status, "5xx", StatusClass(5)),
        (units.money, "0.35 USD", Money(Decimal("0.35"), "USD")),
        (units.money, "25EUR", Money(Decimal(25), "EUR")),
        (units.date, "2028-02-29", CalendarDate(2028, 2, 29)),
        (units.time_of_day, "08:30", TimeOfDay(510)),
    ],
)
def test_a_token_means_its_value(
    read: Callable[[str], object], text: str, expected: object
) -> None:
    actual = read(text)

    assert expected == actual


def test_ten_per_second_and_six_hundred_per_minute_are_as_fast_but_not_the_same() -> None:
    by_second, by_minute = Rate(Decimal(10), 1_000_000), Rate(Decimal(600), 60_000_000)

    assert by_second.per_second == by_minute.per_second
    assert by_second != by_minute


def test_a_class_holds_its_statuses() -> None:
    server_errors = StatusClass(5)

    assert 502 in server_errors
    assert 404 not in server_errors


# ---- what is meant by mistake ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "text", "message", "suggestions"),
    [
        (units.duration, "30", "`30` has no unit; a duration is expected", ("30s", "30ms")),
        (units.duration, "10M", "`10M` is 10 million; a duration is expected", ("10m",)),
        (
            units.duration,
            "30sec",
            "`30sec` has the unknown unit `sec`; a duration is expected",
            ("30s",),
        ),
        (
            units.duration,
            "2w",
            "`2w` has the unknown unit `w`; a duration is expected",
            ("14d",),
        ),
        (units.duration, "10/s", "`10/s` is a rate; a duration is expected", ()),
        (units.duration, "-5s", "`-5s` is negative; a duration is expected", ("5s",)),
        (units.duration, "0.0001ms", "`0.0001ms` is finer than a microsecond", ()),
        (
            units.duration,
            "1000000d",
            "`1000000d` is above 100 years, the most that is counted here",
            (),
        ),
        (units.duration, "soon", "`soon` is not a number; a duration is expected", ()),
        (units.count, "10m", "`10m` is 10 minutes; a count is expected", ("10M",)),
        (units.count, "1.5", "`1.5` is not a whole number", ()),
        (units.count, "5x", "`5x` is a factor; a count is expected", ("5",)),
        (
            units.size,
            "10mb",
            "`10mb` has the unknown unit `mb`; a size is expected",
            ("10MB",),
        ),
        (units.size, "10M", "`10M` is 10 million; a size is expected", ("10MB", "10MiB")),
        (units.size, "0.5B", "`0.5B` is not a whole number of bytes", ()),
        (units.share, "0.5", "`0.5` has no unit; a percentage is expected", ("50%", "0.5%")),
        (units.share, "30", "`30` has no unit; a percentage is expected", ("30%",)),
        (units.share, "0.00001%", "`0.00001%` is finer than one part in a million", ()),
        (units.share, "150%", "`150%` is above 100%, the most that is counted here", ()),
        (
            units.rate,
            "10/m",
            "`10/m` may be per minute or per month; a rate is expected",
            ("10/min", "10/month"),
        ),
        (
            units.rate,
            "10/sec",
            "`10/sec` is per `sec`, which no rate is counted in",
            ("10/s",),
        ),
        (units.rate, "600", "`600` has no unit; a rate is expected", ("600/s", "600/min")),
        (units.rate, "50M", "`50M` is 50 million; a rate is expected", ("50M/month", "50M/day")),
        (
            units.rate,
            "10m/s",
            "`10m/s` counts in `m`, which is not `K`, `M` or `G`",
            ("10M/s",),
        ),
        (units.factor, "5", "`5` has no unit; a factor is expected", ("5x",)),
        (units.status, "999", "`999` is not a status of HTTP answers", ()),
        (units.status, "50x", "`50x` is a factor; a status is expected", ("5xx",)),
        (
            units.money,
            "25",
            "`25` has no currency; an amount of money is expected",
            ("25 USD", "25 EUR"),
        ),
        (
            units.money,
            "25usd",
            "`25usd` has the unknown unit `usd`; an amount of money is expected",
            ("25 USD",),
        ),
        (
            units.date,
            "2027-02-30",
            "`2027-02-30` is not in the calendar, February 2027 has 28 days",
            (),
        ),
        (units.date, "2027-13-01", "`2027-13-01` is in month 13 of 12", ("2027-01-13",)),
        (units.date, "20270131", "`20270131` is not written as a date", ("2027-01-31",)),
        (units.time_of_day, "24:00", "`24:00` is past the end of the day", ("00:00",)),
        (units.time_of_day, "8:00", "`8:00` is not written as a time of day", ("08:00",)),
    ],
)
def test_a_slip_is_named_and_the_likely_readings_are_given(
    read: Callable[[str], object], text: str, message: str, suggestions: tuple[str, ...]
) -> None:
    actual = read(text)

    assert isinstance(actual, Mismatch)
    assert (message, suggestions) == (actual.message, actual.suggestions)


def test_minutes_and_millions_are_told_apart_in_a_note() -> None:
    actual = units.count("10m")

    assert isinstance(actual, Mismatch)
    assert "`M` (million)" in actual.notes[0]
    assert "`m` is minutes" in actual.notes[0]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(
    "text",
    [
        "9" * 100_000,
        "9" * 30 + "s",
        "0." + "0" * 50_000 + "1%",
        "1" * 40 + "/min",
        "9" * 40 + " USD",
    ],
    ids=["long", "30 digits", "long fraction", "40 digits a minute", "40 digits of money"],
)
def test_absurd_lengths_are_mistakes_shown_in_a_few_characters(
    read: Callable[[str], object], text: str
) -> None:
    actual = read(text)

    assert isinstance(actual, Mismatch)
    assert len(actual.message) < 100


# ---- what holds for every text -----------------------------------------------------------------

near_tokens = some.from_regex(
    r"-?[0-9]{1,6}(\.[0-9]{1,8})?(%|[A-Za-z]{1,3})?(/[a-zM]{1,5})?"
    r"|[0-9]{1,4}[-:][0-9]{1,2}(-[0-9]{1,2})?|[0-9]{1,4} [A-Z]{3}",
    fullmatch=True,
)


@given(text=some.one_of(some.text(max_size=60), near_tokens))
def test_every_text_is_read_or_refused_in_the_house_style(text: str) -> None:
    for read in READERS:
        actual = read(text)
        if isinstance(actual, Mismatch):
            assert_in_house_style(actual.message)
            assert_accepted(read, actual.suggestions)
            for note in actual.notes:
                assert_in_house_style(note)


def assert_in_house_style(sentence: str) -> None:
    assert sentence[0] == "`" or sentence[0].islower()
    assert not sentence.endswith(".")
    assert "\n" not in sentence
    assert sentence.count("`") % 2 == 0


def assert_accepted(read: Callable[[str], object], suggestions: tuple[str, ...]) -> None:
    assert len(set(suggestions)) == len(suggestions)
    for suggestion in suggestions:
        assert not isinstance(read(suggestion), Mismatch), suggestion


# ---- the text of a value means the value again -------------------------------------------------

microseconds = some.integers(0, 10**15)
amounts = some.decimals(0, 10**9, places=3, allow_nan=False)


@given(us=microseconds)
def test_a_duration_survives_its_text(us: int) -> None:
    assert Duration(us) == units.duration(str(Duration(us)))


@given(size=some.integers(0, 10**15))
def test_a_size_survives_its_text(size: int) -> None:
    assert Size(size) == units.size(str(Size(size)))


@given(ppm=some.integers(0, 1_000_000))
def test_a_share_survives_its_text(ppm: int) -> None:
    assert Share(ppm) == units.share(str(Share(ppm)))


@given(amount=amounts, window=some.sampled_from(sorted(RATE_WINDOWS)))
def test_a_rate_survives_its_text(amount: Decimal, window: str) -> None:
    rate = Rate(amount, RATE_WINDOWS[window])

    assert rate == units.rate(str(rate))


@given(times=some.floats(0.000_001, 1_000_000))
def test_a_factor_survives_its_text(times: float) -> None:
    assert Factor(times) == units.factor(str(Factor(times)))


@given(count=some.integers(0, 10**15))
def test_a_count_survives_its_text(count: int) -> None:
    assert count == units.count(count_text(count))


@given(amount=amounts, currency=some.sampled_from(CURRENCIES))
def test_money_survives_its_text(amount: Decimal, currency: str) -> None:
    money = Money(amount, currency)

    assert money == units.money(str(money))


@given(day=some.dates())
def test_a_date_survives_its_text_and_agrees_with_the_calendar(day: object) -> None:
    actual = units.date(str(day))

    assert str(day) == str(actual)
    assert isinstance(actual, CalendarDate)


@given(minutes=some.integers(0, 24 * 60 - 1))
def test_a_time_of_day_survives_its_text(minutes: int) -> None:
    assert TimeOfDay(minutes) == units.time_of_day(str(TimeOfDay(minutes)))


@pytest.mark.parametrize("hundreds", range(1, 6))
def test_a_class_of_statuses_survives_its_text(hundreds: int) -> None:
    assert StatusClass(hundreds) == units.status(str(StatusClass(hundreds)))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Duration(0), "0s"),
        (Duration(90_000_000), "90s"),
        (Duration(120_000_000), "2m"),
        (Duration(1), "0.001ms"),
        (Size(1_048_576), "1MiB"),
        (Size(1_000_000), "1MB"),
        (Size(0), "0B"),
        (Share(333_000), "33.3%"),
        (Rate(Decimal(1_000_000), RATE_WINDOWS["month"]), "1M/month"),
        (Factor(0.000_001), "0.000001x"),
        (Money(Decimal("1.10"), "USD"), "1.1 USD"),
    ],
)
def test_the_text_of_a_value_is_the_short_one(value: object, text: str) -> None:
    assert text == str(value)


def test_centuries_are_leap_years_only_every_fourth_time() -> None:
    days = [days_in(year, 2) for year in (1900, 2000, 2027, 2028)]

    assert [28, 29, 28, 29] == days
