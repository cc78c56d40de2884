"""What a place asks for, and the one way in which every number token is judged against it."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from ...dsl.frozen import frozen
from .kinds import MOST_CHARACTERS, MOST_DIGITS, Parts, described, parts_of
from .mismatch import Mismatch, quoted

Value = TypeVar("Value")


@frozen
class Problem:
    """The sentence of a mismatch before suggestions are looked for."""

    message: str


@frozen
class Wanted(Generic[Value]):
    name: str  # with its article: "a duration"
    form: str  # the accepted units, as a note
    read: Callable[[Parts, str], Value | Problem | None]  # None: the unit is not one of its own
    readings: Callable[[Parts], Iterable[str]]  # what might have been meant, the likeliest first


def judged(text: str, wanted: Wanted[Value]) -> Value | Mismatch:
    value = _read(text, wanted)
    if not isinstance(value, Problem):
        return value
    return Mismatch(value.message, _suggestions(text, wanted), (wanted.form,))


def _read(text: str, wanted: Wanted[Value]) -> Value | Problem:
    parts = parts_of(text)
    if parts is None:
        return _not_a_number(text, wanted)
    if parts.has_too_many_digits:
        return Problem(f"{quoted(text)} has more than {MOST_DIGITS} digits")
    value = wanted.read(parts, text)
    if value is None:
        return Problem(f"{described(text)}; {wanted.name} is expected")
    if parts.sign and not isinstance(value, Problem):
        return Problem(f"{quoted(text)} is negative; {wanted.name} is expected")
    return value


def _not_a_number(text: str, wanted: Wanted[Value]) -> Problem:
    if len(text) > MOST_CHARACTERS:
        return Problem(f"{quoted(text)} has more than {MOST_CHARACTERS} characters")
    return Problem(f"{described(text)}; {wanted.name} is expected")


def _suggestions(text: str, wanted: Wanted[Value]) -> tuple[str, ...]:
    """Only what would really be accepted here, each once."""
    unsigned = parts_of(text.removeprefix("-"))
    if unsigned is None or unsigned.has_too_many_digits:
        return ()
    candidates = dict.fromkeys((text.removeprefix("-"), *wanted.readings(unsigned)))
    return tuple(c for c in candidates if not isinstance(_read(c, wanted), Problem))


def whole_amount(
    parts: Parts, text: str, units: dict[str, int], *, finest: str, most: int, most_text: str
) -> int | Problem | None:
    """The exact number of smallest parts that the token stands for."""
    if parts.window is not None or parts.unit not in units:
        return None
    scaled = int(parts.whole + parts.fraction) * units[parts.unit]
    amount, rest = divmod(scaled, 10 ** len(parts.fraction))
    if rest:
        return Problem(f"{quoted(text)} is {finest}")
    if amount > most:
        return Problem(f"{quoted(text)} is above {most_text}, the most that is counted here")
    return amount


def in_units(number: str, units: Iterable[str]) -> tuple[str, ...]:
    return tuple(number + unit for unit in units)


def aliases(spellings: dict[str, str]) -> dict[str, str]:
    """`{"s": "sec secs"}` turned round, to look a misspelt unit up: `sec` -> `s`."""
    return {word: unit for unit, words in spellings.items() for word in words.split()}
