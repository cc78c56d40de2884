"""A program laid out for one environment: constants bound, loops unrolled, overlays laid over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeGuard

from ...dsl import tree
from ...dsl.finding import Help, Label
from ..load import Module
from .blocks import BLOCKS, Block, Named, block_of
from .desk import Desk
from .loops import unrolled
from .names import Declared, a
from .no_names import report_if_no_name
from .scope import Scope
from .statements import Statement
from .texts import name as name_text
from .variables import declare_variable


@dataclass
class Program:
    """Everything that the text says, before it is understood."""

    desk: Desk
    modules: list[Module]
    environment: str | None
    federation: tree.Federation | None = None
    scopes: dict[str, Scope] = field(default_factory=dict[str, Scope])
    blocks: dict[str, Block] = field(default_factory=dict[str, Block])
    promises: list[Statement] = field(default_factory=list[Statement])
    rules: list[Statement] = field(default_factory=list[Statement])
    allows: list[Statement] = field(default_factory=list[Statement])

    @cached_property
    def usual_hop_guard(self) -> int:
        """Twice the gateways plus two, at least eight: a cycle that settles must live."""
        return max(8, 2 * sum(1 for _ in self.of_kind("gateway")) + 2)

    def of_kind(self, kind: str) -> Iterator[Block]:
        return (block for block in self.blocks.values() if block.kind == kind)


def open_scopes(program: Program) -> None:
    """One scope for all files that share a prefix; a prefixed file also sees what is global."""
    whole = program.scopes[""] = Scope(program.desk)
    for module in program.modules:
        if module.prefix not in program.scopes:
            program.scopes[module.prefix] = Scope(program.desk, module.prefix, whole)


def bind_constants(program: Program, module: Module) -> None:
    scope = program.scopes[module.prefix]
    for item in module.parsed.file.items:
        if isinstance(item, tree.Let):
            bind(item, scope, scope)
        elif isinstance(item, tree.Env):
            declare_variable(item, scope)


def bind(node: tree.Let, scope: Scope, whole: Scope) -> None:
    """Constants belong to the whole file, wherever they are written."""
    name = name_text(node.name, scope)
    earlier = whole.bindings.get(name)
    if earlier is not None:
        scope.desk.report(
            "GW0102",
            f"`{name}` is defined twice",
            node.name.span,
            "defined again here",
            because=[Label(earlier.at, "first defined here")],
            about=(name, "let"),
        )
        return
    report_if_no_name(name, "constant", node.name.span, scope)
    whole.bind(name, node.value, scope, node.name.span, "let")


def declare_all(program: Program, module: Module) -> None:
    scope = program.scopes[module.prefix]
    for node, inner in unrolled(module.parsed.file.items, scope):
        declare(program, node, inner, module)


def declare(program: Program, node: tree.Node, scope: Scope, module: Module) -> None:
    """Take one declaration of the base program."""
    if isinstance(node, tree.Federation):
        _name_federation(program, node, module)
    elif isinstance(node, tree.Let):
        if scope is not program.scopes[module.prefix]:  # those outside loops are bound already
            bind(node, scope, program.scopes[module.prefix])
    elif isinstance(node, tree.Env):
        if scope is not program.scopes[module.prefix]:
            declare_variable(node, scope)
    elif not isinstance(node, tree.Import | tree.Environment):
        take(program, node, scope)


def take(program: Program, node: tree.Node, scope: Scope) -> None:
    """A new declaration, of the base program or of an environment."""
    if isinstance(node, tree.Expect):
        program.promises += (Statement(item, scope) for item in node.items)
    elif isinstance(node, tree.Govern):
        program.rules += (Statement(rule, scope) for rule in node.rules)
    elif isinstance(node, tree.Allow):
        program.allows.append(Statement(node, scope))
    elif is_named(node):
        add(program, block_of(node, scope))


def is_named(node: tree.Node) -> TypeGuard[Named]:
    return type(node) in BLOCKS


def add(program: Program, block: Block) -> None:
    """Take a block under its name, unless another has that name."""
    earlier = program.desk.names.declare(block.name, block.kind, block.at)
    if earlier is not None:
        _report_taken(block, earlier)
        return
    program.blocks[block.name] = block
    own_name = block.name.removeprefix(block.scope.prefix)
    report_if_no_name(own_name, block.kind, block.at, block.scope)


def _report_taken(block: Block, earlier: Declared) -> None:
    block.scope.desk.report(
        "GW0102",
        f"`{block.name}` is declared twice",
        block.at,
        f"declared again here as {a(block.kind)}",
        because=[Label(earlier.at, f"first declared here as {a(earlier.kind)}")],
        help=[Help("give one of them another name")],
        about=(block.name,),
    )


def _name_federation(program: Program, node: tree.Federation, module: Module) -> None:
    """The entry file names the whole; an imported one keeps its name for when it is run alone."""
    if not module.is_entry:
        return
    if program.federation is not None:
        program.desk.report(
            "GW0102",
            "this file names its federation twice",
            node.name.span,
            "named again here",
            because=[Label(program.federation.name.span, "first named here")],
            about=("federation",),
        )
        return
    program.federation = node
