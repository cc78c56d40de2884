"""Judging `amplification <= 3`: how many requests gateways get for one of a client's, at worst.

That is, while nothing fails. What retries make of it when something does is told by GW3103, which
looks at the same lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from math import inf
from typing import TYPE_CHECKING

from ...model import (
    Choose,
    Federation,
    First,
    Forward,
    Function,
    Gateway,
    Gather,
    Measure,
    Route,
    Split,
    Upstream,
)
from ...patterns import ALL, Shape, example, meet, shape_of
from ..case import Case
from .doors import doors_for
from .judged import KEPT, Broken, Judgement, Undecided
from .sorts import Sorter

if TYPE_CHECKING:
    from ...trace import Question

HEAVIEST_MAX = 12
DECIDED = ("<", "<=")
DEPTH_MAX = 100
"""A longer chain of gateways is not judged."""


def judged_amplification(sorter: Sorter, promise: Measure) -> Judgement:
    """Kept where not even the worst route of each gateway behind makes more, whatever the path."""
    if not isinstance(promise.bound, int | Decimal) or promise.how not in DECIDED:
        return Undecided(0, "only an upper bound is judged without a simulation")
    case = sorter.case
    worst = _Worst(case, promise.at_gateway)
    heavy = list(_heavy(case, promise, worst))
    if not heavy:
        return KEPT
    tried, complete = 0, True
    for gateway, route, shape in heavy[:HEAVIEST_MAX]:
        sorts = sorter.sorts_of((gateway.name,), shape)
        complete = complete and sorts.complete
        for question in _questions(case, gateway, route, sorts.paths):
            tried += 1
            broken = _against(case, promise, question)
            if broken is not None:
                return broken
    if complete and len(heavy) <= HEAVIEST_MAX:
        return KEPT
    return Undecided(tried, "not every path behind the first gateway can be followed")


def _heavy(case: Case, promise: Measure, worst: "_Worst") -> Iterator[tuple[Gateway, Route, Shape]]:
    """The routes at the doors that may make more than is promised."""
    wanted = shape_of(promise.path) if promise.path is not None else ALL
    clients = [*case.federation.clients, "anyone"]
    doors = dict.fromkeys(d for client in clients for d in doors_for(case, None, client))
    for name in doors:
        gateway = case.federation.gateways[name]
        if not _is_over(promise, worst.of_gateway(name)):
            continue
        for route in gateway.routes:
            if promise.methods and route.methods and not set(promise.methods) & set(route.methods):
                continue
            shape = meet(shape_of(route.path), wanted)
            if shape is not None and _is_over(promise, worst.of_route(gateway, route)):
                yield gateway, route, shape


def _is_over(promise: Measure, count: float) -> bool:
    bound = float(promise.bound) if isinstance(promise.bound, int | Decimal) else inf
    return count > bound or (promise.how == "<" and count == bound)


def _questions(
    case: Case, gateway: Gateway, route: Route, paths: list[str]
) -> Iterator["Question"]:
    from ...trace import Question

    method = "GET" if not route.methods or "GET" in route.methods else route.methods[0]
    for path in paths or [example(shape_of(route.path)) or "/"]:
        for client in [*case.federation.clients, "anyone"][:4]:
            yield Question(method, path, client, gateway.name)


def _against(case: Case, promise: Measure, question: "Question") -> Broken | None:
    followed = case.trace(question, hop_guards=True)
    for branch in followed.branches if followed is not None else ():
        counts = dict(branch.counts)
        at = promise.at_gateway
        count = counts.get(at, 0) if at is not None else sum(counts.values())
        if followed is not None and _is_over(promise, count):
            return Broken(followed, branch, (f"it becomes {count} requests to gateways",))
    return None


# ---- the worst that may come ---------------------------------------------------------------------


@dataclass(slots=True)
class _Worst:
    """Requests that gateways get for one that arrives, whatever its path; a ring has no end."""

    case: Case
    only: str | None  # the gateway whose requests are counted
    known: dict[str, float] = field(default_factory=dict[str, float])
    depth: int = 0

    @property
    def federation(self) -> Federation:
        return self.case.federation

    def of_gateway(self, name: str) -> float:
        if name not in self.known:
            self.known[name] = inf  # whoever asks while it is worked out stands in a ring
            gateway = self.federation.gateways[name]
            own = 1 if self.only in (None, name) else 0
            if self.depth == DEPTH_MAX:
                return inf
            self.depth += 1
            behind = (self.behind(route) for route in gateway.routes)
            self.known[name] = own + max(behind, default=0)
            self.depth -= 1
        return self.known[name]

    def of_route(self, gateway: Gateway, route: Route) -> float:
        return (1 if self.only in (None, gateway.name) else 0) + self.behind(route)

    def behind(self, route: Route) -> float:
        match route.action:
            case Forward(upstream=upstream):
                return self.sent(upstream)
            case Gather(parts=parts):
                members = [part.member for part in parts]
                return sum(self.sent(m.upstream) for m in members)
            case Choose(cases=ways) | Split(portions=ways):
                members = [way.member for way in ways]
                counts = [self.sent(m.upstream) for m in members]
                return max(counts, default=0)
            case First(members=members):
                counts = [self.sent(m.upstream) for m in members]
                return counts[0] if counts else 0
            case Function():
                called = [name for name in route.calls if name in self.federation.gateways]
                upstreams = (Upstream(name, "gateway") for name in called)
                return sum(self.sent(upstream) for upstream in upstreams)
            case _:
                return 0

    def sent(self, upstream: Upstream) -> float:
        return self.of_gateway(upstream.to) if upstream.to_kind == "gateway" else 0
