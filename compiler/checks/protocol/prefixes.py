"""The fixed beginnings of a path before and after a gateway rewrites it."""

from ....dsl.finding import Edit
from ....dsl.source import Span
from ...model import Exactly, PathPattern, Tail
from ..ways import Way


def prefixes_of(way: Way) -> tuple[str, str]:
    """As the client knows it, and as the upstream does: `/shop`, `/`."""
    template = way.upstream.template
    return _prefix(way.route.path), _prefix(template) if template is not None else "/"


def _prefix(pattern: PathPattern) -> str:
    literals: list[str] = []
    for part in pattern.segments:
        if not isinstance(part, Exactly):
            break
        literals.append(part.text)
    return "/" + "/".join(literals)


def is_plain(way: Way) -> bool:
    """One beginning is put for another, and nothing else changes."""
    template = way.upstream.template
    return template is not None and all(
        all(isinstance(part, Exactly) for part in pattern.segments[:-1])
        and isinstance(pattern.segments[-1], Tail)
        for pattern in (way.route.path, template)
        if pattern.segments
    )


def prefix_edit(way: Way, statement: str) -> tuple[Edit, ...]:
    """The statement in the block of a route that leads to one place; its block is made if need be."""
    import re

    at = way.upstream.at
    if at is None or way.kind != "forward" or not is_plain(way):
        return ()
    text = at.source.text
    upstream = re.compile(r"(\s+at\s+(?:[A-Z]+\s+)?/[^\s,;]*)?(\s+over\s+\w+)?").match(text, at.end)
    end = upstream.end() if upstream else at.end
    block = re.compile(r"\s*\{").match(text, end)
    if block is not None:
        return (Edit(Span(at.source, block.end(), block.end()), f" {statement} "),)
    return (Edit(Span(at.source, end, end), f" {{ {statement} }}"),)
