"""What checks are told of the products that gateways stand on."""

from collections.abc import Callable

from ...dsl.frozen import frozen
from ..model import Gateway
from ..target import FactsOf, Variant


@frozen
class Products:
    """The compiler knows no product itself: whoever calls it hands this in."""

    variant_of: Callable[[Gateway], Variant]

    @property
    def facts_of(self) -> FactsOf:
        return lambda gateway: self.variant_of(gateway).facts
