"""Environments: what differs from the base program, laid over it statement by statement."""

from ...dsl import tree
from ...dsl.finding import Help, Label
from ...dsl.near import near_names
from ...dsl.source import Span
from ..load import Module
from .blocks import Block, Named, RouteDraft, block_of, route_key, words_of
from .desk import Desk
from .lineage import Overlay, Place, overlays_of
from .loops import unrolled
from .program import (
    Program,
    add,
    bind,
    bind_constants,
    declare_all,
    declare_variable,
    give_value,
    is_named,
    open_scopes,
    take,
)
from .refer import renamed
from .scope import Scope
from .statements import Statement, head
from .texts import name as name_text, path_text


def laid_out(desk: Desk, modules: list[Module], environment: str | None) -> Program:
    """The program as it is in one environment, or the base program."""
    program = Program(desk, modules, environment)
    open_scopes(program)
    overlays = overlays_of(program)
    for module in modules:
        bind_constants(program, module)
    preset(program, overlays)
    for module in modules:
        declare_all(program, module)
    lay_over(program, overlays)
    return program


def preset(program: Program, overlays: list[Overlay]) -> None:
    """Constants and variables first: loops and names of the base program depend on them."""
    for overlay in overlays:
        for environment, scope in overlay.nodes:
            for item in environment.items:
                if isinstance(item, tree.Let):
                    _preset_constant(program, overlay, environment, item, scope)
                elif isinstance(item, tree.Env):
                    _preset_variable(program, overlay, environment, item, scope)


def _preset_constant(
    program: Program, overlay: Overlay, by: tree.Environment, item: tree.Let, scope: Scope
) -> None:
    earlier = scope.bindings.pop(item.name.text, None)
    _claim(program, overlay, by, ("let", item.name.text), item, scope)
    bind(item, scope, scope)
    if earlier is not None:
        scope.bindings[item.name.text].used = earlier.used


def _preset_variable(
    program: Program, overlay: Overlay, by: tree.Environment, item: tree.Env, scope: Scope
) -> None:
    name = item.name.text
    if name not in program.desk.variables:
        declare_variable(program, item, scope)
        return
    _claim(program, overlay, by, ("env", name), item, scope)
    give_value(program, item, scope)


def lay_over(program: Program, overlays: list[Overlay]) -> None:
    for overlay in overlays:
        for environment, scope in overlay.nodes:
            for node, inner in unrolled(environment.items, scope):
                _lay(program, overlay, environment, node, inner)


def _lay(
    program: Program, overlay: Overlay, by: tree.Environment, node: tree.Node, scope: Scope
) -> None:
    if isinstance(node, tree.Remove):
        _remove_block(program, node, scope)
    elif is_named(node):
        name = scope.prefix + name_text(node.name, scope)
        block = program.blocks.get(name)
        patch = block_of(node, scope)
        if block is not None and block.kind == patch.kind:
            _patch(program, overlay, by, block, patch)
        elif block is None and _misses(program, patch):
            _report_miss(program, patch)
        else:
            patch.patched_in = overlay.name
            add(program, patch)
    elif not isinstance(node, tree.Let | tree.Env):
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


# ---------------------------------------------------------------- one block over another


def _patch(
    program: Program, overlay: Overlay, by: tree.Environment, block: Block, patch: Block
) -> None:
    if _says_more_in_its_head(patch.node):
        _claim(program, overlay, by, (block.name, "head"), patch.node, patch.scope, patch.at)
        block.node, block.scope = patch.node, patch.scope
    for statement in patch.items:
        _claim(program, overlay, by, (block.name, key_of(statement)), *statement)
    merge(block, patch)
    for draft in patch.routes:
        _claim_route(program, overlay, by, block, draft)
    drop_routes(program, block, patch)
    lay_routes(program, block, patch, new_needs_action=True)


def _says_more_in_its_head(node: Named) -> bool:
    match node:
        case tree.Region():
            return node.alias is not None
        case tree.Credential():
            return True
        case tree.Plan():
            return node.base_plan is not None
        case _:
            return False


def merge(block: Block, patch: Block) -> None:
    """A statement of the patch replaces all statements of its word."""
    replaced = {key_of(statement) for statement in patch.items}
    kept = [statement for statement in block.items if key_of(statement) not in replaced]
    added = [statement for statement in patch.items if not isinstance(statement.node, tree.Remove)]
    block.items = kept + added


def key_of(statement: Statement) -> str:
    """The word that a statement is about, which an overlay replaces as a whole."""
    node = statement.node
    match node:
        case tree.Setting() | tree.Nested() | tree.Binding():
            return f"setting {node.key.text}"
        case tree.SettingBlock():
            return f"settings of {node.name.text}"
        case tree.Headers():
            return f"headers {node.direction.text if node.direction else 'request'}"
        case tree.Opaque():
            return f"opaque {node.target.text} {node.where.text if node.where else ''}"
        case tree.Rtt():
            return f"rtt {node.region.text}"
        case tree.Trouble():
            return f"fault {tree.rule_of(node.verb)}"
        case tree.Remove():
            return f"remove {node.start}"
        case _:
            return tree.rule_of(node)


# ---------------------------------------------------------------- routes


def drop_routes(program: Program, block: Block, patch: Block) -> None:
    """Carry out the `remove route` lines of a patch."""
    for node, scope in patch.statements.every(tree.Remove):
        if node.path is None or node.kind.text != "route":
            program.desk.report(
                "GW0110",
                f"a gateway holds no {node.kind.text} to remove",
                node.span,
                "only routes can be removed in a gateway",
            )
            continue
        key = route_key(node.methods, node.path, None, scope)
        kept = [r for r in block.routes if _without_when(r) != key]
        if len(kept) == len(block.routes):
            _report_no_route(program, block, key, node.span, "remove")
        block.routes = kept


def _without_when(draft: RouteDraft) -> str:
    return route_key(draft.node.methods, draft.node.path, None, draft.scope)


def lay_routes(program: Program, block: Block, patch: Block, new_needs_action: bool) -> None:
    by_key = {draft.key: draft for draft in block.routes}
    for draft in patch.routes:
        base = by_key.get(draft.key)
        if base is not None:
            _patch_route(block, base, draft)
        elif draft.action is not None or not new_needs_action:
            block.routes.append(draft)
        else:
            _report_no_route(program, block, draft.key, draft.node.path.span)


def _patch_route(block: Block, base: RouteDraft, draft: RouteDraft) -> None:
    replaced = {key_of(statement) for statement in draft.items}
    items = [s for s in base.items if key_of(s) not in replaced] + draft.items
    place = block.routes.index(base)
    block.routes[place] = RouteDraft(base.node, base.scope, draft.action or base.action, items)


def copied_routes(block: Block) -> list[RouteDraft]:
    return [RouteDraft(r.node, r.scope, r.action, list(r.items)) for r in block.routes]


def _report_no_route(
    program: Program, block: Block, key: str, at: Span, todo: str = "change"
) -> None:
    nearest = _nearest_route(block, key)
    program.desk.report(
        "GW0105",
        f"`{block.name}` has no route `{_shown(key)}` to {todo} here",
        at,
        "meets no route of the base program",
        because=[Label(nearest.node.path.span, f"the nearest is `{_shown(nearest.key)}`")]
        if nearest
        else (),
        notes=["an overlay finds a route by its methods, its pattern and its condition as written"],
        about=(block.name, key),
    )


def _shown(key: str) -> str:
    """The condition of a key is kept word by word, for comparing only."""
    path, when, _ = key.partition(" when ")
    return f"{path} when .." if when else path


def _nearest_route(block: Block, key: str) -> RouteDraft | None:
    """One with the same pattern, else one that a slip or two may have turned into this."""
    path = key[key.index("/") :].split(" when ", maxsplit=1)[0]
    same = [d for d in block.routes if path_text(d.node.path, d.scope) == path]
    near = near_names(key, [draft.key for draft in block.routes])
    return next(iter(same or [d for one in near for d in block.routes if d.key == one]), None)


# ---------------------------------------------------------------- conflicts


def _claim_route(
    program: Program, overlay: Overlay, by: tree.Environment, block: Block, draft: RouteDraft
) -> None:
    place = (block.name, draft.key)
    for statement in draft.items:
        _claim(program, overlay, by, (*place, key_of(statement)), *statement)
    if draft.action is not None:
        _claim(program, overlay, by, (*place, "->"), *draft.action)


def _claim(
    program: Program,
    overlay: Overlay,
    by: tree.Environment,
    place: Place,
    node: tree.Node,
    scope: Scope,
    at: Span | None = None,
) -> None:
    """Note what a block of the environment sets; another block that sets it otherwise is told."""
    written = " ".join(words_of(node, scope))
    at = at or node.span
    earlier = overlay.set_by.setdefault(place, (by, written, at))
    if earlier[0] is by or earlier[1] == written:
        return
    program.desk.report(
        "GW0106",
        f"two blocks of the environment `{overlay.name}` set {_called(place)} differently",
        at,
        "set again here",
        because=[Label(earlier[2], "first set here")],
        notes=["read in the order of the files, the later one would win"],
        help=[Help("keep one of them")],
        about=(overlay.name, *place),
    )


def _called(place: Place) -> str:
    """A place in the words of the program: ``timeout` of the route `/a` of `edge``."""
    match place:
        case ("let", name):
            return f"the constant `{name}`"
        case ("env", name):
            return f"the variable `{name}`"
        case (block, "head"):
            return f"what `{block}` is"
        case (block, route, "->"):
            return f"where the route `{_shown(route)}` of `{block}` leads"
        case (block, route, word):
            return f"`{_spoken(word)}` of the route `{_shown(route)}` of `{block}`"
        case _:
            return f"`{_spoken(place[-1])}` of `{place[0]}`"


def _spoken(rule: str) -> str:
    return rule.replace("_", " ")
