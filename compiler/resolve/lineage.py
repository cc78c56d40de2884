"""The blocks of an environment, and of the environments that it is like."""

from dataclasses import dataclass, field

from ...dsl import tree
from ...dsl.finding import Help, Label
from ...dsl.near import near_names
from ...dsl.source import Span
from .program import Program
from .refer import renamed
from .scope import Scope

Place = tuple[str, ...]


@dataclass(slots=True)
class Overlay:
    """All blocks of one environment name, in the order of the files."""

    name: str
    nodes: list[tuple[tree.Environment, Scope]] = field(
        default_factory=list[tuple[tree.Environment, Scope]]
    )
    # What each field was set to, by which block: two that differ are a conflict.
    set_by: dict[Place, tuple[tree.Environment, str, Span]] = field(
        default_factory=dict[Place, tuple[tree.Environment, str, Span]]
    )


def overlays_of(program: Program) -> list[Overlay]:
    """The overlays of the environment asked for, the one it is `like` first."""
    by_name: dict[str, Overlay] = {}
    for module in program.modules:
        for item in module.parsed.file.items:
            if isinstance(item, tree.Environment):
                overlay = by_name.setdefault(item.name.text, Overlay(item.name.text))
                overlay.nodes.append((item, program.scopes[module.prefix]))
    return _chain(program, by_name, program.environment) if program.environment else []


def _chain(program: Program, by_name: dict[str, Overlay], name: str) -> list[Overlay]:
    chain: list[str] = []
    wanted: str | None = name
    while wanted is not None and wanted in by_name:
        if wanted in chain:
            _report_ring(program, [by_name[one] for one in chain[chain.index(wanted) :]])
            break
        chain.append(wanted)
        wanted = _parent(program, by_name, by_name[wanted])
    return [by_name[one] for one in reversed(chain)]


def _parent(program: Program, by_name: dict[str, Overlay], overlay: Overlay) -> str | None:
    """What the blocks of this name are like; two that do not agree are told."""
    said = _said_to_be_like(overlay)
    if not said:
        return None
    parent = said[0]
    for other in said[1:]:
        if other.text != parent.text:
            _report_two(program, overlay, parent, other)
    if parent.text not in by_name:
        _report_unknown(program, by_name, parent)
    return parent.text


def _said_to_be_like(overlay: Overlay) -> list[tree.Token]:
    return [node.like.name for node, _ in overlay.nodes if node.like is not None]


def _report_two(program: Program, overlay: Overlay, first: tree.Token, again: tree.Token) -> None:
    program.desk.report(
        "GW0106",
        f"the environment `{overlay.name}` is said to be like `{first.text}` and `{again.text}`",
        again.span,
        "set again here",
        because=[Label(first.span, "first set here")],
        help=[Help("keep one of them")],
        about=(overlay.name, "like"),
    )


def _report_unknown(program: Program, by_name: dict[str, Overlay], parent: tree.Token) -> None:
    near = near_names(parent.text, by_name)[:1]
    program.desk.report(
        "GW0101",
        f"there is no environment `{parent.text}`",
        parent.span,
        "not declared",
        help=[renamed(one, parent.span) for one in near],
        about=(parent.text, "environment"),
    )


def _report_ring(program: Program, ring: list[Overlay]) -> None:
    """Told once, at the environment that stands first, whichever of them was asked for."""
    places = {one.name: _said_to_be_like(one)[0].span for one in ring}
    names = list(places)
    first = min(names, key=lambda name: (places[name].source.name, places[name].start))
    names = [*names[names.index(first) :], *names[: names.index(first)]]
    program.desk.report(
        "GW0112",
        f"the environment `{first}` is like itself",
        places[first],
        "its likeness leads back here",
        because=[Label(places[name], f"by way of `{name}`") for name in names[1:]],
        notes=["the ring: " + " -> ".join([*names, first])],
        about=tuple(sorted(names)),
    )
