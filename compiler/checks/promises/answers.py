"""Judging `GET /orders/{id} as web -> 200 via edge, orders`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ...model import AllOf, Answer, Compares, Condition, Exactly, Federation
from ...patterns import shape_of
from .doors import doors_for
from .judged import KEPT, Astray, Broken, Judgement, Undecided
from .sorts import Sorter, Sorts
from .trying import Tries

if TYPE_CHECKING:
    from ...trace import Question, Trace


def judged_answer(sorter: Sorter, promise: Answer) -> Judgement:
    """A request of each sort is tried; where the sorts are all there are, that decides it."""
    from ...promises import instances_of

    case = sorter.case
    found = instances_of(case.federation, promise)
    if not found.questions:
        return Undecided(0, found.reason or "no request is known that it speaks of")
    sorts = _sorts(sorter, promise, found.questions[0].client)
    questions = list(_questions(case.federation, found.questions, sorts.paths))
    broken: list[Broken] = []
    tries = Tries(case)
    for question in questions:
        if tries.used_up:
            break
        astray = _astray(sorter, question)
        if astray is not None:
            return astray
        followed = tries.follow(question)
        if followed is not None:
            broken += _against(case.federation, promise, followed)
    if broken:
        return replace(broken[0], others=len(broken) - 1, tried=tries.count)
    if tries.used_up and tries.count < len(questions):
        return Undecided(tries.count, "it speaks of too many sorts of requests")
    if not sorts.complete:
        return Undecided(len(questions), sorts.why)
    if not _is_plain(promise.when):
        return Undecided(len(questions), "its condition leaves more than one value open")
    return KEPT


def _sorts(sorter: Sorter, promise: Answer, client: str) -> Sorts:
    """A path without parameters is its only sort."""
    if all(isinstance(part, Exactly) for part in promise.path.segments):
        return Sorts([promise.path.text])
    doors = doors_for(sorter.case, promise.to, client)
    return sorter.sorts_of(doors, shape_of(promise.path))


def _questions(
    federation: Federation, like: Sequence["Question"], paths: Sequence[str]
) -> Iterator["Question"]:
    """Each path with each method and client, from each region where the client is."""
    asked = dict.fromkeys((one.method, one.client) for one in like)
    for method, client in asked:
        model = next(one for one in like if (one.method, one.client) == (method, client))
        known = federation.clients.get(client)
        _, mark, query = model.path.partition("?")
        for path in paths:
            for region in (known.regions if known else ()) or (None,):
                yield replace(model, path=f"{path}{mark}{query}", region=region)


def _astray(sorter: Sorter, question: "Question") -> Astray | None:
    from ...trace import NoStart, Setting, start_of

    case = sorter.case
    start = start_of(Setting(case.federation, case.facts), question)
    if isinstance(start, NoStart):
        return Astray(question, start.message, start.candidates)
    return None


def _against(federation: Federation, promise: Answer, followed: "Trace") -> Iterator[Broken]:
    from ...promises import broken_by

    for branch in followed.branches:
        ways = broken_by(federation, promise, replace(followed, branches=(branch,)))
        if ways:
            yield Broken(followed, branch, ways)
            return


def _is_plain(when: Condition | None) -> bool:
    """Whether it leaves nothing open that somebody else's condition could look at."""
    match when:
        case None | Compares(how="="):
            return True
        case AllOf(parts=parts):
            return all(_is_plain(part) for part in parts)
        case _:
            return False
