"""Single requests out of the sets: back from where they are wanted to the door."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import quote

from ...dsl.frozen import frozen
from ..checks.ways import Way
from ..model import ANYONE, Choose, Param, Route
from ..patterns import (
    Shape,
    came_from,
    contains,
    example,
    examples,
    meet,
    sent_on,
    shape_of,
)
from ..patterns.shapes import fixed
from ..target.mentions import shown_in
from .cases import about
from .state import Arrival, Part, Passage
from .wanting import Wanting

if TYPE_CHECKING:
    from ..trace import Question
    from .flow import Flow

EXAMPLES = 3  # of the paths of one part
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")


@frozen
class Wish:
    """What is asked for."""

    gateway: str
    route: Route | None
    way: Way | None
    let_in: bool | None
    paths: Shape | None


def asked(
    flow: "Flow",
    gateway: str,
    route: Route | None,
    way: Way | None,
    client: str | None,
    let_in: bool | None,
    paths: Shape | None,
) -> "Iterator[Question]":
    wish = Wish(gateway, way.route if way is not None else route, way, let_in, paths)
    found: list[tuple[int, Passage, Part, Shape]] = []
    for passage in flow.passages(gateway):
        if client is not None and passage.arrival.client != client:
            continue
        if not _fits(flow, passage, wish):
            continue
        for part in passage.parts:
            shape = part.paths if paths is None else meet(part.paths, paths)
            if shape is not None:
                found += [(part.hops, passage, part, one) for one in _of_case((shape,), way)]
    found.sort(key=lambda one: one[0])
    yield from _in_turn(flow, found, wish)


def _of_case(shapes: tuple[Shape, ...], way: Way | None) -> tuple[Shape, ...]:
    """Those that may come to the case of a `choose` that the way is."""
    case = about(way) if way is not None else None
    return case.of(shapes) if case is not None else shapes


def _in_turn(
    flow: "Flow", found: list[tuple[int, Passage, Part, Shape]], wish: Wish
) -> "Iterator[Question]":
    """One request of each part, nearest first, then another of each."""
    met: list[Question] = []
    turns = [_of_part(flow, passage, part, shape, wish) for _, passage, part, shape in found]
    while turns:
        left: list[Iterator[Question]] = []
        for turn in turns:
            question = next(turn, None)
            if question is None:
                continue
            left.append(turn)
            if question not in met:
                met.append(question)
                yield question
        turns = left


def _fits(flow: "Flow", passage: Passage, wish: Wish) -> bool:
    if wish.route is not None and passage.route is not wish.route:
        return False
    if passage.let_in == ("none" if wish.let_in else "all") and wish.let_in is not None:
        return False
    return wish.way is None or flow.leaving(passage, wish.way) is not None


def _of_part(
    flow: "Flow", passage: Passage, part: Part, shape: Shape, wish: Wish
) -> "Iterator[Question]":
    for path in examples(shape, EXAMPLES):
        for method in _methods(part.methods)[:2]:
            yield from _asking(flow, passage, part, path, method, wish)


def _methods(named: frozenset[str] | None) -> list[str]:
    if named is None:
        return ["GET", "POST"]  # a twin of the route may take one of them
    return [one for one in METHODS if one in named] + sorted(named - set(METHODS))


def _asking(
    flow: "Flow", passage: Passage, part: Part, path: str, method: str, wish: Wish
) -> "Iterator[Question]":
    wanting = Wanting()
    wanting.add(passage.route.when)
    _want_case(wanting, wish.way)
    if wish.let_in is not False:
        _want_entry(wanting, passage.arrival, passage.route, wish.way)
    path = _with_params(passage.route, path, wanting)
    if not contains(part.paths, path):
        return
    if not _found(flow, passage.arrival, path, method, passage.route, wanting):
        return
    back = _back(flow, passage.arrival, part, path, method, wanting)
    if back is not None:
        yield from _questions(flow, *back, wanting)


def _found(
    flow: "Flow", arrival: Arrival, path: str, method: str, route: Route, wanting: Wanting
) -> bool:
    """Whether the route is found, if nothing holds that would lead to a more specific one."""
    conditions = flow.beside(arrival.gateway, path, method, route)
    for condition in conditions or ():
        wanting.add(condition, holds=False)
    return conditions is not None


def _back(
    flow: "Flow", arrival: Arrival, part: Part, path: str, method: str, wanting: Wanting
) -> tuple[Arrival, str, str] | None:
    """The path and the method as they came in at the door."""
    while part.came is not None:
        came = part.came
        path = _unread(path, came.way) if part.reread else path
        template = None if came.way.kind == "own-code" else came.way.upstream.template
        before = came_from(came.way.route.path, template, path)
        if before is None:
            return None
        route = came.way.route
        wanting.params.clear()
        wanting.add(route.when)
        _want_case(wanting, came.way)
        before = _with_params(route, before, wanting)
        if not contains(came.part.paths, before):
            return None
        if came.way.method is not None:
            named = frozenset(route.methods) or None
            if came.part.methods is not None:
                named = came.part.methods & named if named else came.part.methods
            method = _methods(named)[0]
        _want_entry(wanting, came.arrival, route, came.way)
        if not _found(flow, came.arrival, before, method, route, wanting):
            return None
        arrival, part, path = came.arrival, came.part, before
    return arrival, path, method


def _unread(path: str, way: Way) -> str:
    """A path that the gateway before leaves alone and this one makes this path of."""
    sent = sent_on(shape_of(way.route.path), way.route.path, way.upstream.template)
    begun = example(fixed(sent)) or "/"
    return f"/x/..{path}" if begun == "/" else begun + "/.." * begun.count("/") + path


def _want_case(wanting: Wanting, way: Way | None) -> None:
    action = way.route.action if way is not None else None
    if way is None or way.kind != "choose" or not isinstance(action, Choose):
        return
    wanting.add(action.cases[way.place].when)
    for case in action.cases[: way.place]:
        wanting.add(case.when, holds=False)


def _want_entry(wanting: Wanting, arrival: Arrival, route: Route, way: Way | None) -> None:
    """What the client's own credentials have to say."""
    mine = {
        one.credential
        for standing in arrival.places.values()
        for one in standing
        if one.client == arrival.client
    }
    accepts = [route.accept, way.accept if way is not None else None]
    for accept in accepts:
        for one in shown_in(accept.value) if accept is not None else ():
            if one.condition is not None and (one.credential in mine or arrival.at_door):
                wanting.add(one.condition)


def _with_params(route: Route, path: str, wanting: Wanting) -> str:
    if not wanting.params:
        return path
    segments = path.split("/")[1:]
    for place, part in enumerate(route.path.segments):
        if isinstance(part, Param) and part.name in wanting.params and place < len(segments):
            segments[place] = quote(wanting.params[part.name], safe="")
    return "/" + "/".join(segments)


def _questions(
    flow: "Flow", arrival: Arrival, path: str, method: str, wanting: Wanting
) -> "Iterator[Question]":
    from ..trace import Question

    query = "&".join(
        f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in wanting.query.items()
    )
    for start, region in _starts(flow, arrival):
        yield Question(
            wanting.method or method,
            f"{path}?{query}" if query else path,
            arrival.client,
            start,
            wanting.host,
            wanting.all_headers(),
            wanting.claims,
            tuple(wanting.scopes),
            wanting.keys,
            region=region,
            ip=wanting.ip,
            country=wanting.country,
        )


def _starts(flow: "Flow", arrival: Arrival) -> list[tuple[str, str | None]]:
    """The entry, where it leads here, called from a region of its; and the gateway itself."""
    here = (arrival.gateway, None)
    entry = flow.ground.federation.entries.get(arrival.start)
    if entry is None:
        return [here]
    stands = flow.ground.gateways[arrival.gateway].regions[:1]
    before = entry.leads_to[: entry.leads_to.index(arrival.gateway)]
    if entry.how == "split":
        shares = sorted(entry.shares, key=lambda one: -one.share.ppm)
        leads = shares[0].gateway == arrival.gateway
    elif entry.how == "nearest" and stands:
        leads = not any(stands[0] in flow.ground.gateways[name].regions for name in before)
    else:
        leads = not before
    if not leads:
        return [here]
    called = (arrival.start, stands[0] if stands else None)
    return [here, called] if arrival.client == ANYONE else [called, here]
