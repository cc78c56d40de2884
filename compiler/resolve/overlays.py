"""Environments: what differs from the base program, laid over it statement by statement."""

from ...dsl import tree
from ...dsl.finding import Help, Label
from ...dsl.near import near_names
from ..load import Module
from .blocks import Block, block_of
from .conflicts import Layer
from .desk import Desk
from .lineage import Overlay, overlays_of
from .loops import unrolled
from .patches import claim_block, lay_block
from .program import (
    Program,
    add,
    bind,
    bind_constants,
    declare_all,
    is_named,
    open_scopes,
    take,
)
from .refer import renamed
from .scope import Scope
from .statements import head
from .texts import name as name_text
from .variables import declare_variable, give_value


def laid_out(desk: Desk, modules: list[Module], environment: str | None) -> Program:
    """The program as it is in one environment, or the base program."""
    program = Program(desk, modules, environment)
    open_scopes(program)
    overlays = overlays_of(program)
    for module in modules:
        bind_constants(program, module)
    preset_constants(program, overlays)
    for module in modules:
        declare_all(program, module)
    lay_over(program, overlays)
    return program


def preset_constants(program: Program, overlays: list[Overlay]) -> None:
    """Before anything else: loops and names of the base program depend on them."""
    for overlay in overlays:
        for environment, scope in overlay.nodes:
            layer = Layer(program, overlay, environment)
            for item in environment.items:
                if isinstance(item, tree.Let):
                    _preset_constant(layer, item, scope)


def _preset_constant(layer: Layer, item: tree.Let, scope: Scope) -> None:
    program = layer.program
    whole = program.scopes[scope.prefix]
    name = name_text(item.name, scope)
    earlier = whole.bindings.pop(name, None)
    layer.claim(("let", scope.prefix + name), item, scope)
    bind(item, scope, whole)
    if earlier is not None:
        whole.bindings[name].used = earlier.used


def _set_variable(layer: Layer, item: tree.Env, scope: Scope) -> None:
    program = layer.program
    name = name_text(item.name, scope)
    layer.claim(("env", name), item, scope)
    if name not in program.desk.variables:
        declare_variable(item, scope)
        return
    give_value(item, scope)


def lay_over(program: Program, overlays: list[Overlay]) -> None:
    for overlay in overlays:
        for environment, scope in overlay.nodes:
            layer = Layer(program, overlay, environment)
            for node, inner in unrolled(environment.items, scope):
                _lay(layer, node, inner)


def _lay(layer: Layer, node: tree.Node, scope: Scope) -> None:
    program = layer.program
    if isinstance(node, tree.Remove):
        _remove_block(program, node, scope)
    elif isinstance(node, tree.Env):
        _set_variable(layer, node, scope)
    elif isinstance(node, tree.Let):
        if scope is not program.scopes[scope.prefix]:  # those outside loops are set already
            _preset_constant(layer, node, scope)
    elif is_named(node):
        name = scope.prefix + name_text(node.name, scope)
        block = program.blocks.get(name)
        patch = block_of(node, scope)
        if block is not None and block.kind == patch.kind:
            lay_block(layer, block, patch)
        elif block is None and _misses(program, patch):
            _report_miss(program, patch)
        else:
            claim_block(layer, patch)
            add(program, patch)
    else:
        take(program, node, scope)


# ---------------------------------------------------------------- what an overlay may name


def _misses(program: Program, patch: Block) -> bool:
    """Whether a block that meets nothing was meant to patch something rather than to be new."""
    match patch.node:
        case tree.Gateway(on_target=None, like=None, found_in=None):
            return True
        case tree.Service():
            return not any(isinstance(i.node, tree.Url | tree.Lambda) for i in patch.items)
        case tree.Client():
            return not any(isinstance(i.node, tree.Presents) for i in patch.items)
        case _:
            others = [b.name for b in program.of_kind(patch.kind)]
            return bool(near_names(patch.name, others))


def _report_miss(program: Program, patch: Block) -> None:
    near = near_names(patch.name, [b.name for b in program.of_kind(patch.kind)])[:1]
    program.desk.report(
        "GW0105",
        f"there is no {patch.kind.replace('_', ' ')} `{patch.name}` to change here",
        patch.at,
        "meets nothing in the base program",
        because=[Label(program.blocks[one].at, f"the nearest is `{one}`") for one in near],
        help=[renamed(one, patch.at) for one in near] or _if_it_is_new(patch),
        about=(patch.kind, patch.name),
    )


_NEW = {
    "gateway": "a new gateway names its product: `gateway NAME on TARGET { .. }`",
    "service": 'a new service says where it is: `service NAME { url ".." }`',
    "client": "a new client says what it shows: `client NAME { presents CREDENTIAL }`",
}


def _if_it_is_new(patch: Block) -> list[Help]:
    return [Help(_NEW[patch.kind].replace("NAME", patch.name))] if patch.kind in _NEW else []


def _remove_block(program: Program, node: tree.Remove, scope: Scope) -> None:
    kind = node.kind.text
    if node.name is None:
        program.desk.report(
            "GW0105",
            "a route can only be removed inside its gateway",
            head(node),
            "no gateway around this",
            help=[Help("write it inside the gateway: `gateway NAME { remove route .. }`")],
        )
        return
    name = scope.prefix + name_text(node.name, scope)
    block = program.blocks.get(name)
    if block is None or block.kind != kind:
        near = near_names(name, [b.name for b in program.of_kind(kind)])[:1]
        program.desk.report(
            "GW0105",
            f"there is no {kind} `{name}` to remove",
            node.name.span,
            "meets nothing in the base program",
            help=[renamed(one, node.name.span) for one in near],
            about=(kind, name),
        )
        return
    del program.blocks[name]
    program.desk.names.removed[name] = program.desk.names.declared.pop(name)
