"""What the checks are handed: the products, and which of them can do what."""

from functools import cache

from ..compiler.checks.products import Products
from ..compiler.target import Need
from .find import target_names
from .load import target_named, variant_of


@cache
def that_can(need: Need) -> tuple[str, ...]:
    """Targets that meet a need in one of their forms, by themselves or with other things."""
    return tuple(name for name in target_names() if _can(name, need))


def _can(name: str, need: Need) -> bool:
    forms = target_named(name).variants().values()
    return any(form.abilities[need].way in ("native", "emulated") for form in forms)


PRODUCTS = Products(variant_of, that_can)
