"""GW1117: one request, and it depends on chance or place whether anything answers it.

Members of a `split`, a `first` or an entry stand in for each other. What one of them has a route
for, and another one knows nothing of, works for some callers and fails for others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import Entry, First, Gateway, Route, Split
from ...patterns import (
    ALL,
    Routes,
    Shape,
    came_from,
    contains,
    example,
    is_covered,
    meet,
    sent_on,
    shape_of,
    text_of,
)
from ..case import Case
from ..ways import Way, ways_of_route
from .requests import REFUSED, requests_to

if TYPE_CHECKING:
    from ...trace import Branch, Question, Trace

CODE = "GW1117"

TOLD_MAX = 20
ROUTES_MAX = 3000  # of one member that are held against another
LOST = ("NO_ROUTE", "METHOD_BLOCKED")


@frozen
class Lack:
    """A route of one member, which another one lacks for these methods; `shape` is what it takes."""

    route: Route
    shape: Shape
    methods: tuple[str, ...]  # none: any
    knows: Gateway
    lacks: Gateway

    @property
    def region(self) -> str:
        return f"{'|'.join(self.methods)} {text_of(self.shape)}".strip()

    @property
    def name(self) -> str:
        return f"{'|'.join(self.methods)} {self.route.path.text}".strip()


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        told = 0
        for route in gateway.routes:
            if type(route.action) not in (Split, First) or told == TOLD_MAX:
                continue
            finding = _of_route(case, gateway, route)
            told += finding is not None
            yield from (finding,) if finding is not None else ()
    seen: set[tuple[str, str]] = set()
    for entry in case.federation.entries.values():
        yield from _of_entry(case, entry, seen)


def _lacks(knows: Gateway, lacks: Gateway, within: Shape) -> Iterator[Lack]:
    """What one gateway says that it serves, and the other does not.

    Of a route with a tail the other one has to take nothing at all: behind a tail there may be less
    than it says. A route without one is missed wherever some of it is.
    """
    if knows.routes == lacks.routes:
        return
    index = Routes(route.path for route in lacks.routes)
    for route in knows.routes[:ROUTES_MAX]:
        shape = meet(shape_of(route.path), within)
        if shape is None or route.when is not None or route.blocked:
            continue
        there = [lacks.routes[number] for number in index.meeting(shape)]
        asked = route.methods or ("GET",)
        lost = tuple(method for method in asked if _is_lost(route, shape, there, method))
        if lost:
            yield Lack(route, shape, lost if route.methods else (), knows, lacks)


def _is_lost(route: Route, shape: Shape, there: Sequence[Route], method: str) -> bool:
    taking = [one for one in there if not one.methods or method in one.methods]
    if not taking:
        return True
    taken = [shape_of(one.path) for one in taking]
    return not route.path.has_tail and is_covered(shape, taken) is False


# ---- splits and fall-backs -----------------------------------------------------------------------


def _of_route(case: Case, gateway: Gateway, route: Route) -> Finding | None:
    ways = [way for way in ways_of_route(gateway, route) if way.upstream.to_kind == "gateway"]
    for lacking in ways:
        for knowing in ways:
            if knowing.to == lacking.to or _is_told(case, lacking):
                continue
            found = _between(case, gateway, route, knowing, lacking)
            if found is not None:
                return found
    return None


def _is_told(case: Case, way: Way) -> bool:
    """What a member loses of all that it is sent is told there."""
    return any(one.at == way.at for one in case.found("GW1105"))


def _between(
    case: Case, gateway: Gateway, route: Route, knowing: Way, lacking: Way
) -> Finding | None:
    if knowing.upstream.template != lacking.upstream.template:
        return None  # what goes another way may well be written another way there
    template = knowing.upstream.template
    knows, lacks = (case.federation.gateways[way.to] for way in (knowing, lacking))
    sent = sent_on(shape_of(route.path), route.path, template)
    for lack in _lacks(knows, lacks, sent):
        there = example(lack.shape)
        here = came_from(route.path, template, there) if there is not None else None
        if here is None or not contains(shape_of(route.path), here):
            continue
        methods = lack.methods or route.methods
        exact = tuple(here.split("/")[1:]) if here != "/" else ()
        for question in requests_to(case, gateway, route, {}, exact, methods):
            seen = _seen(case, question, route, knowing, lacking)
            if seen is not None:
                return _told_of_route(gateway, route, lack, lacking, seen)
    return None


def _seen(
    case: Case, question: "Question", route: Route, knowing: Way, lacking: Way
) -> tuple["Trace", tuple[str, ...]] | None:
    """A trace whose first branch loses the request, while another one has it answered."""
    if isinstance(route.action, First):
        return _seen_failing(case, question, route, lacking)
    followed = case.trace(question)
    branches = followed.branches if followed is not None else ()
    lost = next((one for one in branches if _loses(one, lacking.to)), None)
    good = next((one for one in branches if _answers(one, knowing.to)), None)
    if followed is None or lost is None or good is None:
        return None
    share = " and ".join(f"{one.share} of the time" for one in lost.choices)
    return replace(followed, branches=(lost, good)), (share,) if share else ()


def _seen_failing(
    case: Case, question: "Question", route: Route, lacking: Way
) -> tuple["Trace", tuple[str, ...]] | None:
    """Of a fall-back, that is asked only when what stands before it fails."""
    from ...model import Fault

    assert isinstance(route.action, First)
    before = [one.upstream.to for one in route.action.members[: lacking.place]]
    names = tuple(dict.fromkeys(name for name in before if "://" not in name))
    if not names or lacking.to in names:
        return None
    well, ill = case.trace(question), case.trace(question, (Fault("fail", names),))
    if well is None or ill is None or not _answers(well.branches[0], names[0]):
        return None
    return (ill, ()) if _loses(ill.branches[0], lacking.to) else None


def _loses(branch: "Branch", name: str) -> bool:
    return any(hop.gateway == name and hop.verdict.name in LOST for hop in branch.hops)


def _answers(branch: "Branch", name: str) -> bool:
    status = branch.answer.status
    good = status is not None and status < 400
    return good and any(hop.gateway == name for hop in branch.hops)


def _told_of_route(
    gateway: Gateway,
    route: Route,
    lack: Lack,
    lacking: Way,
    seen: tuple["Trace", tuple[str, ...]],
) -> Finding:
    from ..confirm import witness_of

    followed, when = seen
    kind = "split" if isinstance(route.action, Split) else "first"
    return Finding(
        CODE,
        f"the members of the `{kind}` at `{route.name}` of `{gateway.name}` disagree: "
        f"`{lack.lacks.name}` knows nothing of `{lack.name}`",
        lacking.at,
        "this member has no route for it",
        because=_because(lack),
        notes=(_both(lack, followed),),
        help=(Help(f"give `{lack.lacks.name}` the route too, or take it out of this `{kind}`"),),
        about=(gateway.name, route.name, lack.lacks.name, lack.route.name),
        proof=Proof.WITNESS,
        witness=witness_of(
            replace(followed, branches=followed.branches[:1]),
            lambda hop: hop.gateway == lack.lacks.name,
            _failing(route, lacking),
            "; ".join(when),
        ),
        region=lack.region,
    )


def _failing(route: Route, lacking: Way) -> tuple[str, ...]:
    """What `--with` has to be told, for a fall-back."""
    if not isinstance(route.action, First):
        return ()
    before = dict.fromkeys(one.upstream.to for one in route.action.members[: lacking.place])
    return (f"fail {', '.join(before)}",) if before else ()


def _because(lack: Lack) -> tuple[Label, ...]:
    at = lack.route.at
    return (Label(at, f"`{lack.knows.name}` takes it here"),) if at is not None else ()


def _both(lack: Lack, followed: "Trace") -> str:
    lost = followed.branches[0].answer.status
    good = followed.branches[1].answer.status if len(followed.branches) > 1 else 200
    return f"`{lack.knows.name}` comes to {good}, and `{lack.lacks.name}` to {lost}"


# ---- entries -------------------------------------------------------------------------------------


def _of_entry(case: Case, entry: Entry, seen: set[tuple[str, str]]) -> Iterator[Finding]:
    """Each two gateways behind it once, at the first thing that one of them lacks.

    Gateways may stand behind several entries, and what they lack is told once.
    """
    behind = [case.federation.gateways[name] for name in entry.leads_to]
    for lacks in behind:
        for knows in behind:
            if knows is lacks or (knows.name, lacks.name) in seen:
                continue
            found = ((one, _shown(case, entry, one)) for one in _lacks(knows, lacks, ALL))
            first = next(((one, shown) for one, shown in found if shown is not None), None)
            if first is not None:
                seen.add((knows.name, lacks.name))
                yield _told_of_entry(entry, *first)


def _shown(case: Case, entry: Entry, lack: Lack) -> "Trace | None":
    """The request as it comes to the one that lacks the route; the other one answers it."""
    path = example(lack.shape)
    if path is None:
        return None
    from ...trace import Question

    method = lack.methods[0] if lack.methods else "GET"
    host = next((one for one in entry.domains if isinstance(one, str)), None)
    for client in [*case.federation.clients, "anyone"][:4]:
        asked = Question(method, path, client, lack.lacks.name, host)
        lost = case.trace(asked)
        good = case.trace(replace(asked, to=lack.knows.name))
        if lost is None or good is None or not lost.hops or not good.hops:
            continue
        if lost.hops[0].verdict.name in LOST and good.hops[0].verdict.name not in (*LOST, *REFUSED):
            return lost
    return None


def _told_of_entry(entry: Entry, lack: Lack, shown: "Trace") -> Finding:
    from ..confirm import witness_of

    at = lack.lacks.at
    assert at is not None
    label = (Label(entry.at, "may lead to either"),) if entry.at is not None else ()
    return Finding(
        CODE,
        f"the gateways behind the entry `{entry.name}` disagree: `{lack.lacks.name}` knows "
        f"nothing of `{lack.name}`",
        at,
        "has no route for it",
        because=(*_because(lack), *label),
        notes=(f"it depends on where `{entry.name}` leads a caller whether this is answered",),
        help=(Help(f"give `{lack.lacks.name}` the route too, or take it out of the entry"),),
        about=(entry.name, lack.lacks.name, lack.route.name),
        proof=Proof.WITNESS,
        witness=witness_of(shown, lambda hop: hop.gateway == lack.lacks.name),
        region=lack.region,
    )
