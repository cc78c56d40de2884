"""What the program promises, rules for all of it, and findings allowed on purpose."""

from dataclasses import field
from decimal import Decimal
from typing import Literal

from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..units import CalendarDate, Duration, Money, Rate, Share, Size, StatusClass
from .conditions import Acceptance, Comparison, Condition, Subject
from .paths import PathPattern

Bound = int | Decimal | Duration | Size | Share | Rate | Money


@frozen
class Answer:
    """A request and what comes of it: a status, a class of statuses, or a verdict."""

    methods: tuple[str, ...]
    path: PathPattern
    query: str | None
    outcome: int | StatusClass | str
    to: str | None = None
    client: str | None = None  # None: any client that can send it
    when: Condition | None = None
    at_gateway: str | None = None
    via: tuple[str, ...] | None = None
    kind: Literal["answer"] = "answer"
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class NeverReaches:
    client: str
    reaches: tuple[str, ...]
    methods: tuple[str, ...] = ()
    path: PathPattern | None = None
    to: str | None = None
    kind: Literal["never"] = "never"
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Measure:
    metric: str
    how: Comparison
    bound: Bound
    per: str | None = None
    methods: tuple[str, ...] = ()
    path: PathPattern | None = None
    at_gateway: str | None = None
    workload: str | None = None
    scenario: str | None = None
    kind: Literal["measure"] = "measure"
    at: Span | None = field(default=None, compare=False, repr=False)


Promise = Answer | NeverReaches | Measure


@frozen
class Scope:
    """Which things a rule speaks of."""

    of: Literal["route", "gateway", "service", "client", "credential", "path"]
    exposure: Literal["public", "internal"] | None = None
    targets: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    path: PathPattern | None = None
    other_than: tuple[str, ...] = ()
    paths_to: tuple[str, ...] = ()


@frozen
class Need:
    """`accept ..`, or a thing, perhaps of a kind, per a key, and within a bound."""

    thing: str
    of_kind: str | None = None
    accept: Acceptance | None = None
    per: Subject | None = None
    how: Comparison | None = None
    bound: Bound | None = None


@frozen
class Rule:
    quantifier: Literal["every", "no"]
    scope: Scope
    demand: Literal["requires", "passes", "leaves", "reaches", "accepts"]
    needs: tuple[Need, ...] = ()
    names: tuple[str, ...] = ()
    because: str | None = None
    at: Span | None = field(default=None, compare=False, repr=False)


@frozen
class Allow:
    code: str
    because: str
    at_name: str | None = None
    methods: tuple[str, ...] = ()
    path: PathPattern | None = None
    until: CalendarDate | None = None
    at: Span | None = field(default=None, compare=False, repr=False)
