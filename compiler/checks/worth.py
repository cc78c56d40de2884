"""What a program must have before a check can find anything in it.

A program without a label breaks no rule about labels: the check need not even be imported. A check
that is not listed here always looks. That nothing is lost by it is held by a test.
"""

from collections.abc import Iterator

from ..model import (
    NOTHING_SAID,
    Choose,
    Federation,
    First,
    Forward,
    Function,
    Gateway,
    Param,
    Policy,
    Route,
    Split,
    Upstream,
)
from ..target.members import members_of

Traits = frozenset[str]

WAITS = ("connect", "response", "total", "idle", "attempt")
SAID = (
    *WAITS, "retry", "limits", "quotas", "cache", "body_max", "cors", "breaker", "unreachable",
    "location", "request_headers", "response_headers",
)  # fmt: skip

ANY_OF: dict[str, tuple[str, ...]] = {
    "GW0201": ("promises",),
    "GW0202": ("rules",),
    "GW0999": ("hops",),
    "GW1101": ("hops",),
    "GW1102": ("hops",),
    "GW1103": ("hops", "names"),
    "GW1104": ("hops",),
    "GW1105": ("hops",),
    "GW1106": ("routes",),
    "GW1107": ("routes",),
    "GW1108": ("routes",),
    "GW1109": ("gateways", "internal"),
    "GW1110": ("hops", "over", "services with odd addresses"),
    "GW1111": ("hops", "gateways", "conditions"),
    "GW1112": ("hops",),
    "GW1113": ("split", "entries"),
    "GW1114": ("gateways",),
    "GW1115": ("regexes", "conditions"),
    "GW1116": ("split", "entries"),
    "GW1117": ("split", "first", "entries"),
    "GW1118": ("conditions", "credentials"),
    "GW1119": ("choose",),
    "GW2101": ("credentials",),
    "GW2102": ("credentials",),
    "GW2103": ("credentials",),
    "GW2104": ("hops",),
    "GW2105": ("credentials", "conditions", "request_headers", "hops"),
    "GW2106": ("credentials",),
    "GW2107": ("credentials",),
    "GW2108": ("credentials",),
    "GW2109": ("credentials",),
    "GW2110": ("credentials",),
    "GW2111": ("credentials",),
    "GW2112": ("tiers",),
    "GW2113": ("credentials",),
    "GW2114": ("cors",),
    "GW3101": ("hops",),
    "GW3102": WAITS,
    "GW3103": ("hops", "retry"),
    "GW3105": ("retry",),
    "GW3108": (*WAITS, "body_max", "quotas", "limits"),
    "GW4101": ("tiers",),
    "GW4102": ("limits", "quotas", "tiers"),
    "GW4103": ("limits", "quotas", "tiers"),
    "GW4104": ("limits", "quotas", "tiers"),
    "GW4105": ("plans",),
    "GW4106": ("plans",),
    "GW4107": ("hops", "body_max"),
    "GW4111": ("stages", "plans"),
    "GW5101": ("labels",),
    "GW5102": ("labels",),
    "GW5103": ("labels",),
    "GW5106": ("credentials", "labels", "hops"),
    "GW5109": ("hops",),
    "GW5111": ("egress",),
    "GW6101": ("request_headers", "response_headers"),
    "GW6102": ("hops",),
    "GW6103": ("hops", "request_headers"),
    "GW6104": ("hops", "location"),
    "GW6105": ("hops", "credentials"),
    "GW6106": ("over", "hops"),
    "GW6108": ("cors", "response_headers"),
    "GW6109": ("cache",),
    "GW6110": ("first",),
    "GW6113": ("returns",),
    "GW7105": ("gateways", *WAITS, "promises", "workloads", "latencies"),
    "GW7109": ("plans",),
}


def is_worth_while(code: str, traits: Traits) -> bool:
    wanted = ANY_OF.get(code)
    return wanted is None or not traits.isdisjoint(wanted)


def traits_of(federation: Federation) -> Traits:
    """What a program has at all; one look at each route."""
    found = {word for word, there in _whole(federation).items() if there}
    policies: dict[int, Policy] = {}
    for gateway in federation.gateways.values():
        found.update(_of_gateway(gateway))
        policies[id(gateway.policy)] = gateway.policy
        for route in gateway.routes:
            policies[id(route.policy)] = route.policy
            found.update(_of_route(federation, route, policies))
    for policy in policies.values():
        if policy is not NOTHING_SAID:
            found.update(word for word in SAID if getattr(policy, word))
    return frozenset(found)


def _whole(federation: Federation) -> dict[str, object]:
    services = federation.services.values()
    return {
        "promises": federation.promises,
        "rules": federation.rules,
        "credentials": federation.credentials,
        "labels": federation.labels,
        "entries": federation.entries,
        "tiers": federation.tiers,
        "workloads": federation.workloads,
        "gateways": len(federation.gateways) > 1,
        "latencies": any(one.latency for one in services),
        "returns": any(one.returns for one in services),
        "over": any(one.lambda_arn for one in services),
        "services with odd addresses": any(not _is_plain(one.url) for one in services),
    }


def _is_plain(url: object) -> bool:
    return url is None or str(url).startswith(("http://", "https://"))


def _of_gateway(gateway: Gateway) -> Iterator[str]:
    if len(gateway.routes) > 1:
        yield "routes"
    if gateway.exposure.value == "internal":
        yield "internal"
    if gateway.domains or gateway.vendor_name is not None:
        yield "names"
    if gateway.plan is not None:
        yield "plans"
    if gateway.stage is not None:
        yield "stages"
    if gateway.egress is not None:
        yield "egress"


def _of_route(federation: Federation, route: Route, policies: dict[int, Policy]) -> set[str]:
    found: set[str] = set()
    if route.when is not None:
        found.add("conditions")
    if route.returns is not None:
        found.add("returns")
    for part in route.path.segments:
        if type(part) is Param and part.regex is not None:
            found.add("regexes")
    found.update(_OF_ACTION.get(type(route.action), ()))
    if route.calls and any(name in federation.gateways for name in route.calls):
        found.add("hops")
    if type(route.action) is Forward:  # nearly all are: the way round by members takes its time
        _of_upstream(route.action.upstream, found)
    else:
        for member in members_of(route.action):
            policies[id(member.policy)] = member.policy
            _of_upstream(member.upstream, found)
    return found


def _of_upstream(upstream: Upstream, found: set[str]) -> None:
    if upstream.to_kind == "gateway":
        found.add("hops")
    if upstream.over is not None or upstream.to_kind == "url":
        found.add("over")


_OF_ACTION: dict[type, tuple[str, ...]] = {
    Choose: ("choose", "conditions"),
    Split: ("split",),
    First: ("first",),
    Function: ("over",),
}
