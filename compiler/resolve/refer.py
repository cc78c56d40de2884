"""Looking a name up: what it stands for here, or what went wrong and which names are like it."""

from collections.abc import Iterable

from ...dsl.finding import Applicability, Edit, Help, Label
from ...dsl.near import near_names
from ...dsl.source import Span
from .desk import Desk
from .names import HOLE, Declared, a, any_of
from .scope import Scope

_SHOWN = 3


def refer(
    name: str, at: Span, scope: Scope, kinds: tuple[str, ...], others: Iterable[str] = ()
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
    name: str, at: Span, scope: Scope, kinds: tuple[str, ...], others: Iterable[str]
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


def _one_of_these(desk: Desk, kinds: tuple[str, ...]) -> Help | None:
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
