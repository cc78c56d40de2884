"""GW4106: more traffic than a plan includes, and nobody said that it may cost more."""

from collections.abc import Iterator
from fractions import Fraction

from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...model import Plan
from ...units import Money
from ..case import Case
from .counted import is_promised
from .loads import Load, at, loads

CODE = "GW4106"
MONTH = 30 * 24 * 3600
"""Seconds: a month is 30 days."""


@frozen
class Overrun:
    """A month of one workload on one allowance, and what of it each gateway takes."""

    plan: Plan
    load: Load
    gateways: tuple[str, ...]
    most: int
    is_cap: bool

    @property
    def shares(self) -> tuple[tuple[str, Fraction], ...]:
        return tuple((name, rate * MONTH) for name, rate in at(self.load, self.gateways))

    @property
    def total(self) -> Fraction:
        return sum((count for _, count in self.shares), Fraction(0))


def find(case: Case) -> Iterator[Finding]:
    """Each allowance once, under the workload that needs most of it."""
    if not case.federation.workloads:
        return
    may_cost = is_promised(case.federation, ("cost",))
    for plan, gateways in _allowances(case):
        limits = _limits(plan, may_cost)
        for most, is_cap in limits:
            overruns = [Overrun(plan, one, gateways, most, is_cap) for one in loads(case)]
            worst = max(overruns, key=lambda one: one.total, default=None)
            if worst is not None and worst.total > most:
                yield from _finding(case, worst)
                break


def _allowances(case: Case) -> Iterator[tuple[Plan, tuple[str, ...]]]:
    """A plan with all gateways that draw on it together."""
    for plan in case.federation.plans.values():
        on_it = tuple(g.name for g in case.federation.gateways.values() if g.plan == plan.name)
        if plan.shared == "account" and on_it:
            yield plan, on_it
        else:
            yield from ((plan, (name,)) for name in on_it)


def _limits(plan: Plan, may_cost: bool) -> list[tuple[int, bool]]:
    """What must not be exceeded, the cap first: above it requests are refused."""
    limits = [(plan.cap, True)] if plan.cap is not None else []
    covered = bool(plan.prices) and may_cost
    if plan.includes and not covered:
        limits.append((plan.includes, False))
    return limits


# ---- how it is told ------------------------------------------------------------------------------


def _finding(case: Case, over: Overrun) -> Iterator[Finding]:
    plan, workload = over.plan, over.load.workload
    where = _where(case, over)
    if where is None:
        return
    verb = "refuses everything above" if over.is_cap else "includes"
    name = workload.name
    yield Finding(
        CODE,
        f"`{name}` comes to {_count(over.total)} requests a month on `{plan.name}`, which {verb} "
        f"{_count(Fraction(over.most))}",
        where,
        f"{verb} {_count(Fraction(over.most))} requests a month",
        because=(Label(workload.at, "so much traffic"),) if workload.at is not None else (),
        notes=(_arithmetic(over), _when(over)),
        help=(_way_out(over),),
        about=(plan.name, name, *over.gateways),
        proof=Proof.BOUNDED,
    )


def _where(case: Case, over: Overrun) -> Span | None:
    """The plan, or the gateway where the plan is one of the vendor's own."""
    return over.plan.at or case.federation.gateways[over.gateways[0]].at


def _arithmetic(over: Overrun) -> str:
    parts = ", ".join(f"`{name}` {_count(count)}" for name, count in over.shares)
    return f"counted in 30 days: {parts}"


def _when(over: Overrun) -> str:
    day = int(over.most * 30 / over.total) + 1
    if over.is_cap:
        return f"from day {day} of the month on requests are refused"
    money = _overage(over)
    if money is None:
        return f"the allowance ends on day {day}, and nobody says what more of them cost"
    return f"the allowance ends on day {day}; the rest of the month costs {money} more"


def _overage(over: Overrun) -> Money | None:
    """What the requests above the allowance cost, step by step; None where nobody says."""
    from decimal import Decimal

    left, done, sum_of_all = over.total - over.most, 0, Fraction(0)
    for price in over.plan.prices:
        step = left if price.up_to is None else min(left, Fraction(price.up_to - done))
        sum_of_all += Fraction(price.money.amount) * step / price.per
        left, done = left - step, price.up_to or done
    if not over.plan.prices:
        return None
    return Money(Decimal(round(sum_of_all)), over.plan.prices[0].money.currency)


def _way_out(over: Overrun) -> Help:
    if over.is_cap:
        return Help("take a plan that goes further, or send less through these gateways")
    if over.plan.prices:
        return Help("say what it may cost, as in `expect { cost per month <= 500 USD }`")
    return Help("say with `price .. per ..` what more requests cost, or take a larger plan")


def _count(count: Fraction) -> str:
    """Three figures are enough: `62.2M`."""
    for unit, of_one in (("G", 10**9), ("M", 10**6), ("K", 10**3)):
        if count >= of_one:
            return (
                f"{float(count / of_one):.3g}{unit}"
                if count < 1000 * of_one
                else f"{float(count / of_one):.0f}{unit}"
            )
    return f"{float(count):.3g}"
