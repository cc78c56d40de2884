"""GW4101: callers bought more than a limit on their way lets through."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import Client, Fault, Limit, Quota, Tier
from ...units import Factor
from ..case import Case
from ..courses import courses, first_course
from .buckets import Bucket, buckets_of, in_window_of, per_second, region_of
from .sightings import BY_WHOM, let_in

if TYPE_CHECKING:
    from ...trace import Trace

CODE = "GW4101"
AT_MOST = 20
ROUTES = 4
REQUESTS = 3


@frozen
class Sale:
    """What one client bought, a second: `each` caller, and all of them together."""

    client: Client
    tier: Tier
    sold: Limit | Quota
    each: Fraction
    together: Fraction


@frozen
class Promise:
    """What was sold to all that draw on one bucket, and a request that does.

    With `load` the request comes when its client takes what it bought, and is refused for that.
    """

    bucket: Bucket
    sales: tuple[Sale, ...]
    trace: "Trace"
    load: Fault | None = None

    @property
    def wanted(self) -> Fraction:
        if self.bucket.whose:
            return max(sale.each for sale in self.sales)
        return sum((sale.together for sale in self.sales), Fraction(0))


def find(case: Case) -> Iterator[Finding]:
    """A stricter limit of one route among several says what that route is worth, no more."""
    sales = [sale for client in case.federation.clients.values() for sale in _sales(case, client)]
    if not sales:
        return
    found = 0
    for bucket in buckets_of(case):
        if found < AT_MOST and not (bucket.of_route and len(bucket.gateway.routes) > 1):
            promise = _promise(case, bucket, sales)
            if promise is not None:
                found += 1
                yield _finding(promise)


def _sales(case: Case, client: Client) -> Iterator[Sale]:
    """How many callers nobody says is one at least."""
    if client.tier is None:
        return
    tier = case.federation.tiers[client.tier]
    for sold in (*tier.limits, *tier.quotas):
        rate = per_second(sold.rate)
        if any(one.name in ("caller", "user", "ip") for one in sold.per):
            yield Sale(client, tier, sold, rate, rate * (client.callers or 1))
        elif all(one.name == "client" for one in sold.per):
            yield Sale(client, tier, sold, rate, rate)


def _promise(case: Case, bucket: Bucket, sales: list[Sale]) -> Promise | None:
    """None where what was sold may be had; the request is one of those who cannot have it."""
    fitting = [sale for sale in sales if _is_comparable(bucket, sale)]
    if bucket.whose:
        fitting = [sale for sale in fitting if sale.each > per_second(bucket.limit.rate)]
    elif sum(sale.together for sale in fitting) <= per_second(bucket.limit.rate):
        return None
    met = [(sale, trace) for sale in fitting if (trace := _comes(case, bucket, sale)) is not None]
    if not met:
        return None
    promise = Promise(bucket, _each_client_once([sale for sale, _ in met]), met[0][1])
    if promise.wanted <= per_second(bucket.limit.rate):
        return None
    refused = (_under_load(case, bucket, *each) for each in met)
    trace, load = next((one for one in refused if one is not None), (promise.trace, None))
    return replace(promise, trace=trace, load=load)


def _under_load(
    case: Case, bucket: Bucket, sale: Sale, trace: "Trace"
) -> "tuple[Trace, Fault] | None":
    """The same request while this client alone takes what it bought, where a workload tells how
    much that is more than usual."""
    from ...trace.limits import usual_rate

    usual = usual_rate(case.federation, sale.client.name)
    if not usual or sale.together <= per_second(bucket.limit.rate):
        return None
    more = Factor(round(float(sale.together) / usual, 1))
    load = Fault("load", (sale.client.name,), by=more)
    for refused in courses(case.trace(trace.question, (load,))):
        ends = refused.hops[-1] if refused.hops else None
        if ends is not None and ends.gateway == bucket.gateway.name:
            return (refused, load) if ends.verdict.name == "THROTTLED" else None
    return None


def _is_comparable(bucket: Bucket, sale: Sale) -> bool:
    """A limit over a longer time than what was sold says nothing about a single minute."""
    by_whom = all(one.name in BY_WHOM for one in bucket.whose)
    return by_whom and bucket.limit.rate.per_us <= sale.sold.rate.per_us


def _each_client_once(sales: list[Sale]) -> tuple[Sale, ...]:
    """A client that bought both a limit and a quota wants the faster of the two."""
    best: dict[str, Sale] = {}
    for sale in sales:
        known = best.get(sale.client.name)
        if known is None or sale.together > known.together:
            best[sale.client.name] = sale
    return tuple(best.values())


def _comes(case: Case, bucket: Bucket, sale: Sale) -> "Trace | None":
    """A request of this client that draws on the bucket, and in its own name where that counts."""
    gateway, client = bucket.gateway.name, sale.client.name
    for route in bucket.routes[:ROUTES]:

        def shows(trace: "Trace") -> bool:
            hop = let_in(trace, gateway, route)  # noqa: B023  asked before the next turn
            own = hop is not None and hop.caller not in (None, *case.federation.gateways)
            return hop is not None and (own or not bucket.whose) and _is_known(trace)

        asked = case.flow.questions(gateway, route=route, client=client)
        trace = first_course(case, asked, shows, tries=REQUESTS)
        if trace is not None:
            return trace
    return None


def _is_known(trace: "Trace") -> bool:
    """What is open to anyone is not what was sold."""
    return any(hop.accepted for hop in trace.hops)


# ---- how it is told ------------------------------------------------------------------------------


def _finding(promise: Promise) -> Finding:
    from ..confirm import fault_text, witness_of

    bucket, load = promise.bucket, promise.load
    name, rate = bucket.gateway.name, bucket.limit.rate
    wanted = in_window_of(promise.wanted, rate)
    first = promise.sales[0]
    who = _who(promise)
    return Finding(
        CODE,
        f"{who} bought {wanted}, and `{bucket.text}` of `{name}` is less",
        bucket.at,
        f"lets {rate} through" + ("" if not bucket.whose else " for each"),
        because=tuple(_labels(promise)),
        notes=(_mix(promise), _moment(promise)),
        help=(
            Help(f"let `{name}` take what is sold: `{bucket.word} {_enough(promise)}`"),
            Help(f"or sell less in `{first.tier.name}`"),
        ),
        about=(*bucket.about, *(sale.client.name for sale in promise.sales)),
        proof=Proof.WITNESS,
        witness=witness_of(
            promise.trace,
            marked=lambda hop: hop.gateway == name,
            faults=(fault_text(load),) if load is not None else (),
        ),
        region=region_of(bucket.routes),
    )


def _who(promise: Promise) -> str:
    names = [f"`{sale.client.name}`" for sale in promise.sales]
    if promise.bucket.whose:
        return f"each caller of {names[0]}"
    return (
        f"all callers of {names[0]}" if len(names) == 1 else f"the callers of {' and '.join(names)}"
    )


def _labels(promise: Promise) -> Iterator[Label]:
    tiers = {sale.tier.name: sale for sale in promise.sales}
    for sale in tiers.values():
        if sale.tier.at is not None:
            yield Label(sale.tier.at, f"sells {sale.sold.rate}{_per(sale)}")


def _per(sale: Sale) -> str:
    from .buckets import per_text

    return per_text(sale.sold.per)


def _mix(promise: Promise) -> str:
    """Who may send how much."""
    like = promise.bucket.limit.rate
    parts: list[str] = []
    for sale in promise.sales:
        name, all_of_them = sale.client.name, in_window_of(sale.together, like)
        if sale.together == sale.each:
            parts.append(f"`{name}` {all_of_them}")
        else:
            each = in_window_of(sale.each, like)
            parts.append(f"`{name}` {sale.client.callers:,} callers at {each}, {all_of_them}")
    return f"bought with their tiers: {'; '.join(parts)}"


def _moment(promise: Promise) -> str:
    """When the bucket is empty, if all take what they bought."""
    limit = promise.bucket.limit.rate
    seconds = Fraction(limit.amount) / promise.wanted
    window = {1: "second", 60: "minute", 3600: "hour", 86400: "day"}.get(
        limit.per_us // 1_000_000, "month"
    )
    at, unit = (seconds, "s")
    if window in ("day", "month"):
        at, unit = (seconds / 3600, "hours")
    elif window == "hour":
        at, unit = (seconds / 60, "minutes")
    return (
        f"if they take it, `{promise.bucket.gateway.name}` answers 429 after {float(at):.3g} {unit} "
        f"of every {window}"
    )


def _enough(promise: Promise) -> str:
    per = promise.bucket.text_with_burst.partition(" per ")[2]
    rate = in_window_of(promise.wanted, promise.bucket.limit.rate)
    return f"{rate} per {per}" if per else rate
