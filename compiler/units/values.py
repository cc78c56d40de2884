"""The values behind the tokens; `str` of a value is the shortest text that means it again."""

from decimal import Decimal

from ...dsl.frozen import frozen

DURATION_UNITS = {
    "ms": 1_000,
    "s": 1_000_000,
    "m": 60_000_000,
    "h": 3_600_000_000,
    "d": 86_400_000_000,
}
SIZE_UNITS = {
    "B": 1,
    "KB": 1_000,
    "MB": 1_000_000,
    "GB": 1_000_000_000,
    "KiB": 1_024,
    "MiB": 1_024**2,
    "GiB": 1_024**3,
}
COUNT_UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000}
# A month is 30 days everywhere: in rates, in bills and in the simulator.
RATE_WINDOWS = {
    "s": 1_000_000,
    "min": 60_000_000,
    "h": 3_600_000_000,
    "day": 86_400_000_000,
    "month": 30 * 86_400_000_000,
}
CURRENCIES = (
    "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "SEK", "NOK", "DKK", "PLN", "BRL"
)  # fmt: skip


@frozen
class Duration:
    us: int

    def __lt__(self, other: "Duration") -> bool:
        return self.us < other.us

    def __str__(self) -> str:
        if self.us % 1_000:
            return f"{_plain(Decimal(self.us).scaleb(-3))}ms"
        return _in_largest_unit(self.us, DURATION_UNITS) if self.us else "0s"

    @property
    def seconds(self) -> float:
        return self.us / 1_000_000


@frozen
class Size:
    bytes: int

    def __lt__(self, other: "Size") -> bool:
        return self.bytes < other.bytes

    def __str__(self) -> str:
        # Powers of ten win a tie; `512KiB` stays `512KiB` because no power of ten divides it.
        ten = _in_largest_unit(self.bytes, {u: n for u, n in SIZE_UNITS.items() if "i" not in u})
        two = _in_largest_unit(self.bytes, {u: n for u, n in SIZE_UNITS.items() if "i" in u} | _B)
        return min(ten, two, key=lambda text: len(text.rstrip("KMGiB"))) if self.bytes else "0B"


@frozen
class Share:
    """A part of the whole in millionths, so that adding shares is exact."""

    ppm: int

    def __str__(self) -> str:
        return f"{_plain(Decimal(self.ppm).scaleb(-4))}%"

    @property
    def fraction(self) -> float:
        return self.ppm / 1_000_000


@frozen
class Rate:
    """So many per window: `600/min` and `10/s` are as fast as each other, and not the same."""

    amount: Decimal
    per_us: int

    def __str__(self) -> str:
        whole = self.amount == self.amount.to_integral_value()
        amount = count_text(int(self.amount)) if whole else _plain(self.amount)
        return f"{amount}/{_WINDOW_OF[self.per_us]}"

    @property
    def per_second(self) -> float:
        return float(self.amount) * 1_000_000 / self.per_us


@frozen
class Factor:
    times: float

    def __str__(self) -> str:
        return f"{_plain(Decimal(repr(self.times)))}x"


@frozen
class StatusClass:
    """All statuses with one first digit: `StatusClass(5)` is `5xx`."""

    hundreds: int

    def __str__(self) -> str:
        return f"{self.hundreds}xx"

    def __contains__(self, status: int) -> bool:
        return status // 100 == self.hundreds


@frozen
class Money:
    amount: Decimal
    currency: str

    def __str__(self) -> str:
        return f"{_plain(self.amount)} {self.currency}"


@frozen
class CalendarDate:
    year: int
    month: int
    day: int

    def __lt__(self, other: "CalendarDate") -> bool:
        return (self.year, self.month, self.day) < (other.year, other.month, other.day)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


@frozen
class TimeOfDay:
    minutes: int

    def __str__(self) -> str:
        return f"{self.minutes // 60:02}:{self.minutes % 60:02}"


def count_text(count: int) -> str:
    """A plain count as the formatter would write it: `600M`, `1500`."""
    return _in_largest_unit(count, COUNT_UNITS) if count else "0"


_B = {"B": 1}
_WINDOW_OF = {us: window for window, us in RATE_WINDOWS.items()}


def _in_largest_unit(amount: int, units: dict[str, int]) -> str:
    unit, of_one = max(
        (pair for pair in units.items() if amount % pair[1] == 0), key=lambda pair: pair[1]
    )
    return f"{amount // of_one}{unit}"


def _plain(number: Decimal) -> str:
    """Without exponent and without trailing zeros: `5000`, `0.35`."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
