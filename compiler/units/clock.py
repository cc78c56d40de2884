"""Dates (`2027-01-31`) and times of day (`08:00`)."""

import re

from .kinds import kind_of
from .mismatch import Mismatch, quoted
from .values import CalendarDate, TimeOfDay

# Rare in programs, hence compiled (and kept by `re`) on first use.
_DATE = "([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})"
_TIME = "([0-9]{1,2}):([0-9]{2})"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE_FORM = "a date is year, month and day: `2027-01-31`"
_TIME_FORM = "a time of day is hour and minute, from `00:00` to `23:59`"


def date(text: str) -> CalendarDate | Mismatch:
    found = re.fullmatch(_DATE, text)
    if found is None:
        return Mismatch(_other_kind(text, "a date"), (), (_DATE_FORM,))
    year, month, day = (int(part) for part in found.groups() if part is not None)
    problem = _what_is_wrong_with(year, month, day)
    meant = CalendarDate(year, month, day)
    if problem is not None:
        turned = CalendarDate(year, day, month)
        is_turned = month > 12 and _what_is_wrong_with(year, day, month) is None
        suggestions = (str(turned),) if is_turned else ()
        return Mismatch(f"{quoted(text)} {problem}", suggestions, (_DATE_FORM,))
    if text != str(meant):
        return Mismatch(f"{quoted(text)} is not written as a date", (str(meant),), (_DATE_FORM,))
    return meant


def time_of_day(text: str) -> TimeOfDay | Mismatch:
    found = re.fullmatch(_TIME, text)
    if found is None:
        return Mismatch(_other_kind(text, "a time of day"), (), (_TIME_FORM,))
    hour, minute = int(found[1]), int(found[2])
    meant = TimeOfDay(60 * (hour % 24) + minute)
    if minute > 59:
        return Mismatch(f"{quoted(text)} has more than 59 minutes", (), (_TIME_FORM,))
    if hour > 23:
        midnight = (str(meant),) if hour == 24 else ()
        return Mismatch(f"{quoted(text)} is past the end of the day", midnight, (_TIME_FORM,))
    if text != str(meant):
        problem = f"{quoted(text)} is not written as a time of day"
        return Mismatch(problem, (str(meant),), (_TIME_FORM,))
    return meant


def _other_kind(text: str, wanted: str) -> str:
    kind = kind_of(text)
    if kind == "not a number":
        return f"{quoted(text)} is not {wanted}"
    return f"{quoted(text)} is {kind}; {wanted} is expected"


def _what_is_wrong_with(year: int, month: int, day: int) -> str | None:
    if year == 0:
        return "is in the year 0, which no calendar has"
    if not 1 <= month <= 12:
        return f"is in month {month} of 12"
    days = days_in(year, month)
    if not 1 <= day <= days:
        return f"is not in the calendar, {_MONTHS[month - 1]} {year} has {days} days"
    return None


def days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
