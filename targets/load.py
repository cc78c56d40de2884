"""A target by its name: a folder here that exports TARGET, or the entry point of a plug-in."""

from functools import cache
from importlib import import_module

from ..compiler.facts import ProductFacts
from ..compiler.model import Gateway
from ..compiler.target import Target, Variant
from .find import BUILT_IN, PLUGIN_GROUP


@cache
def target_named(name: str) -> Target:
    """The target; a KeyError where neither a folder nor a plug-in has this name."""
    if name in BUILT_IN:
        return _target(import_module(f".{name}", __package__).TARGET, name)
    from importlib.metadata import entry_points

    for point in entry_points(group=PLUGIN_GROUP, name=name):
        return _target(point.load(), name)
    raise KeyError(name)


def _target(exported: object, name: str) -> Target:
    if not isinstance(exported, Target) or exported.name != name:
        raise TypeError(f"what the plug-in `{name}` exports is no target of this name")
    return exported


def variant_of(gateway: Gateway) -> Variant:
    """The form of the product that a gateway of a program without errors stands on."""
    assert gateway.target is not None
    return target_named(gateway.target).variant(gateway)


def facts_of(gateway: Gateway) -> ProductFacts:
    """What is known of the product that this gateway stands on."""
    return variant_of(gateway).facts
