"""Plans: what a vendor bills, built-in ones filled in."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from ...dsl import tree
from ...dsl.near import near_names
from ..catalogue.plans import BILLED, BuiltinPlan, plans
from ..model import Gateway, Plan, Price
from . import texts, values
from .blocks import Block
from .fields import choice_of, count_of, value_of
from .program import Program
from .refer import refer, renamed
from .scope import Scope
from .statements import Statements

COUNTED = ("accepted", "rejected", "failed", "cached", "retried", "preflight", "local")
Shared = Literal["account", "gateway"]
SHARED: tuple[Shared, ...] = ("account", "gateway")


def plan_name(program: Program, statements: Statements) -> str | None:
    """The plan of a gateway: one of the program, or a built-in one used as it is."""
    found = statements.one(tree.OnPlan)
    if found is None:
        return None
    token, scope = found[0].name, found[1]
    name = texts.name(token, scope)
    if "." in name and program.desk.names.find(name, scope.prefix) is None:
        if plans().find(name) is None:
            _report_unknown(name, token, scope)
        else:
            program.desk.built_in_plans.setdefault(name, token)
        return name
    declared = refer(name, token.span, scope, ("plan",), plans().names())
    return declared.name if declared else None


def _report_unknown(name: str, at: tree.Token, scope: Scope) -> None:
    near = near_names(name, plans().names())[:1]
    scope.desk.report(
        "GW0101",
        f"there is no built-in plan `{name}`",
        at.span,
        "not in the catalogue",
        notes=["built in are " + ", ".join(f"`{one}`" for one in plans().names())],
        help=[renamed(one, at.span) for one in near],
        about=(name, "catalogue"),
    )


def with_base_plans(
    gateways: dict[str, Gateway], declared: Mapping[str, Plan]
) -> dict[str, Gateway]:
    """What a product can do may depend on the vendor's plan, whatever a program calls its own."""
    return {name: _on_its_base(one, declared) for name, one in gateways.items()}


def _on_its_base(gateway: Gateway, declared: Mapping[str, Plan]) -> Gateway:
    if gateway.plan is None:
        return gateway
    own = declared.get(gateway.plan)
    return replace(gateway, base_plan=own.base_plan if own is not None else gateway.plan)


def plan(block: Block) -> Plan:
    node, scope = block.node, block.scope
    assert isinstance(node, tree.Plan)
    base = _base(node, scope)
    start = from_catalogue(base, block.name) if base else Plan(block.name)
    statements = block.statements
    includes = count_of(statements, tree.Includes)
    cap = count_of(statements, tree.Cap)
    counts = statements.one(tree.Counts)
    shared: Shared | None = choice_of(statements, tree.Shared, SHARED, _SHARING)
    prices = _prices(statements)
    stated = _stated(statements, prices)
    return Plan(
        name=block.name,
        base_plan=base.name if base else None,
        base=value_of(statements, tree.Base, values.money, "an amount of money") or start.base,
        includes=start.includes if includes is None else includes,
        prices=prices or start.prices,
        cap=start.cap if cap is None else cap,
        unit=value_of(statements, tree.Unit, values.size, "a size") or start.unit,
        counts=_counts(counts) if counts else None,
        shared=shared or start.shared,
        unknown=tuple(field for field in start.unknown if field not in stated),
        assumptions=start.assumptions,
        at=block.at,
    )


_SHARING = "way to share an allowance"
_WORDS: dict[str, type[tree.Node]] = {
    "base": tree.Base,
    "includes": tree.Includes,
    "cap": tree.Cap,
    "unit": tree.Unit,
    "shared": tree.Shared,
}
"""What a plan says of itself is known, whatever the catalogue leaves open."""


def _stated(statements: Statements, prices: tuple[Price, ...]) -> set[str]:
    said = {name for name, word in _WORDS.items() if statements.every(word)}
    return said | {"tiers"} if prices else said


def _base(node: tree.Plan, scope: Scope) -> BuiltinPlan | None:
    if node.base_plan is None:
        return None
    name = texts.name(node.base_plan, scope)
    found = plans().find(name)
    if found is None:
        _report_unknown(name, node.base_plan, scope)
    return found


def from_catalogue(found: BuiltinPlan, name: str) -> Plan:
    """A built-in plan as the model has it; what nobody states stays unknown."""
    prices = tuple(Price(tier.price, tier.per, tier.up_to) for tier in found.tiers or ())
    stated = (
        f"prices of {found.name}: {found.confidence}, {source}" for source in found.sources[:1]
    )
    return Plan(
        name=name,
        base_plan=found.name,
        base=found.base,
        includes=found.includes,
        prices=prices,
        cap=found.cap,
        unit=found.unit,
        counts=None,
        shared=found.shared.value if found.shared else "gateway",
        unknown=tuple(field for field in BILLED if not found.knows(field)),
        assumptions=(*stated, *found.notes),
    )


def _prices(statements: Statements) -> tuple[Price, ...]:
    made: list[Price] = []
    for node, scope in statements.every(tree.Price):
        money = values.read(node.money, scope, values.money, "an amount of money")
        per = values.read(node.per, scope, values.count, "a count")
        up_to = (
            values.read(node.up_to.value, scope, values.count, "a count") if node.up_to else None
        )
        if made and up_to is not None and (made[-1].up_to or 0) >= up_to:
            values.report_kind(
                node, "this price ends before the one in front of it does", "a higher count", scope
            )
        elif made and made[-1].up_to is None:
            scope.desk.report(
                "GW0108",
                "this price stands behind one that has no end",
                node.span,
                "never reached",
                notes=["of several prices only the last goes without `up to`"],
            )
        elif per == 0:
            values.report_kind(node.per, "a price per nothing", "a count above zero", scope)
        elif money is not None and per is not None:
            made.append(Price(money, per, up_to))
    return tuple(made)


def _counts(found: tuple[tree.Counts, Scope]) -> tuple[str, ...]:
    node, scope = found
    words = (values.one_of(token, scope, COUNTED, "kind of request") for token in node.names)
    return tuple(word for word in words if word)
