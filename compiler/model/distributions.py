"""How long something takes, as a distribution over durations."""

from typing import Literal

from ...dsl.frozen import frozen
from ..units import Duration, Share


@frozen
class Constant:
    value: Duration
    kind: Literal["constant"] = "constant"


@frozen
class Uniform:
    low: Duration
    high: Duration
    kind: Literal["uniform"] = "uniform"


@frozen
class Exponential:
    mean: Duration
    kind: Literal["exponential"] = "exponential"


@frozen
class Percentile:
    """`p99 80ms`; the percentile in millionths, so that p99.9 is exact."""

    ppm: int
    value: Duration


@frozen
class Lognormal:
    """Given by two of its percentiles, the lower one first."""

    low: Percentile
    high: Percentile
    kind: Literal["lognormal"] = "lognormal"


@frozen
class Weighted:
    share: Share
    of: "Distribution"


@frozen
class Mixture:
    parts: tuple[Weighted, ...]
    kind: Literal["mix"] = "mix"


@frozen
class Samples:
    file: str
    kind: Literal["samples"] = "samples"


Distribution = Constant | Uniform | Exponential | Lognormal | Mixture | Samples
