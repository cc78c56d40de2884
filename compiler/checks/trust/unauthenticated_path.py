"""A service that is guarded elsewhere, and a way to it on which nobody is asked for anything."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.frozen import frozen
from ...model import ANYONE, Acceptance, Service, Shows, ShowsAny, Traced
from ...target.mentions import shown_in
from ..ways import Way
from .blocks import in_block_of
from .doors import lets_anyone_in
from .telling import and_more

if TYPE_CHECKING:
    from ...trace import Trace
    from ..case import Case

CODE = "GW2109"
TRIED = 4
MOST = 50


@frozen
class Guarded:
    """Why a service counts as protected: what it asks for itself, or a way that is guarded."""

    said: str
    at: Label | None


def find(case: "Case") -> Iterator[Finding]:
    inner = {name for finding in case.found("GW2104") for name in finding.about}
    tried = 0
    for service in case.federation.services.values():
        ways = case.ways_to.get(service.name, ())
        open_ways = [way for way in ways if _is_left_open(way) and way.gateway.name not in inner]
        guarded = _guarded(service, ways) if open_ways else None
        if guarded is None:
            continue
        for alike in _by_cause(open_ways):
            tried += 1
            trace = _walks_in(case, alike[0]) if tried <= MOST else None
            if trace is not None:
                yield _finding(service, alike, guarded, trace)


def accept_of(way: Way) -> Traced[Acceptance] | None:
    return way.accept or way.route.accept


def _is_left_open(way: Way) -> bool:
    """Nobody wrote `accept`, or wrote `anyone` beside something else, which undoes the rest.

    `accept anyone` alone is meant.
    """
    accept = accept_of(way)
    if accept is None:
        return True
    beside = isinstance(accept.value, ShowsAny)
    return beside and lets_anyone_in(accept.value) and _asks_for_something(accept.value)


def _asks_for_something(accept: Acceptance) -> bool:
    return any(one.credential != ANYONE for one in shown_in(accept))


def _guarded(service: Service, ways: Sequence[Way]) -> Guarded | None:
    """By what it accepts, or by what is asked on some way as written; none where all is open."""
    if service.accept is not None and not lets_anyone_in(service.accept):
        at = Label(service.at, "asks for a credential itself") if service.at is not None else None
        return Guarded(f"`{service.name}` accepts only who shows a credential", at)
    for way in ways:
        accept = accept_of(way)
        if accept is None or not _asks_for_something(accept.value) or accept.origin.at is None:
            continue
        label = Label(accept.origin.at, f"elsewhere `{way.gateway.name}` asks for this")
        return Guarded(f"`{way.gateway.name}` asks for a credential on `{way.route.name}`", label)
    return None


def _by_cause(ways: Sequence[Way]) -> list[list[Way]]:
    """Those of one gateway that are open for the same reason."""
    found: dict[tuple[str, int], list[Way]] = {}
    for way in ways:
        accept = accept_of(way)
        found.setdefault((way.gateway.name, id(accept.value) if accept else 0), []).append(way)
    return list(found.values())


def _walks_in(case: "Case", way: Way) -> "Trace | None":
    """A request of anybody that the service answers, though nobody on its way said `anyone`."""
    questions = case.flow.questions(way.gateway.name, route=way.route, way=way, client=ANYONE)
    for question in islice(questions, TRIED):
        trace = case.trace(question)
        if trace is None or any(hop.accepted or _says_anyone(hop.route) for hop in trace.hops):
            continue
        for hop in trace.hops:
            for sent in hop.sent:
                status = sent.answer.status
                if hop.route is way.route and sent.to == way.to and status and status < 400:
                    return trace
    return None


def _says_anyone(route: object) -> bool:
    accept = getattr(route, "accept", None)
    return accept is not None and accept.value == Shows(ANYONE)


def _finding(service: Service, alike: list[Way], guarded: Guarded, trace: "Trace") -> Finding:
    from ..confirm import witness_of

    way = alike[0]
    accept = accept_of(way)
    said = accept.origin.at if accept is not None else None
    assert way.route.at is not None
    beside = [Label(way.at, f"leads to `{service.name}`")]
    label = "nothing is asked for here"
    if said is not None:
        label = "with `anyone` in it, this asks nobody for anything"
    elsewhere = [guarded.at] if guarded.at is not None and guarded.at.span != said else []
    return Finding(
        CODE,
        f"anybody reaches `{service.name}` through `{way.gateway.name}` without any credential",
        said or way.route.at,
        label,
        because=(*beside, *elsewhere),
        notes=(
            guarded.said if said is None else "`anyone` is whoever shows nothing at all",
            *and_more(len(alike) - 1, "way"),
        ),
        help=tuple(_ways_out(way, accept)),
        about=(way.gateway.name, service.name),
        proof=Proof.WITNESS,
        witness=witness_of(trace, lambda hop: hop.gateway == way.gateway.name),
        region=way.route.name,
    )


def _ways_out(way: Way, accept: Traced[Acceptance] | None) -> Iterator[Help]:
    said = accept.origin.at if accept is not None else None
    if accept is not None and said is not None:
        from ...written import acceptance_text

        parts = accept.value.parts if isinstance(accept.value, ShowsAny) else ()
        asked = " or ".join(acceptance_text(one) for one in parts if one != Shows(ANYONE))
        edit = (Edit(said, f"accept {asked}"),)
        yield Help("ask for the credential, and for nothing less", Applicability.REVIEW, edit)
        yield Help(
            "say that it is open on purpose", Applicability.REVIEW, (Edit(said, "accept anyone"),)
        )
        return
    yield Help("say who may come in with `accept`, as the other ways do", Applicability.REVIEW)
    open_to_all = in_block_of(way, "accept anyone") if way.kind == "forward" else ()
    yield Help("say that it is open on purpose", Applicability.REVIEW, open_to_all)
