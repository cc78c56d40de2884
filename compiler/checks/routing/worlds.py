"""Conditions tried out: all that a request could say about the subjects that they look at."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice, product

from ....dsl.frozen import frozen
from ...model import (
    AllOf,
    AnyOf,
    Comparable,
    Compares,
    Condition,
    IsOneOf,
    IsThere,
    Matches,
    Not,
    Number,
    Subject,
)

World = Mapping[Subject, str | None]
"""What one request says about each subject; None where it says nothing."""

WORLDS_MAX = 512
OTHER = "other"
"""A value that no condition speaks of."""

ALWAYS_THERE = ("method", "host", "ip", "param")


@frozen
class Tried:
    """A world in which everything wanted holds; without one, whether that is certain."""

    world: World | None
    certain: bool


def world_where(
    wanted: Sequence[Condition],
    unwanted: Sequence[Condition] = (),
    known: Mapping[Subject, tuple[str | None, ...]] | None = None,
) -> Tried:
    """Some world in which all of these hold and none of those; `known` limits what can be said."""
    conditions = (*wanted, *unwanted)
    domains = values_of(conditions)
    domains |= {s: values for s, values in (known or {}).items() if s in domains}
    count = 0
    for world in islice(_worlds(domains), WORLDS_MAX):
        count += 1
        if all(true_in(c, world) for c in wanted) and not any(true_in(c, world) for c in unwanted):
            return Tried(world, certain=True)
    return Tried(None, certain=count < WORLDS_MAX and plain(conditions))


def exclusive(one: Condition, other: Condition) -> bool:
    """Whether it is certain that no request meets both."""
    tried = world_where((one, other))
    return tried.world is None and tried.certain


def atoms_of(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """The single comparisons, however they are put together."""
    for condition in conditions:
        match condition:
            case Not(inner=inner):
                yield from atoms_of((inner,))
            case AllOf(parts=parts) | AnyOf(parts=parts):
                yield from atoms_of(parts)
            case _:
                yield condition


def subjects_in(conditions: Iterable[Condition]) -> tuple[Subject, ...]:
    """In the order in which they are first looked at."""
    found = (subject_of(atom) for atom in atoms_of(conditions))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def subject_of(atom: Condition) -> Subject | None:
    match atom:
        case IsThere(subject=s) | Compares(subject=s) | IsOneOf(subject=s) | Matches(subject=s):
            return _plain_name(s)
        case _:
            return None


def _plain_name(subject: Subject) -> Subject:
    """Headers are the same however their letters are written."""
    if subject.name != "header" or not subject.argument or subject.argument.islower():
        return subject
    return Subject("header", subject.argument.lower())


# ---- what can be said ----------------------------------------------------------------------------


def _worlds(domains: Mapping[Subject, tuple[str | None, ...]]) -> Iterator[World]:
    for values in product(*domains.values()):
        yield dict(zip(domains, values, strict=True))


def values_of(conditions: Sequence[Condition]) -> dict[Subject, tuple[str | None, ...]]:
    """For each subject one value for each way in which these conditions tell its values apart."""
    return {subject: _values(subject, conditions) for subject in subjects_in(conditions)}


def _values(subject: Subject, conditions: Iterable[Condition]) -> tuple[str | None, ...]:
    """One value for each way in which the conditions can tell values of this subject apart."""
    if subject.name == "scope":
        return (None, subject.argument)
    found: list[str | None] = [] if subject.name in ALWAYS_THERE else [None]
    found.append(_other(subject))
    for atom in atoms_of(conditions):
        if subject_of(atom) == subject:
            found += _told_apart(atom)
    return tuple(dict.fromkeys(found))


def _other(subject: Subject) -> str:
    return {"host": "other.example", "ip": "203.0.113.7", "method": "GET", "country": "AQ"}.get(
        subject.name, OTHER
    )


def _told_apart(atom: Condition) -> Iterator[str]:
    match atom:
        case Compares(value=value):
            yield from _around(value)
        case IsOneOf(values=values):
            for value in values:
                yield from _around(value)
        case Matches(regex=regex):
            found = example_of(regex)
            if found is not None:
                yield found
        case _:
            return


def mentioned(atoms: Iterable[Condition]) -> tuple[str, ...]:
    """The values that these comparisons speak of, and their neighbours."""
    return tuple(dict.fromkeys(value for atom in atoms for value in _told_apart(atom)))


def _around(value: Comparable) -> Iterator[str]:
    match value:
        case str():
            yield value.partition("/")[0] if _is_network(value) else value
        case int():
            yield from (str(value - 1), str(value), str(value + 1))
        case Number(value=number):
            yield from (str(number - 1), str(number), str(number + 1))
        case _:
            yield str(value)


def _is_network(value: str) -> bool:
    return "/" in value and value.replace("/", "").replace(".", "").replace(":", "").isalnum()


def example_of(regex: str) -> str | None:
    """A value that a regular expression takes, None where none is found."""
    from ...model import Param, PathPattern
    from ...patterns import example, shape_of

    made = example(shape_of(PathPattern("", (Param("x", regex),))))
    return made[1:] if made else None


def plain(conditions: Iterable[Condition]) -> bool:
    """Whether the values that were tried stand for all others: so it is without expressions,
    and without amounts that have units."""
    for atom in atoms_of(conditions):
        if isinstance(atom, Matches):
            return False
        if isinstance(atom, Compares) and not isinstance(atom.value, str | int | Number):
            return False
    return True


# ---- whether it holds ----------------------------------------------------------------------------


def true_in(condition: Condition, world: World) -> bool:
    """An absent value makes every comparison false."""
    match condition:
        case IsThere(subject=subject):
            return world.get(_plain_name(subject)) is not None
        case Compares(subject=subject, how=how, value=value):
            said = world.get(_plain_name(subject))
            return said is not None and _compares(subject, said, how, value)
        case IsOneOf(subject=subject, values=values):
            said = world.get(_plain_name(subject))
            return said is not None and any(_compares(subject, said, "=", v) for v in values)
        case Matches(subject=subject, regex=regex):
            said = world.get(_plain_name(subject))
            flags = re.IGNORECASE if subject.name == "host" else 0
            return said is not None and re.fullmatch(regex, said, flags) is not None
        case Not(inner=inner):
            return not true_in(inner, world)
        case AllOf(parts=parts):
            return all(true_in(part, world) for part in parts)
        case AnyOf(parts=parts):
            return any(true_in(part, world) for part in parts)


def _compares(subject: Subject, said: str, how: str, value: Comparable) -> bool:
    if subject.name == "ip" and how in ("=", "!="):
        return _in_network(said, str(value)) == (how == "=")
    if isinstance(value, int | Number):
        number = _number(said)
        wanted = Decimal(value) if isinstance(value, int) else value.value
        return number is not None and _ordered(number, how, wanted)
    wanted = str(value)
    if subject.name == "host":
        said, wanted = said.lower(), wanted.lower()
    return (said == wanted) == (how == "=") if how in ("=", "!=") else False


def _number(said: str) -> Decimal | None:
    try:
        number = Decimal(said)
    except ArithmeticError:
        return None
    return number if number.is_finite() else None


def _ordered(here: Decimal, how: str, there: Decimal) -> bool:
    return {
        "=": here == there,
        "!=": here != there,
        "<": here < there,
        "<=": here <= there,
        ">": here > there,
        ">=": here >= there,
    }[how]


def _in_network(address: str, wanted: str) -> bool:
    from ipaddress import ip_address, ip_network

    try:
        return ip_address(address) in ip_network(wanted, strict=False)
    except ValueError:
        return address == wanted
