"""Conditions of the program: as data for the Lua filters, and what only Envoy's matchers can do."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import field
from ipaddress import ip_network
from typing import Any

from ...compiler.model import (
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
    Param,
    PathPattern,
    Subject,
)
from ...compiler.target import Need
from ...compiler.target.asking import BY_SUBJECT
from ...dsl.frozen import frozen
from .places import Json
from .regexes import escaped, is_exact, without

NOT_KNOWN = {"country": "Envoy does not know the country of a caller"}
FROM_CREDENTIALS = ("caller", "client", "user", "claim", "scope", "key")
"""What the guard cannot know yet: the gate asks again, once tokens are verified."""


class InexactError(Exception):
    """What of a condition cannot be said so that it means the same."""

    def __init__(self, why: str, need: Need | None = None) -> None:
        super().__init__(why)
        self.why, self.need = why, need


@contextmanager
def for_need(need: Need) -> Generator[None]:
    """Whose condition it was."""
    try:
        yield
    except InexactError as problem:
        raise InexactError(problem.why, need) from None


@frozen
class Asked:
    """A route's condition in three parts, all of which have to hold.

    `headers` are matchers of Envoy's, `params` narrow the path, `test` is for Lua; `late` if it
    looks at credentials.
    """

    headers: tuple[Json, ...] = ()
    params: Mapping[str, str] = field(default_factory=dict[str, str])
    test: Json | None = None
    late: bool = False


def asked(when: Condition | None, path: PathPattern) -> Asked:
    """Raises InexactError."""
    if when is None:
        return Asked()
    headers: list[Json] = []
    params: dict[str, str] = {}
    rest: list[Json] = []
    late = False
    for part in when.parts if isinstance(when, AllOf) else (when,):
        with for_need(BY_SUBJECT[subjects_in(part)[0].name]):
            if isinstance(part, Matches):
                _by_regex(part, headers, params, path)
            else:
                late = late or is_late(part)
                rest.append(data(part, path))
    test = None if not rest else rest[0] if len(rest) == 1 else {"op": "and", "of": rest}
    return Asked(tuple(headers), params, test, late)


def _by_regex(
    part: Matches, headers: list[Json], params: dict[str, str], path: PathPattern
) -> None:
    if not is_exact(part.regex):
        raise InexactError(f"Envoy's regular expressions have no `{part.regex}`")
    name = part.subject.argument or ""
    match part.subject.name:
        case "header":
            headers.append(matching(name, part.regex))
        case "cookie":
            value = without(part.regex, ";")
            pattern = f"(?:.*;)?\\s*{escaped(name)}=(?:{value})(?:;.*)?"
            headers.append(matching("cookie", pattern))
        case "query":
            value = without(part.regex, "&")
            pattern = f"[^?]*\\?(?:.*&)?{escaped(name)}=(?:{value})(?:&.*)?"
            headers.append(matching(":path", pattern))
        case "param" if name not in params and _has_no_regex(path, name):
            params[name] = without(part.regex, "/")
        case "host":
            # Names of hosts have no case: `ADM.example` would else get past a route for `adm.example`.
            headers.append(matching(":authority", f"(?i:{part.regex})(?::[0-9]+)?"))
        case "method":
            headers.append(matching(":method", part.regex))
        case other:
            raise InexactError(
                f"a regular expression on `{other}` cannot be matched before the gate"
            )


def _has_no_regex(path: PathPattern, name: str) -> bool:
    return any(
        isinstance(part, Param) and part.name == name and part.regex is None
        for part in path.segments
    )


def matching(header: str, regex: str) -> Json:
    return {"name": header, "string_match": {"safe_regex": {"regex": regex}}}


def is_late(test: Condition) -> bool:
    return any(subject.name in FROM_CREDENTIALS for subject in subjects_in(test))


def subjects_in(condition: Condition) -> list[Subject]:
    match condition:
        case Not(inner):
            return subjects_in(inner)
        case AllOf(parts) | AnyOf(parts):
            return [subject for part in parts for subject in subjects_in(part)]
        case _:
            return [condition.subject]


def data(condition: Condition, path: PathPattern) -> Json:
    """A condition as `conditions.lua` reads it; raises InexactError."""
    match condition:
        case Not(inner):
            return {"op": "not", "of": data(inner, path)}
        case AllOf(parts):
            return {"op": "and", "of": [data(part, path) for part in parts]}
        case AnyOf(parts):
            return {"op": "or", "of": [data(part, path) for part in parts]}
        case IsThere(subject):
            return {"op": "there", **subject_data(subject, path)}
        case Compares(subject, how, value):
            return {"op": how, **subject_data(subject, path), "value": _value(subject, value)}
        case IsOneOf(subject, values):
            wanted = [_value(subject, value) for value in values]
            return {"op": "in", **subject_data(subject, path), "values": wanted}
        case Matches(subject, regex):
            raise InexactError(
                f"`{subject} matches '{regex}'` would need regular expressions in Lua"
            )


def subject_data(subject: Subject, path: PathPattern) -> Json:
    """Raises InexactError where Envoy does not know such a thing."""
    if subject.name in NOT_KNOWN:
        raise InexactError(NOT_KNOWN[subject.name])
    said: Json = {"subject": subject.name}
    if subject.argument is not None:
        said["name"] = subject.argument
    if subject.name == "param":
        said["at"] = place_of(subject.argument or "", path)
    return said


def place_of(param: str, path: PathPattern) -> int:
    """Which segment a parameter is, counted from 1; 0, where nothing is, if there is no such."""
    places = [
        place
        for place, part in enumerate(path.segments, start=1)
        if isinstance(part, Param) and part.name == param
    ]
    return places[0] if places else 0


def _value(subject: Subject, value: Comparable) -> Any:
    if subject.name == "ip" and "/" in str(value):
        return _range(str(value))
    match value:
        case str():
            return value.lower() if subject.name == "host" else value
        case int():
            return value
        case Number(value=number):
            return float(number)
        case _:
            raise InexactError(f"`{value}` has a unit, and texts of a request have none")


def _range(text: str) -> Json:
    """The first address of a network, and how many there are."""
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        raise InexactError(f"`{text}` is no range of addresses") from None
    if network.version != 4:
        raise InexactError(f"`{text}` is a range of IPv6 addresses; ranges of IPv4 are compared")
    return {"first": int(network.network_address), "count": network.num_addresses}
