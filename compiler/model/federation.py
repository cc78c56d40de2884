"""The whole of what a program means, in one environment."""

from collections.abc import Mapping
from dataclasses import field

from ...dsl.frozen import frozen
from ...dsl.source import Span
from .clients import Client, Tier
from .credentials import Credential
from .gateways import ControlPlane, Entry, Gateway
from .money import Plan
from .places import Label, Region, RoundTrip
from .promises import Allow, Promise, Rule
from .services import Service
from .traffic import Scenario, Workload


@frozen
class Variable:
    """A secret has no value here, whatever the environment."""

    name: str
    secret: bool = False
    value: str | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Federation:
    """Everything by its name, in the order of the files; `environment` None is the base program."""

    name: str
    title: str | None = None
    environment: str | None = None
    variables: Mapping[str, Variable] = field(default_factory=dict[str, Variable])
    regions: Mapping[str, Region] = field(default_factory=dict[str, Region])
    round_trips: tuple[RoundTrip, ...] = ()
    labels: Mapping[str, Label] = field(default_factory=dict[str, Label])
    credentials: Mapping[str, Credential] = field(default_factory=dict[str, Credential])
    tiers: Mapping[str, Tier] = field(default_factory=dict[str, Tier])
    clients: Mapping[str, Client] = field(default_factory=dict[str, Client])
    plans: Mapping[str, Plan] = field(default_factory=dict[str, Plan])
    control_planes: Mapping[str, ControlPlane] = field(default_factory=dict[str, ControlPlane])
    gateways: Mapping[str, Gateway] = field(default_factory=dict[str, Gateway])
    entries: Mapping[str, Entry] = field(default_factory=dict[str, Entry])
    services: Mapping[str, Service] = field(default_factory=dict[str, Service])
    workloads: Mapping[str, Workload] = field(default_factory=dict[str, Workload])
    scenarios: Mapping[str, Scenario] = field(default_factory=dict[str, Scenario])
    promises: tuple[Promise, ...] = ()
    rules: tuple[Rule, ...] = ()
    allows: tuple[Allow, ...] = ()
