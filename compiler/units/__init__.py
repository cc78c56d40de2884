"""What the number, money, date and time tokens of a program mean."""

from .amounts import count, factor, share, size, status
from .clock import date, time_of_day
from .kinds import kind_of
from .mismatch import Mismatch
from .pace import duration, rate
from .price import money
from .values import (
    CURRENCIES,
    CalendarDate,
    Duration,
    Factor,
    Money,
    Rate,
    Share,
    Size,
    StatusClass,
    TimeOfDay,
    count_text,
)

__all__ = [
    "CURRENCIES",
    "CalendarDate",
    "Duration",
    "Factor",
    "Mismatch",
    "Money",
    "Rate",
    "Share",
    "Size",
    "StatusClass",
    "TimeOfDay",
    "count",
    "count_text",
    "date",
    "duration",
    "factor",
    "kind_of",
    "money",
    "rate",
    "share",
    "size",
    "status",
    "time_of_day",
]
