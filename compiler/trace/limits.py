"""Whether a client under load runs into a limit that holds here."""

from decimal import Decimal

from ..facts import ProductFacts
from ..model import (
    Bursts,
    Call,
    Federation,
    Limit,
    Off,
    Poisson,
    Profile,
    Quota,
    Route,
    Steady,
    Stream,
)
from ..units import Factor, Rate
from .matching import bound_by
from .outcome import Answer, Verdict
from .walk import Draft, Outcome, Walk

MINUTE_US = 60_000_000


def over_limit(walk: Walk, draft: Draft, facts: ProductFacts, route: Route) -> Outcome | None:
    """One request runs into no limit; a client whose load is `by` so much more may."""
    client = walk.question.client
    load = next((f for f in walk.setting.faults if f.verb == "load" and client in f.names), None)
    if load is None or not isinstance(load.by, Factor):
        return None
    if usual_rate(walk.federation, client) is None:
        draft.note(f"no workload says how often `{client}` calls, so no limit can be judged")
        return None
    stage = _of_the_stage(walk, draft, facts)
    for limit, of_route in [*_limits(walk, draft, route), *((limit, False) for limit in stage)]:
        rate = usual_rate(walk.federation, client, route if of_route else None) or 0.0
        sent = _of_one_bucket(walk, draft, limit, rate * load.by.times)
        if sent is not None and sent > limit.rate.per_second:
            status = draft.use(facts.failures.throttled, "the status of a limit")
            detail = f"{_rounded(sent)}/s come, {limit.rate} are let through"
            return Outcome(Answer(status, draft.gateway), Verdict("THROTTLED"), detail)
    return None


def _limits(walk: Walk, draft: Draft, route: Route) -> list[tuple[Limit | Quota, bool]]:
    """What holds here, and whether only the requests of this route draw on it."""
    found: list[tuple[Limit | Quota, bool]] = []
    for stated in (route.policy.limits, route.policy.quotas):
        if stated is not None and not isinstance(stated.value, Off):
            # Deeper in, the paths of the workload are no longer those that arrive.
            of_route = draft.depth == 0 and stated.origin.by.startswith("route ")
            found.extend((limit, of_route) for limit in stated.value)
    client = walk.federation.clients.get(walk.question.client)
    tier = walk.federation.tiers.get(client.tier) if client and client.tier else None
    if tier is not None and draft.depth == 0:
        found.extend((limit, False) for limit in (*tier.limits, *tier.quotas))
    return found


def _of_the_stage(walk: Walk, draft: Draft, facts: ProductFacts) -> list[Limit]:
    """A development stage answers only so many requests a minute, whoever sends them."""
    fact = facts.ceilings.stage_per_minute.get(walk.gateway(draft.gateway).stage or "")
    if fact is None:
        return []
    most = draft.use(fact, "how much a stage answers")
    return [Limit(Rate(Decimal(most), MINUTE_US))]


def _of_one_bucket(walk: Walk, draft: Draft, limit: Limit | Quota, rate: float) -> float | None:
    """How much of the client's rate falls into one bucket of the limit."""
    keys = {subject.name for subject in limit.per}
    if not keys & {"caller", "ip", "claim", "header", "key", "user"}:
        return rate
    callers = walk.federation.clients[walk.question.client].callers
    if callers is None:
        draft.note(f"`{walk.question.client}` does not say how many callers it has")
        return None
    return rate / callers


def usual_rate(federation: Federation, client: str, on: Route | None = None) -> float | None:
    """Requests a second of this client in the busiest workload; None where none says.

    With a route, only those of its requests that fall on it.
    """
    totals: list[float] = []
    for workload in federation.workloads.values():
        own = [stream for stream in workload.streams if stream.client == client]
        rates = [(rate, stream) for stream in own if (rate := _rate(stream)) is not None]
        if rates:
            totals.append(sum(rate * _share_on(stream, on) for rate, stream in rates))
    return max(totals, default=None)


def _rate(stream: Stream) -> float | None:
    match stream.arrival:
        case Poisson(rate=rate) | Steady(rate=rate) | Bursts(rate=rate):
            return rate.per_second
        case Profile(points=points) if points:
            return max(point.rate.per_second for point in points)
        case _:
            return None


def _share_on(stream: Stream, route: Route | None) -> float:
    if route is None or not stream.mix:
        return 1.0
    return sum(call.share.fraction for call in stream.mix if _falls_on(call, route))


def _falls_on(call: Call, route: Route) -> bool:
    """Whether the pattern of the route takes a path such as this line of the mix draws."""
    if route.methods and call.methods and not {*route.methods} & {*call.methods}:
        return False
    return bound_by(route.path, call.path.text.replace("{", "").replace("}", "")) is not None


def _rounded(rate: float) -> str:
    return f"{rate:.1f}".rstrip("0").rstrip(".")
