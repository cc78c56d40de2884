"""One block laid over another of its name: an overlay over the base, or a gateway over its model."""

from ...dsl import tree
from ...dsl.finding import Label
from ...dsl.near import near_names
from ...dsl.source import Span
from .blocks import Block, RouteDraft
from .conflicts import Layer
from .keys import route_key, shown, statement_key
from .program import Program
from .texts import name as name_text


def lay_block(layer: Layer, block: Block, patch: Block) -> None:
    if _is_another_thing(block, patch):
        layer.claim((block.name, "head"), patch.node, patch.scope, patch.at)
        _change_head(block, patch)
    claim_block(layer, patch)
    _merge(block, patch)
    drop_routes(layer.program, block, patch)
    lay_routes(layer.program, block, patch, new_needs_action=True)


def _is_another_thing(block: Block, patch: Block) -> bool:
    """Whether the patch differs in front of its brace too: another kind, product or model."""
    match patch.node:
        case tree.Region() | tree.Credential() | tree.ControlPlane():
            return _said_in_front(block) != _said_in_front(patch)
        case tree.Plan() | tree.Gateway():
            return _said_in_front(patch) not in (None, _said_in_front(block))
        case _:
            return False


def _said_in_front(block: Block) -> str | None:
    match block.node:
        case tree.Region(alias=token):
            said = token
        case tree.Credential(kind=token):
            said = token
        case tree.ControlPlane(target=token):
            said = token
        case tree.Plan(base_plan=token):
            said = token
        case tree.Gateway(like=like):
            said = like.name if like else None
        case _:
            said = None
    return name_text(said, block.scope) if said is not None else None


def _change_head(block: Block, patch: Block) -> None:
    """What a block is changes; what it said as another kind of credential goes with that."""
    if isinstance(patch.node, tree.Credential):
        block.items = []
    block.node, block.scope = patch.node, patch.scope


def _merge(block: Block, patch: Block) -> None:
    """A statement of the patch replaces all statements of its word."""
    replaced = {statement_key(statement) for statement in patch.items}
    kept = [statement for statement in block.items if statement_key(statement) not in replaced]
    added = [statement for statement in patch.items if not isinstance(statement.node, tree.Remove)]
    block.items = kept + added


def claim_block(layer: Layer, patch: Block) -> None:
    """Note all that the patch says, so that another block of its environment cannot differ."""
    for statement in patch.items:
        layer.claim((patch.name, statement_key(statement)), *statement)
    for draft in patch.routes:
        _claim_route(layer, patch, draft)


def _claim_route(layer: Layer, block: Block, draft: RouteDraft) -> None:
    place = (block.name, draft.key)
    for statement in draft.items:
        layer.claim((*place, statement_key(statement)), *statement)
    if draft.action is not None:
        layer.claim((*place, "->"), *draft.action)


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
    replaced = {statement_key(statement) for statement in draft.items}
    items = [s for s in base.items if statement_key(s) not in replaced] + draft.items
    place = block.routes.index(base)
    block.routes[place] = RouteDraft(base.node, base.scope, draft.action or base.action, items)


def copied_routes(block: Block) -> list[RouteDraft]:
    return [RouteDraft(r.node, r.scope, r.action, list(r.items)) for r in block.routes]


def _report_no_route(
    program: Program, block: Block, key: str, at: Span, verb: str = "change"
) -> None:
    nearest = _nearest_route(block, key)
    program.desk.report(
        "GW0105",
        f"`{block.name}` has no route `{shown(key)}` to {verb} here",
        at,
        "meets no route of the base program",
        because=[Label(nearest.node.path.span, f"the nearest is `{shown(nearest.key)}`")]
        if nearest
        else (),
        notes=["an overlay finds a route by its methods, its pattern and its condition as written"],
        about=(block.name, key),
    )


def _nearest_route(block: Block, key: str) -> RouteDraft | None:
    """One with the same pattern, else one that a slip or two may have turned into this."""
    path = key[key.index("/") :].split(" when ", maxsplit=1)[0]
    same = [d for d in block.routes if name_text(d.node.path, d.scope) == path]
    near = near_names(key, [draft.key for draft in block.routes])
    return next(iter(same or [d for one in near for d in block.routes if d.key == one]), None)
