"""Zuplo: managed at the edge, or dedicated to one customer."""

from collections.abc import Mapping
from functools import cache

from ...compiler.model import Gateway
from ...compiler.target import Target, Variant
from ..settings import setting_of

SMALL_PLANS = ("zuplo.free", "zuplo.builder")


@cache
def _variants() -> Mapping[str, Variant]:
    from . import abilities, facts

    return {
        "edge": Variant("edge", facts.edge(), abilities.AT_THE_EDGE),
        "starter": Variant("starter", facts.starter(), abilities.AT_THE_EDGE),
        "dedicated": Variant("dedicated", facts.dedicated(), abilities.DEDICATED),
    }


def _variant_of(gateway: Gateway) -> str:
    """A gateway in an instance is dedicated; `starter` is the edge on the Free or Builder plan."""
    dedicated = setting_of(gateway, "zuplo", "projectType") == "managed-dedicated"
    if gateway.instance is not None or dedicated:
        return "dedicated"
    return "starter" if gateway.base_plan in SMALL_PLANS else "edge"


TARGET = Target(
    "zuplo", "Zuplo, managed at the edge or in a dedicated region", _variants, _variant_of
)
