"""The plan that a gateway is said to be on does not have what its routes ask for.

Without a plan nothing is known of it, and nothing is said. So it is with a plan of another vendor,
and with one of the program's own that is not made `from` one of the vendor's.
"""

from collections.abc import Iterator

from ....dsl.codes import Level
from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ....dsl.source import Span
from ....dsl.witness import Witness
from ...facts import Fact
from ...model import Federation, Gateway
from ...target import Ability
from ..case import Case
from ..grounds import assumed, ground
from .asked import Asked
from .first_request import first_request

CODE = "GW7109"

ONCE = "once the plan has it"


@frozen
class Lacking:
    """What a plan does not have, which plans do, who says so, and where it is needed."""

    what: str
    plans: tuple[str, ...]
    known: Fact[tuple[str, ...]] | Ability
    at: Span


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        plan = gateway.base_plan
        if plan is None:
            continue
        form = case.facts(gateway).plans
        if form is not None and _lacks(plan, form.value):
            yield _of_the_form(case, gateway, plan, form)
            continue  # whatever else it lacks comes with that form
        for asked in case.asked[gateway.name]:
            if asked.ability.way != "impossible" and _lacks(plan, asked.ability.plans):
                yield _of_a_need(case, asked, plan)


def _lacks(plan: str, having: tuple[str, ...]) -> bool:
    vendor = plan.partition(".")[0]
    return plan not in having and any(one.partition(".")[0] == vendor for one in having)


def _of_a_need(case: Case, asked: Asked, plan: str) -> Finding:
    gateway = asked.gateway
    witness = first_request(case, gateway, ONCE, asked.routes, asked.need)
    return _finding(
        case.federation,
        gateway,
        f"`{gateway.name}` needs {asked.called}, which the plan `{plan}` does not have",
        Lacking(asked.need.value, asked.ability.plans, asked.ability, asked.places[0]),
        witness,
    )


def _of_the_form(case: Case, gateway: Gateway, plan: str, form: Fact[tuple[str, ...]]) -> Finding:
    assert gateway.at is not None, "a program that was read from text has spans"
    what = f"{gateway.target} as `{case.variant(gateway).name}`"
    return _finding(
        case.federation,
        gateway,
        f"`{gateway.name}` stands on {what}, which the plan `{plan}` does not have",
        Lacking(case.variant(gateway).name, form.value, form, gateway.at),
        first_request(case, gateway, ONCE),
    )


def _finding(
    federation: Federation,
    gateway: Gateway,
    message: str,
    lacking: Lacking,
    witness: Witness | None,
) -> Finding:
    having = ", ".join(f"`{one}`" for one in lacking.plans)
    what = f"which plans of {gateway.target} have {lacking.what}"
    return Finding(
        CODE,
        message,
        lacking.at,
        "needed here",
        because=_where_said(federation, gateway),
        notes=(ground(f"plans that have it: {having}", lacking.known),),
        help=(Help(f"take one of the plans that have it: {having}"),),
        about=(gateway.name, lacking.what),
        proof=Proof.WITNESS if witness is not None else Proof.STRUCTURAL,
        witness=witness,
        rests_on=assumed(what, lacking.known),
        judged=Level.WARNING if witness is None else None,
    )


def _where_said(federation: Federation, gateway: Gateway) -> tuple[Label, ...]:
    declared = federation.plans.get(gateway.plan or "")
    if declared is None or declared.at is None:
        return ()
    return (Label(declared.at, f"the plan of `{gateway.name}`"),)
