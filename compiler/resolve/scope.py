"""What bare words and `${..}` stand for at one place of the program: names of `let` and `for`."""

from dataclasses import dataclass, field

from ...dsl import tree
from ...dsl.finding import Label
from ...dsl.source import Span
from .desk import Desk


@dataclass(slots=True, eq=False)
class Binding:
    """A name, and the value as written, to be read in the scope where it was written."""

    name: str
    value: tree.Value
    scope: "Scope"
    at: Span
    made_by: str  # `let` or `for`
    used: bool = False
    filled: str | None = None  # what it says as a text, once that was asked for


@dataclass(slots=True)
class Scope:
    """A chain: the file's constants, then one link for each turn of each loop around."""

    desk: Desk
    prefix: str = ""  # of the module's names, such as `orders.`
    outer: "Scope | None" = None
    bindings: dict[str, Binding] = field(default_factory=dict[str, Binding])
    # Constants whose text is being put together, outermost first: one list for all scopes.
    filling: list[Binding] = field(init=False)

    def __post_init__(self) -> None:
        self.filling = [] if self.outer is None else self.outer.filling

    def inner(self) -> "Scope":
        return Scope(self.desk, self.prefix, self)

    def bind(self, name: str, value: tree.Value, scope: "Scope", at: Span, made_by: str) -> None:
        self.bindings[name] = Binding(name, value, scope, at, made_by)

    def find(self, name: str) -> Binding | None:
        here: Scope | None = self
        while here is not None:
            found = here.bindings.get(name)
            if found is not None:
                found.used = True
                return found
            here = here.outer
        return None

    def names(self) -> list[str]:
        """Everything that may be said here, inner names first."""
        here: Scope | None = self
        found: dict[str, None] = {}
        while here is not None:
            found.update(dict.fromkeys(here.bindings))
            here = here.outer
        return list(found)


RING = "RING"
"""The kind of the token that stands for a value nobody can find; its ring has been told."""


def followed(value: tree.Value, scope: Scope) -> tuple[tree.Value, Scope]:
    """The value behind a name, however many constants lie between; a ring is told and cut."""
    passed: list[Binding] = []
    while isinstance(value, tree.Token) and value.kind == "WORD":
        binding = scope.find(value.text)
        if binding is None:
            break
        if binding in passed:
            report_ring(scope.desk, passed[passed.index(binding) :])
            return value._replace(kind=RING), scope
        passed.append(binding)
        value, scope = binding.value, binding.scope
    return value, scope


def report_ring(desk: Desk, ring: list[Binding]) -> None:
    first = min(ring, key=lambda binding: (binding.at.source.name, binding.at.start))
    start = ring.index(first)
    ring = [*ring[start:], *ring[:start]]
    names = [binding.name for binding in ring]
    desk.report(
        "GW0112",
        f"`{first.name}` is defined by itself",
        first.at,
        "its value leads back here",
        because=[Label(binding.at, f"by way of `{binding.name}`") for binding in ring[1:]],
        notes=["the ring: " + " -> ".join([*names, names[0]])],
        about=sorted(names),
    )
