"""Kong Gateway, open source: from a declarative file, or on Kubernetes."""

from collections.abc import Mapping
from functools import cache

from ...compiler.model import Gateway
from ...compiler.target import Target, Variant
from ..settings import setting_of


@cache
def _variants() -> Mapping[str, Variant]:
    from . import abilities, facts

    return {
        "standalone": Variant("standalone", facts.standalone(), abilities.ABILITIES),
        "kubernetes": Variant("kubernetes", facts.kubernetes(), abilities.ABILITIES),
    }


def _variant_of(gateway: Gateway) -> str:
    """`kong { kubernetes true }` is rendered as resources, anything else as one file."""
    return "kubernetes" if setting_of(gateway, "kong", "kubernetes") == "true" else "standalone"


TARGET = Target(
    "kong", "Kong Gateway, from a declarative file or on Kubernetes", _variants, _variant_of
)
