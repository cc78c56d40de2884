"""GW4102: a limit outside that lets through what a limit inside refuses."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, Any

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import Limit, Off, Traced
from ..alike import Alike, kinds_of_ways
from ..case import Case
from ..chains import meetings, passes_both, region_of, requests_through
from ..courses import first_course
from .buckets import Bucket, per_second, per_text, written_anew
from .sightings import BY_WHOM
from .telling_apart import may_be_alike

if TYPE_CHECKING:
    from ...trace import Hop, Trace

CODE = "GW4102"
AT_MOST = 20
TRIES = 3
"""Calls under the same two limits that are followed before the limits count as never met."""


Brief = tuple[tuple[str, Fraction, int], ...]
"""Of some limits: the key, the rate and the burst of each."""


@frozen
class Side:
    """One limit, and calls that it holds for."""

    kind: Alike
    bucket: Bucket


def find(case: Case) -> Iterator[Finding]:
    """Limits of one key, both of a gateway or both of a route: a route's own is meant to be less."""
    tried: dict[tuple[object, ...], int] = {}
    found = 0
    for outer, inner in _suspects(case):
        key = (outer.bucket.about, outer.bucket.at, inner.bucket.about, inner.bucket.at)
        if tried.get(key, 0) >= TRIES or found >= AT_MOST:
            continue
        tried[key] = tried.get(key, 0) + 1
        trace = _followed(case, outer, inner)
        if trace is not None:
            tried[key] = TRIES
            found += 1
            yield _finding(outer, inner, trace)


def _suspects(case: Case) -> Iterator[tuple[Side, Side]]:
    kinds = [kind for kind in kinds_of_ways(case) if _stated(kind)]
    if not kinds:
        return
    every: _Every | None = None
    known: dict[tuple[int, ...], Brief] = {}

    def value(kind: Alike) -> Brief:
        key = tuple(map(id, _stated(kind)))
        if key not in known:
            known[key] = tuple(map(_brief, _sides(kind)))
        return known[key]

    for meeting in meetings(case, value, _may_be_looser):
        every = every or _Every(side for kind in kinds for side in _sides(kind))
        for outer, inner in product(_sides(meeting.outer), _sides(meeting.inner)):
            if _is_looser(case, every, outer, inner):
                yield outer, inner


def _brief(side: Side) -> tuple[str, Fraction, int]:
    return _key(side.bucket), per_second(side.bucket.limit.rate), _burst(side.bucket)


def _may_be_looser(outer: Brief, inner: Brief) -> bool:
    return any(
        here[0] == there[0] and (there[1] < here[1] or 0 < there[2] < here[2])
        for here in outer
        for there in inner
    )


def _is_looser(case: Case, every: "_Every", outer: Side, inner: Side) -> bool:
    if not _is_tighter(inner.bucket, outer.bucket):
        return False
    # Where nobody is told apart inside, that is the mistake, and told as such.
    if inner.bucket.whose and may_be_alike(case, inner.bucket):
        return False
    return _is_more(every, outer, inner)


def _stated(kind: Alike) -> list[Traced[Any]]:
    policy = kind.way.policy
    return [one for one in (policy.limits, policy.quotas) if one is not None]


def _sides(kind: Alike) -> Iterator[Side]:
    gateway = kind.way.gateway
    routes = tuple(way.route for way in kind.ways)
    own = (gateway.policy.limits, gateway.policy.quotas)
    for stated in _stated(kind):
        of_route = not any(stated is one for one in own)
        for limit in () if isinstance(stated.value, Off) else stated.value:
            word = "limit" if isinstance(limit, Limit) else "quota"
            yield Side(kind, Bucket(gateway, routes, stated, limit, word, of_route))


def _is_tighter(inner: Bucket, outer: Bucket) -> bool:
    if inner.word != outer.word or inner.limit.per != outer.limit.per:
        return False
    if inner.of_route and not outer.of_route:
        return False
    there, here = per_second(inner.limit.rate), per_second(outer.limit.rate)
    return there < here or (there == here and 0 < _burst(inner) < _burst(outer))


def _burst(bucket: Bucket) -> int:
    """0 where nobody says: what a product makes of that is not compared."""
    limit = bucket.limit
    return limit.burst or 0 if isinstance(limit, Limit) else 0


class _Every:
    """Where each statement leads to, and the least that each gateway takes under each key."""

    def __init__(self, sides: Iterable[Side]) -> None:
        self.targets: dict[int, dict[str, None]] = {}
        self.least: dict[tuple[str, str], Fraction] = {}
        for side in sides:
            self.targets.setdefault(id(side.bucket.stated), {})[side.kind.to] = None
            key = (side.kind.gateway, _key(side.bucket))
            rate = per_second(side.bucket.limit.rate)
            self.least[key] = min(rate, self.least.get(key, rate))


def _key(bucket: Bucket) -> str:
    return f"{bucket.word}{per_text(bucket.limit.per)}"


def _is_more(every: _Every, outer: Side, inner: Side) -> bool:
    """Whether what the outer limit lets through is more than all that the inner ones take together.

    An allowance that is shared out among several gateways is not looser than its parts.
    """
    key = _key(inner.bucket)
    targets = every.targets[id(outer.bucket.stated)]
    taken = [every.least[to, key] for to in targets if (to, key) in every.least]
    return len(taken) == 1 or sum(taken) < per_second(outer.bucket.limit.rate)


# ---- a request that both count -------------------------------------------------------------------


def _followed(case: Case, outer: Side, inner: Side) -> "Trace | None":
    def shows(trace: "Trace") -> bool:
        hops = passes_both(trace, outer.kind, inner.kind)
        return hops is not None and _count_alike(inner.bucket, *hops)

    return first_course(case, requests_through(case, outer.kind, inner.kind), shows)


def _count_alike(bucket: Bucket, before: "Hop", behind: "Hop") -> bool:
    """Whether both take the request for the same one's."""
    for subject in bucket.whose:
        if subject.name in (*BY_WHOM, "claim"):
            if before.caller is None or before.caller != behind.caller:
                return False
        elif subject.name == "header":
            name = subject.argument or ""
            if before.received.header(name) != behind.received.header(name):
                return False
        else:
            return False
    return True


def _finding(outer: Side, inner: Side, trace: "Trace") -> Finding:
    from ..confirm import witness_of

    front, back = outer.kind.gateway, inner.kind.gateway
    return Finding(
        CODE,
        f"`{front}` lets {_text(outer, inner)} through, and `{back}` behind it only "
        f"{_text(inner, outer)}",
        outer.bucket.at,
        f"`{outer.bucket.text}`",
        because=(Label(inner.bucket.at, f"`{back}` refuses the rest"),),
        notes=(_shape(outer, inner),),
        help=tuple(_ways_out(outer, inner)),
        about=(*outer.bucket.about, *inner.bucket.about),
        proof=Proof.BOUNDED,
        witness=witness_of(trace, marked=lambda hop: hop.gateway == back),
        region=region_of(outer.kind),
    )


def _text(side: Side, other: Side) -> str:
    """The rate, or the burst where the rates are the same."""
    limit, beside = side.bucket.limit, other.bucket.limit
    if per_second(limit.rate) != per_second(beside.rate):
        return str(limit.rate)
    return f"{limit.rate} in bursts of {_burst(side.bucket)}"


def _shape(outer: Side, inner: Side) -> str:
    rate, there = outer.bucket.limit.rate, inner.bucket.limit.rate
    whose = "of one caller" if inner.bucket.whose else "altogether"
    back = inner.kind.gateway
    if per_second(rate) == per_second(there):
        more = _burst(outer.bucket) - _burst(inner.bucket)
        return f"of a burst of {_burst(outer.bucket)} requests {whose}, `{back}` refuses {more}"
    share = (per_second(rate) - per_second(there)) / per_second(rate)
    return (
        f"at {rate} {whose}, which `{outer.kind.gateway}` lets through, `{back}` refuses "
        f"{round(share * 100)} of 100 requests, each of them counted by both"
    )


def _ways_out(outer: Side, inner: Side) -> Iterator[Help]:
    front, back = outer.kind.gateway, inner.kind.gateway
    edit = written_anew(outer.bucket, inner.bucket.text_with_burst)
    yield Help(
        f"let `{front}` refuse what `{back}` would: `{inner.bucket.text_with_burst}`",
        Applicability.REVIEW,
        (edit,) if edit is not None else (),
    )
