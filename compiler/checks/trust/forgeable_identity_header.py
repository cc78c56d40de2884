"""A header that says who the caller is, and a way on which the caller himself can write it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...model import Exactly, PathPattern
from ..ways import Way
from .blocks import in_block_of
from .readers import (
    Written,
    first_written,
    handed_on,
    identities,
    routes_that_read,
    touches,
    writes,
)

if TYPE_CHECKING:
    from ...model import Gateway
    from ...trace import Hop, Question, Trace
    from ..case import Case

CODE = "GW2105"
FORGED = "forged-by-the-caller"
TRIED = 12
MOST = 20


@frozen
class Forged:
    """`reader` got the header as the caller wrote it; `hop` let it pass, by `way` if it sent it on."""

    written: Written
    reader: str
    does: str
    reads_at: Span | None
    trace: "Trace"
    hop: "Hop"
    way: Way | None = None


def find(case: "Case") -> Iterator[Finding]:
    told: set[tuple[str, str]] = set()
    for header, written in first_written(identities(case)).items():
        for found in _forged(case, header, written):
            key = (header, found.reader)
            if key not in told and len(told) < MOST:
                told.add(key)
                yield _finding(case, header, found)


def _forged(case: "Case", header: str, written: list[Written]) -> Iterator[Forged]:
    trusting: dict[str, Written] = {}
    for one in written:
        for name in handed_on(case, one):
            trusting.setdefault(name, one)
    told: set[str] = set()
    for name, one in trusting.items():
        gateway = case.federation.gateways.get(name)
        if gateway is not None:
            for found in _at_gateway(case, header, one, gateway):
                told.add(name)
                yield found
        elif name in case.federation.services:
            for found in _at_service(case, header, one, name):
                if found.hop.gateway not in told:  # said where it came in already
                    yield found


def _at_gateway(
    case: "Case", header: str, written: Written, gateway: "Gateway"
) -> Iterator[Forged]:
    for route, does, at in islice(routes_that_read(gateway, header), TRIED):
        for question in _requests(case, gateway.name, route, None):
            trace = case.trace(_with(question, header))
            hop = _taken_in(trace, gateway.name, header) if trace is not None else None
            if trace is not None and hop is not None:
                yield Forged(written, gateway.name, does, at, trace, hop)
                return


def _requests(case: "Case", gateway: str, route: object, way: Way | None) -> "Iterator[Question]":
    questions = case.flow.questions(gateway, route=route, way=way)  # type: ignore[arg-type]
    return islice(questions, TRIED)


def _with(question: "Question", header: str) -> "Question":
    others = tuple(pair for pair in question.headers if pair[0].lower() != header)
    value = next((text for name, text in question.headers if name.lower() == header), FORGED)
    return replace(question, headers=(*others, (header, value)))


def _taken_in(trace: "Trace", gateway: str, header: str) -> "Hop | None":
    """The pass at which the gateway went by what the caller had written."""
    written = next(value for name, value in trace.question.headers if name == header)
    for hop in trace.hops:
        believed = hop.gateway == gateway and hop.received.header(header) == written
        if believed and hop.verdict.name in ("FORWARDED", "DELIVERED", "ANSWERED"):
            return hop
    return None


def _at_service(case: "Case", header: str, written: Written, service: str) -> Iterator[Forged]:
    """What the service is told of on one way, and by anybody on another one."""
    ways: dict[tuple[str, int, int], Way] = {}
    for way in case.ways_to.get(service, ()):
        if not touches(way.policy, header):
            ways.setdefault((way.gateway.name, id(way.policy), id(way.route.accept)), way)
    for way in islice(ways.values(), TRIED):
        for question in _requests(case, way.gateway.name, way.route, way):
            trace = case.trace(_with(question, header))
            for hop in trace.hops if trace is not None else ():
                if trace is None or not _sends_on(hop, way, header, trace):
                    continue
                if _is_trusted_there(case, header, written, way, hop):
                    yield Forged(written, service, "is told so by it", None, trace, hop, way)
                    return


def _is_trusted_there(case: "Case", header: str, written: Written, way: Way, hop: "Hop") -> bool:
    """Whether the same request of the service comes with the header written, on another way."""
    if written.way.to != way.to:  # it is handed on by a gateway between, path by path
        return True
    sent = next(one.message for one in hop.sent if one.to == way.to)
    path = sent.path.removeprefix(_base(case, way.to)) or "/"
    return any(
        _may_send(case, other, sent.method, path)
        for other in case.ways_to[way.to]
        if writes(other, header)
    )


def _base(case: "Case", service: str) -> str:
    from ...trace.walk import said

    url = said(case.federation, case.federation.services[service].url) or ""
    _, slash, path = url.partition("://")[2].partition("/")
    return f"{slash}{path}".rstrip("/")


def _may_send(case: "Case", way: Way, method: str, path: str) -> bool:
    from ...patterns import came_from, shape_of

    methods = way.route.methods
    came = came_from(way.route.path, way.upstream.template, path)
    if came is None or (methods and method not in methods):
        return False
    only = shape_of(PathPattern(came, tuple(Exactly(part) for part in came.split("/")[1:])))
    questions = case.flow.questions(way.gateway.name, route=way.route, way=way, paths=only)
    return any(way.method or one.method == method for one in islice(questions, TRIED))


def _sends_on(hop: "Hop", way: Way, header: str, trace: "Trace") -> bool:
    written = next(value for name, value in trace.question.headers if name == header)
    return hop.route is way.route and any(
        sent.to == way.to
        and sent.message.header(header) == written
        and sent.answer.status is not None
        and sent.answer.status < 400
        for sent in hop.sent
    )


def _finding(case: "Case", header: str, found: Forged) -> Finding:
    from ..confirm import witness_of

    writer = found.written.way.gateway.name
    at, label = _place(case, found)
    start = found.trace.entered
    return Finding(
        CODE,
        f"`{found.reader}` believes `{header}`, which a caller of `{start}` can write",
        at,
        label,
        because=tuple(_both_sides(found, writer)),
        notes=(
            f"`{writer}` writes into it who the caller is; on this way nobody removes what is there",
        ),
        help=tuple(_ways_out(header, found)),
        about=(found.reader, header),
        proof=Proof.WITNESS,
        witness=witness_of(found.trace, lambda hop: hop is found.hop),
        region=found.hop.route.name if found.hop.route is not None else "",
    )


def _place(case: "Case", found: Forged) -> tuple[Span, str]:
    if found.way is not None:
        return found.way.at, "the header goes along as the caller wrote it"
    gateway = case.federation.gateways[found.reader]
    at = found.reads_at or gateway.at
    assert at is not None
    return at, f"`{found.reader}` {found.does}"


def _both_sides(found: Forged, writer: str) -> Iterator[Label]:
    said = found.written.change.origin.at
    if said is not None:
        yield Label(said, f"on this way `{writer}` writes it itself")


def _ways_out(header: str, found: Forged) -> Iterator[Help]:
    way = found.way
    said = found.written.change.value
    if way is None:
        yield Help(
            f"let only those in who write `{header}` themselves: ask for a credential that they"
            " attach",
            Applicability.REVIEW,
        )
        return
    if said.verb == "add" and way.route is found.written.way.route:
        yield Help(f"use `set`, which replaces what the caller wrote in `{header}`")
        return
    edits: tuple[Edit, ...] = ()
    if not way.policy.request_headers:
        edits = in_block_of(way, f'headers {{ remove "{header}" }}')
    yield Help(f"remove `{header}` on this way as well", Applicability.REVIEW, edits)
