"""The one namespace of a program: who is called what, and who asked for whom."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ...dsl.source import Span

HOLE = re.compile(r"\$\{([A-Za-z0-9_]+)\}")
ARTICLES = {"entry": "an", "allow": "an", "env": "an"}


@dataclass(slots=True)
class Declared:
    name: str
    kind: str  # as the language calls it: gateway, service, control_plane ..
    at: Span
    used_by: set[str] = field(default_factory=set[str])


class Names:
    """Names declared so far, and which of them were asked for while which was being read."""

    def __init__(self) -> None:
        self.declared: dict[str, Declared] = {}
        self.removed: dict[str, Declared] = {}  # taken away by an environment
        self.reader = ""  # the declaration being resolved: who asks

    def declare(self, name: str, kind: str, at: Span) -> Declared | None:
        """Take a name that is free; otherwise whoever has it already."""
        earlier = self.declared.get(name)
        if earlier is None:
            self.declared[name] = Declared(name, kind, at)
        return earlier

    def find(self, name: str, prefix: str) -> Declared | None:
        """A file imported under a name sees its own declarations first, then the others."""
        found = self.declared.get(prefix + name) if prefix else None
        found = found or self.declared.get(name)
        if found is not None:
            found.used_by.add(self.reader)
        return found

    def of_kind(self, kinds: Iterable[str]) -> list[str]:
        wanted = set(kinds)
        return [name for name, declared in self.declared.items() if declared.kind in wanted]


def a(kind: str) -> str:
    word = kind.replace("_", " ")
    return f"{ARTICLES.get(kind, 'a')} {word}"


def any_of(kinds: Sequence[str]) -> str:
    """`a gateway, a service or a client`."""
    named = [a(kind) for kind in kinds]
    return " or ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
