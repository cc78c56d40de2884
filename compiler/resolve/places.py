"""Regions and labels."""

from collections.abc import Iterator
from itertools import combinations

from ...dsl import tree
from ...dsl.near import near_names
from ...dsl.source import Span
from ..catalogue import regions
from ..model import Distance, Label, Region, RoundTrip
from ..units import Duration
from . import texts, values
from .blocks import Block
from .names import Declared
from .refer import refer, renamed
from .scope import Scope
from .statements import Statements, report_twice


def region(block: Block) -> Region:
    node, scope = block.node, block.scope
    assert isinstance(node, tree.Region)
    if node.alias is not None:
        return _of_catalogue(block.name, texts.name(node.alias, scope), node.alias, scope, block.at)
    statements = block.statements
    near = statements.one(tree.Near)
    within = statements.one(tree.Within)
    return Region(
        block.name,
        jurisdictions=_jurisdictions(*within) if within else (),
        near=_near(*near) if near else None,
        distances=tuple(_distances(statements)),
        at=block.at,
    )


def _of_catalogue(name: str, base: str, at: tree.Token, scope: Scope, span: Span) -> Region:
    found = regions().find(base)
    if found is None:
        _report_unknown(base, at, scope)
        return Region(name, (), at=span)
    return Region(name, found.jurisdictions, base=base, near=found.near, place=found.place, at=span)


def _report_unknown(name: str, at: tree.Token, scope: Scope) -> None:
    near = near_names(name, regions().names())[:1]
    clouds = sorted({known.partition(".")[0] for known in regions().names()})
    scope.desk.report(
        "GW0101",
        f"the catalogue has no region `{name}`",
        at.span,
        "not a built-in region",
        notes=["built-in names begin with " + " or ".join(f"`{cloud}.`" for cloud in clouds)],
        help=[renamed(one, at.span) for one in near],
        about=(name, "catalogue"),
    )


def _near(node: tree.Near, scope: Scope) -> str | None:
    name = texts.name(node.name, scope)
    if regions().find(name) is None:
        _report_unknown(name, node.name, scope)
        return None
    return name


def _distances(statements: Statements) -> list[Distance]:
    found: list[Distance] = []
    first: dict[str, tree.Rtt] = {}
    for node, scope in statements.every(tree.Rtt):
        to = region_name(node.region, scope)
        if to is not None and first.setdefault(to, node) is not node:
            report_twice(first[to], node, scope)
        long = values.read(node.value, scope, values.duration, "a duration")
        if to is not None and long is not None:
            found.append(Distance(to, long))
    return found


def _jurisdictions(node: tree.Within, scope: Scope) -> tuple[str, ...]:
    known = regions().jurisdictions()
    names = [texts.name(token, scope) for token in node.names]
    for token, name in zip(node.names, names, strict=True):
        if name not in known:
            _report_jurisdiction(name, token, scope)
    return tuple(names)


def _report_jurisdiction(
    name: str, at: tree.Token, scope: Scope, regions_too: bool = False
) -> None:
    also = scope.desk.names.of_kind(("region",)) if regions_too else []
    # Any two letters are a slip away from some country.
    near = near_names(name, [*also, *regions().jurisdictions()])[:1] if len(name) > 2 else ()
    kinds = "a jurisdiction or a region" if regions_too else "a jurisdiction"
    scope.desk.report(
        "GW0101",
        f"`{name}` is not {kinds}",
        at.span,
        "not known",
        notes=["jurisdictions are `EU`, `EEA`, `UK` and the two letters of a country, as in `CH`"],
        help=[renamed(one, at.span) for one in near],
        about=(name, "jurisdiction"),
    )


def label(block: Block) -> Label:
    statements = block.statements
    within = statements.one(tree.Within)
    through = statements.one(tree.Carried)
    return Label(
        block.name,
        places(within[0].names, within[1]) if within else (),
        places(through[0].names, through[1]) if through else (),
        block.at,
    )


def places(tokens: tuple[tree.Token, ...], scope: Scope) -> tuple[str, ...]:
    """Jurisdictions, or regions of the program."""
    return tuple(place for token in tokens if (place := _place(token, scope)) is not None)


def _place(token: tree.Token, scope: Scope) -> str | None:
    name = texts.name(token, scope)
    found = scope.desk.names.find(name, scope.prefix)
    if found is not None and found.kind == "region":
        return found.name
    if name in regions().jurisdictions():
        return name
    if found is not None:
        refer(name, token.span, scope, ("region",))
    else:
        _report_jurisdiction(name, token, scope, regions_too=True)
    return None


def regions_of(statements: Statements) -> tuple[str, ...]:
    """What `region eu, us` of a gateway, service or client names."""
    found = statements.one(tree.InRegion)
    if found is None:
        return ()
    names = (region_name(token, found[1]) for token in found[0].names)
    return tuple(dict.fromkeys(name for name in names if name is not None))


def region_name(token: tree.Token, scope: Scope) -> str | None:
    """A region of the program, or one of the catalogue used as it is."""
    name = texts.name(token, scope)
    if "." in name and scope.desk.names.find(name, scope.prefix) is None:
        if regions().find(name) is None:
            _report_unknown(name, token, scope)
            return None
        scope.desk.built_in_regions.setdefault(name, token)
        return name
    found: Declared | None = refer(name, token.span, scope, ("region",), _built_in_names())
    return found.name if found else None


def _built_in_names() -> Iterator[str]:
    """Read only by whoever has missed a name: the catalogue is large."""
    yield from regions().names()


def built_in(name: str) -> Region:
    """A region of the catalogue that the program uses without giving it a name."""
    found = regions().find(name)
    assert found is not None, name
    return Region(name, found.jurisdictions, base=name, near=found.near, place=found.place)


def round_trips(found: dict[str, Region]) -> tuple[RoundTrip, ...]:
    """For every two regions of the program what it states itself, else what the catalogue knows."""
    pairs = combinations(found.values(), 2)
    return tuple(trip for pair in pairs if (trip := _round_trip(*pair)) is not None)


def _round_trip(one: Region, other: Region) -> RoundTrip | None:
    names = (one.name, other.name)
    for here, there in ((one, other), (other, one)):
        for distance in here.distances:
            if distance.region == there.name:
                return RoundTrip(names, distance.round_trip, "stated")
    if one.stands_for is None or other.stands_for is None:
        return None
    known = regions().round_trip(one.stands_for, other.stands_for)
    return RoundTrip(names, Duration(known.us), known.kind.value) if known else None
