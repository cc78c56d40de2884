"""The facts of a product as a flat list: for tables, pages and reports."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, cast

from ..compiler.facts import Dispute, Fact, ProductFacts
from ..dsl.frozen import frozen


@frozen
class Statement:
    """One fact under its full name: `failures.dns`, `ceilings.stage_per_minute.development`."""

    name: str
    fact: Fact[Any]

    @property
    def value(self) -> str:
        return value_text(self.fact.value)


def statements_of(facts: ProductFacts) -> list[Statement]:
    """In the order in which the groups and their facts are declared."""
    return list(_statements("", facts))


def value_text(value: Any) -> str:
    """A value of a fact as a person would write it."""
    match value:
        case None:
            return "-"
        case bool():
            return "yes" if value else "no"
        case tuple():
            return ", ".join(map(value_text, cast("tuple[Any, ...]", value))) or "none"
        case _ if is_dataclass(value) and type(value).__str__ is object.__str__:
            parts = ((part.name, getattr(value, part.name)) for part in fields(value))
            return ", ".join(f"{name.replace('_', ' ')} {value_text(one)}" for name, one in parts)
        case _:
            return str(value)


def _statements(name: str, thing: Any) -> Iterator[Statement]:
    if isinstance(thing, Fact):
        yield Statement(name, cast("Fact[Any]", thing))
    elif isinstance(thing, Mapping):
        for key, one in cast("Mapping[str, Any]", thing).items():
            yield from _statements(f"{name}.{key}", one)
    elif is_dataclass(thing) and not isinstance(thing, Dispute):
        for part in fields(thing):
            below = f"{name}.{part.name}" if name else part.name
            yield from _statements(below, getattr(thing, part.name))
