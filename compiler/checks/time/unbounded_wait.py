"""GW3102: a call on whose way nobody ever gives up, in a program that gives up elsewhere."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.source import Span
from ...model import Constant, Fault, Off, Policy
from ...units import Duration
from ..alike import Alike, kinds_of_ways
from ..case import Case
from ..chains import region_of, takes
from ..courses import first_course
from ..grounds import assumed, ground
from .waits import answer_wait, total_wait

if TYPE_CHECKING:
    from ...trace import Hop, Trace

CODE = "GW3102"
AT_MOST = 20
REQUESTS = 4
LONG = Constant(Duration(3600 * 1_000_000))


def find(case: Case) -> Iterator[Finding]:
    """Where a time-out is switched off, or other routes of the gateway have one and this has not.

    A product that waits for ever where nobody says anything at all is left alone.
    """
    stated = {kind.gateway: at for kind in kinds_of_ways(case) if (at := _stated_at(kind))}
    seen: set[tuple[object, ...]] = set()
    for kind in kinds_of_ways(case):
        off = _switched_off(kind.way.policy)
        key = (kind.gateway, off or kind.to)
        if (off is None and kind.gateway not in stated) or key in seen or len(seen) >= AT_MOST:
            continue
        if not _waits_for_ever(case, kind):
            continue
        seen.add(key)
        shown = _unbounded(case, kind)
        if shown is not None:
            yield _finding(case, kind, shown, off, stated.get(kind.gateway))


def _stated_at(kind: Alike) -> Span | None:
    policy = kind.way.policy
    waits = (policy.response, policy.total, policy.attempt)
    found = (one for one in waits if one is not None and isinstance(one.value, Duration))
    return next((one.origin.at for one in found), None)


def _switched_off(policy: Policy) -> Span | None:
    stated = policy.response
    return stated.origin.at if stated is not None and isinstance(stated.value, Off) else None


def _waits_for_ever(case: Case, kind: Alike) -> bool:
    if kind.way.upstream.to_kind == "gateway":
        return False
    policy, facts = kind.way.policy, case.facts(kind.way.gateway)
    return answer_wait(policy, facts).us is None and total_wait(policy, facts).us is None


def _unbounded(case: Case, kind: Alike) -> "tuple[Trace, tuple[Fault, ...]] | None":
    """A request that nobody in front gives up on either, and what is slow meanwhile."""
    way = kind.way

    def shows(trace: "Trace") -> bool:
        hops = [hop for hop in trace.hops if takes(hop, kind)]
        return bool(hops) and all(hop.waits is None for hop in _with_those_in_front(trace, hops[0]))

    asked = tuple(islice(case.flow.questions(way.gateway.name, route=way.route, way=way), REQUESTS))
    for faults in dict.fromkeys((_slow(kind), ())):
        trace = first_course(case, asked, shows, faults)
        if trace is not None:
            return trace, faults
    return None


def _slow(kind: Alike) -> tuple[Fault, ...]:
    """An hour, to show that it is waited for; what is outside cannot be slowed down."""
    if kind.way.upstream.to_kind != "service":
        return ()
    return (Fault("slow", (kind.to,), LONG),)


def _with_those_in_front(trace: "Trace", hop: "Hop") -> "Iterator[Hop]":
    yield hop
    while hop.parent is not None:
        hop = trace.hops[hop.parent - 1]
        yield hop


def _finding(
    case: Case,
    kind: Alike,
    shown: "tuple[Trace, tuple[Fault, ...]]",
    off: Span | None,
    stated: Span | None,
) -> Finding:
    from ..confirm import fault_text, witness_of

    trace, faults = shown
    way, name = kind.way, kind.gateway
    product, fact = way.gateway.target, case.facts(way.gateway).defaults.response
    told = f"{product} waits for ever where nobody says how long"
    because = (Label(stated, f"elsewhere `{name}` does give up"),) if stated and not off else ()
    return Finding(
        CODE,
        f"nobody on the way ever gives up on `{kind.to}`, however long it takes",
        off or way.at,
        f"`{name}` waits for ever here",
        because=because,
        notes=() if off else (ground(told, fact),),
        help=(Help(f"say how long `{kind.to}` may take, as in `timeout response 30s`"),),
        about=(name, kind.to, way.route.name),
        proof=Proof.BOUNDED,
        witness=witness_of(
            trace,
            marked=lambda hop: takes(hop, kind),
            faults=tuple(map(fault_text, faults)),
            seen="after an hour" if faults else "",
        ),
        region=region_of(kind),
        rests_on=() if off else assumed(told, fact),
    )
