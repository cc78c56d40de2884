"""A failure that callers see as a refusal: the member that takes over does not know the request."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ...model import First, Respond
from ..exposure.failing import with_failing
from ..exposure.on_the_way import MOST, PASSES, TRIES, Taken, and_more, taken, treated_alike
from ..ways import Way

if TYPE_CHECKING:
    from ...model import Action, Fault
    from ...trace import Question
    from ..case import Case

CODE = "GW6110"
NEARER_CAUSES = ("GW1105", "GW1112", "GW1117", "GW2101", "GW2102", "GW2103")
REFUSALS = (400, 401, 403, 404, 405, 410)


def find(case: "Case") -> Iterator[Finding]:
    by_pair: dict[tuple[str, str], list[Way]] = {}
    for way in case.ways:
        if way.kind == "first" and way.place > 0 and _may_refuse(case, way):
            by_pair.setdefault((way.gateway.name, way.to), []).append(way)
    told: dict[str, int] = {}
    for (gateway, to), ways in by_pair.items():
        if told.get(gateway, 0) < MOST and not _is_known(case, gateway, to):
            for finding in _told(case, ways):
                told[gateway] = told.get(gateway, 0) + 1
                yield finding


def _may_refuse(case: "Case", way: Way) -> bool:
    """What the member says of itself; that it lacks a route or a credential is told elsewhere."""
    service = case.federation.services.get(way.to)
    if service is not None:
        return service.accept is not None
    gateway = case.federation.gateways.get(way.to)
    return gateway is not None and (
        gateway.state in ("blocked", "retired")
        or any(one.blocked or _refuses(one.action) for one in gateway.routes)
    )


def _refuses(action: "Action | None") -> bool:
    return isinstance(action, Respond) and action.status in REFUSALS


def _is_known(case: "Case", gateway: str, to: str) -> bool:
    return any({gateway, to} <= {*one.about} for code in NEARER_CAUSES for one in case.found(code))


def _told(case: "Case", ways: list[Way]) -> Iterator[Finding]:
    for way in treated_alike(ways):
        faults = with_failing((), way)
        if not faults:
            continue
        found = taken(
            case,
            way,
            lambda _branch, _hop, sent: sent.failure is None and sent.answer.status in REFUSALS,
            faults,
            _answered_otherwise(case, way),
        )
        if found is not None and found.sent is not None:
            yield _finding(way, found, faults, ways)
            return


def _answered_otherwise(case: "Case", way: Way) -> "Iterator[Question]":
    """Requests that are fine while nothing fails."""
    questions = case.flow.questions(way.gateway.name, route=way.route, way=way)
    for _, question in zip(range(TRIES), questions, strict=False):
        usual = case.trace(question, passes_max=PASSES)
        status = usual.answer.status if usual is not None else None
        if status is not None and status < 400:
            yield question


def _finding(way: Way, found: Taken, faults: "tuple[Fault, ...]", ways: list[Way]) -> Finding:
    assert found.sent is not None
    assert isinstance(way.route.action, First)
    names = ", ".join(f"`{name}`" for fault in faults for name in fault.names)
    status = found.sent.answer.status
    by = found.trace.answer.by
    first = way.route.action.members[0].upstream
    return Finding(
        CODE,
        f"when {names} fails, callers of `{way.gateway.name}` see a {status} of `{by}` and not the"
        " failure",
        way.at,
        f"takes over, and answers {status}",
        because=(Label(first.at, "fails"),) if first.at is not None else (),
        notes=(
            f"what becomes of it: {names} fails, `{way.to}` answers {status}, the client sees"
            f" {found.trace.answer.status}; without the failure the same request is answered",
            *and_more(ways, "takes the same turn", "take the same turn"),
        ),
        help=(
            Help(
                f"let `{way.to}` answer the same requests, or leave it out of `first`, so that the"
                " failure shows",
                Applicability.REVIEW,
            ),
        ),
        about=(way.gateway.name, way.route.name, way.to),
        proof=Proof.WITNESS,
        witness=found.witness(faults),
        region=found.requests,
    )
