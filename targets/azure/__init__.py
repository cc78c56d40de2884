"""Azure API Management: the Consumption tier, the classic tiers and the v2 tiers."""

from collections.abc import Mapping
from functools import cache

from ...compiler.model import Gateway
from ...compiler.target import Target, Variant
from ..settings import setting_of

PLAN = "azure."


@cache
def _variants() -> Mapping[str, Variant]:
    from . import abilities, facts

    return {
        "classic": Variant("classic", facts.classic(), abilities.CLASSIC),
        "v2": Variant("v2", facts.v2(), abilities.V2),
        "consumption": Variant("consumption", facts.consumption(), abilities.CONSUMPTION),
    }


def _variant_of(gateway: Gateway) -> str:
    """`azure { tier standard_v2 }`, or the name of a built-in plan, which is that of the tier."""
    of_plan = (gateway.base_plan or "").removeprefix(PLAN)
    tier = setting_of(gateway, "azure", "tier") or of_plan
    if tier == "consumption":
        return tier
    return "v2" if tier.endswith("_v2") else "classic"


TARGET = Target("azure", "Azure API Management", _variants, _variant_of)
