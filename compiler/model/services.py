"""Services: what stands behind the gateways."""

from dataclasses import field

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..units import Duration, Money, Share, Size
from .conditions import Acceptance
from .distributions import Distribution
from .settings import Settings
from .text import Text


@frozen
class FailingShare:
    share: Share
    status: int = 500


@frozen
class ColdStart:
    """Paid by a request that finds no one working for `after`; None leaves that to the model."""

    time: Duration
    after: Duration | None = None


@frozen
class CostPer:
    money: Money
    per: int


@frozen
class Service:
    """`workers` None is unlimited; `queue` None has no end."""

    name: str
    url: Text | None = None
    lambda_arn: Text | None = None
    regions: tuple[str, ...] = ()
    latency: Distribution | None = None
    workers: int | None = None
    queue: int | None = None
    errors: FailingShare | None = None
    accept: Acceptance | None = None
    cold_start: ColdStart | None = None
    cost: CostPer | None = None
    size: Size | None = None
    returns: str | None = None
    owner: Text | None = None
    repo: Text | None = None
    settings: Settings = ()
    at: Span | None = field(default=None, compare=False, repr=False)
