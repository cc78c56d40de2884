"""A target by its name: a folder here that exports TARGET, or the entry point of a plug-in."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from ..compiler.facts import ProductFacts
from ..compiler.model import Gateway
from ..compiler.target import Target, Variant
from .find import BUILT_IN, PLUGIN_GROUP, BrokenPlugIn

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@cache
def target_named(name: str) -> Target:
    """The target; KeyError where nothing has this name, `BrokenPlugIn` where it does not load."""
    if name in BUILT_IN:
        target: Target = import_module(f".{name}", __package__).TARGET
        return target
    from importlib.metadata import entry_points

    for point in entry_points(group=PLUGIN_GROUP, name=name):
        return _plug_in(name, point)
    raise KeyError(name)


def _plug_in(name: str, point: "EntryPoint") -> Target:
    """Whatever goes wrong in somebody else's module, its name is what helps the user."""
    try:
        exported: object = point.load()
    except Exception as trouble:
        raise BrokenPlugIn(name, f"{type(trouble).__name__}: {trouble}") from trouble
    if not isinstance(exported, Target) or exported.name != name:
        raise BrokenPlugIn(name, f"`{point.value}` is no target of this name")
    return exported


def variant_of(gateway: Gateway) -> Variant:
    """The form of the product that a gateway of a program without errors stands on."""
    assert gateway.target is not None
    return target_named(gateway.target).variant(gateway)


def facts_of(gateway: Gateway) -> ProductFacts:
    """What is known of the product that this gateway stands on."""
    return variant_of(gateway).facts
