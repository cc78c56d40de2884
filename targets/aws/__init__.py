"""Amazon API Gateway: REST APIs and HTTP APIs, which are two products under one name."""

from collections.abc import Mapping
from functools import cache

from ...compiler.model import Gateway
from ...compiler.target import Target, Variant
from ..settings import setting_of


@cache
def _variants() -> Mapping[str, Variant]:
    from . import http_abilities, http_facts, rest_abilities, rest_facts

    return {
        "rest": Variant("rest", rest_facts.rest(), rest_abilities.ABILITIES),
        "http": Variant("http", http_facts.http(), http_abilities.ABILITIES),
    }


def _variant_of(gateway: Gateway) -> str:
    """`aws { api http }` is an HTTP API, and so is the built-in plan `aws.http`."""
    said = setting_of(gateway, "aws", "api")
    if said is not None:
        return "http" if said == "http" else "rest"
    return "http" if gateway.base_plan == "aws.http" else "rest"


TARGET = Target("aws", "Amazon API Gateway, REST and HTTP APIs", _variants, _variant_of)
