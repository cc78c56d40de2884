"""How often one request is counted, gateway by gateway, and on which plan."""

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from ...facts import Fact
from ...model import Federation, Gateway, Measure, Plan
from ..case import Case

if TYPE_CHECKING:
    from ...trace import Branch, Hop, Trace

REFUSED = (
    "AUTH_MISSING",
    "AUTH_REJECTED",
    "NO_ROUTE",
    "NO_HOST",
    "METHOD_BLOCKED",
    "THROTTLED",
    "TOO_LARGE",
    "URI_TOO_LONG",
)
SPEAK_OF_COUNTS = ("amplification", "requests", "cost")


def plan_of(case: Case, gateway: Gateway) -> Plan | None:
    return case.federation.plans.get(gateway.plan) if gateway.plan is not None else None


def counted(case: Case, trace: "Trace") -> Mapping[str, Fraction]:
    """By gateway, over all ways that the request can go; what a cache may answer is left out."""
    found: dict[str, Fraction] = {}
    for branch in trace.branches:
        share = Fraction(1)
        for choice in branch.choices:
            share *= Fraction(choice.share.ppm, 1_000_000)
        for hop in branch.hops:
            if _counts(case, hop) and not _may_be_spared(branch, hop):
                found[hop.gateway] = found.get(hop.gateway, Fraction(0)) + share
    return found


def _counts(case: Case, hop: "Hop") -> bool:
    gateway = case.federation.gateways[hop.gateway]
    plan, facts = plan_of(case, gateway), case.facts(gateway)
    kinds = plan.counts if plan is not None and plan.counts else facts.billing.counts.value
    return ("rejected" if hop.verdict.name in REFUSED else "accepted") in kinds


def _may_be_spared(branch: "Branch", hop: "Hop") -> bool:
    """Whether a gateway in front keeps answers for a while."""
    from ...model import in_force

    parent = hop.parent
    while parent is not None:
        before = branch.hops[parent - 1]
        if before.route is not None and in_force(before.route.policy.cache) is not None:
            return True
        parent = before.parent
    return False


def rule_of(case: Case, gateway: str) -> Fact[tuple[str, ...]] | None:
    """The vendor's own rule of counting, where the plan does not say another one."""
    here = case.federation.gateways[gateway]
    plan = plan_of(case, here)
    if plan is not None and plan.counts:
        return None
    fact = case.facts(here).billing.counts
    return Fact(tuple(map(str, fact.value)), fact.known, fact.source, fact.date)


def is_promised(federation: Federation, metrics: tuple[str, ...] = SPEAK_OF_COUNTS) -> bool:
    """Whether a line of the program sets a bound to what is counted or to what it costs."""
    if any(isinstance(one, Measure) and one.metric in metrics for one in federation.promises):
        return True
    return any(need.thing in metrics for rule in federation.rules for need in rule.needs)
