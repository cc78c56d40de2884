"""Percentiles of the distributions that say so themselves."""

from math import exp, log

from ...model import Constant, Distribution, Exponential, Lognormal, Need, Uniform
from ...units import Duration
from .amounts import meets

WHOLE = 1_000_000


def latency_of(latency: Distribution | None, need: Need) -> bool | None:
    """None where only drawing from the distribution would tell."""
    if latency is None:
        return False
    if need.how is None or need.bound is None:
        return True
    value = _measured(latency, need.of_kind or "mean")
    return None if value is None else meets(Duration(value), need.how, need.bound)


def _measured(latency: Distribution, measure: str) -> int | None:
    if measure.startswith("p"):
        return _percentile(latency, float(measure[1:]) / 100)
    match latency:
        case Constant(value=value):
            return value.us
        case Uniform(low=low, high=high):
            return high.us if measure == "max" else (low.us + high.us) // 2
        case Exponential(mean=mean) if measure == "mean":
            return mean.us
        case _:
            return None


def _percentile(latency: Distribution, part: float) -> int | None:
    match latency:
        case Constant(value=value):
            return value.us
        case Uniform(low=low, high=high):
            return round(low.us + part * (high.us - low.us))
        case Exponential(mean=mean):
            return round(-mean.us * log(1 - part))
        case Lognormal(low=low, high=high):
            from statistics import NormalDist

            known = NormalDist()
            a, b = known.inv_cdf(low.ppm / WHOLE), known.inv_cdf(high.ppm / WHOLE)
            wide = (log(high.value.us) - log(low.value.us)) / (b - a)
            return round(exp(log(low.value.us) + wide * (known.inv_cdf(part) - a)))
        case _:
            return None
