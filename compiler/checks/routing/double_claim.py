"""GW1114: two gateways claim the same host, and both take a request for it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ...model import Gateway, Route
from ...patterns import Routes, Shape, meet, shape_of, text_of
from ..case import Case
from .order import conditions_of, may_both_hold, shared_methods
from .requests import best_shown, hops_at, requests_to
from .worlds import world_where

if TYPE_CHECKING:
    from ...trace import Trace

CODE = "GW1114"

GATEWAYS_MAX = 24  # of one host that are held against each other


def find(case: Case) -> Iterator[Finding]:
    for host, gateways in _claims(case).items():
        for place, first in enumerate(gateways[:GATEWAYS_MAX]):
            for second in gateways[place + 1 : GATEWAYS_MAX]:
                if not _behind_one_entry(case, first, second):
                    yield from _between(case, host, first, second)


def _claims(case: Case) -> dict[str, list[Gateway]]:
    """The hosts that more than one gateway serves to the outside."""
    found: dict[str, list[Gateway]] = {}
    for gateway in case.federation.gateways.values():
        for domain in dict.fromkeys(gateway.domains):
            if isinstance(domain, str):
                found.setdefault(domain.lower(), []).append(gateway)
    return {host: gateways for host, gateways in found.items() if len(gateways) > 1}


def _behind_one_entry(case: Case, first: Gateway, second: Gateway) -> bool:
    """An entry says which of them gets a request."""
    entries = case.federation.entries.values()
    return any(first.name in e.leads_to and second.name in e.leads_to for e in entries)


def _between(case: Case, host: str, first: Gateway, second: Gateway) -> Iterator[Finding]:
    """One finding for two gateways, at the first request that both take."""
    pair = _shared(first, second)
    if pair is None:
        return
    one, other, both = pair
    world = world_where(conditions_of(one, other)).world
    if world is None:
        return
    shown = best_shown(
        case,
        requests_to(case, first, one, world, both, shared_methods(one, other)),
        lambda followed: any(hop.route is not None for hop in hops_at(followed, first)),
    )
    if shown is not None:
        yield _told(case, host, first, second, (one, other, both), shown)


def _shared(first: Gateway, second: Gateway) -> tuple[Route, Route, Shape] | None:
    index = Routes(route.path for route in second.routes)
    for one in first.routes:
        for number in index.meeting(shape_of(one.path)):
            other = second.routes[number]
            both = meet(shape_of(one.path), shape_of(other.path))
            if (
                both is not None
                and shared_methods(one, other) is not None
                and may_both_hold(one, other)
            ):
                return one, other, both
    return None


def _other_outcome(case: Case, second: Gateway, shown: "Trace") -> Iterator[str]:
    there = case.trace(replace(shown.question, to=second.name))
    if there is not None and there.answer.status is not None:
        answered = f"{there.answer.status} from `{there.answer.by}`"
        yield f"the same request comes to {answered} where it gets to `{second.name}`"


def _places(host: str, first: Gateway, one: Route, other: Route) -> Iterator[Label]:
    told = ((first.at, f"claims `{host}` first"), (one.at, "takes it"), (other.at, "takes it too"))
    yield from (Label(span, text) for span, text in told if span is not None)


def _told(
    case: Case,
    host: str,
    first: Gateway,
    second: Gateway,
    shared: tuple[Route, Route, Shape],
    shown: "Trace",
) -> Finding:
    from ..confirm import witness_of

    one, other, both = shared
    assert second.at is not None
    methods = "|".join(shared_methods(one, other) or ())
    return Finding(
        CODE,
        f"`{first.name}` and `{second.name}` both claim `{host}`, and both take the same request",
        second.at,
        f"claims `{host}` again",
        because=tuple(_places(host, first, one, other)),
        notes=(
            *_other_outcome(case, second, shown),
            f"where the name `{host}` points in the DNS decides which of them answers, "
            "not this program",
        ),
        help=(
            Help(
                f"give them hosts of their own, or put an entry before both: `entry NAME {{ domain "
                f'"{host}"  first {first.name}, {second.name} }}`'
            ),
        ),
        about=(host, first.name, second.name),
        proof=Proof.WITNESS,
        witness=witness_of(shown, lambda hop: hop.gateway == first.name),
        region=f"{methods} {text_of(both)}".strip(),
    )
