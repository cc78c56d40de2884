"""Which day it is, for what a program allows `until` a date."""

import os
import time

from ..compiler.units import CalendarDate, date
from .usage import UsageError

VARIABLE = "GATEWRIGHT_TODAY"


def today() -> CalendarDate:
    """The day that the variable names, else the day in UTC: the same for a team in all places."""
    named = os.environ.get(VARIABLE)
    if not named:
        year, month, day, *_ = time.gmtime()
        return CalendarDate(year, month, day)
    read = date(named)
    if not isinstance(read, CalendarDate):
        raise UsageError("gatewright", f"{VARIABLE} is `{named}`; a day looks like 2027-01-31")
    return read
