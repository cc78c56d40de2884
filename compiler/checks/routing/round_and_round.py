"""What is told of a loop, whether its requests stay as they are or grow."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import chain, cycle
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.witness import Witness
from ...facts import Fact, ProductFacts
from ...model import Federation, Forward
from ...patterns import shape_of
from ..case import Case
from ..grounds import ground
from .loops import FoundLoop
from .rewriting_edits import instead
from .turns import come_round, methods_sent
from .wordings import NAMES_SHOWN, leads, listed, requests_of, times

if TYPE_CHECKING:
    from ...trace import Hop

LABELS = 1  # of the way round besides the one that closes it: the request shows the others


def told(case: Case, found: FoundLoop, code: str, message: str, size: tuple[str, ...]) -> Finding:
    """One finding for one ring; it stands where the ring closes."""
    from ..confirm import fault_text, witness_of

    back = found.closing
    turn = {(way.gateway.name, way.route.name) for way in found.turn}
    shown = witness_of(
        found.sighting.trace,
        lambda hop: _is_of(hop, turn),
        tuple(map(fault_text, found.faults)),
        seen=found.sighting.when,
    )
    return Finding(
        code,
        message,
        back.at,
        f"leads back to `{back.to}`",
        because=tuple(_ways_there(found)),
        notes=(*size, _bill(case.federation, found), *_limit(case, found), _guard(case, found)),
        help=tuple(_help(case, found)),
        about=found.loop.ring,
        proof=Proof.WITNESS,
        witness=_as_far_as_followed(found, shown),
        region=_region(found),
    )


def _as_far_as_followed(found: FoundLoop, witness: Witness) -> Witness:
    """Where nobody looked how far it goes, the hop at which looking ended is no end of it."""
    if not (found.is_limited and found.loop.goes_on):
        return witness
    hops = tuple(hop for hop in witness.hops if "LOOP" not in hop.verdict)
    return replace(witness, hops=hops)


def end_of(found: FoundLoop) -> str:
    """How often it goes round, and until when."""
    loop = found.loop
    if not loop.goes_on:
        return f"{times(loop.turns)}, until {loop.ended_by} {_ends(loop.ended_by)}"
    if "waits" in loop.ended_by:
        return f"until {loop.ended_by} {_ends(loop.ended_by)}"
    if found.is_limited:
        return f"more than {times(loop.turns)}"
    return "for ever: nothing that is known ends it"


def _ends(limit: str) -> str:
    if "connections" in limit:
        return "are used up"
    return "are over" if "waits" in limit else "are exceeded"


def _is_of(hop: "Hop", turn: set[tuple[str, str]]) -> bool:
    repeats = hop.route is not None and (hop.gateway, hop.route.name) in turn
    return repeats or hop.loop is not None


def _ways_there(found: FoundLoop) -> Iterator[Label]:
    seen: set[tuple[str, int]] = {(found.closing.at.source.name, found.closing.at.start)}
    for way in found.turn[:-1]:
        place = (way.at.source.name, way.at.start)
        if place not in seen and len(seen) <= LABELS:
            seen.add(place)
            yield Label(way.at, f"{leads(way)} sends it on to `{way.to}`")


def _region(found: FoundLoop) -> str:
    first = found.turn[0]
    paths = None if found.grows else come_round(found.turn)
    methods = methods_sent(first) if first.method is None else first.route.methods
    return requests_of(methods, paths if paths is not None else shape_of(first.route.path))


# ---------------------------------------------------------------- the bill


def _bill(federation: Federation, found: FoundLoop) -> str:
    passes = found.loop.passes
    counts = {count for _, count in passes}
    total = sum(count for _, count in passes)
    least = "at least " if found.loop.goes_on else ""
    if len(passes) == 1:
        each = f"passes `{passes[0][0]}` {least}{total:,} times"
    elif len(counts) == 1 or len(passes) > NAMES_SHOWN:
        most = max(counts)
        each = f"passes each of them {least}{most:,} times, {least}{total:,} passes in all"
    else:
        each = "passes " + ", ".join(f"`{name}` {least}{count:,} times" for name, count in passes)
    return f"one request {each}{_money(federation, found)}"


def _money(federation: Federation, found: FoundLoop) -> str:
    """What that costs above the allowance, where the plan of a gateway has a price."""
    bills: dict[str, Decimal] = {}
    for name, count in found.loop.passes:
        plan = federation.plans.get(federation.gateways[name].plan or "")
        if plan is not None and plan.prices:
            price = plan.prices[0]
            cost = price.money.amount * count / price.per
            bills[price.money.currency] = bills.get(price.money.currency, Decimal(0)) + cost
    if not bills:
        return ""
    shown = " and ".join(f"{_rounded(amount)} {currency}" for currency, amount in bills.items())
    return f", {shown} once the allowance is used up"


def _rounded(amount: Decimal) -> str:
    """Three digits that count, written without an exponent."""
    digits = max(2, 2 - amount.adjusted()) if amount else 2
    return f"{amount:.{digits}f}"


# ---------------------------------------------------------------- what ends it


def _limit(case: Case, found: FoundLoop) -> Iterator[str]:
    """How it is known, where it is a limit of a product that ends it."""
    for name in found.loop.ring:
        if f"`{name}`" in found.loop.ended_by:
            gateway = case.federation.gateways[name]
            fact = _fact(case.facts(gateway), found.loop.ended_by)
            if fact is not None:
                yield ground(f"{found.loop.ended_by}", fact)
            return


def _fact(facts: ProductFacts, ended_by: str) -> "Fact[object] | None":
    ceilings = facts.ceilings
    if "connections" in ended_by:
        return ceilings.connections_max  # pyright: ignore[reportReturnType]
    if "headers" in ended_by:
        return ceilings.headers_max  # pyright: ignore[reportReturnType]
    return ceilings.uri_max if "path" in ended_by else None  # pyright: ignore[reportReturnType]


def _guard(case: Case, found: FoundLoop) -> str:
    """What the hop guards make of it, which are not counted in until here."""
    ends = guard_ends(case.federation, found)
    if ends is None:
        return f"the hop guard is off at {listed(dict.fromkeys(found.loop.ring))}"
    name, passes = ends
    return f"with the hop guard, `{name}` ends it: it answers 508 after {passes} passes"


def guard_ends(federation: Federation, found: FoundLoop) -> tuple[str, int] | None:
    """Who answers 508, and after how many passes: each guarded gateway counts one."""
    guards = {name: one.hop_guard.value for name, one in federation.gateways.items()}
    if all(guards[name] is None for name in found.loop.ring):
        return None
    counter = 0
    for passes, name in enumerate(chain(found.before, cycle(found.loop.ring))):
        most = guards[name]
        if most is not None and counter >= most:
            return name, passes
        counter += most is not None
    return None


# ---------------------------------------------------------------- ways out


def _help(case: Case, found: FoundLoop) -> Iterator[Help]:
    back = found.closing
    if not isinstance(back.route.action, Forward):
        yield Help(f"lead {leads(back)} to where the request is meant to end")
        return
    services = _services_beside(case, found)
    if len(services) == 1:
        edit = instead(back.upstream, services[0])
        yield Help(
            f"send it to `{services[0]}`, the only service that these gateways call",
            edits=(edit,) if edit else (),
        )
        return
    edit = instead(back.upstream, "respond 404")
    yield Help(
        f"lead it to the service that is meant; until there is one, let `{back.gateway.name}` answer",
        edits=(edit,) if edit else (),
    )


def _services_beside(case: Case, found: FoundLoop) -> list[str]:
    names = dict.fromkeys(found.loop.ring)
    ways = (way for name in names for way in case.ways_from[name])
    return list(dict.fromkeys(way.to for way in ways if way.upstream.to_kind == "service"))
