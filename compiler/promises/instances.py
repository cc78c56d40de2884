"""Concrete requests for the `expect` lines of a program."""

import re
from collections.abc import Iterator
from dataclasses import field, replace
from itertools import product
from urllib.parse import quote

from ...dsl.frozen import frozen
from ..model import (
    ANYONE,
    AllOf,
    Answer,
    Compares,
    Condition,
    Exactly,
    Federation,
    IsOneOf,
    IsThere,
    Measure,
    NeverReaches,
    Param,
    PathPattern,
    Promise,
    Subject,
)
from ..trace import Question

EXAMPLES = ("42", "1", "a", "ab", "abc", "abcd", "A", "x-1", "a1", "v1", "en", "2026-01-31",
            "00000000-0000-4000-8000-000000000000")  # fmt: skip
TAILS = ("", "/1/a")
METHOD = "GET"


@frozen
class Instances:
    """The requests that a promise speaks of, or why there are none to try."""

    questions: tuple[Question, ...] = ()
    reason: str | None = None


@frozen
class _Given:
    """What a request has to bring along so that a condition holds."""

    headers: tuple[tuple[str, str], ...] = ()
    query: tuple[tuple[str, str], ...] = ()
    says: dict[str, str] = field(default_factory=dict[str, str])
    scopes: tuple[str, ...] = ()
    keys: dict[str, str] = field(default_factory=dict[str, str])
    host: str | None = None


def instances_of(federation: Federation, promise: Promise) -> Instances:
    """A few requests for each promise that speaks of requests at all."""
    match promise:
        case Measure():
            return Instances(reason="a quantity is decided by a simulation, not by single requests")
        case Answer():
            return _answers(federation, promise)
        case NeverReaches():
            return _nevers(federation, promise)


def _answers(federation: Federation, promise: Answer) -> Instances:
    given = _given(promise.when)
    if given is None:
        return Instances(reason="its condition is not plain enough to build a request for")
    paths = _paths(promise.path)
    if not paths:
        return Instances(reason=f"no example at hand fits {promise.path.text}")
    query = "&".join([*([promise.query] if promise.query else []), *_pairs(given)])
    clients = [promise.client] if promise.client else [*federation.clients, ANYONE][:1]
    return Instances(tuple(
        _with(given, Question(method, _target(path, query), client=client, to=promise.to))
        for method, path, client in product(promise.methods or (METHOD,), paths, clients)
    ))  # fmt: skip


def _nevers(federation: Federation, promise: NeverReaches) -> Instances:
    """The path is asked of every gateway that the internet may reach."""
    if promise.path is None:
        return Instances(reason="it speaks of every path there is")
    paths = _paths(promise.path)
    public = [g.name for g in federation.gateways.values() if g.exposure.value == "public"]
    starts = [promise.to] if promise.to else public
    return Instances(tuple(
        Question(method, path, client=promise.client, to=start)
        for method, path, start in product(promise.methods or (METHOD,), paths, starts)
    ))  # fmt: skip


def _paths(pattern: PathPattern) -> list[str]:
    tails = TAILS if pattern.has_tail else ("",)
    path = ""
    for part in pattern.segments:
        match part:
            case Exactly(text=text):
                path += f"/{text}"
            case Param():
                segment = _segment(part)
                if segment is None:
                    return []
                path += f"/{segment}"
            case _:
                break
    return list(dict.fromkeys((path + tail) or "/" for tail in tails))


def _segment(param: Param) -> str | None:
    fitting = (one for one in EXAMPLES if re.fullmatch(param.regex or ".+", one))
    return next(fitting, None)


def _target(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _given(when: Condition | None) -> _Given | None:
    match when:
        case None:
            return _Given()
        case AllOf(parts=parts):
            found = [_given(part) for part in parts]
            known = [one for one in found if one is not None]
            return _joined(known) if len(known) == len(found) else None
        case IsThere(subject=subject):
            return _bringing(subject, "1")
        case Compares(subject=subject, how="=", value=value):
            return _bringing(subject, str(value))
        case IsOneOf(subject=subject, values=values) if values:
            return _bringing(subject, str(values[0]))
        case _:
            return None


def _bringing(subject: Subject, value: str) -> _Given | None:
    name = subject.argument or ""
    match subject.name:
        case "header":
            return _Given(headers=((name, value),))
        case "cookie":
            return _Given(headers=(("cookie", f"{name}={value}"),))
        case "query":
            return _Given(query=((name, value),))
        case "claim":
            return _Given(says={name: value})
        case "scope":
            return _Given(scopes=(name,))
        case "key":
            return _Given(keys={name: value})
        case "host":
            return _Given(host=value)
        case _:
            return None


def _joined(parts: list[_Given]) -> _Given:
    return _Given(
        tuple(one for part in parts for one in part.headers),
        tuple(one for part in parts for one in part.query),
        {name: value for part in parts for name, value in part.says.items()},
        tuple(one for part in parts for one in part.scopes),
        {name: value for part in parts for name, value in part.keys.items()},
        next((part.host for part in parts if part.host), None),
    )


def _pairs(given: _Given) -> Iterator[str]:
    for name, value in given.query:
        yield f"{quote(name, safe='')}={quote(value, safe='')}"


def _with(given: _Given, question: Question) -> Question:
    return replace(
        question,
        headers=given.headers,
        claims=given.says,
        scopes=given.scopes,
        metadata=given.keys,
        host=given.host,
    )
