"""Entries in front of gateways, and control planes above them."""

from collections.abc import Sequence
from dataclasses import replace

from ...dsl import tree
from ...dsl.finding import Help, Label
from ..model import ControlPlane, Entry, EntryShare, Gateway, Management, Mode, Origin, Traced
from ..units import Share
from . import values
from .blocks import Block
from .conditions import credential, subject
from .fields import duration_of, text_of, texts_of
from .gateways import MODES
from .places import regions_of
from .references import full_name, name_if_declared, names_in
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
    names = names_in(listed[0], listed[1], ("gateway",)) if listed else [s.gateway for s in shares]
    sticky = divided[0].sticky if divided else None
    return Entry(
        name=block.name,
        domains=texts_of(statements, tree.Domain),
        how="nearest" if nearest else "first" if ranked else "split",
        gateways=tuple(dict.fromkeys(names)),
        shares=shares,
        sticky=subject(sticky.subject, divided[1]) if divided and sticky else None,
        failover=duration_of(statements, tree.Failover),
        owner=text_of(statements, tree.Owner),
        at=block.at,
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
        name = full_name(one.name, scope, ("gateway",))
        made.append(EntryShare(portion or Share(0), name))
    return tuple(made)


def control_plane(block: Block, gateways: dict[str, Gateway]) -> ControlPlane:
    node, scope, statements = block.node, block.scope, block.statements
    assert isinstance(node, tree.ControlPlane)
    target = target_name(node.target, scope)
    uses = statements.one(tree.UsesCredential)
    return ControlPlane(
        name=block.name,
        target=target,
        url=text_of(statements, tree.Url),
        regions=regions_of(statements),
        credential=credential(uses[0].name, uses[1]) if uses else None,
        manages=_managed(statements, gateways),
        discover_every=duration_of(statements, tree.EveryTime),
        settings=settings_of(statements, target),
        at=block.at,
    )


def _managed(statements: Statements, gateways: dict[str, Gateway]) -> tuple[Management, ...]:
    """Without `mode` each gateway is managed in its own: to read one that was found, say."""
    first: dict[str, tuple[Mode, tree.Token]] = {}
    made: list[Management] = []
    for node, scope in statements.every(tree.Manages):
        said = _mode(node, gateways, scope)
        by_mode: dict[Mode, list[str]] = {}
        for token in node.names:
            name = name_if_declared(token, scope, ("gateway",))
            if name is None:
                continue
            mode: Mode = said or (gateways[name].mode.value if name in gateways else "write")
            if first.setdefault(name, (mode, token))[0] != mode:
                _report_managed_twice(name, first[name][1], token, scope)
            by_mode.setdefault(mode, []).append(name)
        made += (Management(tuple(names), mode) for mode, names in by_mode.items())
    return tuple(made)


def _mode(node: tree.Manages, gateways: dict[str, Gateway], scope: Scope) -> Mode | None:
    said = node.mode
    if said is None:
        return None
    mode: Mode | None = values.one_of(said.name, scope, MODES, "mode")
    for name in names_in(node, scope, ("gateway",)) if mode is not None else ():
        gateway = gateways.get(name)
        if gateway and gateway.mode.origin.at and gateway.mode.value != mode:
            _report_modes(said, mode or "", gateway, scope)
    return mode


def with_modes(gateways: dict[str, Gateway], planes: dict[str, ControlPlane]) -> dict[str, Gateway]:
    """A gateway that does not say its mode has that of the control plane above it."""
    said = {
        name: Traced(managed.mode, Origin(f"control_plane {plane.name}", plane.at))
        for plane in planes.values()
        for managed in plane.manages
        for name in managed.gateways
    }
    return {
        name: replace(gateway, mode=said[name])
        if name in said and said[name].value != gateway.mode.value
        else gateway
        for name, gateway in gateways.items()
    }


def _report_managed_twice(name: str, first: tree.Token, again: tree.Token, scope: Scope) -> None:
    scope.desk.report(
        "GW0102",
        f"`{name}` is managed in two modes",
        again.span,
        "in another mode here",
        because=[Label(first.span, "in one mode here")],
        help=[Help("keep one of them: `read_write` is both")],
        about=(name, "mode"),
    )


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
