"""GW1112: a route names a method that no route takes where it sends the request.

A route that names no methods promises none, and a 405 from further in is as it should be.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....dsl.finding import Edit, Finding, Help, Label, Proof
from ....dsl.source import Span
from ...model import Route, in_force
from ..case import Case
from ..ways import Way
from .inner_routes import Arrives, badly_met
from .rewriting_edits import with_method
from .sightings import Sighting, after, first_sighting, needed_faults
from .turns import sent_by
from .wordings import leads, requests_of

if TYPE_CHECKING:
    from ...trace import Branch, Hop, Question

CODE = "GW1112"
MOST = 20  # findings of one gateway


def find(case: Case) -> Iterator[Finding]:
    told: dict[str, int] = {}
    for arrives in badly_met(case):
        for method in arrives.blocked_methods:
            name = arrives.way.gateway.name
            if told.get(name, 0) >= MOST or _is_a_preflight(arrives, method):
                continue
            finding = _finding(case, arrives, method)
            if finding is not None:
                told[name] = told.get(name, 0) + 1
                yield finding


def _is_a_preflight(arrives: Arrives, method: str) -> bool:
    """Browsers ask with OPTIONS, and `cors` answers them without a route."""
    routes = (arrives.way.route, *arrives.routes)
    return method == "OPTIONS" and any(in_force(route.policy.cors) for route in routes)


def _finding(case: Case, arrives: Arrives, method: str) -> Finding | None:
    way, faults = arrives.way, needed_faults(arrives.way)
    questions = case.flow.questions(way.gateway.name, way=way)
    if way.method is None:
        questions = _asked_with(method, questions)
    seen = first_sighting(case, questions, lambda branch: _blocked(branch, way, method), faults)
    if seen is None:
        return None
    from ..confirm import fault_text, witness_of

    inner = arrives.routes[0]
    return Finding(
        CODE,
        f"`{way.to}` takes no {method} for what {leads(way)} sends it",
        way.at,
        _label(seen, way, method),
        because=(Label(inner.at or way.at, f"takes {' and '.join(inner.methods)} only"),),
        help=tuple(_help(arrives, inner, method)),
        about=(way.gateway.name, way.route.name, way.to, method),
        proof=Proof.WITNESS,
        witness=witness_of(
            seen.trace,
            lambda hop: hop is seen.hop,
            tuple(map(fault_text, faults)),
            seen.when,
        ),
        region=requests_of((method,), sent_by(way)) + f" at `{way.to}`",
    )


def _asked_with(method: str, questions: "Iterable[Question]") -> Iterator["Question"]:
    for question in questions:
        yield question if question.method == method else replace(question, method=method)


def _blocked(branch: "Branch", way: Way, method: str) -> "Hop | None":
    return next(
        (
            hop
            for hop in after(branch, way)
            if hop.verdict.name == "METHOD_BLOCKED" and hop.received.method == method
        ),
        None,
    )


def _label(seen: Sighting, way: Way, method: str) -> str:
    sender = next(hop for hop in seen.trace.hops if hop.number == seen.hop.parent)
    came = sender.received.method
    if came == method:
        return f"sends a {method} on"
    of_gather = way.kind == "gather" and method == "GET"
    why = ": members of a `gather` are asked with GET" if of_gather else ""
    return f"makes a {method} of the {came}{why}"


def _help(arrives: Arrives, inner: Route, method: str) -> Iterator[Help]:
    way, edit = arrives.way, _with_method(inner, method)
    if way.method is not None and len(inner.methods) == 1:
        asked = with_method(way.upstream, inner.methods[0])
        if asked is not None:
            yield Help(f"ask it with {inner.methods[0]}", edits=(asked,))
    yield Help(
        f"let `{inner.name}` of `{way.to}` take {method} too",
        edits=(edit,) if edit is not None else (),
    )
    edit = _without_method(way.route, method) if way.method is None else None
    if edit is not None:
        yield Help(f"or take {method} out of {leads(way)}", edits=(edit,))


def _methods_at(route: Route) -> Span | None:
    """Where the methods stand, in front of the path."""
    if route.at is None or not route.methods:
        return None
    text, words = route.at.source.text, "|".join(route.methods)
    before = text[: route.at.start].rstrip()
    if not before.endswith(words):
        return None
    return Span(route.at.source, len(before) - len(words), len(before))


def _with_method(route: Route, method: str) -> Edit | None:
    place = _methods_at(route)
    return Edit(place, "|".join((*route.methods, method))) if place is not None else None


def _without_method(route: Route, method: str) -> Edit | None:
    place, rest = _methods_at(route), [one for one in route.methods if one != method]
    return Edit(place, "|".join(rest)) if place is not None and rest else None
