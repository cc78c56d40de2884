"""What people call the product that a gateway stands on."""

import re

from ...targets.find import BUILT_IN

# What follows says how the product runs, not what it is called.
_REST = re.compile(r",| and | on | from ")


def product_name(target: str) -> str:
    """A plug-in's product is called like its target."""
    return _REST.split(BUILT_IN.get(target, target), maxsplit=1)[0]
