"""Gateways: their own words, what they inherit, and their routes."""

from typing import cast

from ...dsl import tree
from ...dsl.finding import Help, Label
from ..model import (
    Distribution,
    Egress,
    Exposure,
    Gateway,
    Mode,
    Origin,
    Text,
    Traced,
)
from ..model.policy import NOTHING_SAID
from . import texts, values
from .blocks import Block
from .distributions import distribution
from .overlays import copied_routes, drop_routes, key_of, lay_routes
from .places import regions_of
from .plans import plan_name
from .policies import over
from .policy_book import PolicyBook
from .program import Program
from .refer import refer
from .routes import RouteReader, accepted, url_of
from .scope import Scope
from .settings import opaque_of, settings_of
from .statements import Statements
from .targets import target_name

MODES = ("read", "write", "read_write")
STATES = ("published", "deprecated", "blocked", "retired")
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
    found_in = statements.one(tree.FoundIn)
    return Gateway(
        block.name,
        target,
        regions_of(statements),
        _texts(statements, tree.Domain),
        _one_text(statements, tree.VendorName),
        _word(statements, tree.Instance),
        _word(statements, tree.Stage),
        plan_name(program, statements),
        _mode(statements, by, found_in is not None),
        _count(statements, tree.Workers),
        _overhead(statements),
        _count(statements, tree.Listen),
        _hop_guard(program, statements, by),
        _exposure(statements, by),
        accept,
        policy,
        _egress(statements),
        _one_text(statements, tree.Owner),
        _one_text(statements, tree.Repo),
        _one_text(statements, tree.Version),
        cast("str", _one_of(statements, tree.State, STATES, "state")) or "published",  # pyright: ignore[reportArgumentType]
        tuple(reader.route(draft) for draft in block.routes),
        settings_of(statements, target),
        opaque_of(statements),
        cast("tuple[str, ...]", _texts(statements, tree.FoundIn)),
        _like(block),
        block.at,
    )


# ---------------------------------------------------------------- like


def _like(block: Block) -> str | None:
    node = block.node
    assert isinstance(node, tree.Gateway)
    return texts.name(node.like.name, block.scope) if node.like else None


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
    token = node.like.name
    program.desk.names.reader = block.name
    found = refer(texts.name(token, block.scope), token.span, block.scope, ("gateway",))
    if found is not None and found.name in program.blocks:
        model = program.blocks[found.name]
        _become_like(program, model, done, [*passed, block])
        if block.name not in done:
            _take_over(program, block, model)
    done.add(block.name)


def _take_over(program: Program, block: Block, model: Block) -> None:
    own_target = any(isinstance(item.node, tree.OnTarget) for item in block.items)
    said = {key_of(item) for item in block.items}
    not_taken = {*said, *OWN_IDENTITY} - ({"on_target"} if not own_target else set())
    kept = [
        item
        for item in model.items
        if key_of(item) not in not_taken
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


def _mode(statements: Statements, by: str, is_found: bool) -> Traced[Mode]:
    word = _one_of(statements, tree.Mode, MODES, "mode")
    if word is None:
        return Traced("read" if is_found else "write")
    found = statements.every(tree.Mode)[0][0]
    return Traced(cast(Mode, word), Origin(by, found.span))


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
    name = texts.name(token, scope)
    found = refer(name, token.span, scope, ("service", "gateway"))
    return found.name if found else name


def _overhead(statements: Statements) -> Distribution | None:
    found = statements.one(tree.Overhead)
    return distribution(found[0].value, found[1]) if found else None


def _count(statements: Statements, kind: type[tree.OneValue]) -> int | None:
    found = statements.one(kind)
    return values.read(found[0].value, found[1], values.count, "a count") if found else None


def _word(statements: Statements, kind: type[tree.OneWord]) -> str | None:
    found = statements.one(kind)
    return texts.name(found[0].name, found[1]) if found else None


def _one_of(
    statements: Statements, kind: type[tree.OneWord], words: tuple[str, ...], what: str
) -> str | None:
    found = statements.one(kind)
    return values.one_of(found[0].name, found[1], words, what) if found else None


def _texts(statements: Statements, kind: type[tree.Texts]) -> tuple[Text, ...]:
    found = statements.one(kind)
    return tuple(values.plain_text(kid, found[1]) for kid in found[0].texts) if found else ()


def _one_text(statements: Statements, kind: type[tree.Texts]) -> Text | None:
    return next(iter(_texts(statements, kind)), None)
