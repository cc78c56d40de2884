"""Plans: what a vendor bills, built-in ones filled in."""

from typing import Literal, TypeVar, cast

from ...dsl import tree
from ...dsl.near import near_names
from ..catalogue.plans import BILLED, BuiltinPlan, plans
from ..model import Plan, Price
from . import texts, values
from .blocks import Block
from .program import Program
from .refer import refer, renamed
from .scope import Scope
from .statements import Statements

V = TypeVar("V")
COUNTED = ("accepted", "rejected", "failed", "cached", "retried", "preflight", "local")
SHARED = ("account", "gateway")


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


def plan(block: Block) -> Plan:
    node, scope = block.node, block.scope
    assert isinstance(node, tree.Plan)
    base = _base(node, scope)
    statements = block.statements
    money = statements.one(tree.Base)
    includes, cap, unit = (statements.one(k) for k in (tree.Includes, tree.Cap, tree.Unit))
    counts, shared = statements.one(tree.Counts), statements.one(tree.Shared)
    prices = _prices(statements)
    said = {
        "base": money, "includes": includes, "tiers": prices, "cap": cap, "unit": unit, "shared": shared,
    }  # fmt: skip
    start = from_catalogue(base, block.name) if base else Plan(block.name)
    amount = (
        values.read(money[0].value, money[1], values.money, "an amount of money") if money else None
    )
    kind = (
        values.one_of(shared[0].name, shared[1], SHARED, "way to share an allowance")
        if shared
        else None
    )
    return Plan(
        block.name,
        base.name if base else None,
        amount or start.base,
        _read(includes, values.count, "a count", start.includes),
        prices or start.prices,
        _read(cap, values.count, "a count", start.cap),
        _read(unit, values.size, "a size", start.unit),
        _counts(counts) if counts else None,
        cast(Literal["account", "gateway"], kind) if kind else start.shared,
        tuple(field for field in start.unknown if not said[field]),
        start.assumptions,
        block.at,
    )


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
        name,
        found.name,
        found.base,
        found.includes,
        prices,
        found.cap,
        found.unit,
        None,
        found.shared.value if found.shared else "gateway",
        tuple(field for field in BILLED if not found.knows(field)),
        (*stated, *found.notes),
    )


def _read(
    found: tuple[tree.OneValue, Scope] | None,
    reader: values.Reader[V],
    wanted: str,
    otherwise: V | None,
) -> V | None:
    if found is None:
        return otherwise
    return values.read(found[0].value, found[1], reader, wanted)


def _prices(statements: Statements) -> tuple[Price, ...]:
    made: list[Price] = []
    for node, scope in statements.every(tree.Price):
        money = values.read(node.money, scope, values.money, "an amount of money")
        per = values.read(node.per, scope, values.count, "a count")
        up_to = (
            values.read(node.up_to.value, scope, values.count, "a count") if node.up_to else None
        )
        if made and made[-1].up_to is None:
            scope.desk.report(
                "GW0108",
                "this price stands behind one that has no end",
                node.span,
                "never reached",
                notes=["of several prices only the last goes without `up to`"],
            )
        elif money is not None and per:
            made.append(Price(money, per, up_to))
    return tuple(made)


def _counts(found: tuple[tree.Counts, Scope]) -> tuple[str, ...]:
    node, scope = found
    words = (values.one_of(token, scope, COUNTED, "kind of request") for token in node.names)
    return tuple(word for word in words if word)
