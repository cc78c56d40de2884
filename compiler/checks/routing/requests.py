"""Requests that come to a route of a gateway, made so that certain conditions hold."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ...model import ANYONE, Exactly, Gateway, Param, PathPattern, Route, Subject
from ...patterns import Shape, contains, example, shape_of
from ..case import Case
from .worlds import World

if TYPE_CHECKING:
    from ...trace import Hop, Question, Trace

METHOD = Subject("method")
TRIES = 8
CLIENTS_MAX = 4
REFUSED = ("AUTH_MISSING", "AUTH_REJECTED")


def requests_to(
    case: Case,
    gateway: Gateway,
    route: Route,
    world: World,
    within: Shape | None = None,
    methods: tuple[str, ...] | None = None,
) -> Iterator["Question"]:
    """Those that bring along what the world says; from outside, whoever may call it."""
    shape = within if within is not None else shape_of(bound(route.path, world))
    path = example(shape)
    if path is None:
        return
    method = world.get(METHOD) or _method(route.methods if methods is None else methods)
    if is_open_to_callers(case, gateway):
        from ...trace import Question

        for client in _callers(case, gateway):
            made = Question(method, path, client, gateway.name)
            yield saying(made, world)
        return
    for found in case.flow.questions(gateway.name, route=route, paths=shape):
        yield saying(found, world)


def is_open_to_callers(case: Case, gateway: Gateway) -> bool:
    return gateway.exposure.value == "public" or case.facts(gateway).exposes_internal.value


def _callers(case: Case, gateway: Gateway) -> list[str]:
    """Clients first: theirs are the requests that are meant to arrive."""
    clients = case.federation.clients.values()
    own = [c.name for c in clients if gateway.name in c.calls or not c.calls]
    return [*own[:CLIENTS_MAX], ANYONE]


def _method(methods: tuple[str, ...]) -> str:
    return "GET" if not methods or "GET" in methods else methods[0]


def bound(path: PathPattern, world: World) -> PathPattern:
    """The pattern with what the world says about its parameters."""
    said = {s.argument: value for s, value in world.items() if s.name == "param" and value}
    if not said:
        return path
    parts = tuple(
        Exactly(said[part.name] or "") if isinstance(part, Param) and part.name in said else part
        for part in path.segments
    )
    return PathPattern(path.text, parts)


def fits(path: PathPattern, world: World) -> bool:
    """Whether the values of the parameters are such as the pattern takes."""
    made = example(shape_of(bound(path, world)))
    return made is not None and contains(shape_of(path), made)


def saying(question: "Question", world: World) -> "Question":
    """The request with the headers, the query and the claims of a world."""
    headers = dict(question.headers)
    headers |= {s.argument or "": v for s, v in _said(world, "header")}
    cookies = "; ".join(f"{s.argument}={v}" for s, v in _said(world, "cookie"))
    if cookies:
        headers["cookie"] = cookies
    query = "&".join(f"{_plain(s.argument)}={_plain(v)}" for s, v in _said(world, "query"))
    return replace(
        question,
        path=f"{question.path}?{query}" if query else question.path,
        headers=tuple(headers.items()),
        claims={**question.claims, **_named(world, "claim")},
        metadata={**question.metadata, **_named(world, "key")},
        scopes=(*question.scopes, *(v for _, v in _said(world, "scope"))),
        host=next((v for _, v in _said(world, "host")), question.host),
        ip=next((v for _, v in _said(world, "ip")), question.ip),
        country=next((v for _, v in _said(world, "country")), question.country),
    )


def _said(world: World, name: str) -> list[tuple[Subject, str]]:
    return [(s, value) for s, value in world.items() if s.name == name and value is not None]


def _named(world: World, name: str) -> Mapping[str, str]:
    return {s.argument or "": value for s, value in _said(world, name)}


def _plain(text: str | None) -> str:
    from urllib.parse import quote

    return quote(text or "", safe="")


def said_by(
    case: Case, client: str, subjects: tuple[Subject, ...]
) -> dict[Subject, tuple[str | None, ...]]:
    """What the tokens of a client say of these, where the program knows it."""
    from ...trace.presenting import saying

    presenting = case.federation.clients.get(client)
    presents = presenting.presents if presenting else ()
    says = [saying(one.saying) for one in presents if one.saying is not None]
    claims = {"sub": client} | {name: v for one in says for name, v in one.claims.items()}
    keys = {name: v for one in says for name, v in one.metadata.items()}
    scopes = {name for one in says for name in one.scopes}
    found: dict[Subject, tuple[str | None, ...]] = {}
    for subject in subjects:
        name = subject.argument or ""
        if subject.name == "claim" and name in claims:
            found[subject] = (claims[name],)
        elif subject.name == "key" and name in keys:
            found[subject] = (keys[name],)
        elif subject.name == "scope" and says:
            found[subject] = (name if name in scopes else None,)
        elif subject.name in ("client", "caller", "user"):
            found[subject] = (client if presenting else None,)
    return found


# ---- what a request shows ------------------------------------------------------------------------


def hops_at(followed: "Trace", gateway: Gateway) -> Iterator["Hop"]:
    return (hop for hop in followed.hops if hop.gateway == gateway.name)


def best_shown(
    case: Case, questions: Iterator["Question"], shows: Callable[["Trace"], bool]
) -> "Trace | None":
    """The first request that shows it and is let in, else the first one that shows it."""
    refused: Trace | None = None
    for _, question in zip(range(TRIES), questions, strict=False):
        followed = case.trace(question)
        if followed is None or not followed.hops or not shows(followed):
            continue
        if is_let_in(followed):
            return followed
        refused = refused or followed
    return refused


def is_let_in(followed: "Trace") -> bool:
    return not any(hop.verdict.name in REFUSED for hop in followed.hops)
