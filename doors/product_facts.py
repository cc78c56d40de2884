"""The facts about the products that a program stands on; a plug-in may fail to bring them."""

from ..compiler.facts import ProductFacts
from ..compiler.model import Gateway
from ..targets import load
from ..targets.find import BUILT_IN
from .usage import UsageError


def facts_of(gateway: Gateway) -> ProductFacts:
    """What is known of the product; a plug-in that does not load is told."""
    try:
        return load.facts_of(gateway)
    except (ImportError, TypeError, AttributeError) as problem:
        if gateway.target in BUILT_IN:
            raise
        message = f"the plug-in `{gateway.target}` cannot be loaded: {problem}"
        raise UsageError("gatewright", message) from problem
