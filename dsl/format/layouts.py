"""Where the families meet: one layout for each rule of the grammar."""

from . import conditions, declarations, gateways, policies, promises, routes, traffic, values
from .patterns import layout_of
from .pieces import LAYOUTS as LAYOUTS

for family in (
    conditions,
    declarations,
    gateways,
    policies,
    promises,
    routes,
    traffic,
    values,
):
    LAYOUTS.update((kind, layout_of(pattern)) for kind, pattern in family.PATTERNS.items())
    LAYOUTS.update(family.LAYOUTS)
