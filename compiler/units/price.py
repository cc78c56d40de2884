"""Money: a number, then one of a closed list of currencies."""

import re
from decimal import Decimal

from .kinds import MOST_CHARACTERS, Parts, described, parts_of
from .mismatch import Mismatch, quoted
from .values import CURRENCIES, Money
from .wanted import aliases

MOST_MONEY = 10**12
MOST_MONEY_DIGITS = 24

# Rare in programs, hence compiled (and kept by `re`) on first use.
_MONEY = r"(-?)([0-9]+(?:\.[0-9]+)?)[ \t]*([A-Za-z]+)"
_CURRENCY_ALIASES = {code.lower(): code for code in CURRENCIES} | aliases(
    {"USD": "dollar dollars usdollar", "EUR": "euro euros", "GBP": "pound pounds"}
)
_FORM = f"an amount of money ends in {', '.join(CURRENCIES[:-1])} or {CURRENCIES[-1]}"


def money(text: str) -> Money | Mismatch:
    found = re.fullmatch(_MONEY, text) if len(text) <= MOST_CHARACTERS else None
    if found is None or found[3] not in CURRENCIES:
        return Mismatch(f"{_found(text)}; an amount of money is expected", _meant(text), (_FORM,))
    sign, number, currency = found.groups()
    if len(number) > MOST_MONEY_DIGITS:
        return Mismatch(f"{quoted(text)} has more than {MOST_MONEY_DIGITS} digits")
    amount = Decimal(number)
    if amount > MOST_MONEY:
        return Mismatch(f"{quoted(text)} is above 10^12, the most that is counted here")
    if sign:
        return Mismatch(f"{quoted(text)} is negative", (f"{number} {currency}",))
    return Money(amount, currency)


def _found(text: str) -> str:
    parts = parts_of(text)
    if parts and parts.window is None and _is_bare(parts):
        return f"{quoted(text)} has no currency"
    found = re.fullmatch(_MONEY, text) if len(text) <= MOST_CHARACTERS else None
    if found and len(found[3]) == 3 and found[3].isupper():
        return f"{quoted(text)} is in {quoted(found[3])}, which is not a currency known here"
    return described(text)


def _is_bare(parts: Parts) -> bool:
    return not parts.unit


def _meant(text: str) -> tuple[str, ...]:
    parts = parts_of(text.removeprefix("-"))
    if parts is None or parts.window is not None or parts.has_too_many_digits:
        return ()
    if _is_bare(parts):
        return (f"{parts.number} USD", f"{parts.number} EUR")
    currency = _CURRENCY_ALIASES.get(parts.unit.lower())
    return (f"{parts.number} {currency}",) if currency else ()
