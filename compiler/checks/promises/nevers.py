"""Judging `no /orders/** as anyone reaches orders_service`."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from ...model import Federation, NeverReaches, Subject
from ...patterns import ALL, Shape, contains, shape_of
from ..case import Case
from ..routing.requests import said_by, saying
from ..routing.worlds import World, plain, values_of
from .doors import gateways_behind, reachable_doors
from .judged import KEPT, Broken, Judgement, Undecided
from .sorts import Sorter, Sorts
from .trying import Tries

if TYPE_CHECKING:
    from ...flow import Passage
    from ...trace import Question, Trace

WORLDS_MAX = 48
CANDIDATES_MAX = 12
FREE = ("header", "query", "cookie", "host", "ip", "country")
"""What any caller writes as it likes, or where it may stand."""
OF_TOKENS = ("claim", "scope", "key")
TURNED_AWAY = ("AUTH_MISSING", "AUTH_REJECTED", "NO_HOST")
"""Who is turned away at the door of a gateway has not reached it."""
COMMON = ("GET", "POST")


def judged_never(sorter: Sorter, promise: NeverReaches) -> Judgement:
    """Nobody gets there if no set of requests does; else requests that might are tried."""
    case = sorter.case
    if not any(_may_come(case, promise, name) for name in promise.reaches):
        return KEPT
    doors = reachable_doors(case, promise.to)
    shape = shape_of(promise.path) if promise.path is not None else ALL
    sorts = sorter.sorts_of(gateways_behind(case.federation, doors), shape)
    tries = Tries(case)
    for question in _candidates(case, promise, doors, sorts):
        if tries.used_up:
            return Undecided(tries.count, "it speaks of too many sorts of requests")
        followed = tries.follow(question)
        broken = _against(promise, followed) if followed is not None else None
        if broken is not None:
            return broken
    if not sorts.complete:
        return Undecided(tries.count, sorts.why)
    if not plain(sorts.conditions) or _count(_domains(case, promise, sorts)) > WORLDS_MAX:
        return Undecided(tries.count, "the conditions on the way leave too much open")
    if not _read_alike(case) and _comes_by_another(case, promise):
        return Undecided(tries.count, "the gateways do not all read odd paths alike")
    return KEPT


def _comes_by_another(case: Case, promise: NeverReaches) -> bool:
    """Whether it may come there through two gateways, of which each reads the path anew."""
    passages = [one for name in promise.reaches for one in _passages(case, promise, name)]
    return any(part.came is not None for passage in passages for part in passage.parts)


def _read_alike(case: Case) -> bool:
    """Whether `/a/../b` is one path to all gateways: sorts of requests are sorts of plain paths."""
    gateways = case.federation.gateways.values()
    return len({case.facts(one).routing.normalisation.value for one in gateways}) < 2


def _may_come(case: Case, promise: NeverReaches, name: str) -> bool:
    """Whether some set of requests of this client comes there."""
    if name in case.federation.gateways:
        return any(one.client == promise.client for one in case.flow.arrivals(name))
    return bool(_passages(case, promise, name))


def _passages(case: Case, promise: NeverReaches, name: str) -> list["Passage"]:
    """Those that deliver it, with a method that the promise speaks of."""
    found = [one.passage for one in case.flow.deliveries(name)]
    mine = [one for one in found if one.arrival.client == promise.client]
    if not promise.methods or not _keeps_methods(case):
        return mine
    asked = set(promise.methods)
    return [
        one
        for one in mine
        if any(part.methods is None or asked & part.methods for part in one.parts)
    ]


def _keeps_methods(case: Case) -> bool:
    """Whether a request is always sent on with the method that it came with."""
    calls = any(route.calls for one in case.federation.gateways.values() for route in one.routes)
    return not calls and all(way.method is None for way in case.ways)


def _candidates(
    case: Case, promise: NeverReaches, doors: tuple[str, ...], sorts: Sorts
) -> Iterator["Question"]:
    """Those that are believed to get there first, then one of each sort."""
    yield from _believed(case, promise)
    yield from _of_each_sort(case, promise, doors, sorts)


def _believed(case: Case, promise: NeverReaches) -> Iterator["Question"]:
    shape = shape_of(promise.path) if promise.path is not None else ALL
    for name in promise.reaches:
        if name in case.federation.gateways:
            found = case.flow.questions(name, client=promise.client)
            yield from _meant(promise, shape, found)
        for way in case.ways_to.get(name, ()):
            questions = case.flow.questions(
                way.gateway.name, route=way.route, way=way, client=promise.client, let_in=True
            )
            yield from _meant(promise, shape, questions)


def _meant(
    promise: NeverReaches, shape: Shape, questions: Iterator["Question"]
) -> Iterator["Question"]:
    for _, one in zip(range(CANDIDATES_MAX), questions, strict=False):
        if promise.methods and one.method not in promise.methods:
            continue
        if promise.to is not None and one.to != promise.to:
            continue
        if contains(shape, one.path.partition("?")[0]):
            yield one


def _of_each_sort(
    case: Case, promise: NeverReaches, doors: tuple[str, ...], sorts: Sorts
) -> Iterator["Question"]:
    from ...trace import Question

    methods = promise.methods or tuple(dict.fromkeys((*COMMON, *sorts.methods)))
    regions = _regions(case.federation, promise.client)
    for world in _worlds(_domains(case, promise, sorts)):
        for method, path, door, region in product(methods, sorts.paths, doors, regions):
            made = Question(method, path, promise.client, door, region=region)
            yield saying(made, world)


def _regions(federation: Federation, client: str) -> tuple[str | None, ...]:
    known = federation.clients.get(client)
    return (known.regions if known is not None else ()) or (None,)


_Domains = dict[Subject, tuple[str | None, ...]]


def _worlds(domains: _Domains) -> Iterator[World]:
    """All that a caller may write where some condition looks, nothing at all first."""
    for _, values in zip(range(WORLDS_MAX), product(*domains.values()), strict=False):
        yield dict(zip(domains, values, strict=True))


def _domains(case: Case, promise: NeverReaches, sorts: Sorts) -> _Domains:
    """What headers may hold, and tokens, where the program does not say what they hold."""
    found = values_of(sorts.conditions)
    stated = said_by(case, promise.client, tuple(found))
    is_client = promise.client in case.federation.clients
    free = (*FREE, *OF_TOKENS) if is_client else FREE
    return {
        subject: (None, *(value for value in values if value is not None))
        for subject, values in found.items()
        if subject.name in free and subject not in stated
    }


def _count(domains: _Domains) -> int:
    return prod(map(len, domains.values()))


def _against(promise: NeverReaches, followed: "Trace") -> Broken | None:
    for branch in followed.branches:
        services = [name for name in promise.reaches if name in dict(branch.service_calls)]
        passed = {hop.gateway for hop in branch.hops if hop.verdict.name not in TURNED_AWAY}
        gateways = [name for name in promise.reaches if name in passed]
        reached = [*services, *gateways]
        if reached:
            return Broken(replace(followed, branches=(branch,)), branch, tuple(reached))
    return None
