"""Where the families meet: one layout for each rule of the grammar."""

from . import conditions, declarations, gateways, policies, promises, routes, traffic, values
from .patterns import layout_of
from .pieces import LAYOUTS

FAMILIES = (
    conditions,
    declarations,
    gateways,
    policies,
    promises,
    routes,
    traffic,
    values,
)


def fill() -> None:
    """Once is enough; whoever prints asks for it."""
    if not LAYOUTS:
        for family in FAMILIES:
            LAYOUTS.update((kind, layout_of(said)) for kind, said in family.PATTERNS.items())
            LAYOUTS.update(family.LAYOUTS)
