"""Where a trace takes one way out of a gateway, and the finding's view of it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ....dsl.frozen import frozen
from ..ways import Way

if TYPE_CHECKING:
    from ....dsl.witness import Witness
    from ...model import Fault, Gateway, Route
    from ...trace import Branch, Hop, Question, Sent, Trace
    from ..case import Case

MOST = 20
"""Findings of one code at one gateway; more of them tell nothing new."""

FEW = 6
"""Ways from one place to another that are tried where each may be treated otherwise."""

PASSES = 100
"""Passes of a request that are followed: what goes round for longer is another check's affair."""

TRIES = 8
"""Requests that are tried before a suspicion is given up."""


@frozen
class Taken:
    """A trace whose first branch shows the harm, the hop where it happens, what it sent."""

    trace: "Trace"
    hop: "Hop"
    sent: "Sent | None" = None

    @property
    def requests(self) -> str:
        """All that this hop's route takes; behind the door it is said whose route that is."""
        name = self.hop.route.name if self.hop.route is not None else ""
        return name if self.hop.depth == 0 else f"{name} at `{self.hop.gateway}`"

    def witness(self, faults: "Sequence[Fault]" = (), seen: str = "") -> "Witness":
        from ..confirm import fault_text, witness_of

        words = tuple(fault_text(fault) for fault in faults)
        told = ", ".join(one for one in (seen, self._by_chance()) if one)
        return witness_of(self.trace, lambda hop: hop is self.hop, faults=words, seen=told)

    def _by_chance(self) -> str:
        """A split takes some requests elsewhere, so one may have to ask more than once."""
        choices = self.trace.branches[0].choices
        ways = (f"`{one.gateway}` sends {one.share} to `{one.to}`" for one in choices)
        return f"where {' and '.join(ways)}" if choices else ""


def taken(
    case: "Case",
    way: Way,
    harms: "Callable[[Branch, Hop, Sent], bool]",
    faults: "tuple[Fault, ...]" = (),
    questions: "Iterable[Question] | None" = None,
) -> Taken | None:
    """The first request that leaves by this way and shows the harm there."""
    if questions is None:
        questions = questions_of(case, way)
    for _, question in zip(range(TRIES), questions, strict=False):
        trace = case.trace(_by_the_door(case, question), faults, passes_max=PASSES)
        for branch in trace.branches if trace is not None else ():
            for hop, sent in sendings(branch, way):
                if trace is not None and harms(branch, hop, sent):
                    return Taken(foremost(trace, branch), hop, sent)
    return None


def treated_alike(ways: Iterable[Way]) -> list[Way]:
    """One of those that do the same with what they are given; so many that somebody reads them."""
    found: dict[object, Way] = {}
    for way in ways:
        found.setdefault((way.travels, id(way.route.accept), id(way.policy)), way)
        if len(found) == FEW:
            break
    return list(found.values())


def questions_of(case: "Case", way: Way) -> "Iterable[Question]":
    """What own code calls, it calls whenever its route is asked."""
    if way.kind == "own-code":
        return case.flow.questions(way.gateway.name, route=way.route)
    return case.flow.questions(way.gateway.name, route=way.route, way=way)


def _by_the_door(case: "Case", question: "Question") -> "Question":
    """A gateway behind an entry is reached through that entry, but for strangers who find it.

    Clients call from where the program says that they are.
    """
    client = case.federation.clients.get(question.client)
    if client is not None and client.regions and question.region not in client.regions:
        question = replace(question, region=None)
    gateway = case.federation.gateways.get(question.to or "")
    entries = case.federation.entries.values()
    if gateway is None or _can_be_found(case, question.client, gateway):
        return question
    entry = next((one for one in entries if gateway.name in one.leads_to), None)
    return replace(question, to=entry.name) if entry is not None else question


def _can_be_found(case: "Case", name: str, gateway: "Gateway") -> bool:
    """Clients call what they say, and strangers whatever the internet reaches."""
    client = case.federation.clients.get(name)
    if client is not None:
        return gateway.name in client.calls
    return gateway.exposure.value == "public" or case.facts(gateway).exposes_internal.value


def sendings(branch: "Branch", way: Way) -> "Iterable[tuple[Hop, Sent]]":
    """What left by the way; of a `gather` only the part of that name."""
    label = getattr(way.of, "label", None)
    for hop in branch.hops:
        if hop.gateway == way.gateway.name and hop.route is way.route:
            for sent in hop.sent:
                if sent.to == way.to and sent.label == label:
                    yield hop, sent


def passed(
    case: "Case",
    gateway: "Gateway",
    route: "Route",
    harms: "Callable[[Trace, Hop], bool]",
    questions: "Iterable[Question]",
    faults: "tuple[Fault, ...]" = (),
) -> Taken | None:
    """The first request that comes to this route and shows the harm there."""
    for _, question in zip(range(TRIES), questions, strict=False):
        trace = case.trace(_by_the_door(case, question), faults, passes_max=PASSES)
        for branch in trace.branches if trace is not None else ():
            for hop in branch.hops:
                at = hop.gateway == gateway.name and hop.route is route
                if trace is not None and at and harms(foremost(trace, branch), hop):
                    return Taken(foremost(trace, branch), hop)
    return None


def foremost(trace: "Trace", branch: "Branch") -> "Trace":
    """The same trace with this branch as the one that is shown."""
    others = tuple(one for one in trace.branches if one is not branch)
    return replace(trace, branches=(branch, *others))


def and_more(ways: Sequence[Way], does: str, do: str) -> tuple[str, ...]:
    """A note on the routes that have the same cause and are not shown one by one."""
    count = len({id(one.route) for one in ways}) - 1
    if count < 1:
        return ()
    return (f"1 more route {does}" if count == 1 else f"{count} more routes {do}",)
