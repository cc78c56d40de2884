"""Headers that tie the hops of one request together, taken off between two gateways."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ..exposure.on_the_way import MOST, Taken, and_more, taken
from ..ways import Way

if TYPE_CHECKING:
    from ...model import HeaderChange, Traced
    from ...trace import Question
    from ..case import Case

CODE = "GW6103"
IDENTIFYING = frozenset(
    (
        "traceparent", "tracestate", "b3", "x-b3-traceid", "x-request-id", "x-correlation-id",
        "uber-trace-id", "x-amzn-trace-id", "x-cloud-trace-context",
    )
)  # fmt: skip


def find(case: "Case") -> Iterator[Finding]:
    for name in case.federation.gateways:
        by_line: dict[int, tuple[Traced[HeaderChange], list[Way]]] = {}
        for way in case.ways_from[name]:
            if way.policy.request_headers and way.upstream.to_kind != "url":
                for change in _dropping(way):
                    by_line.setdefault(id(change), (change, []))[1].append(way)
        told: dict[tuple[str, ...], Finding] = {}
        for change, ways in list(by_line.values())[:MOST]:
            for finding in _told(case, change, ways):
                told.setdefault(finding.about, finding)
        yield from told.values()


def _dropping(way: Way) -> "Iterator[Traced[HeaderChange]]":
    """Removed, and not put there again."""
    changes = way.policy.request_headers
    again = {one.value.header.lower() for one in changes if one.value.verb in ("set", "add")}
    for one in changes:
        name = one.value.header.lower()
        if one.value.verb == "remove" and name in IDENTIFYING and name not in again:
            yield one


def _told(case: "Case", change: "Traced[HeaderChange]", ways: list[Way]) -> Iterator[Finding]:
    name = change.value.header.lower()
    for way in ways[:MOST]:
        found = taken(
            case,
            way,
            lambda _branch, hop, sent: (
                hop.received.header(name) is not None
                and sent.message.header(name) is None
                and sent.failure is None
            ),
            questions=_with_header(case, way, name),
        )
        if found is not None:
            yield _finding(way, found, change, ways)
            return


def _with_header(case: "Case", way: Way, name: str) -> "Iterator[Question]":
    from dataclasses import replace

    for question in case.flow.questions(way.gateway.name, route=way.route, way=way):
        yield replace(question, headers=(*question.headers, (name, "42")))


def _finding(way: Way, found: Taken, change: "Traced[HeaderChange]", ways: list[Way]) -> Finding:
    name, gateway = change.value.header.lower(), way.gateway.name
    at = change.origin.at or way.at
    return Finding(
        CODE,
        f"`{gateway}` takes `{name}` off, so what `{way.to}` notes of a request cannot be matched",
        at,
        "the thread between the two sides ends here",
        because=(Label(way.at, "it goes on to here without"),),
        notes=(
            f"a request that came with `{name}` goes on to `{way.to}` without it",
            *and_more(ways, "does the same", "do the same"),
        ),
        help=(
            Help(
                "let the header pass, or set it anew in the same block",
                Applicability.REVIEW,
                (Edit(at, ""),) if at.text.startswith("remove") and "," not in at.text else (),
            ),
        ),
        about=(gateway, name, way.route.name),
        proof=Proof.WITNESS,
        witness=found.witness(),
        region=found.requests,
    )
