"""The built-in plans: what a vendor bills, who says so, and how far that can be trusted."""

from decimal import Decimal
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from ...dsl.frozen import frozen
from ..units import Money, Size
from .shipped import Source, load, source_from


class Confidence(StrEnum):
    """From the best to the worst."""

    VENDOR_PRIMARY = "vendor-primary"  # the vendor's own text
    SECOND_HAND = "second-hand"  # others quoting the vendor
    ASSUMED = "assumed"  # nobody says so; the usual reading
    UNKNOWN = "unknown"  # nobody says so, and no reading is safe


class Sharing(StrEnum):
    ACCOUNT = "account"
    GATEWAY = "gateway"


@frozen
class Provenance:
    confidence: Confidence
    source: Source | None  # None only where nothing is stated: assumed or unknown


@frozen
class PriceTier:
    """`price` for each `per` requests, up to so many requests above the included ones."""

    price: Money
    per: int
    up_to: int | None = None


@frozen
class BuiltinPlan:
    """A `None` means one of two things, and `knows` tells them apart.

    | field    | known None                   | unknown None           |
    | includes | every request is included    | nobody says            |
    | tiers    | (known and empty: no price)  | the price is not known |
    | cap      | nothing is refused           | nobody says            |
    | unit     | a request counts once        | nobody says            |
    """

    name: str
    vendor: str
    base: Money | None  # per month and unit of scale
    includes: int | None  # requests per month
    tiers: tuple[PriceTier, ...] | None
    cap: int | None  # requests per month; more are refused
    unit: Size | None  # a larger request counts several times
    shared: Sharing | None
    origins: tuple[tuple[str, Provenance], ...]  # one for each field of BILLED
    notes: tuple[str, ...] = ()

    def origin(self, field: str) -> Provenance:
        return dict(self.origins)[field]

    def knows(self, field: str) -> bool:
        return self.origin(field).confidence is not Confidence.UNKNOWN

    @property
    def confidence(self) -> Confidence:
        """Of the money in it: the plan is as sure as the least sure of its prices."""
        order = list(Confidence)
        return max((self.origin(f).confidence for f in PRICED), key=order.index)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Each once, in the order of the fields."""
        found = (origin.source for _, origin in self.origins)
        return tuple(dict.fromkeys(source for source in found if source is not None))


BILLED = ("base", "includes", "tiers", "cap", "unit", "shared")
PRICED = ("base", "includes", "tiers")


class PlanCatalogue:
    """Read on first use."""

    def find(self, name: str) -> BuiltinPlan | None:
        return self._plans.get(name)

    def names(self) -> tuple[str, ...]:
        return tuple(self._plans)

    @cached_property
    def _file(self) -> dict[str, Any]:
        return load("plans.json")

    @cached_property
    def _plans(self) -> dict[str, BuiltinPlan]:
        plans = self._file["plans"]
        return {name: self._plan(name, plans[name]) for name in sorted(plans)}

    def _plan(self, name: str, entry: dict[str, Any]) -> BuiltinPlan:
        base, tiers, unit, shared = (entry[f][0] for f in ("base", "tiers", "unit", "shared"))
        return BuiltinPlan(
            name=name,
            vendor=entry["vendor"],
            base=None if base is None else self._money(base),
            includes=entry["includes"][0],
            tiers=None if tiers is None else tuple(self._tier(*tier) for tier in tiers),
            cap=entry["cap"][0],
            unit=None if unit is None else Size(unit),
            shared=None if shared is None else Sharing(shared),
            origins=tuple((field, self._provenance(*entry[field][1:])) for field in BILLED),
            notes=tuple(entry.get("notes", ())),
        )

    def _money(self, amount: str) -> Money:
        return Money(Decimal(amount), self._file["currency"])

    def _tier(self, price: str, per: int, up_to: int | None) -> PriceTier:
        return PriceTier(self._money(price), per, up_to)

    def _provenance(self, confidence: str, source: str | None = None) -> Provenance:
        named = None if source is None else source_from(self._file, source)
        return Provenance(Confidence(confidence), named)


@lru_cache(maxsize=1)
def plans() -> PlanCatalogue:
    return PlanCatalogue()
