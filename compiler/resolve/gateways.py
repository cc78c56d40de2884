"""Gateways: their own words, what they inherit, and their routes."""

from typing import cast

from ...dsl import tree
from ...dsl.finding import Help, Label
from ..model import Egress, Exposure, Gateway, Mode, Origin, State, Traced
from ..model.policy import NOTHING_SAID
from . import texts, values
from .blocks import Block
from .distributions import distribution
from .fields import choice_of, count_of, name_of, strings_of, text_of, texts_of
from .inheritance import over
from .keys import statement_key
from .patches import copied_routes, drop_routes, lay_routes
from .places import regions_of
from .plans import plan_name
from .policy_book import PolicyBook
from .program import Program
from .references import declared, full_name
from .routes import RouteReader, accepted, url_of
from .scope import Scope
from .settings import opaque_of, settings_of
from .statements import Statements
from .targets import target_name

MODES: tuple[Mode, ...] = ("read", "write", "read_write")
STATES: tuple[State, ...] = ("published", "deprecated", "blocked", "retired")
OWN_IDENTITY = frozenset(("vendor_name", "domain", "listen", "found_in", "on_target", "like"))
"""What a gateway that is like another does not take over: there can be only one of each."""


def gateway(program: Program, block: Block, book: PolicyBook) -> Gateway:
    statements = block.statements
    by = f"gateway {block.name}"
    target = _target(block, statements)
    policy = over(NOTHING_SAID, book.said_at(statements, by))
    accept = accepted(statements, by)
    reader = RouteReader(book, by, policy, accept, target)
    removes = [] if _like(block) else list(statements.every(tree.Remove))
    for node, scope in removes:
        scope.desk.report(
            "GW0105",
            "`remove` takes away what another block said, and here there is none",
            node.span,
            "nothing to remove",
            help=[Help("it stands in an environment, or in a gateway that is `like` another")],
        )
    overhead = statements.one(tree.Overhead)
    state: State | None = choice_of(statements, tree.State, STATES, "state")
    return Gateway(
        name=block.name,
        target=target,
        regions=regions_of(statements),
        domains=texts_of(statements, tree.Domain),
        vendor_name=text_of(statements, tree.VendorName),
        instance=name_of(statements, tree.Instance),
        stage=name_of(statements, tree.Stage),
        plan=plan_name(program, statements),
        mode=_mode(statements, by),
        workers=count_of(statements, tree.Workers),
        overhead=distribution(overhead[0].value, overhead[1]) if overhead else None,
        listen=_port(statements),
        hop_guard=_hop_guard(program, statements, by),
        exposure=_exposure(statements, by),
        accept=accept,
        policy=policy,
        egress=_egress(statements),
        owner=text_of(statements, tree.Owner),
        repo=text_of(statements, tree.Repo),
        version=text_of(statements, tree.Version),
        state=state or "published",
        routes=tuple(reader.route(draft) for draft in block.routes),
        settings=settings_of(statements, target),
        opaque=opaque_of(statements),
        found_in=strings_of(statements, tree.FoundIn),
        like=_like(block),
        at=block.at,
    )


# ---------------------------------------------------------------- like


def _like(block: Block) -> str | None:
    node = block.node
    assert isinstance(node, tree.Gateway)
    if node.like is None:
        return None
    name = texts.name(node.like.name, block.scope)
    found = block.scope.desk.names.find(name, block.scope.prefix)
    return found.name if found else name


def follow_likeness(program: Program) -> None:
    """Give each gateway that is like another what that one says, its own words on top."""
    done: set[str] = set()
    for block in list(program.of_kind("gateway")):
        _become_like(program, block, done, [])


def _become_like(program: Program, block: Block, done: set[str], passed: list[Block]) -> None:
    node = block.node
    assert isinstance(node, tree.Gateway)
    if block.name in done or node.like is None:
        return
    if block in passed:
        _report_ring(passed[passed.index(block) :])
        done.update(one.name for one in passed)
        return
    program.desk.names.reader = block.name
    found = declared(node.like.name, block.scope, ("gateway",))
    if found is not None and found.name in program.blocks:
        model = program.blocks[found.name]
        _become_like(program, model, done, [*passed, block])
        if block.name not in done:
            _take_over(program, block, model)
    done.add(block.name)


def _take_over(program: Program, block: Block, model: Block) -> None:
    own_target = any(isinstance(item.node, tree.OnTarget) for item in block.items)
    said = {statement_key(item) for item in block.items}
    not_taken = {*said, *OWN_IDENTITY} - ({"on_target"} if not own_target else set())
    kept = [
        item
        for item in model.items
        if statement_key(item) not in not_taken
        and not (own_target and isinstance(item.node, tree.SettingBlock | tree.Opaque))
    ]
    own, block.routes = block.routes, copied_routes(model)
    patch = Block("gateway", block.name, block.at, block.node, block.scope, block.items, own)
    block.items = kept + block.items
    drop_routes(program, block, patch)
    lay_routes(program, block, patch, new_needs_action=False)


def _report_ring(ring: list[Block]) -> None:
    first = min(ring, key=lambda block: (block.at.source.name, block.at.start))
    first.scope.desk.report(
        "GW0112",
        f"the gateway `{first.name}` is like itself",
        first.at,
        "its likeness leads back here",
        because=[Label(b.at, f"by way of `{b.name}`") for b in ring if b is not first],
        about=tuple(sorted(block.name for block in ring)),
    )


# ---------------------------------------------------------------- words of a gateway


def _target(block: Block, statements: Statements) -> str | None:
    found = statements.one(tree.OnTarget)
    if found is None:
        block.scope.desk.report(
            "GW0001",
            f"the gateway `{block.name}` does not say which product it stands on",
            block.at,
            "no `on` behind this name",
            help=[Help(f"name the product: `gateway {block.name} on envoy`")],
            about=(block.name,),
        )
        return None
    return target_name(found[0].name, found[1])


HIGHEST_PORT = 65_535


def _port(statements: Statements) -> int | None:
    port = count_of(statements, tree.Listen)
    if port is None or 0 < port <= HIGHEST_PORT:
        return port
    node, scope = statements.every(tree.Listen)[0]
    values.report_kind(
        node.value, f"`{port}` is no port", f"a port from 1 to {HIGHEST_PORT}", scope
    )
    return None


def _mode(statements: Statements, by: str) -> Traced[Mode]:
    """As written; otherwise what was found in a product's own files is only read."""
    mode: Mode | None = choice_of(statements, tree.Mode, MODES, "mode")
    if mode is None:
        return Traced("read" if statements.every(tree.FoundIn) else "write")
    return Traced(mode, Origin(by, statements.every(tree.Mode)[0][0].span))


def _hop_guard(program: Program, statements: Statements, by: str) -> Traced[int | None]:
    found = statements.one(tree.HopGuard)
    if found is None:
        return Traced(program.usual_hop_guard)
    node, scope = found
    origin = Origin(by, node.span)
    if node.value is None:
        return Traced(None, origin)
    return Traced(values.read(node.value, scope, values.count, "a count"), origin)


def _exposure(statements: Statements, by: str) -> Traced[Exposure]:
    """As written; otherwise a domain makes it public, and so does, so far, saying nothing."""
    found = statements.one(tree.Exposure)
    if found is not None:
        return Traced(cast(Exposure, found[0].word.text), Origin(by, found[0].span))
    domain = statements.every(tree.Domain)
    return Traced("public", Origin("its domain", domain[0][0].span)) if domain else Traced("public")


def _egress(statements: Statements) -> Egress | None:
    found = statements.one(tree.Egress)
    if found is None:
        return None
    node, scope = found
    if not node.only:
        values.one_of(node.places[0], scope, ("none",), "egress rule", "`only A, B` names places")
        return Egress()
    return Egress(tuple(_place(token, scope) for token in node.places))


def _place(token: tree.Token, scope: Scope) -> str:
    if token.kind == "STRING":
        return url_of(token, scope)
    return full_name(token, scope, ("service", "gateway"))
