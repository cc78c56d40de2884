"""Metrics, and the bounds that are set for them: each metric has values of its own kind."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from ...dsl import tree
from ..model import Bound
from ..units import Factor, Mismatch
from . import texts, values
from .scope import RING, Scope, followed

METRICS = (
    "mean", "max", "errors", "requests", "cost", "amplification", "utilisation", "throughput",
    "availability", "latency",
)  # fmt: skip
PERCENTILES = ("p50", "p90", "p95", "p99", "p99.9")
Readers = tuple[Callable[[str], Bound | Factor | Mismatch], ...]


OF_METRICS: dict[str, Readers] = {
    **dict.fromkeys(("mean", "max", "latency", *PERCENTILES), (values.duration,)),
    **dict.fromkeys(("errors", "utilisation", "availability"), (values.share,)),
    "requests": (values.count,),
    "cost": (values.money, values.count),
    "amplification": (values.count, values.factor),
    "throughput": (values.rate,),
}


COMPARED_AS: dict[str, Readers] = {
    **dict.fromkeys(("limit", "quota"), (values.rate,)),
    **dict.fromkeys(("timeout", "cache", "lifetime", "latency"), (values.duration,)),
    **dict.fromkeys(("retry", "hop_guard", "workers", "queue", "callers"), (values.count,)),
    "body": (values.size,),
    "errors": (values.share,),
}
"""What `govern` may require to be more or less than something."""


def read_bound(
    value: tree.Value,
    scope: Scope,
    metric: str | None,
    readers_of: Mapping[str, Readers] = OF_METRICS,
) -> Bound | None:
    """A bound of the metric's own kind; without a metric, of any kind."""
    found, there = followed(value, scope)
    if not isinstance(found, tree.Token):
        values.report_kind(value, f"{texts.described(found)} is not a number", "a number", scope)
        return None
    if found.kind == RING:
        return None
    if found.kind == "WORD":
        values.read_word(found, scope, values.count, "a number")
        return None
    written = texts.text(found, there)
    readers = readers_of.get(metric or "", _ANY_KIND)
    results = [reader(written) for reader in readers]
    for result in results:
        if isinstance(result, Factor):
            return Decimal(repr(result.times))  # `3x` and `3` are one bound
        if not isinstance(result, Mismatch):
            return result
    decimal = _decimal(written) if metric in (None, "amplification") else None
    if decimal is None:
        first = results[0]
        assert isinstance(first, Mismatch)
        values.report_mismatch(first, value, scope)
    return decimal


_ANY_KIND = (values.count, values.duration, values.size, values.share, values.rate, values.money)


def _decimal(written: str) -> Decimal | None:
    """`amplification <= 2.5` is a number without a unit."""
    try:
        return Decimal(written)
    except ArithmeticError:
        return None
