"""WSO2 API Manager and the gateway that comes with it."""

from collections.abc import Mapping
from functools import cache

from ...compiler.model import Gateway
from ...compiler.target import Target, Variant


@cache
def _variants() -> Mapping[str, Variant]:
    from . import abilities, facts

    return {"universal": Variant("universal", facts.universal(), abilities.ABILITIES)}


def _variant_of(_gateway: Gateway) -> str:
    return "universal"


TARGET = Target("wso2", "WSO2 API Manager and its universal gateway", _variants, _variant_of)
