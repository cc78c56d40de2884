"""GW4111: requests in earnest pass a gateway that answers only so many a minute."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ...facts import Fact
from ...model import Gateway
from ..case import Case
from ..courses import first_course
from ..grounds import assumed, ground
from .loads import loads

if TYPE_CHECKING:
    from ...trace import Hop, Trace

CODE = "GW4111"
IN_EARNEST = ("prod", "live")
REQUESTS = 3
A_MINUTE = 60


def find(case: Case) -> Iterator[Finding]:
    """In the base program and in production; a working copy may be one as a whole."""
    for gateway in case.federation.gateways.values():
        most = case.facts(gateway).ceilings.stage_per_minute.get(gateway.stage or "")
        if most is None or not (_is_earnest(case) or _is_too_much(case, gateway, most)):
            continue
        trace = _reached(case, gateway)
        if trace is not None:
            yield _finding(case, gateway, most, trace)


def _is_earnest(case: Case) -> bool:
    name = case.federation.environment
    return name is None or any(word in name.lower() for word in IN_EARNEST)


def _is_too_much(case: Case, gateway: Gateway, most: Fact[int]) -> bool:
    return any(load.rates.get(gateway.name, 0) * A_MINUTE > most.value for load in loads(case))


def _reached(case: Case, gateway: Gateway) -> "Trace | None":
    """A request of a client of the program that comes here and is let in."""

    def shows(trace: "Trace") -> bool:
        return any(_is_let_in(hop, gateway) for hop in trace.hops)

    for client in case.federation.clients:
        asked = case.flow.questions(gateway.name, client=client, let_in=True)
        trace = first_course(case, islice(asked, REQUESTS), shows)
        if trace is not None:
            return trace
    return None


def _is_let_in(hop: "Hop", gateway: Gateway) -> bool:
    return hop.gateway == gateway.name and hop.verdict.name in (
        "FORWARDED",
        "DELIVERED",
        "ANSWERED",
    )


def _finding(case: Case, gateway: Gateway, most: Fact[int], trace: "Trace") -> Finding:
    from ..confirm import witness_of

    assert gateway.at is not None, "a program that was read from text has spans"
    name, limit = gateway.name, f"{most.value:,} requests a minute"
    what = f"a {gateway.stage} stage on {gateway.target} answers {limit}"
    client = trace.question.client
    first = trace.hops[0]
    because = (
        (Label(first.at, f"requests of `{client}` come by here"),)
        if first.gateway != name and first.at is not None
        else ()
    )
    return Finding(
        CODE,
        f"requests of `{client}` pass `{name}`, a {gateway.stage} stage that answers {limit} in all",
        gateway.at,
        f"says `stage {gateway.stage}`",
        because=because,
        notes=(ground(what, most), *_traffic(case, gateway, most)),
        help=(
            Help(
                f"let `{name}` run in another stage: `stage production`",
                Applicability.REVIEW,
            ),
        ),
        about=(name, gateway.stage or ""),
        proof=Proof.WITNESS,
        witness=witness_of(trace, marked=lambda hop: hop.gateway == name),
        rests_on=assumed(what, most),
    )


def _traffic(case: Case, gateway: Gateway, most: Fact[int]) -> Iterator[str]:
    for load in loads(case):
        rate = load.rates.get(gateway.name)
        if rate is not None and rate * A_MINUTE > most.value:
            many = round(rate * A_MINUTE)
            yield f"`{load.workload.name}` sends {many:,} a minute: the rest is answered 429"
