"""GW4107: a body that one gateway lets in and the next one refuses."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...facts import Fact
from ...model import Off, Traced
from ...units import Size
from ..alike import Alike, kinds_of_ways
from ..case import Case
from ..chains import meetings, region_of, requests_through, takes
from ..courses import first_course
from ..grounds import assumed, ground
from ..ways import Way

if TYPE_CHECKING:
    from ...trace import Question, Trace

CODE = "GW4107"
AT_MOST = 20
TRIES = 5
"""Calls under the same two limits that are followed before the limits count as never met."""
WITH_A_BODY = ("POST", "PUT", "PATCH")


@frozen
class Most:
    """The largest body that is taken: by the program's own word, or the product's `fact`."""

    kind: Alike
    bytes: int | None
    stated: Traced[Size | Off] | None
    fact: Fact[Size | None]
    ceiling: int | None

    @property
    def text(self) -> str:
        return "any size" if self.bytes is None else str(Size(self.bytes))

    @property
    def written_at(self) -> Span | None:
        return self.stated.origin.at if self.stated is not None else None

    @property
    def is_products_own(self) -> bool:
        """Also where the program asks for more than the product can."""
        value = self.stated.value if self.stated is not None else None
        return not (isinstance(value, Size) and value.bytes == self.bytes)


def find(case: Case) -> Iterator[Finding]:
    """Only where the outer gateway says what it takes: then it is meant to be taken."""
    tried: dict[tuple[object, ...], int] = {}
    found: dict[str, int] = {}
    for outer, inner in _suspects(case):
        front, back = outer.kind.gateway, inner.kind.gateway
        key = (front, outer.written_at, back, inner.written_at)
        if tried.get(key, 0) >= TRIES or found.get(front, 0) >= AT_MOST:
            continue
        tried[key] = tried.get(key, 0) + 1
        finding = _shown(case, outer, inner)
        if finding is not None:
            tried[key] = TRIES
            found[front] = found.get(front, 0) + 1
            yield finding


def _suspects(case: Case) -> Iterator[tuple[Most, Most]]:
    if all(kind.way.policy.body_max is None for kind in kinds_of_ways(case)):
        return

    def value(kind: Alike) -> tuple[bool, int | None, bool]:
        takes_bodies = any(_takes_bodies(way) for way in kind.ways)
        return kind.way.policy.body_max is not None, _most(case, kind).bytes, takes_bodies

    def is_less(outer: tuple[bool, int | None, bool], inner: tuple[bool, int | None, bool]) -> bool:
        if not outer[0] or not inner[2] or inner[1] is None:
            return False
        return outer[1] is None or inner[1] < outer[1]

    for meeting in meetings(case, value, is_less):
        yield _most(case, meeting.outer), _most(case, meeting.inner)


def _most(case: Case, kind: Alike) -> Most:
    facts, stated = case.facts(kind.way.gateway), kind.way.policy.body_max
    default, ceiling = facts.defaults.body_max, facts.ceilings.body_max
    own = stated.value if stated is not None else default.value
    most = own.bytes if isinstance(own, Size) else None
    highest = ceiling.value.bytes if ceiling.value is not None else None
    if highest is not None and (most is None or most > highest):
        return Most(kind, highest, stated, ceiling, highest)
    return Most(kind, most, stated, default, highest)


def _takes_bodies(way: Way) -> bool:
    methods = way.route.methods
    return not methods or any(method in WITH_A_BODY for method in methods)


# ---- the request that shows it -------------------------------------------------------------------


def _shown(case: Case, outer: Most, inner: Most) -> Finding | None:
    size = (inner.bytes or 0) + 1

    def shows(trace: "Trace") -> bool:
        return _is_refused_inside(trace, outer.kind, inner.kind)

    requests = (_with_body(one, size) for one in requests_through(case, outer.kind, inner.kind))
    trace = first_course(case, requests, shows)
    return _finding(outer, inner, trace) if trace is not None else None


def _with_body(question: "Question", size: int) -> "Question":
    method = question.method if question.method in WITH_A_BODY else "POST"
    return replace(question, method=method, body_bytes=size)


def _is_refused_inside(trace: "Trace", outer: Alike, inner: Alike) -> bool:
    """The outer gateway sends it on, and the inner one refuses it for its size."""
    for hop in trace.hops:
        before = trace.hops[hop.parent - 1] if hop.parent is not None else None
        if before is not None and hop.gateway == inner.gateway and hop.verdict.name == "TOO_LARGE":
            return takes(before, outer)
    return False


def _finding(outer: Most, inner: Most, trace: "Trace") -> Finding:
    from ..confirm import witness_of

    front, back = outer.kind.gateway, inner.kind.gateway
    because = Label(inner.written_at or inner.kind.way.at, f"`{back}` takes at most {inner.text}")
    product = inner.kind.way.gateway.target
    told = (
        (ground(f"{product} takes at most {inner.text} by itself", inner.fact),)
        if inner.is_products_own
        else ()
    )
    return Finding(
        CODE,
        f"`{front}` lets bodies of {outer.text} in, and `{back}` behind it takes at most "
        f"{inner.text}",
        outer.written_at or outer.kind.way.at,
        f"`{front}` takes {outer.text}",
        because=(because,),
        notes=(
            f"bodies above {inner.text} are taken in by `{front}`, sent on, and refused by `{back}`",
            *told,
        ),
        help=tuple(_ways_out(outer, inner)),
        about=(front, back, _said_by(outer), _said_by(inner)),
        proof=Proof.WITNESS,
        witness=witness_of(trace, marked=lambda hop: hop.verdict.name == "TOO_LARGE"),
        region=region_of(outer.kind),
        rests_on=assumed(f"how large a body {product} takes", inner.fact)
        if inner.is_products_own
        else (),
    )


def _said_by(most: Most) -> str:
    return most.stated.origin.by if most.stated is not None else "default"


def _ways_out(outer: Most, inner: Most) -> Iterator[Help]:
    front, back = outer.kind.gateway, inner.kind.gateway
    if outer.written_at is not None:
        edit = Edit(outer.written_at, f"body max {inner.text}")
        yield Help(
            f"let `{front}` refuse at once what `{back}` does not take",
            Applicability.REVIEW,
            (edit,),
        )
    if _can_take(inner, outer.bytes):
        statement = f"body max {outer.text}" if outer.bytes is not None else "body off"
        edits = (Edit(inner.written_at, statement),) if inner.written_at is not None else ()
        message = f"or let `{back}` take as much: `{statement}`"
        yield Help(message, Applicability.REVIEW, edits)


def _can_take(most: Most, wanted: int | None) -> bool:
    """Whether its product goes so far."""
    return most.ceiling is None or (wanted is not None and wanted <= most.ceiling)
