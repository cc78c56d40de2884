"""The one namespace of a program: who is called what, who asked for whom, and near misses."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...dsl.finding import Applicability, Edit, Help, Label
from ...dsl.near import near_names
from ...dsl.source import Span

if TYPE_CHECKING:
    from .desk import Desk
    from .scope import Scope

HOLE = re.compile(r"\$\{([A-Za-z0-9_]+)\}")
ARTICLES = {"entry": "an", "allow": "an", "env": "an"}
ACTION_WORDS = ("gather", "choose", "split", "first", "function", "redirect", "respond")
_SHOWN = 3


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

    def declare(self, desk: "Desk", name: str, kind: str, at: Span) -> bool:
        """Whether the name was free; if not, both places are told."""
        earlier = self.declared.get(name)
        if earlier is not None:
            desk.report(
                "GW0102",
                f"`{name}` is declared twice",
                at,
                f"declared again here as {a(kind)}",
                because=[Label(earlier.at, f"first declared here as {a(earlier.kind)}")],
                help=[Help("give one of them another name")],
                about=(name,),
            )
            return False
        if "." in name.removeprefix(_prefix_of(name, at)):
            desk.report(
                "GW0110",
                f"a declared name holds no dot, and `{name}` does",
                at,
                "dots are for built-in names and imported files",
                help=[Help(f"write `{at.text.replace('.', '_')}`")],
                about=(name,),
            )
        if name in ACTION_WORDS and kind in ("gateway", "service"):
            desk.report(
                "GW0110",
                f"{a(kind)} cannot be called `{name}`: behind `->` that is an action",
                at,
                "a word with a meaning of its own",
                help=[Help(f"give it another name, such as `{name}_{kind}`")],
                about=(name,),
            )
        self.declared[name] = Declared(name, kind, at)
        return True

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


def _prefix_of(name: str, at: Span) -> str:
    """What an import put in front of the name as written."""
    written = at.text
    return name[: -len(written)] if name.endswith(written) else ""


def a(kind: str) -> str:
    word = kind.replace("_", " ")
    return f"{ARTICLES.get(kind, 'a')} {word}"


def any_of(kinds: Sequence[str]) -> str:
    """`a gateway, a service or a client`."""
    named = [a(kind) for kind in kinds]
    return " or ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def refer(
    name: str, at: Span, scope: "Scope", kinds: tuple[str, ...], others: Iterable[str] = ()
) -> Declared | None:
    """The declaration of one of these kinds; a miss or a wrong kind is told, with near names.

    `others` are names that would also do here without being declared.
    """
    desk = scope.desk
    found = desk.names.find(name, scope.prefix)
    if found is None:
        _report_unknown(name, at, scope, kinds, others)
        return None
    if found.kind not in kinds:
        desk.report(
            "GW0101",
            f"`{name}` is {a(found.kind)}, and {any_of(kinds)} is needed here",
            at,
            f"{any_of(kinds)} is needed here",
            because=[Label(found.at, f"`{name}` is declared here as {a(found.kind)}")],
            help=[_one_of_these(desk, kinds) or _declare_it("NAME", kinds)],
            about=(name, *kinds),
        )
        return None
    return found


def _report_unknown(
    name: str, at: Span, scope: "Scope", kinds: tuple[str, ...], others: Iterable[str]
) -> None:
    desk = scope.desk
    if any(scope.find(hole) is None for hole in HOLE.findall(at.text)):
        return  # what is not defined has been told, and this name is made of it
    removed = desk.names.removed.get(scope.prefix + name) or desk.names.removed.get(name)
    mine = [n.removeprefix(scope.prefix) for n in desk.names.of_kind(kinds)]
    built_in = tuple(others)
    near = near_names(name, [*mine, *built_in])[:_SHOWN]
    near = near or tuple(one for one in built_in if one.endswith("." + name))[:_SHOWN]
    labels = [
        Label(found.at, f"`{near_name}` is declared here")
        for near_name in near
        if (found := desk.names.declared.get(scope.prefix + near_name))
        or (found := desk.names.declared.get(near_name))
    ]
    if removed is not None:
        labels = [Label(removed.at, "declared here, and removed in this environment")]
    desk.report(
        "GW0101",
        f"nothing here is called `{name}`, and {any_of(kinds)} is needed",
        at,
        "removed in this environment" if removed else "not declared",
        because=labels,
        help=[renamed(near_name, at) for near_name in near[:1]] or [_declare_it(name, kinds)],
        about=(name, *kinds),
    )


def _one_of_these(desk: "Desk", kinds: tuple[str, ...]) -> Help | None:
    """A few names that would do here, in the order in which they are declared."""
    names = desk.names.of_kind(kinds)[:_SHOWN]
    shown = ", ".join(f"`{name}`" for name in names)
    return Help(f"name {any_of(kinds)}, such as {shown}") if names else None


def renamed(near_name: str, at: Span) -> Help:
    return Help(f"a name like it is `{near_name}`", Applicability.REVIEW, (Edit(at, near_name),))


def _declare_it(name: str, kinds: tuple[str, ...]) -> Help:
    kind = kinds[0].replace("_", " ") if kinds[0] != "control_plane" else kinds[0]
    return Help(f"declare it: `{SKETCHES.get(kinds[0], kind + ' NAME').replace('NAME', name)}`")


SKETCHES = {
    "gateway": "gateway NAME on TARGET { .. }",
    "service": 'service NAME { url ".." }',
    "credential": "credential NAME = api_key { .. }",
    "region": "region NAME = aws.eu-west-1",
    "label": "label NAME { within EU }",
    "policy": "policy NAME { .. }",
    "plan": "plan NAME { base 0 USD }",
    "tier": "tier NAME { limit 60/min per caller }",
    "client": "client NAME { .. }",
    "workload": "workload NAME { .. }",
    "scenario": "scenario NAME { .. }",
    "env": "env NAME",
}
