"""Gateways, the entries in front of them, and the control planes above."""

from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..units import Duration, Share
from .conditions import Acceptance, Subject
from .distributions import Distribution
from .origin import Traced
from .policy import NOTHING_SAID, Policy
from .routes import Route
from .settings import Opaque, Settings
from .text import Text

Mode = Literal["read", "write", "read_write"]
Exposure = Literal["public", "internal"]
State = Literal["published", "deprecated", "blocked", "retired"]


@frozen
class Egress:
    """The only places that a gateway may call; none at all when empty."""

    only: tuple[str, ...] = ()

    def allows(self, to: str) -> bool:
        """Whether a gateway, a service or a URL is one of them; a URL stands for all below it."""
        return to in self.only or any(
            "://" in one and to.startswith(f"{one.rstrip('/')}/") for one in self.only
        )


@frozen
class Gateway:
    """`target` is None only in a program that has an error.

    `plan` is as written; `base_plan` is the vendor's own that it is, or that it starts from.
    """

    name: str
    target: str | None = None
    regions: tuple[str, ...] = ()
    domains: tuple[Text, ...] = ()
    vendor_name: Text | None = None
    instance: str | None = None
    stage: str | None = None
    plan: str | None = None
    mode: Traced[Mode] = Traced("write")
    workers: int | None = None
    overhead: Distribution | None = None
    listen: int | None = None
    hop_guard: Traced[int | None] = Traced(None)  # None: off
    exposure: Traced[Exposure] = Traced("public")
    accept: Traced[Acceptance] | None = None
    policy: Policy = NOTHING_SAID
    egress: Egress | None = None
    owner: Text | None = None
    repo: Text | None = None
    version: Text | None = None
    state: State = "published"
    routes: tuple[Route, ...] = ()
    settings: Settings = ()
    opaque: tuple[Opaque, ...] = ()
    found_in: tuple[str, ...] = ()
    like: str | None = None
    base_plan: str | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class EntryShare:
    share: Share
    gateway: str


@frozen
class Entry:
    """One public name over several gateways."""

    name: str
    domains: tuple[Text, ...] = ()
    how: Literal["nearest", "first", "split"] = "nearest"
    gateways: tuple[str, ...] = ()
    shares: tuple[EntryShare, ...] = ()
    sticky: Subject | None = None
    failover: Duration | None = None
    owner: Text | None = None
    at: Span | None = field(default=None, compare=False, repr=False)

    @property
    def leads_to(self) -> tuple[str, ...]:
        """The gateways behind it, however one of them is chosen."""
        return self.gateways or tuple(share.gateway for share in self.shares)


@frozen
class Management:
    gateways: tuple[str, ...]
    mode: Mode


@frozen
class ControlPlane:
    name: str
    target: str
    url: Text | None = None
    regions: tuple[str, ...] = ()
    credential: str | None = None
    manages: tuple[Management, ...] = ()
    discover_every: Duration | None = None
    settings: Settings = ()
    at: Span | None = field(default=None, compare=False, repr=False)
