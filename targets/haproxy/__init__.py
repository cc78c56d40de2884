"""HAProxy, open source."""

from collections.abc import Mapping
from functools import cache

from ...compiler.model import Gateway
from ...compiler.target import Target, Variant


@cache
def _variants() -> Mapping[str, Variant]:
    from . import abilities, facts

    return {"haproxy": Variant("haproxy", facts.facts(), abilities.ABILITIES)}


def _variant_of(_gateway: Gateway) -> str:
    return "haproxy"


TARGET = Target("haproxy", "HAProxy, open source", _variants, _variant_of)
