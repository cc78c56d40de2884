"""Numbers, units, money, dates and times as people write them elsewhere."""

import re

from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .slip import Slip, advice, instead, review, safe, syntax

_CURRENCIES = "USD EUR GBP CHF JPY CNY INR AUD CAD SEK NOK DKK PLN BRL".split()
_SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
UNITS = frozenset(
    "ns us µs ms s m min h d day days sec secs second seconds minute minutes hour hours week weeks"
    " month months B KB MB GB TB KiB MiB GiB kb mb gb k K M G x".split()
)
_SHORT = {
    "sec": "s",
    "secs": "s",
    "second": "s",
    "seconds": "s",
    "minute": "m",
    "minutes": "m",
    "hour": "h",
    "hours": "h",
    "kb": "KB",
    "mb": "MB",
    "gb": "GB",
    "k": "K",
}
_RATE = re.compile(r"/[ \t]*(s|sec|second|m|min|minute|h|hour|d|day|month)\b")
_AMOUNT = re.compile(r"[ \t]*([0-9]+(?:\.[0-9]+)?)")
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_NUMBER_BEFORE = re.compile(r"(\d+(?:\.\d+)?)[ \t]+$")
_NUMBER_RUN = re.compile(r"[\w.%/]+")
_DIGITS_APART = re.compile(r"\d+(?:_\d+)+(?:\.\d+)?[A-Za-z]*")
_TIME = re.compile(r"(\d):(\d\d)(?!\d)")


def other_date(scene: Scene) -> Slip | None:
    """`1.2.2027`, `2027-1-31`, `31/01/2027`."""
    if scene.bad.kind not in {"NUMBER", "STRAY"} or not scene.takes("DATE"):
        return None
    found = _DATE.match(scene.text, scene.bad.start)
    if found is None:
        return None
    at = scene.span(scene.bad.start, found.end())
    parts = [int(part) for part in re.split(r"[./-]", found[0])]
    fix = advice("write year, month and day: `2027-01-31`")
    if parts[0] > 31:
        written = f"{parts[0]:04}-{parts[1]:02}-{parts[2]:02}"
        fix = safe(f"write `{written}`", at, written)
    elif parts[0] > 12 and parts[2] > 31:
        written = f"{parts[2]:04}-{parts[1]:02}-{parts[0]:02}"
        fix = safe(f"write `{written}`", at, written)
    finding = syntax(
        at, f"{quoted(found[0])} is no date of this language", "dates are year-month-day", fix
    )
    return Slip(finding, resume=found.end(), lost=True)


def short_time(scene: Scene) -> Slip | None:
    """`8:00`."""
    prev = scene.prev
    if scene.bad.text != ":" or prev is None or prev.kind != "NUMBER":
        return None
    found = _TIME.match(scene.text, prev.start)
    if found is None:
        return None
    at = scene.span(prev.start, found.end())
    finding = syntax(
        at,
        f"the time of day {quoted(found[0])} has one digit for the hour",
        "hours have two digits",
        safe(f"write `0{found[0]}`", at, f"0{found[0]}"),
    )
    return Slip(finding, resume=found.end(), lost=True)


def blank_before_unit(scene: Scene) -> Slip | None:
    """`5 s`, `10 MB`, `50 %`."""
    prev, bad = scene.prev, scene.bad
    if prev is None or prev.kind != "NUMBER" or scene.on_new_line or not prev.text[-1].isdigit():
        return None
    if bad.text not in UNITS and bad.text != "%":
        return None
    at = scene.span(prev.start, bad.end)
    joined = prev.text + _SHORT.get(bad.text, bad.text)
    finding = syntax(
        at,
        f"a blank stands between {quoted(prev.text)} and its unit",
        "a number and its unit are one word",
        safe(f"write `{joined}`", at, joined),
    )
    return Slip(finding, resume=bad.end, spoils=True)


def unit_read_as_metric(scene: Scene) -> Slip | None:
    """`p99 < 400 ms` in `expect`: `ms` was read as the next statement."""
    if len(scene.before) != 1 or scene.before[0].text not in UNITS:
        return None
    unit = scene.before[0]
    number = _NUMBER_BEFORE.search(scene.text, max(unit.start - 30, 0), unit.start)
    if number is None:
        return None
    joined = number[1] + _SHORT.get(unit.text, unit.text)
    at = scene.span(number.start(), unit.end)
    finding = syntax(
        at,
        f"a blank stands between {quoted(number[1])} and its unit",
        "a number and its unit are one word",
        safe(f"write `{joined}`", at, joined),
    )
    return Slip(finding, lost=True)


def wait_without_kind(scene: Scene) -> Slip | None:
    """`timeout 5s`."""
    if scene.head != "timeout" or len(scene.before) != 1 or scene.bad.kind != "NUMBER":
        return None
    unit = scene.next
    apart = unit is not None and unit.text in UNITS and scene.bad.text.isdigit()
    at = scene.span(scene.bad.start, unit.end if unit and apart else scene.bad.end)
    time = "".join(at.text.split())
    finding = syntax(
        at,
        "the timeout does not say what it waits for",
        "the kinds are `connect`, `response`, `total`, `idle` and `attempt`",
        review(
            f"write `timeout response {time}` for the wait for an answer",
            at,
            f"response {time}",
        ),
    )
    return Slip(finding, resume=at.end, lost=True)


def blank_in_rate(scene: Scene) -> Slip | None:
    """`600 / min`."""
    prev = scene.prev
    if prev is None or prev.kind != "NUMBER" or scene.bad.kind != "PATH":
        return None
    found = _RATE.match(scene.text, scene.bad.start)
    if found is None:
        return None
    at = scene.span(prev.start, found.end())
    unit = {"sec": "s", "second": "s", "m": "min", "minute": "min", "hour": "h", "d": "day"}
    joined = f"{prev.text}/{unit.get(found[1], found[1])}"
    finding = syntax(
        at,
        f"a blank stands in the rate {quoted(at.text)}",
        "a rate is one word",
        safe(f"write `{joined}`", at, joined),
    )
    return Slip(finding, resume=found.end(), spoils=True)


def amount_by_slash(scene: Scene) -> Slip | None:
    """`1 USD/1K`."""
    prev, bad = scene.prev, scene.bad
    if prev is None or prev.kind != "MONEY" or bad.kind != "PATH":
        return None
    at = scene.span(bad.start, bad.start + 1)
    finding = syntax(
        at,
        "a `/` stands between an amount and what it is for",
        "the word is `per`",
        safe("write `per`", at, " per "),
    )
    return instead(scene, "per" if scene.takes("per") else "", finding, bad.start + 1)


def symbol_of_money(scene: Scene) -> Slip | None:
    """`$5`, `5 €`."""
    bad, prev = scene.bad, scene.prev
    if bad.kind != "STRAY" or bad.text not in _SYMBOLS:
        return None
    found = _AMOUNT.match(scene.text, bad.end)
    before = prev is not None and prev.kind == "NUMBER" and not scene.on_new_line
    if not found and not before:
        return None
    start, end = (prev.start, bad.end) if prev and before else (bad.start, bad.end)
    number = prev.text if prev and before else ""
    if found and not before:
        end, number = found.end(), found[1]
    at = scene.span(start, end)
    written = f"{number} {_SYMBOLS[bad.text]}"
    finding = syntax(
        at,
        f"the amount {quoted(at.text)} names its currency by a symbol",
        "currencies have three letters",
        review(f"write `{written}`", at, written),
    )
    return Slip(finding, resume=end, spoils=True)


def other_currency(scene: Scene) -> Slip | None:
    """`5 BTC`, `5 usd`, `5 dollars`."""
    prev, bad = scene.prev, scene.bad
    if prev is None or prev.kind != "NUMBER" or bad.kind != "WORD" or scene.on_new_line:
        return None
    known = bad.text.upper() in _CURRENCIES
    looks_like_one = known or (len(bad.text) == 3 and bad.text.isupper())
    if not looks_like_one and bad.text.lower() not in {"dollar", "dollars", "euro", "euros"}:
        return None
    at = scene.span(prev.start, bad.end)
    guess = bad.text.upper() if known else None
    written = f"{prev.text} {guess}"
    finding = syntax(
        scene.bad_span,
        f"{quoted(bad.text)} is not among the currencies",
        f"the currencies are {', '.join(_CURRENCIES[:6])} and others",
        safe(f"write `{written}`", at, written)
        if guess
        else advice(f"give the amount in one of {', '.join(_CURRENCIES)}"),
    )
    return Slip(finding, resume=bad.end, spoils=True)


def arithmetic(scene: Scene) -> Slip | None:
    """`1 + 2`."""
    prev, bad = scene.prev, scene.bad
    if prev is None or prev.kind not in {"NUMBER", "MONEY", "WORD"} or scene.on_new_line:
        return None
    is_sign = bad.kind == "STRAY" and bad.text in "+*-^"
    is_sign = is_sign or (bad.kind == "PATH" and bad.text == "/")
    if not is_sign or not re.match(r"[ \t]*[\w(]", scene.text[bad.end : bad.end + 3]):
        return None
    finding = syntax(
        scene.bad_span,
        f"{quoted(bad.text)} would be arithmetic, which the language does not have",
        "no value can be computed here",
        advice("write the result"),
    )
    return Slip(finding, resume=bad.end, lost=True)


def broken_number(scene: Scene) -> Slip | None:
    """`1_000`, `5ms2`."""
    bad = scene.bad
    if bad.kind != "STRAY" or bad.text not in "0123456789":
        return None
    found = _NUMBER_RUN.match(scene.text, bad.start)
    end = found.end() if found else bad.end
    at = scene.span(bad.start, end)
    joined = at.text.replace("_", "")
    is_clear = _DIGITS_APART.fullmatch(at.text)
    finding = syntax(
        at,
        f"{quoted(at.text)} is no number of this language",
        "digits stand without gaps" if is_clear else "a number is digits, then its unit",
        safe(f"write `{joined}`", at, joined)
        if is_clear
        else advice("write digits and a unit such as `5s`, `10MB` or `1000/min`"),
    )
    return Slip(finding, resume=end, lost=True)


HINTS = (
    other_date,
    short_time,
    blank_before_unit,
    unit_read_as_metric,
    wait_without_kind,
    blank_in_rate,
    amount_by_slash,
    symbol_of_money,
    other_currency,
    arithmetic,
    broken_number,
)
