"""A path that two gateways read differently, so that an open route leads to a protected one.

The outer gateway takes `/public/../admin` for something below `/public`, which is open. The inner
one resolves the dots and finds `/admin`, which the outer one would have protected.
"""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from ....dsl.codes import Level
from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ..exposure.on_the_way import PASSES, Taken
from ..exposure.surfaces import lets_anybody_in
from ..grounds import assumed, ground
from ..ways import Way
from .disguises import Disguise, disguised, escaped

if TYPE_CHECKING:
    from ...facts import Normalisation
    from ...model import Gateway, Route
    from ...trace import Trace
    from ..case import Case

CODE = "GW6105"
MOST = 5
TRIED = 5
"""Routes of either kind that are tried against each other, and no more."""


def find(case: "Case") -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        ways = case.ways_from[gateway.name]
        open_ways = [way for way in ways if _is_open(way.route) and way.route.path.has_tail]
        if not open_ways or len(open_ways) == len(ways) or not _can_be_called(case, gateway):
            continue
        closed = [way for way in ways if not _is_open(way.route)]
        yield from islice(_between(case, gateway, open_ways[:TRIED], closed[:TRIED]), MOST)


def _is_open(route: "Route") -> bool:
    return route.accept is None or lets_anybody_in(route.accept.value)


def _can_be_called(case: "Case", gateway: "Gateway") -> bool:
    return gateway.exposure.value == "public" or case.facts(gateway).exposes_internal.value


def _between(
    case: "Case", gateway: "Gateway", open_ways: list[Way], closed: list[Way]
) -> Iterator[Finding]:
    """One finding for each protected route: the first open one through which it is reached."""
    for protected in closed:
        for way in open_ways:
            if way.to == protected.to:
                found = _through(case, gateway, way, protected)
                if found is not None:
                    yield found
                    break


def _through(case: "Case", gateway: "Gateway", way: Way, protected: Way) -> Finding | None:
    if way.upstream.to_kind == "gateway":
        inner = case.federation.gateways[way.to]
        outside, inside = _reads(case, gateway), _reads(case, inner)
        for disguise in disguised(way, protected, outside, inside):
            found = _slips_by(case, gateway, way, protected, disguise)
            if found is not None:
                return _told(case, way, protected, disguise, found)
        return None
    for disguise in escaped(way, protected):
        found = _slips_by(case, gateway, way, protected, disguise)
        if found is not None:
            return _suspected(way, protected, disguise, found)
    return None


def _reads(case: "Case", gateway: "Gateway") -> "Normalisation":
    return case.facts(gateway).routing.normalisation.value


def _slips_by(
    case: "Case", gateway: "Gateway", way: Way, protected: Way, disguise: Disguise
) -> Taken | None:
    """A stranger is refused at the plain path, and answered at the one in disguise."""
    from ...trace import Question

    method = next(iter(protected.route.methods), "GET")
    plain = case.trace(Question(method, disguise.plain, to=gateway.name), passes_max=PASSES)
    if plain is None or not plain.hops or not plain.hops[0].verdict.name.startswith("AUTH"):
        return None
    trace = case.trace(Question(method, disguise.path, to=gateway.name), passes_max=PASSES)
    if trace is None or not trace.hops or trace.hops[0].route is not way.route:
        return None
    status = trace.answer.status
    if status is None or status >= 400 or not _arrives(case, trace, way, disguise):
        return None
    return Taken(trace, trace.hops[0])


def _arrives(case: "Case", trace: "Trace", way: Way, disguise: Disguise) -> bool:
    """At the inner gateway's route for the protected path; a service reads it by itself."""
    if way.upstream.to_kind != "gateway":
        return True
    from ...trace.matching import Found, find_route

    inner = case.federation.gateways[way.to]
    hop = next((one for one in trace.hops[1:] if one.gateway == inner.name), None)
    meant = find_route(
        inner.routes, trace.hops[0].received.method, disguise.inside, lambda _c, _b: True
    )
    return hop is not None and isinstance(meant, Found) and hop.route is meant.route


# ---- how it is told ------------------------------------------------------------------------------


def _told(case: "Case", way: Way, protected: Way, disguise: Disguise, found: Taken) -> Finding:
    outer, inner = way.gateway, case.federation.gateways[way.to]
    facts = [(one, case.facts(one).routing.normalisation) for one in (outer, inner)]
    said = (f"{outer.target} {disguise.kept}", f"{inner.target} {disguise.undone}")
    return Finding(
        CODE,
        f"`{disguise.path}` is below `{way.route.path.text}` for `{outer.name}` and"
        f" `{disguise.inside}` for `{inner.name}`: it passes by the `accept` of"
        f" `{protected.route.path.text}`",
        way.route.at or way.at,
        "open, and takes the path as it is written",
        because=tuple(_both(protected)),
        notes=tuple(ground(text, fact) for text, (_, fact) in zip(said, facts, strict=True)),
        help=(
            Help(
                f"let `{inner.name}` ask for itself what `{protected.route.path.text}` asks for",
                Applicability.REVIEW,
            ),
        ),
        about=(outer.name, protected.route.name, inner.name),
        proof=Proof.WITNESS,
        witness=found.witness(),
        region=f"{way.route.name} with {disguise.what} in it",
        rests_on=tuple(
            text
            for words, (_, fact) in zip(said, facts, strict=True)
            for text in assumed(words, fact)
        ),
    )


def _suspected(way: Way, protected: Way, disguise: Disguise, found: Taken) -> Finding:
    """The service decides what it makes of the path, so nothing is sure."""
    return Finding(
        CODE,
        f"`{disguise.path}` is not `{protected.route.path.text}` for `{way.gateway.name}`, and it"
        f" may be for `{way.to}`",
        way.route.at or way.at,
        "open, and takes the path as it is written",
        because=tuple(_both(protected)),
        notes=(
            f"an escaped `{disguise.what}` is another path to a gateway; a server that decodes it"
            " sees the protected one",
        ),
        help=(
            Help(
                f"let `{way.to}` ask for itself who comes, or name the route without"
                f" `{disguise.what}`",
                Applicability.REVIEW,
            ),
        ),
        about=(way.gateway.name, protected.route.name, way.to),
        proof=Proof.WITNESS,
        witness=found.witness(),
        region=way.route.name,
        rests_on=(f"`{way.to}` decodes `{disguise.what}` where it is escaped",),
        judged=Level.WARNING,
    )


def _both(protected: Way) -> Iterator[Label]:
    if protected.route.at is not None:
        yield Label(protected.route.at, "asks who comes, and never sees this request")
