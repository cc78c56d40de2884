"""How somebody wants a picture, and what to draw on top of it."""

from collections.abc import Callable
from typing import Literal

from ...dsl.frozen import frozen
from .overlay import NOTHING_TRACED, Overlay
from .picture import Badge

Grouping = Literal["target", "region", "owner"]
Detail = Literal["auto", "full", "plain"]


@frozen
class Wish:
    """`product_of` is what people call a target; `badges` stand by the name of a gateway."""

    group: Grouping = "target"
    detail: Detail = "auto"
    product_of: Callable[[str], str] = str
    badges: tuple[tuple[str, Badge], ...] = ()
    traced: Overlay = NOTHING_TRACED
