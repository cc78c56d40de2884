"""Counts (`600M`), sizes (`10MB`), shares (`0.1%`), factors (`5x`) and statuses (`502`, `5xx`)."""

from collections.abc import Iterable

from .kinds import Parts
from .mismatch import Mismatch, quoted
from .values import COUNT_UNITS, SIZE_UNITS, Factor, Share, Size, StatusClass
from .wanted import Problem, Wanted, aliases, in_units, judged, whole_amount

MOST = 10**15  # exact as a float, far inside 64 bits
MOST_TIMES = 10**6

_COUNT_ALIASES = aliases({
    "K": "k kb thousand",
    "M": "m mb mio million",
    "G": "g gb bn billion",
    "": "x",
})  # fmt: skip
_SIZE_ALIASES = {unit.lower(): unit for unit in SIZE_UNITS} | aliases({"B": "byte bytes"})


def count(text: str) -> int | Mismatch:
    return judged(text, _COUNT)


def size(text: str) -> Size | Mismatch:
    return judged(text, _SIZE)


def share(text: str) -> Share | Mismatch:
    return judged(text, _SHARE)


def factor(text: str) -> Factor | Mismatch:
    return judged(text, _FACTOR)


def status(text: str) -> int | StatusClass | Mismatch:
    return judged(text, _STATUS)


def _read_count(parts: Parts, text: str) -> int | Problem | None:
    return whole_amount(
        parts, text, COUNT_UNITS, finest="not a whole number", most=MOST, most_text="10^15"
    )


def _count_readings(parts: Parts) -> Iterable[str]:
    meant = _COUNT_ALIASES.get(parts.unit.lower()) if parts.window is None else None
    return () if meant is None else in_units(parts.number, (meant,))


def _read_size(parts: Parts, text: str) -> Size | Problem | None:
    finest = "not a whole number of bytes"
    size = whole_amount(
        parts, text, SIZE_UNITS, finest=finest, most=MOST, most_text="one million GB"
    )
    return Size(size) if isinstance(size, int) else size


def _size_readings(parts: Parts) -> Iterable[str]:
    if parts.window is not None:
        return ()
    if not parts.unit:
        return in_units(parts.number, ("B", "KB"))
    scale = parts.unit.upper()
    if scale in ("K", "M", "G"):
        return in_units(parts.number, (f"{scale}B", f"{scale}iB"))
    meant = _SIZE_ALIASES.get(parts.unit.lower())
    return in_units(parts.number, (meant,)) if meant else ()


def _read_share(parts: Parts, text: str) -> Share | Problem | None:
    ppm = whole_amount(
        parts,
        text,
        {"%": 10_000},
        finest="finer than one part in a million",
        most=1_000_000,
        most_text="100%",
    )
    return Share(ppm) if isinstance(ppm, int) else ppm


def _share_readings(parts: Parts) -> Iterable[str]:
    if parts.window is not None or parts.unit.lower() not in ("", "pct", "percent"):
        return ()
    as_written = f"{parts.number}%"
    if parts.unit or float(parts.number) >= 1:
        return (as_written,)
    millionths = int(parts.whole + parts.fraction.ljust(6, "0")[:6])
    return (str(Share(millionths)), as_written)


def _read_factor(parts: Parts, text: str) -> Factor | Problem | None:
    if parts.unit != "x" or parts.window is not None:
        return None
    times = float(parts.number)
    if times > MOST_TIMES:
        return Problem(f"{quoted(text)} is above one million times, the most that is counted here")
    return Factor(times)


def _factor_readings(parts: Parts) -> Iterable[str]:
    if parts.window is not None or parts.unit.lower() not in ("", "x", "times"):
        return ()
    return (f"{parts.number}x",)


def _read_status(parts: Parts, text: str) -> int | StatusClass | Problem | None:
    if parts.window is not None or parts.unit not in ("", "xx"):
        return None
    if parts.unit:
        is_class = parts.whole in "12345" and len(parts.whole) == 1 and not parts.fraction
        return StatusClass(int(parts.whole)) if is_class else _no_status(text, "no class")
    is_status = len(parts.whole) == 3 and "1" <= parts.whole[0] <= "5" and not parts.fraction
    return int(parts.whole) if is_status else _no_status(text, "not a status")


def _no_status(text: str, problem: str) -> Problem:
    return Problem(f"{quoted(text)} is {problem} of HTTP answers")


def _status_readings(parts: Parts) -> Iterable[str]:
    """`5XX`, `50x` and `5x` are ways to say `5xx`."""
    if parts.window is None and parts.unit.lower() in ("x", "xx"):
        return (f"{parts.whole[0]}xx",)
    return ()


_COUNT = Wanted(
    "a count",
    "a count is a number, or ends in `K`, `M` (million) or `G`; `m` is minutes",
    _read_count,
    _count_readings,
)
_SIZE = Wanted(
    "a size",
    "a size ends in `B`, `KB`, `MB`, `GB` (powers of ten) or `KiB`, `MiB`, `GiB`",
    _read_size,
    _size_readings,
)
_SHARE = Wanted(
    "a percentage",
    "a percentage ends in `%`, at most `100%`",
    _read_share,
    _share_readings,
)
_FACTOR = Wanted("a factor", "a factor ends in `x`", _read_factor, _factor_readings)
_STATUS = Wanted(
    "a status",
    "a status is a number from `100` to `599`, or a class from `1xx` to `5xx`",
    _read_status,
    _status_readings,
)
