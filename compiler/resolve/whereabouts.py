"""Which declaration, which route and which environment a place in the text belongs to."""

from bisect import bisect, bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from ...dsl import tree
from ...dsl.finding import Finding
from ...dsl.source import Source, Span
from ..model import Param, PathPattern
from .blocks import Block, RouteDraft
from .paths import segments_of
from .program import Program
from .texts import name as name_text


class Whereabouts:
    """Asked only where there is an `allow`, so nothing is prepared before."""

    def __init__(self, programs: Sequence[Program]) -> None:
        self._programs = programs
        self._environments: dict[Span, str | None] = {}

    def names_at(self, finding: Finding) -> list[str]:
        """The declarations that say what stands at the place of a finding.

        Text belongs to the block around it, and only then to those that took it over. Of
        several blocks that a loop makes of one text, the finding says which it is about.
        """
        at = finding.at
        home = [block.name for block in self._around(at)]
        found = home or [block.name for block in self._blocks() if _took_over(block, at)]
        said = [name for name in found if name in finding.about]
        return list(dict.fromkeys(said or found))

    def _around(self, at: Span) -> list[Block]:
        """The blocks whose own text holds a place; blocks never stand in each other."""
        homes = self._homes.get(at.source, [])
        place = bisect(homes, at.start, key=_start)
        nearest = homes[place - 1].node.start if place else -1
        first = bisect_left(homes, nearest, key=_start)
        return [block for block in homes[first:place] if _holds(block.node, at)]

    @cached_property
    def _homes(self) -> dict[Source, list[Block]]:
        homes: dict[Source, list[Block]] = {}
        for block in self._blocks():
            homes.setdefault(block.node.source, []).append(block)
        return {source: sorted(blocks, key=_start) for source, blocks in homes.items()}

    def is_in_route(
        self, gateway: str, methods: Sequence[str], path: PathPattern | None, at: Span
    ) -> bool:
        """Whether it stands in such a route; methods that are named have to be all it has."""
        return any(
            _is_meant(draft, methods, path)
            for block in self._blocks()
            if block.name == gateway
            for draft in block.routes
            if _holds_route(draft, at)
        )

    def environment_at(self, at: Span) -> str | None:
        """The environment whose block holds it."""
        if at not in self._environments:
            self._environments[at] = self._environment_at(at)
        return self._environments[at]

    def _environment_at(self, at: Span) -> str | None:
        for module in self._programs[0].modules:
            if module.parsed.source is at.source:
                for item in module.parsed.file.items:
                    if isinstance(item, tree.Environment) and _holds(item, at):
                        return item.name.text
        return None

    def _blocks(self) -> Iterator[Block]:
        return (block for program in self._programs for block in program.blocks.values())


def _start(block: Block) -> int:
    return block.node.start


def _holds(node: tree.Node, at: Span) -> bool:
    return node.source is at.source and node.start <= at.start and at.end <= node.end


def _took_over(block: Block, at: Span) -> bool:
    """What an overlay laid over it, or what it took from another one."""
    said = any(_holds(statement.node, at) for statement in block.items)
    return said or any(_holds_route(draft, at) for draft in block.routes)


def _holds_route(draft: RouteDraft, at: Span) -> bool:
    action = (draft.action[0],) if draft.action is not None else ()
    parts = (draft.node, *action, *(statement.node for statement in draft.items))
    return any(_holds(part, at) for part in parts)


def _is_meant(draft: RouteDraft, methods: Sequence[str], path: PathPattern | None) -> bool:
    written = draft.node.methods.words if draft.node.methods else ()
    if methods and not (written and set(written) <= set(methods)):
        return False
    text = name_text(draft.node.path, draft.scope)
    return path is None or _shape(path) == _shape(PathPattern(text, segments_of(text)))


def _shape(path: PathPattern) -> list[object]:
    """The pattern whatever its parameters are called."""
    return [part.regex if isinstance(part, Param) else part for part in path.segments]
