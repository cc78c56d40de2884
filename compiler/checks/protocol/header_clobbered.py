"""A header that one gateway sets for what stands behind, and the next one drops or overwrites."""

from collections.abc import Container, Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Finding, Help, Label, Proof
from ...model import Subject
from ..exposure.on_the_way import FEW, MOST, PASSES, Taken, foremost, questions_of
from ..ways import Way
from .mentioned import carries_credential, looked_at

if TYPE_CHECKING:
    from ...model import HeaderChange, Traced
    from ...trace import Hop, Sent
    from ..case import Case

CODE = "GW6101"
TRIES = 4
SETS = ("set", "add")
ENDS = ("set", "remove")


def find(case: "Case") -> Iterator[Finding]:
    given = _given(case)
    for name, before in given.items():
        ending = [*_ending(case, name, before.keys())]
        if not ending:
            continue
        looks_at = looked_at(case.federation.gateways[name])
        told: set[tuple[str, int]] = set()
        for way, change in ending:
            header = change.value.header.lower()
            place = (header, id(change))
            if header in looks_at or carries_credential(case.federation, header):
                continue
            if place in told or len(told) >= MOST:
                continue
            for finding in _told(case, before[header], way, change):
                told.add(place)
                yield finding


Setting = tuple[Way, "Traced[HeaderChange]"]


def _given(case: "Case") -> dict[str, dict[str, Setting]]:
    """By inner gateway and header: the first way that sets the header for it."""
    found: dict[str, dict[str, Setting]] = {}
    for way in case.ways:
        if way.policy.request_headers and way.upstream.to_kind == "gateway":
            for one in way.policy.request_headers:
                if one.value.verb in SETS:
                    inner = found.setdefault(way.to, {})
                    inner.setdefault(one.value.header.lower(), (way, one))
    return found


def _ending(case: "Case", name: str, headers: Container[str]) -> Iterator[Setting]:
    """The ways on from there that take such a header off, or put something else in its place."""
    for way in case.ways_from[name]:
        for one in way.policy.request_headers:
            value = one.value.value
            kept = isinstance(value, Subject) and value.name == "header"
            if one.value.verb in ENDS and one.value.header.lower() in headers and not kept:
                yield way, one


def _told(
    case: "Case", given: Setting, way: Way, change: "Traced[HeaderChange]"
) -> Iterator[Finding]:
    outer, setting = given
    if setting.origin.at == change.origin.at:  # one policy that both gateways use
        return
    name = change.value.header.lower()
    for _, question in zip(range(TRIES), questions_of(case, way), strict=False):
        trace = case.trace(question, passes_max=PASSES)
        for branch in trace.branches[:FEW] if trace is not None else ():
            found = _lost(branch.hops, outer, way, name)
            if trace is not None and found is not None:
                hop, before, after = found
                shown = Taken(foremost(trace, branch), hop)
                yield _finding(given, (way, change), shown, (before, after))
                return


def _lost(
    hops: "tuple[Hop, ...]", outer: Way, way: Way, name: str
) -> "tuple[Hop, str, str | None] | None":
    """The inner hop, the value that came and the one that goes on."""
    by_number = {one.number: one for one in hops}
    for hop in hops:
        parent = by_number.get(hop.parent or 0)
        if hop.route is not way.route or parent is None or parent.route is not outer.route:
            continue
        before = hop.received.header(name)
        sent = next((one for one in hop.sent if one.to == way.to and _went(one)), None)
        if before is None or sent is None or sent.message.header(name) == before:
            continue
        return hop, before, sent.message.header(name)
    return None


def _went(sent: "Sent") -> bool:
    return sent.failure is None and sent.attempts > 0


def _finding(
    given: Setting, taken_off: Setting, shown: Taken, values: tuple[str, str | None]
) -> Finding:
    (outer, setting), (way, change) = given, taken_off
    name, (before, after) = change.value.header.lower(), values
    inner, to = way.gateway.name, way.to
    does = f"puts `{after}` there" if after is not None else "takes it off"
    return Finding(
        CODE,
        f"`{outer.gateway.name}` sets `{name}`, and `{inner}` {does} before `{to}` sees it",
        change.origin.at or way.at,
        "it ends here, before anybody has looked at it",
        because=(Label(setting.origin.at, "set here"),) if setting.origin.at is not None else (),
        notes=(
            f"`{name}` is `{before}` at `{inner}`, and"
            f" {f'`{after}`' if after is not None else 'nothing'} at `{to}`",
        ),
        help=(Help("say it at one of the two gateways only"),),
        about=(outer.gateway.name, inner, name),
        proof=Proof.WITNESS,
        witness=shown.witness(),
        region=shown.requests,
    )
