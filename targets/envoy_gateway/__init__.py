"""Envoy Gateway on Kubernetes: Gateway API and the policies of its own."""

from collections.abc import Mapping
from functools import cache

from ...compiler.model import Gateway
from ...compiler.target import Target, Variant


@cache
def _variants() -> Mapping[str, Variant]:
    from . import abilities, facts

    return {"envoy_gateway": Variant("envoy_gateway", facts.facts(), abilities.ABILITIES)}


def _variant_of(_gateway: Gateway) -> str:
    return "envoy_gateway"


TARGET = Target(
    "envoy_gateway", "Envoy Gateway on Kubernetes (Gateway API)", _variants, _variant_of
)
