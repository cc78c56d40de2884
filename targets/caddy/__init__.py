"""Caddy 2, as it ships, without plug-ins."""

from collections.abc import Mapping
from functools import cache

from ...compiler.model import Gateway
from ...compiler.target import Target, Variant


@cache
def _variants() -> Mapping[str, Variant]:
    from . import abilities, facts

    return {"caddy": Variant("caddy", facts.facts(), abilities.ABILITIES)}


def _variant_of(_gateway: Gateway) -> str:
    return "caddy"


TARGET = Target("caddy", "Caddy 2", _variants, _variant_of)
