"""Cuts a token into number, unit and window, and says what it is when it is not what was asked."""

import re

from ...dsl.frozen import frozen
from .mismatch import quoted
from .values import (
    COUNT_UNITS,
    CURRENCIES,
    DURATION_UNITS,
    RATE_WINDOWS,
    SIZE_UNITS,
)

# No value here needs more; and a program with a million digits has to stay cheap.
MOST_CHARACTERS = 48
MOST_DIGITS = 24

# The digits are spelled out because `\d` would also take those of other scripts.
_NUMBER = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?(%|[A-Za-zµ]*)(?:/([A-Za-z]+))?")
# Needed for messages only, hence compiled (and kept by `re`) on first use.
_MONEY = r"-?[0-9]+(?:\.[0-9]+)?[ \t]*(?:" + "|".join(CURRENCIES) + ")"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = "[0-9]{2}:[0-9]{2}"


@frozen
class Parts:
    """`-2.50K/min`: sign `-`, whole `2`, fraction `50`, unit `K`, window `min` (None if absent)."""

    sign: str
    whole: str
    fraction: str
    unit: str
    window: str | None

    @property
    def number(self) -> str:
        """The number as written, without its sign."""
        return f"{self.whole}.{self.fraction}" if self.fraction else self.whole

    @property
    def has_too_many_digits(self) -> bool:
        return len(self.whole) + len(self.fraction) > MOST_DIGITS


def parts_of(text: str) -> Parts | None:
    """None where the token is not a number at all, or longer than any number here may be."""
    found = _NUMBER.fullmatch(text) if len(text) <= MOST_CHARACTERS else None
    if found is None:
        return None
    sign, whole, fraction, unit, window = found.groups()
    return Parts(sign, whole, fraction or "", unit, window)


def kind_of(text: str) -> str:
    """What a token is, with its article, for the middle of a sentence: `a duration`."""
    if len(text) > MOST_CHARACTERS:
        return "a text of more than 48 characters"
    if re.fullmatch(_MONEY, text):
        return "an amount of money"
    if re.fullmatch(_DATE, text):
        return "a date"
    if re.fullmatch(_TIME, text):
        return "a time of day"
    parts = parts_of(text)
    return "not a number" if parts is None else _kind_of_number(parts)


def described(text: str) -> str:
    """The first half of a message: what was found."""
    parts = parts_of(text)
    kind = kind_of(text)
    shown = quoted(text)
    match kind:
        case "a plain number":
            return f"{shown} has no unit"
        case "a number with an unknown unit" if parts:
            return f"{shown} has the unknown unit {quoted(parts.unit)}"
        case "a duration" | "a count" if parts and not parts.has_too_many_digits:
            return f"{shown} is {_spelled(parts)}"
        case _:
            return f"{shown} is {kind}"


_SPELLED = {
    "ms": "millisecond", "s": "second", "m": "minute", "h": "hour", "d": "day",
    "K": "thousand", "M": "million", "G": "billion",
}  # fmt: skip


def _spelled(parts: Parts) -> str:
    plural = "s" if parts.unit in DURATION_UNITS and parts.number != "1" else ""
    return f"{parts.sign}{parts.number} {_SPELLED[parts.unit]}{plural}"


def _kind_of_number(parts: Parts) -> str:
    unit = parts.unit
    if parts.window is not None:
        whose = unit in COUNT_UNITS and parts.window in RATE_WINDOWS
        return "a rate" if whose else "a number with an unknown rate unit"
    kinds: tuple[tuple[bool, str], ...] = (
        (unit == "", "a plain number"),
        (unit == "%", "a percentage"),
        (unit in DURATION_UNITS, "a duration"),
        (unit in COUNT_UNITS, "a count"),
        (unit in SIZE_UNITS, "a size"),
        (unit == "x", "a factor"),
        (unit == "xx", "a class of statuses"),
    )
    return next((kind for holds, kind in kinds if holds), "a number with an unknown unit")
