"""A program laid out becomes a federation: every block read, every name looked up."""

from collections.abc import Callable
from typing import TypeVar

from ...dsl import tree
from ..catalogue.plans import plans as built_in_plans
from ..model import Allow, ControlPlane, Federation, Plan, Promise, Rule, Variable
from . import texts
from .allowed import allow
from .blocks import Block
from .credentials import credential
from .entries import control_plane, entry, with_modes
from .exposure import with_exposure
from .gateways import follow_likeness, gateway
from .places import built_in, label, region, round_trips
from .plans import from_catalogue, plan, with_base_plans
from .policy_book import PolicyBook
from .program import Program
from .promises import promises
from .rules import rule
from .services import client, service, tier
from .traffic import scenario, workload

M = TypeVar("M")


def federation(program: Program) -> Federation:
    follow_likeness(program)
    book = PolicyBook(program)
    regions = _each(program, "region", region)
    labels = _each(program, "label", label)
    credentials = _each(program, "credential", credential)
    tiers = _each(program, "tier", tier)
    clients = _each(program, "client", client)
    plans = _each(program, "plan", plan)
    for block in program.of_kind("policy"):
        book.policy(block.name)
    gateways = with_exposure(_each(program, "gateway", lambda block: gateway(program, block, book)))
    gateways = with_base_plans(gateways, plans)
    entries = _each(program, "entry", entry)
    services = _each(program, "service", service)
    workloads = _each(program, "workload", workload)
    scenarios = _each(program, "scenario", scenario)
    planes: dict[str, ControlPlane] = _each(
        program, "control_plane", lambda block: control_plane(block, gateways)
    )
    places = {**regions, **{name: built_in(name) for name in program.desk.built_in_regions}}
    expected, rules, allows = _said_of_all(program)
    head = program.federation
    return Federation(
        name=head.name.text if head else _name_of_file(program),
        title=texts.text(head.title, program.scopes[""]) if head and head.title else None,
        environment=program.environment,
        variables=_variables(program),
        regions=places,
        round_trips=round_trips(places),
        labels=labels,
        credentials=credentials,
        tiers=tiers,
        clients=clients,
        plans={**plans, **_built_in_plans(program)},
        control_planes=planes,
        gateways=with_modes(gateways, planes),
        entries=entries,
        services=services,
        workloads=workloads,
        scenarios=scenarios,
        promises=expected,
        rules=rules,
        allows=allows,
    )


def _each(program: Program, kind: str, read: Callable[[Block], M | None]) -> dict[str, M]:
    """Every block of a kind, read in its own name: what it asks for is used by it."""
    names = program.desk.names
    made: dict[str, M] = {}
    for block in program.of_kind(kind):
        names.reader = block.name
        one = read(block)
        if one is not None:
            made[block.name] = one
    names.reader = ""
    return made


def _said_of_all(
    program: Program,
) -> tuple[tuple[Promise, ...], tuple[Rule, ...], tuple[Allow, ...]]:
    expected = [one for node, scope in program.promises for one in promises(node, scope)]
    rules = [rule(node, s) for node, s in program.rules if isinstance(node, tree.Rule)]
    allows = [allow(node, s) for node, s in program.allows if isinstance(node, tree.Allow)]
    program.desk.names.reader = ""
    return tuple(expected), tuple(rules), tuple(allows)


def _variables(program: Program) -> dict[str, Variable]:
    return {
        name: Variable(name, draft.secret, draft.value, draft.at)
        for name, draft in program.desk.variables.items()
    }


def _built_in_plans(program: Program) -> dict[str, Plan]:
    found = {name: built_in_plans().find(name) for name in program.desk.built_in_plans}
    return {name: from_catalogue(one, name) for name, one in found.items() if one is not None}


def _name_of_file(program: Program) -> str:
    """A program that does not name its federation goes by the name of its file."""
    entry_file = next((m.parsed.source.name for m in program.modules if m.is_entry), "federation")
    return entry_file.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".gate")
