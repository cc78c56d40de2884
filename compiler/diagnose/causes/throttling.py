"""Too many requests: a limit, a quota, what a plan includes, a development stage."""

from collections.abc import Iterator
from dataclasses import replace

from ...model import Gateway, Route, in_force
from ...written import value_text
from ..scene import Scene
from ..suspicion import Suspicion

WRITTEN = 30.0  # a limit that stands in the program is the first to look at
LONG_WINDOW = 15.0  # a quota or an allowance runs out once a month
STAGE_SAID, STAGE_UNSAID = 45.0, 6.0
REFUSES = 0.3  # under load such an environment sooner answers 429


def throttled(scene: Scene) -> Iterator[Suspicion]:
    for hop in scene.hops:
        gateway = scene.gateway(hop.gateway)
        yield from _limits(scene, gateway, hop.route)
        yield from _stages(scene, gateway)
        yield from _plans(scene, gateway)


def _limits(scene: Scene, gateway: Gateway, route: Route | None) -> Iterator[Suspicion]:
    policy = route.policy if route is not None else gateway.policy
    client = scene.federation.clients.get(scene.question.client)
    tier = scene.federation.tiers[client.tier] if client is not None and client.tier else None
    said = (
        ("limit", in_force(policy.limits), WRITTEN, "the limit"),
        ("quota", in_force(policy.quotas), LONG_WINDOW, "the quota"),
        ("tier", tier and (*tier.limits, *tier.quotas), WRITTEN, "the client's tier"),
    )
    for kind, values, weight, what in said:
        if values:
            text = value_text(values)
            yield _suspicion(
                scene,
                gateway.name,
                kind,
                f"{kind} of {client.name if kind == 'tier' and client else gateway.name}",
                f"{what} of `{gateway.name}`, {text}, is used up",
                weight,
                "it stands in the program",
                f"count the requests of this caller at `{gateway.name}` against {text}; an answer "
                "429 may say in `retry-after` when to come back",
            )


def _stages(scene: Scene, gateway: Gateway) -> Iterator[Suspicion]:
    for stage, fact in scene.facts(gateway.name).ceilings.stage_per_minute.items():
        said = gateway.stage == stage
        if gateway.stage is not None and not said:
            continue
        suspicion = _suspicion(
            scene,
            gateway.name,
            "stage",
            f"{stage} stage of {gateway.name}",
            f"`{gateway.name}` is a {stage} environment: {fact.value:,} requests a minute in all",
            STAGE_SAID if said else STAGE_UNSAID,
            f"the program says `stage {stage}`"
            if said
            else f"nothing in the program says `stage {stage}`, and what runs may be one",
            f"in which stage does {_known_as(gateway)} run? Callers in earnest need another one",
        )
        yield _overrun(scene, suspicion, gateway.name)


def _overrun(scene: Scene, suspicion: Suspicion, name: str) -> Suspicion:
    """Under load such an environment may refuse connections as well."""
    refusing = replace(scene.broken("refuse", name), share=REFUSES)
    return replace(suspicion, ways=(*suspicion.ways, refusing))


def _known_as(gateway: Gateway) -> str:
    name = gateway.vendor_name
    return f"`{gateway.name}` ({name})" if isinstance(name, str) else f"`{gateway.name}`"


def _plans(scene: Scene, gateway: Gateway) -> Iterator[Suspicion]:
    plan = scene.federation.plans.get(gateway.plan or "")
    if plan is not None and plan.cap is not None:
        yield _suspicion(
            scene,
            gateway.name,
            "plan",
            f"cap of {plan.name}",
            f"`{gateway.name}` has used up the {plan.cap:,} requests of the plan `{plan.name}`",
            LONG_WINDOW,
            "the plan refuses what is above its cap",
            f"how many requests has the account of `{plan.name}` counted this month?",
        )


def _suspicion(
    scene: Scene,
    name: str,
    kind: str,
    fault: str,
    cause: str,
    weight: float,
    reason: str,
    then: str,
) -> Suspicion:
    status = scene.facts(name).failures.throttled.value
    return Suspicion(
        kind=kind,
        fault=fault,
        cause=cause,
        hop=name,
        about=name,
        weight=weight,
        reason=reason,
        next=then,
        ways=(scene.answering(name, status),),
        direct_call="says nothing",
    )
