"""Declarations before they are understood: their statements with loops unrolled, ready for overlays."""

from dataclasses import dataclass, field

from ...dsl import tree
from ...dsl.source import Span
from .keys import route_key
from .loops import unrolled
from .scope import Scope
from .statements import Statement, Statements
from .texts import name as name_text

BLOCKS: dict[type[tree.Node], str] = {
    tree.Region: "region",
    tree.Label: "label",
    tree.Credential: "credential",
    tree.Tier: "tier",
    tree.Client: "client",
    tree.Policy: "policy",
    tree.Plan: "plan",
    tree.ControlPlane: "control_plane",
    tree.Gateway: "gateway",
    tree.Entry: "entry",
    tree.Service: "service",
    tree.Workload: "workload",
    tree.Scenario: "scenario",
}
"""Everything that has a name in the one namespace, and what the language calls it."""

Named = (
    tree.Region | tree.Label | tree.Credential | tree.Tier | tree.Client | tree.Policy | tree.Plan
    | tree.ControlPlane | tree.Gateway | tree.Entry | tree.Service | tree.Workload | tree.Scenario
)  # fmt: skip


@dataclass(slots=True)
class RouteDraft:
    """A route whose action or statements an overlay may still replace."""

    node: tree.Route
    scope: Scope
    action: "tuple[tree.Action, Scope] | None"
    items: list[Statement]

    @property
    def key(self) -> str:
        return route_key(self.node.methods, self.node.path, self.node.when, self.scope)

    @property
    def statements(self) -> Statements:
        return Statements(self.items)


@dataclass(slots=True)
class Block:
    """A named declaration: what was written, what overlays made of it."""

    kind: str
    name: str
    at: Span
    node: Named
    scope: Scope
    items: list[Statement] = field(default_factory=list[Statement])
    routes: list[RouteDraft] = field(default_factory=list[RouteDraft])

    @property
    def statements(self) -> Statements:
        return Statements(self.items)


def block_of(node: Named, scope: Scope) -> Block:
    token = node.name
    name = scope.prefix + name_text(token, scope)
    items: list[Statement] = []
    routes: list[RouteDraft] = []
    for item, inner in unrolled(items_of(node), scope):
        if isinstance(item, tree.Route):
            routes.append(route_draft(item, inner))
        else:
            items.append(Statement(item, inner))
    return Block(BLOCKS[type(node)], name, token.span, node, scope, items, routes)


def items_of(node: Named) -> tuple[tree.Node, ...]:
    """The statements of a block, however its rule is built."""
    match node:
        case tree.Credential():
            return node.settings.items if node.settings is not None else ()
        case tree.Workload():
            return node.flows
        case tree.Scenario():
            return node.troubles
        case tree.Gateway():
            heads = (node.on_target, node.found_in)
            return (*(head for head in heads if head is not None), *node.items)
        case _:
            return node.items


def route_draft(node: tree.Route, scope: Scope) -> RouteDraft:
    block = node.block
    items = [Statement(item, scope) for item in block.items] if block else []
    action = node.action
    return RouteDraft(node, scope, (action, scope) if action is not None else None, items)
