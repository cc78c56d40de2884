"""GW1104: more gateways stand in front of one than the hop guard that the program gave it allows.

A guard that nobody wrote is wide enough for every chain. The longest chain is looked for among the
arrows. What is told is a request that comes along it and is turned away, though it goes in no ring.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING

from ....dsl.finding import Edit, Finding, Help, Label, Proof
from ...model import DEFAULT, Gateway
from ...patterns import came_from, example, shape_of
from ..case import Case
from ..ways import Way
from .components import components
from .sightings import Sighting, sighting_in

if TYPE_CHECKING:
    from ...trace import Branch, Hop, Question

CODE = "GW1104"
TRIES = 12
CHAINS = 4  # for one gateway: the ways between two gateways may differ in what they take


def find(case: Case) -> Iterator[Finding]:
    gateways = case.federation.gateways
    guarded = [one for one in gateways.values() if one.hop_guard.origin is not DEFAULT]
    if not any(one.hop_guard.value is not None for one in guarded):
        return
    longest = _Longest(case)
    for gateway in guarded:
        most = gateway.hop_guard.value
        if most is not None and longest.before[gateway.name] >= most:
            seen = _sighted(case, gateway, longest)
            if seen is not None:
                yield _finding(case, gateway, most, seen)


class _Longest:
    """How many gateways that count may stand in front of each; rings are left out."""

    def __init__(self, case: Case) -> None:
        self._case = case
        names = list(case.federation.gateways)
        numbers = {name: number for number, name in enumerate(names)}
        leads_to = [_led_to(case, name) for name in names]
        edges = [sorted(numbers[to] for to in found) for found in leads_to]
        ring_of = dict[str, int]()
        for ring, group in enumerate(components(edges)):
            ring_of |= {names[number]: ring for number in group}
        self.before = dict.fromkeys(names, 0)
        self.caller: dict[str, str] = {}
        for name in _callers_first(leads_to, names, ring_of):
            counts = case.federation.gateways[name].hop_guard.value is not None
            for to in leads_to[numbers[name]]:
                outside = ring_of.get(name, -1) != ring_of.get(to, -2)
                if outside and self.before[name] + counts > self.before[to]:
                    self.before[to] = self.before[name] + counts
                    self.caller[to] = name

    def chain(self, name: str) -> list[str]:
        chain = [name]
        while chain[-1] in self.caller:
            chain.append(self.caller[chain[-1]])
        return chain[::-1]


def _led_to(case: Case, name: str) -> list[str]:
    ways = case.ways_from[name]
    return list(dict.fromkeys(w.to for w in ways if w.upstream.to_kind == "gateway"))


def _callers_first(
    leads_to: Sequence[Sequence[str]], names: Sequence[str], ring_of: Mapping[str, int]
) -> Iterator[str]:
    """Every gateway behind all that lead to it, as far as no ring is in between."""
    waits_for = dict.fromkeys(names, 0)
    for name, found in zip(names, leads_to, strict=True):
        for to in found:
            waits_for[to] += ring_of.get(name, -1) != ring_of.get(to, -2)
    behind = dict(zip(names, leads_to, strict=True))
    ready = [name for name in names if not waits_for[name]]
    while ready:
        name = ready.pop()
        yield name
        for to in behind[name]:
            if ring_of.get(name, -1) != ring_of.get(to, -2):
                waits_for[to] -= 1
                if not waits_for[to]:
                    ready.append(to)


# ---------------------------------------------------------------- a request along the chain


def _sighted(case: Case, gateway: Gateway, longest: _Longest) -> Sighting | None:
    chain = longest.chain(gateway.name)
    for question in islice(_questions(case, chain), TRIES):
        followed = case.trace(question, hop_guards=True)
        seen = sighting_in(followed, lambda b: _stopped(b, gateway)) if followed else None
        if seen is not None:
            return seen
    return None


def _questions(case: Case, chain: list[str]) -> Iterator["Question"]:
    """From every client and from anyone, along the ways of the chain."""
    from ...trace import Question

    between = [
        [way for way in case.ways_from[here] if way.to == there] for here, there in pairwise(chain)
    ]
    clients = [name for name, one in case.federation.clients.items() if chain[0] in one.calls]
    clients += [name for name in case.federation.clients if name not in clients]
    for ways in islice(product(*between), CHAINS):
        path, method = _back(ways), ways[0].route.methods[:1] or ("GET",)
        for client in (*clients, "anyone") if path is not None else ():
            yield Question(method[0], path or "/", client=client, to=chain[0])


def _back(ways: Sequence[Way]) -> str | None:
    """The path at the first gateway that is sent along all of these ways."""
    path = example(shape_of(ways[-1].route.path))
    for way in reversed(ways[:-1]):
        if path is not None:
            path = came_from(way.route.path, way.upstream.template, path)
    return path


def _stopped(branch: "Branch", gateway: Gateway) -> "Hop | None":
    return next(
        (
            hop
            for hop in branch.hops
            if hop.gateway == gateway.name and hop.verdict.name == "LOOP" and hop.loop is None
        ),
        None,
    )


# ---------------------------------------------------------------- what is told


def _finding(case: Case, gateway: Gateway, most: int, seen: Sighting) -> Finding:
    from ..confirm import witness_of

    hops = _passed(seen)
    guarded = [h for h in hops if case.federation.gateways[h.gateway].hop_guard.value is not None]
    at = gateway.hop_guard.origin.at
    assert at is not None, "a guard that somebody wrote stands somewhere"
    first = case.federation.gateways[hops[0].gateway].at
    return Finding(
        CODE,
        f"a request comes to `{gateway.name}` by more gateways than its hop guard allows",
        at,
        f"turns away what passed {most} gateway{'s' if most > 1 else ''} before",
        because=(Label(first, "the way begins here"),) if first is not None else (),
        notes=(
            f"it goes round in no ring: it passes {len(hops)} gateways, and none of them twice",
            _latency(case, [hop.gateway for hop in hops]),
        ),
        help=(
            Help(
                f"a guard of {len(guarded)} lets it through; it has to be wide enough for every way",
                edits=(Edit(at, f"hop_guard {len(guarded)}"),),
            ),
        ),
        about=(gateway.name,),
        proof=Proof.WITNESS,
        witness=witness_of(seen.trace, lambda hop: hop is seen.hop, seen=seen.when, guarded=True),
    )


def _passed(seen: Sighting) -> list["Hop"]:
    """The gateways on the way, the one that turns it away last."""
    by_number = {hop.number: hop for hop in seen.trace.hops}
    hops = [seen.hop]
    while hops[-1].parent is not None:
        hops.append(by_number[hops[-1].parent])
    return hops[::-1]


def _latency(case: Case, names: Sequence[str]) -> str:
    """What each hop adds, as far as the program and the catalogue of regions say."""
    from ...trace.distances import nearest_of, round_trip
    from ...trace.timing import median
    from ...units import Duration

    federation = case.federation
    region: str | None = None
    parts: list[str] = []
    for name in names:
        gateway = federation.gateways[name]
        there = nearest_of(federation, gateway.regions, region)
        took = median(gateway.overhead) + round_trip(federation, region, there)
        parts.append(f"`{name}` {Duration(took)}" if took else f"`{name}`")
        region = there
    return f"the way, and what each hop adds: {', '.join(parts)}"
