"""GW4105: one call that a vendor counts several times, where nobody said how often it may."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import Function, Gateway, Gather, Plan, Route
from ..case import Case
from ..courses import courses
from ..grounds import ground
from .counted import counted, is_promised, plan_of, rule_of

if TYPE_CHECKING:
    from ...trace import Hop, Trace

CODE = "GW4105"
AT_MOST = 20
REQUESTS = 4


@frozen
class Bill:
    """What one request comes to on one plan."""

    plan: Plan
    trace: "Trace"
    hop: "Hop"
    counts: Mapping[str, Fraction]

    @property
    def total(self) -> Fraction:
        return sum(self.counts.values(), Fraction(0))


def find(case: Case) -> Iterator[Finding]:
    """Only calls that fan out: a chain of gateways counts once each, as everybody expects."""
    if is_promised(case.federation) or not any(p.prices for p in case.federation.plans.values()):
        return
    seen: set[tuple[object, ...]] = set()
    for gateway, route in _fanning_out(case):
        key = (gateway.name, _targets(route))
        if key in seen or len(seen) >= AT_MOST:
            continue
        seen.add(key)
        bill = _bill(case, gateway, route)
        if bill is not None:
            yield _finding(case, gateway, route, bill)


def _fanning_out(case: Case) -> Iterator[tuple[Gateway, Route]]:
    """Routes that call two gateways or more whose plans have a price."""
    for gateway in case.federation.gateways.values():
        for route in gateway.routes:
            if isinstance(route.action, Gather | Function) and not route.blocked:
                priced = [name for name in _targets(route) if _has_a_price(case, name)]
                if len(priced) > 1:
                    yield gateway, route


def _targets(route: Route) -> tuple[str, ...]:
    if isinstance(route.action, Gather):
        return tuple(part.member.upstream.to for part in route.action.parts)
    return route.calls


def _has_a_price(case: Case, name: str) -> bool:
    gateway = case.federation.gateways.get(name)
    plan = plan_of(case, gateway) if gateway is not None else None
    return plan is not None and bool(plan.prices)


def _bill(case: Case, gateway: Gateway, route: Route) -> Bill | None:
    """The first request that is counted more than once on one of the plans."""
    asked = case.flow.questions(gateway.name, route=route)
    for question in islice(asked, REQUESTS):
        found = ((t, _fans_out(t, gateway, route)) for t in courses(case.trace(question)))
        trace, hop = next((one for one in found if one[1] is not None), (None, None))
        if trace is None or hop is None:
            continue
        counts = counted(case, trace)
        for plan in case.federation.plans.values():
            here = {n: c for n, c in counts.items() if _is_on(case, n, plan)}
            bill = Bill(plan, trace, hop, here)
            if plan.prices and bill.total > 1:
                return bill
    return None


def _fans_out(trace: "Trace", gateway: Gateway, route: Route) -> "Hop | None":
    for hop in trace.hops:
        if hop.gateway == gateway.name and hop.route is route:
            return hop if sum(sent.to_kind == "gateway" for sent in hop.sent) > 1 else None
    return None


def _is_on(case: Case, gateway: str, plan: Plan) -> bool:
    return case.federation.gateways[gateway].plan == plan.name


def _finding(case: Case, gateway: Gateway, route: Route, bill: Bill) -> Finding:
    from ..confirm import witness_of

    at, plan = route.at or gateway.at, bill.plan
    assert at is not None, "a program that was read from text has spans"
    price = plan.prices[0]
    because = (Label(plan.at, f"{price.money} per {price.per:,} requests"),) if plan.at else ()
    rule = rule_of(case, next(iter(bill.counts)))
    grounds = (
        (ground(f"requests are counted that are {' or '.join(rule.value)}", rule),) if rule else ()
    )
    return Finding(
        CODE,
        f"one call of `{route.name}` is counted {_text(bill.total)} times on `{plan.name}`",
        at,
        f"calls {len(bill.hop.sent)} upstreams for one request",
        because=because,
        notes=(f"1 in, {_text(bill.total)} counted: {_by_gateway(bill)}", *grounds),
        help=(
            Help(
                "say that this is meant, and how far it may go, with `amplification <= "
                f"{_text(bill.total)}` or a bound on `cost per month` in `expect`"
            ),
        ),
        about=(gateway.name, route.name, plan.name),
        proof=Proof.WITNESS,
        witness=witness_of(bill.trace, marked=lambda hop: hop.number == bill.hop.number),
        region=route.name,
    )


def _by_gateway(bill: Bill) -> str:
    return ", ".join(f"`{name}` {_text(count)}" for name, count in bill.counts.items())


def _text(count: Fraction) -> str:
    return str(count) if count.denominator == 1 else f"{float(count):.2f}"
