"""How long things take, and how long somebody waits for them. Everything in microseconds."""

from ...dsl.frozen import frozen
from ..facts import Fact, ProductFacts
from ..model import (
    Constant,
    Distribution,
    Exponential,
    Lognormal,
    Mixture,
    Off,
    Policy,
    Samples,
    Traced,
    Uniform,
)
from ..units import Duration


@frozen
class Waits:
    """What a gateway waits for one call; None is for ever."""

    connect: int | None
    attempt: int | None  # for the answer to one try
    total: int | None


def waits_of(policy: Policy, facts: ProductFacts) -> Waits:
    """The program's own word, else the product's, and never more than the product can."""
    ceilings, defaults = facts.ceilings, facts.defaults
    response = _wait(policy.response, defaults.response, ceilings.response_max)
    attempt = policy.attempt
    own = attempt.value.us if attempt and isinstance(attempt.value, Duration) else None
    return Waits(
        _wait(policy.connect, defaults.connect, ceilings.connect_max),
        _smaller(own, response),
        _wait(policy.total, defaults.total, ceilings.total_max),
    )


def _wait(
    stated: Traced[Duration | Off] | None,
    default: Fact[Duration | None],
    ceiling: Fact[Duration | None],
) -> int | None:
    own = stated.value if stated is not None else default.value
    highest = ceiling.value.us if ceiling.value else None
    return _smaller(own.us if isinstance(own, Duration) else None, highest)


def _smaller(one: int | None, other: int | None) -> int | None:
    if one is None or other is None:
        return other if one is None else one
    return min(one, other)


def sooner(*waits: int | None) -> int | None:
    """The one that ends first; None where none ends."""
    return min((wait for wait in waits if wait is not None), default=None)


def exceeds(took: int | None, wait: int | None) -> bool:
    """An answer in the very moment is late: whoever waits outside began to count earlier."""
    return wait is not None and (took is None or took >= wait)


def plus(*times: int | None) -> int | None:
    """None is never, and never stays never."""
    known = [time for time in times if time is not None]
    return sum(known) if len(known) == len(times) else None


def median(times: Distribution | None) -> int:
    """What half of all requests take at most; 0 where the program does not say."""
    match times:
        case None | Samples():
            return 0
        case Constant(value=value):
            return value.us
        case Uniform(low=low, high=high):
            return (low.us + high.us) // 2
        case Exponential(mean=mean):
            return round(mean.us * 0.6931471805599453)
        case Lognormal(low=low) if low.ppm == _HALF:
            return low.value.us
        case Lognormal():
            return round(_of_lognormal(times, 0.5))
        case Mixture():
            return _of_mixture(times)


_HALF = 500_000


def _of_lognormal(times: Lognormal, share: float) -> float:
    from math import exp
    from statistics import NormalDist

    mu, sigma = _parameters(times)
    return exp(mu + sigma * NormalDist().inv_cdf(share))


def _parameters(times: Lognormal) -> tuple[float, float]:
    from math import log
    from statistics import NormalDist

    z_low, z_high = (NormalDist().inv_cdf(one.ppm / 1_000_000) for one in (times.low, times.high))
    low, high = log(max(times.low.value.us, 1)), log(max(times.high.value.us, 1))
    sigma = (high - low) / (z_high - z_low) if z_high != z_low else 0.0
    return low - sigma * z_low, sigma


def _of_mixture(times: Mixture) -> int:
    low, high = 0, max((_longest(part.of) for part in times.parts), default=0)
    while low < high:
        middle = (low + high) // 2
        if _share_below(times, middle) >= 0.5:
            high = middle
        else:
            low = middle + 1
    return low


def _longest(times: Distribution) -> int:
    match times:
        case Mixture(parts=parts):
            return max((_longest(part.of) for part in parts), default=0)
        case Uniform(high=high):
            return high.us
        case Exponential(mean=mean):
            return 50 * mean.us
        case Lognormal():
            return round(_of_lognormal(times, 0.999999))
        case _:
            return median(times)


def _share_below(times: Distribution, us: int) -> float:
    from math import exp, log
    from statistics import NormalDist

    match times:
        case Mixture(parts=parts):
            return sum(part.share.fraction * _share_below(part.of, us) for part in parts)
        case Uniform(low=low, high=high) if high.us > low.us:
            return min(1.0, max(0.0, (us - low.us) / (high.us - low.us)))
        case Exponential(mean=mean) if mean.us:
            return 1 - exp(-us / mean.us)
        case Lognormal():
            mu, sigma = _parameters(times)
            if us <= 0:
                return 0.0
            return NormalDist(mu, sigma).cdf(log(us)) if sigma > 0 else float(log(us) >= mu)
        case _:
            return float(us >= median(times))
