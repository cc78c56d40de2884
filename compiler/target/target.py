"""The one thing that a target's folder exports."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ...dsl.frozen import frozen
from ..facts import ProductFacts
from ..model import Gateway
from .ability import Ability
from .bundle import Bundle, Rendering, Validation
from .needs import Need
from .running import Running
from .slice import GatewaySlice


@frozen
class Variant:
    """A product in one of its forms: `rest` and `http` of one vendor are two."""

    name: str
    facts: ProductFacts
    abilities: Mapping[Need, Ability]


FactsOf = Callable[[Gateway], ProductFacts]
"""What the compiler is handed: it knows no product itself."""


@frozen
class Target:
    """A gateway product. What is None cannot be done with it in this version.

    `render` is pure: no clock, no disk, no environment. `check_with_product` may start the
    product's own validator on a bundle that lies in a folder.
    """

    name: str
    about: str
    variants: Callable[[], Mapping[str, Variant]]
    variant_of: Callable[[Gateway], str]
    render: Callable[[GatewaySlice], Rendering] | None = None
    check_with_product: Callable[[Bundle, Path], Validation] | None = None
    read: Callable[[Mapping[str, str]], Any] | None = None
    run: Running | None = None

    def variant(self, gateway: Gateway) -> Variant:
        """The form of the product that this gateway stands on."""
        return self.variants()[self.variant_of(gateway)]
