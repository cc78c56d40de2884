"""What ships with the compiler: regions with their round trips, and vendors' plans with prices."""

from .plans import BuiltinPlan, Confidence, PlanCatalogue, PriceTier, Provenance, Sharing, plans
from .regions import BuiltinRegion, RegionCatalogue, RoundTrip, RoundTripKind, regions
from .shipped import Source

__all__ = [
    "BuiltinPlan",
    "BuiltinRegion",
    "Confidence",
    "PlanCatalogue",
    "PriceTier",
    "Provenance",
    "RegionCatalogue",
    "RoundTrip",
    "RoundTripKind",
    "Sharing",
    "Source",
    "plans",
    "regions",
]
