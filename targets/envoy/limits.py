"""Rate limits and quotas: one token bucket for each limit and each value of its key.

The gate writes into the dynamic metadata which limits a request comes under, and with which key;
one filter for the whole gateway holds the buckets, so that a limit of the gateway is one for all
of its routes.
"""

from fractions import Fraction
from math import ceil

from ...compiler.model import Limit, Off, PathPattern, Policy, Quota, Traced, in_force
from .conditions import subject_data
from .places import Json
from .replies import GATE

KEYS_AT_ONCE = 100_000
SHORTEST_FILL_US = 50_000


Stated = Traced[tuple[Limit | Quota, ...] | Off] | None


class Limits:
    """Collects the buckets; a limit that routes inherit from the gateway is entered once."""

    def __init__(self, whole: Policy) -> None:
        self._whole = whole
        self._buckets: dict[tuple[object, ...], tuple[str, Json]] = {}

    def of_route(self, name: str, policy: Policy, path: PathPattern) -> list[Json]:
        """What the gate has to know; raises InexactError."""
        found: list[Json] = []
        for field in ("limits", "quotas"):
            traced: Stated = getattr(policy, field)
            place = None if _is_same(traced, getattr(self._whole, field)) else name
            for number, limit in enumerate(in_force(traced) or ()):
                identity = self._bucket((field, place, number), limit)
                per = [
                    subject_data(subject, path)
                    for subject in limit.per
                    if subject.name not in ("route", "gateway")
                ]
                found.append({"id": identity, "per": per})
        return found

    def _bucket(self, key: tuple[object, ...], limit: Limit | Quota) -> str:
        if key not in self._buckets:
            self._buckets[key] = f"limit-{len(self._buckets) + 1}", _bucket(limit)
        return self._buckets[key][0]

    def filter(self) -> Json | None:
        """The filter of all buckets; None where there is no limit."""
        if not self._buckets:
            return None
        always = {"default_value": {"numerator": 100, "denominator": "HUNDRED"}}
        return {
            "@type": "type.googleapis.com/"
            "envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit",
            "stat_prefix": "limits",
            "filter_enabled": always,
            "filter_enforced": always,
            "max_dynamic_descriptors": KEYS_AT_ONCE,
            "descriptors": [
                {"entries": [{"key": name}], "token_bucket": bucket}
                for name, bucket in self._buckets.values()
            ],
            "rate_limits": [{"actions": [_action(name)]} for name, _ in self._buckets.values()],
        }


def member_limits(member: Policy, route: Policy) -> bool:
    """Whether a member of an action has limits of its own, which are not those of its route."""
    pairs = ((member.limits, route.limits), (member.quotas, route.quotas))
    return any(own is not None and own != inherited for own, inherited in pairs)


def _is_same(here: Stated, inherited: Stated) -> bool:
    """Whether a route has its limits from the gateway: said at the same place."""
    if here is None or inherited is None:
        return False
    return here.value == inherited.value and here.origin == inherited.origin


def _action(name: str) -> Json:
    place = {"key": GATE, "path": [{"key": name}]}
    return {"metadata": {"metadata_key": place, "descriptor_key": name, "source": "DYNAMIC"}}


def _bucket(limit: Limit | Quota) -> Json:
    """As many at once as a window holds, or as `burst` says, and refilled at the rate."""
    amount = Fraction(limit.rate.amount)
    burst = limit.burst if isinstance(limit, Limit) else None
    fill, every = amount.numerator, limit.rate.per_us * amount.denominator
    if every < SHORTEST_FILL_US:
        fill, every = fill * ceil(SHORTEST_FILL_US / every), SHORTEST_FILL_US
    return {
        "max_tokens": burst or max(1, ceil(amount)),
        "tokens_per_fill": fill,
        "fill_interval": f"{every // 1_000_000}.{every % 1_000_000:06}".rstrip("0").rstrip(".")
        + "s",
    }
