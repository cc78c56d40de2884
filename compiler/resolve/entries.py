"""Entries in front of gateways, and control planes above them."""

from collections.abc import Sequence
from typing import cast

from ...dsl import tree
from ...dsl.finding import Help, Label
from ..model import ControlPlane, Entry, EntryShare, Gateway, Management, Mode, Text
from ..units import Share
from . import texts, values
from .blocks import Block
from .conditions import credential, subject
from .gateways import MODES
from .places import regions_of
from .refer import refer
from .routes import referred
from .scope import Scope
from .settings import settings_of
from .statements import Statements
from .targets import target_name

_WAYS = (tree.Nearest, tree.Ranked, tree.EntrySplit)


def entry(block: Block) -> Entry:
    statements = block.statements
    ways = [node for node, _ in statements.items if isinstance(node, _WAYS)]
    if len(ways) != 1:
        _report_ways(block, ways)
    nearest, ranked = statements.one(tree.Nearest), statements.one(tree.Ranked)
    divided = statements.one(tree.EntrySplit)
    shares = _shares(*divided) if divided else ()
    listed = nearest or ranked
    names = referred(listed[0], listed[1], ("gateway",)) if listed else [s.gateway for s in shares]
    failover = statements.one(tree.Failover)
    sticky = divided[0].sticky if divided else None
    return Entry(
        block.name,
        _texts(statements, tree.Domain),
        "nearest" if nearest else "first" if ranked else "split",
        tuple(dict.fromkeys(names)),
        shares,
        subject(sticky.subject, divided[1]) if divided and sticky else None,
        values.read(failover[0].value, failover[1], values.duration, "a duration")
        if failover
        else None,
        next(iter(_texts(statements, tree.Owner)), None),
        block.at,
    )


def _report_ways(block: Block, ways: Sequence[tree.Node]) -> None:
    if not ways:
        block.scope.desk.report(
            "GW0110",
            f"the entry `{block.name}` does not say which gateway takes a request",
            block.at,
            "no `nearest`, `first` or `split` in its block",
            help=[Help("name the gateways behind it: `nearest edge_eu, edge_us`")],
            about=(block.name,),
        )
        return
    block.scope.desk.report(
        "GW0102",
        f"the entry `{block.name}` says twice which gateway takes a request",
        ways[1].span,
        "said again here",
        because=[Label(ways[0].span, "first said here")],
        about=(block.name,),
    )


def _shares(node: tree.EntrySplit, scope: Scope) -> tuple[EntryShare, ...]:
    made: list[EntryShare] = []
    for one in node.shares:
        portion = values.read_text(one.portion.text, one.portion, scope, values.share)
        name = texts.name(one.name, scope)
        found = refer(name, one.name.span, scope, ("gateway",))
        made.append(EntryShare(portion or Share(0), found.name if found else name))
    return tuple(made)


def _texts(statements: Statements, kind: type[tree.Texts]) -> tuple[Text, ...]:
    found = statements.one(kind)
    return tuple(values.plain_text(kid, found[1]) for kid in found[0].texts) if found else ()


def control_plane(block: Block, gateways: dict[str, Gateway]) -> ControlPlane:
    node, scope, statements = block.node, block.scope, block.statements
    assert isinstance(node, tree.ControlPlane)
    target = target_name(node.target, scope)
    uses = statements.one(tree.UsesCredential)
    every = statements.one(tree.EveryTime)
    managed = [_management(n, s, gateways) for n, s in statements.every(tree.Manages)]
    return ControlPlane(
        block.name,
        target,
        next(iter(_texts(statements, tree.Url)), None),
        regions_of(statements),
        credential(uses[0].name, uses[1]) if uses else None,
        tuple(managed),
        values.read(every[0].value, every[1], values.duration, "a duration") if every else None,
        settings_of(statements, target),
        block.at,
    )


def _management(node: tree.Manages, scope: Scope, gateways: dict[str, Gateway]) -> Management:
    said = node.mode
    word = values.one_of(said.name, scope, MODES, "mode") if said else None
    mode = cast(Mode, word or "write")
    names = referred(node, scope, ("gateway",))
    for name in names:
        gateway = gateways.get(name)
        if said and gateway and gateway.mode.origin.at and gateway.mode.value != mode:
            _report_modes(said, mode, gateway, scope)
    return Management(tuple(names), mode)


def _report_modes(said: tree.Mode, mode: str, gateway: Gateway, scope: Scope) -> None:
    at = gateway.mode.origin.at
    assert at is not None
    scope.desk.report(
        "GW0102",
        f"`{gateway.name}` is managed in mode `{mode}` and says of itself `{gateway.mode.value}`",
        said.span,
        f"`{mode}` here",
        because=[Label(at, f"`{gateway.mode.value}` here")],
        help=[Help("where there is a control plane, say it there only")],
        about=(gateway.name, "mode"),
    )
