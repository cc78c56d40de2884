"""Durations (`30s`) and rates (`600/min`)."""

from collections.abc import Iterable
from decimal import Decimal

from .kinds import Parts
from .mismatch import Mismatch, quoted
from .values import COUNT_UNITS, DURATION_UNITS, RATE_WINDOWS, Duration, Rate
from .wanted import Problem, Wanted, aliases, in_units, judged, whole_amount

# Both leave room in 64-bit integers and are exact as floats.
LONGEST_US = 100 * 365 * DURATION_UNITS["d"]
MOST_REQUESTS = 10**15

_DURATION_ALIASES = aliases({
    "ms": "ms msec msecs milli millis millisecond milliseconds",
    "s": "s sec secs second seconds",
    "m": "m min mins minute minutes",
    "h": "h hr hrs hour hours",
    "d": "d day days",
})  # fmt: skip
_WINDOW_ALIASES = aliases({
    "s": "s sec secs second seconds",
    "min": "min mins minute minutes",
    "h": "h hr hrs hour hours",
    "day": "d day days",
    "month": "mo mon month months",
})  # fmt: skip
_SPOKEN_RATES = {"rps": "s", "qps": "s", "tps": "s", "rpm": "min"}
_UNWRITTEN_US = {"us": 1, "µs": 1, "w": 7 * DURATION_UNITS["d"], "weeks": 7 * DURATION_UNITS["d"]}


def duration(text: str) -> Duration | Mismatch:
    return judged(text, _DURATION)


def rate(text: str) -> Rate | Mismatch:
    return judged(text, _RATE)


def _read_duration(parts: Parts, text: str) -> Duration | Problem | None:
    us = whole_amount(
        parts,
        text,
        DURATION_UNITS,
        finest="finer than a microsecond",
        most=LONGEST_US,
        most_text="100 years",
    )
    return Duration(us) if isinstance(us, int) else us


def _duration_readings(parts: Parts) -> Iterable[str]:
    if parts.window is not None:
        return ()
    if not parts.unit:
        return in_units(parts.number, ("s", "ms"))
    if parts.unit in _UNWRITTEN_US and not parts.fraction:
        return (str(Duration(int(parts.whole) * _UNWRITTEN_US[parts.unit])),)
    meant = _DURATION_ALIASES.get(parts.unit.lower())
    return in_units(parts.number, (meant,)) if meant else ()


def _read_rate(parts: Parts, text: str) -> Rate | Problem | None:
    if parts.window is None:
        return None
    if parts.unit not in COUNT_UNITS:
        return Problem(
            f"{quoted(text)} counts in {quoted(parts.unit)}, which is not `K`, `M` or `G`"
        )
    if parts.window == "m":
        return Problem(f"{quoted(text)} may be per minute or per month; a rate is expected")
    if parts.window not in RATE_WINDOWS:
        return Problem(f"{quoted(text)} is per {quoted(parts.window)}, which no rate is counted in")
    amount = Decimal(parts.number) * COUNT_UNITS[parts.unit]
    if amount > MOST_REQUESTS:
        return Problem(f"{quoted(text)} is above 10^15, the most that is counted here")
    return Rate(amount.normalize(), RATE_WINDOWS[parts.window])


def _rate_readings(parts: Parts) -> Iterable[str]:
    if parts.unit in _SPOKEN_RATES and parts.window is None:
        return (f"{parts.number}/{_SPOKEN_RATES[parts.unit]}",)
    unit = parts.unit.upper()
    if unit not in COUNT_UNITS:
        return ()
    return tuple(f"{parts.number}{unit}/{window}" for window in _windows_meant(unit, parts.window))


def _windows_meant(unit: str, window: str | None) -> tuple[str, ...]:
    if window is None:  # large numbers are allowances, small ones are speeds
        return ("month", "day") if unit in ("M", "G") else ("s", "min")
    if window in ("m", "M"):
        return ("min", "month")
    meant = _WINDOW_ALIASES.get(window.lower())
    return (meant,) if meant else ()


_DURATION = Wanted(
    "a duration",
    "a duration ends in `ms`, `s`, `m` (minutes), `h` or `d`; `M` is million",
    _read_duration,
    _duration_readings,
)
_RATE = Wanted(
    "a rate",
    "a rate is a count and `/s`, `/min`, `/h`, `/day` or `/month` (30 days)",
    _read_rate,
    _rate_readings,
)
