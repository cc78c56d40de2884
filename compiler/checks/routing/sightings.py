"""Looking for the request that shows what is suspected, whichever way its splits go."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....dsl.frozen import frozen
from ...model import Fault, First
from ..case import TRIES, Case
from ..ways import Way

if TYPE_CHECKING:
    from ...trace import Branch, Hop, Question, Trace


@frozen
class Sighting:
    """A trace whose first branch shows it, and the hop at which it is seen."""

    trace: "Trace"
    hop: "Hop"

    @property
    def when(self) -> str:
        """What has to come together besides the request, in words for `client sees`."""
        chosen = self.trace.branches[0].choices
        if not chosen:
            return ""
        return "where " + " and ".join(f"`{c.gateway}` takes `{c.to}` ({c.share})" for c in chosen)


def first_sighting(
    case: Case,
    questions: Iterable["Question"],
    sees: Callable[["Branch"], "Hop | None"],
    faults: tuple[Fault, ...] = (),
    tries: int = TRIES,
) -> Sighting | None:
    """The first of these requests that shows it on any of its branches."""
    for _, question in zip(range(tries), questions, strict=False):
        followed = case.trace(question, faults)
        seen = sighting_in(followed, sees) if followed is not None else None
        if seen is not None:
            return seen
    return None


def sighting_in(followed: "Trace", sees: Callable[["Branch"], "Hop | None"]) -> Sighting | None:
    """The trace with the first branch in front on which it is seen."""
    for branch in followed.branches:
        hop = sees(branch)
        if hop is not None:
            others = tuple(other for other in followed.branches if other is not branch)
            return Sighting(replace(followed, branches=(branch, *others)), hop)
    return None


def after(branch: "Branch", way: Way) -> Iterator["Hop"]:
    """The hops at the other end of a way, where this branch takes it."""
    by_number = {hop.number: hop for hop in branch.hops}
    for hop in branch.hops:
        if hop.gateway == way.gateway.name and hop.route is way.route:
            for sent in hop.sent:
                if sent.to == way.to and sent.hop is not None and _is_of(way, sent.label):
                    yield by_number[sent.hop]


def _is_of(way: Way, label: str | None) -> bool:
    """Parts of a `gather` are told apart by their labels."""
    return label is None or getattr(way.of, "label", None) == label


def needed_faults(way: Way) -> tuple[Fault, ...]:
    """What has to fail before a `first` comes to this member."""
    action = way.route.action
    if not isinstance(action, First) or way.place == 0:
        return ()
    before = [member.upstream.to for member in action.members[: way.place]]
    names = tuple(dict.fromkeys(name for name in before if name != way.to and "://" not in name))
    return (Fault("refuse", names),) if names else ()
