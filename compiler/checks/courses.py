"""Traces as seen from each way that their splits can go, not from the likeliest one alone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Fault
from .case import TRIES, Case

if TYPE_CHECKING:
    from ..trace import Question, Trace


PASSES = 100
"""Passes that are followed while something fails: what makes more goes round, and shows no more."""


def courses(trace: "Trace | None") -> "Iterator[Trace]":
    """The trace once for each of its ways, with that way as the one that is told."""
    branches = trace.branches if trace is not None else ()
    for place, branch in enumerate(branches):
        assert trace is not None, "only a trace has branches"
        others = (*branches[:place], *branches[place + 1 :])
        yield trace if place == 0 else replace(trace, branches=(branch, *others))


def first_course(
    case: Case,
    questions: "Iterable[Question]",
    shows: "Callable[[Trace], bool]",
    faults: tuple[Fault, ...] = (),
    tries: int = TRIES,
) -> "Trace | None":
    """The first way of one of these requests that shows what is suspected."""
    for _, question in zip(range(tries), questions, strict=False):
        followed = (
            case.trace(question, faults, passes_max=PASSES) if faults else case.trace(question)
        )
        for trace in courses(followed):
            if shows(trace):
                return trace
    return None
