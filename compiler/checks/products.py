"""What checks are told of the products that gateways stand on."""

from collections.abc import Callable, Sequence

from ...dsl.frozen import frozen
from ..model import Gateway
from ..target import FactsOf, Need, Variant


def _none(_need: Need) -> Sequence[str]:
    return ()


@frozen
class Products:
    """The compiler knows no product itself: whoever calls it hands this in.

    `that_can` names the products that meet a need, by themselves or with other things.
    """

    variant_of: Callable[[Gateway], Variant]
    that_can: Callable[[Need], Sequence[str]] = _none

    @property
    def facts_of(self) -> FactsOf:
        return lambda gateway: self.variant_of(gateway).facts
