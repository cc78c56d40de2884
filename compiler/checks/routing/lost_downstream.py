"""GW1105: a route sends requests on to a gateway that has no route for their paths.

A gateway in front that passes `/orders/**` on to one that only knows `/orders` and `/orders/{id}`
is no mistake: that one answers 404 to the rest, and it is the one who knows. So a route is lost only
if no route there takes what it stands for in general, and besides

- none takes any of it, or
- sent on in another way all of it would find one, and those that take some of it do so by
  accident: `/{id}` takes `/orders`, though nobody meant an id, or
- it has no `**`, so it speaks of every value of its parameters, and a single value is all that is
  known there.
"""

from collections.abc import Iterator
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ...model import Exactly, Gateway, Param, PathPattern, Route, Tail
from ...patterns import Shape, meet, shape_of
from ..case import TRIES, Case
from ..ways import Way
from .inner_routes import SOME_VALUE, Arrives, badly_met, general_paths, in_general
from .prefixes import Fit, fits
from .rewriting_edits import with_template
from .sightings import Sighting, after, first_sighting, needed_faults
from .wordings import leads, requests_of

if TYPE_CHECKING:
    from ...trace import Branch, Hop

CODE = "GW1105"
MOST = 20  # findings of one gateway
WAYS_COMPARED = 64
BELOW = shape_of(PathPattern("/{any}/**", (Param("any"), Tail())))
VALUES = ("42", "1", *(f"value-{number}" for number in range(1000)))


def find(case: Case) -> Iterator[Finding]:
    told: dict[str, int] = {}
    judged: dict[tuple[str, str, str], tuple[Fit, ...] | None] = {}
    for arrives in badly_met(case):
        way, name = arrives.way, arrives.way.gateway.name
        if arrives.is_known or not arrives.inner.routes or told.get(name, 0) >= MOST:
            continue
        key = (way.to, way.route.path.text, _template(way))
        if key not in judged:
            judged[key] = _suspected(case, arrives)
        ways_out = judged[key]
        finding = _finding(case, arrives, ways_out) if ways_out is not None else None
        if finding is not None:
            told[name] = told.get(name, 0) + 1
            yield finding


def _suspected(case: Case, arrives: Arrives) -> tuple[Fit, ...] | None:
    """The ways out, perhaps none; None where nothing is wrong."""
    ways_out = fits(arrives.way, arrives.inside)
    if arrives.routes and not _by_accident(case, arrives, ways_out):
        return None
    return ways_out


def _by_accident(case: Case, arrives: Arrives, ways_out: tuple[Fit, ...]) -> bool:
    """Whether the routes that take some of it are not meant."""
    pattern = arrives.way.route.path
    if not pattern.has_tail and len(arrives.routes) == 1:
        return True
    best = next((fit for fit in ways_out if fit.certain), None)
    if best is None or any(_knows(route.path, arrives) for route in arrives.routes):
        return False
    if best.how != "as-it-came":
        return not _deep(arrives)
    return not pattern.has_tail or not _other_words(case, arrives)


def _deep(arrives: Arrives) -> bool:
    """Whether they take anything but what an empty tail leaves."""
    if not arrives.way.route.path.has_tail:
        return True
    below = (*arrives.paths[:-1], *BELOW)
    return any(meet(below, shape_of(route.path)) is not None for route in arrives.routes)


def _other_words(case: Case, arrives: Arrives) -> bool:
    """Whether some of them begin with another word than those that were taken away.

    Such routes may be just what is meant, unless others lead there, and nobody from outside.
    """
    words = {part.text for part in arrives.way.route.path.segments if type(part) is Exactly}
    other = [
        route
        for route in arrives.routes
        if not route.path.segments or getattr(route.path.segments[0], "text", "") not in words
    ]
    if not other or arrives.inner.exposure.value == "public":
        return bool(other)
    ways = [way for way in case.ways_to[arrives.inner.name] if way is not arrives.way]
    sent = [in_general(way) for way in ways[:WAYS_COMPARED]]
    return not all(any(meet(one, shape_of(r.path)) is not None for one in sent) for r in other)


def _knows(pattern: PathPattern, arrives: Arrives) -> bool:
    """Whether a route there spells out what stands in front of all that is sent."""
    front = list(takewhile(lambda piece: isinstance(piece, str), arrives.paths))
    return bool(front) and list(shape_of(pattern)[: len(front)]) == front


def _unlike(inner: Gateway, general: Shape) -> Shape:
    """The same paths, with values in them that no route there spells out."""
    words = {
        part.text for route in inner.routes for part in route.path.segments if type(part) is Exactly
    }
    value = next(word for word in VALUES if word not in words)
    return tuple(value if piece == SOME_VALUE else piece for piece in general)


def _finding(case: Case, arrives: Arrives, ways_out: tuple[Fit, ...]) -> Finding | None:
    way, faults = arrives.way, needed_faults(arrives.way)
    name = way.gateway.name
    paths = _unlike(arrives.inner, general_paths(way.route.path))
    questions = chain(
        islice(case.flow.questions(name, way=way, paths=paths), TRIES // 2),
        case.flow.questions(name, way=way),  # a regex may want other values than these
    )
    seen = first_sighting(case, questions, lambda branch: _lost(branch, way), faults)
    if seen is None:
        return None
    from ..confirm import fault_text, witness_of

    return Finding(
        CODE,
        f"`{way.to}` has no route for what {leads(way)} sends it",
        way.at,
        _sent_label(seen),
        because=(_nearest(arrives, ways_out),),
        help=tuple(_help(arrives, ways_out)),
        about=(way.gateway.name, way.route.name, way.to, _template(way)),
        proof=Proof.WITNESS,
        witness=witness_of(
            seen.trace, lambda hop: hop is seen.hop, tuple(map(fault_text, faults)), seen.when
        ),
        region=_region(arrives),
    )


def _lost(branch: "Branch", way: Way) -> "Hop | None":
    return next((hop for hop in after(branch, way) if hop.verdict.name == "NO_ROUTE"), None)


def _region(arrives: Arrives) -> str:
    """All of the route, but for what finds a route there by accident."""
    pattern, methods = arrives.way.route.path, arrives.way.route.methods
    shape = shape_of(pattern)
    if not arrives.routes:
        return requests_of(methods, shape)
    return requests_of(methods, (*shape[:-1], *BELOW)) if pattern.has_tail else ""


def _template(way: Way) -> str:
    return way.upstream.template.text if way.upstream.template is not None else ""


def _sent_label(seen: Sighting) -> str:
    """The path before and after."""
    sender = next(hop for hop in seen.trace.hops if hop.number == seen.hop.parent)
    came, sent = sender.received.path, seen.hop.received.path
    return f"sends {came} on as it came" if came == sent else f"sends {came} on as {sent}"


# ---------------------------------------------------------------- the other side


def _nearest(arrives: Arrives, ways_out: tuple[Fit, ...]) -> Label:
    """The route inside that is likely meant, and the segments in which it differs."""
    inner = arrives.inner
    if ways_out:
        fit = ways_out[0]
        at = fit.route.at or arrives.way.at
        name = f"closest in `{inner.name}`"
        if fit.how == "strip":
            return Label(at, f"{name}: it has no `{fit.differs}` in front")
        if fit.how == "prefix":
            return Label(at, f"{name}: it has `{fit.differs}` in front")
        return Label(at, f"closest in `{inner.name}`: it takes the path as it came")
    routes = arrives.routes or _alike(arrives)
    what = f"`{inner.name}` takes only this" if arrives.routes else f"closest in `{inner.name}`"
    return Label(routes[0].at or inner.at or arrives.way.at, what)


def _alike(arrives: Arrives) -> list[Route]:
    """The route that goes along with what is sent the furthest."""
    sent = (arrives.way.upstream.template or arrives.way.route.path).segments

    def agreeing(segments: tuple[object, ...]) -> int:
        count = 0
        for one, other in zip(segments, sent, strict=False):
            if one != other:
                break
            count += 1
        return count

    return sorted(arrives.inner.routes, key=lambda route: -agreeing(route.path.segments))[:1]


# ---------------------------------------------------------------- ways out


def _help(arrives: Arrives, ways_out: tuple[Fit, ...]) -> Iterator[Help]:
    alone = len(ways_out) == 1
    for fit in ways_out:
        edit = with_template(arrives.way.upstream, fit.template)
        certain = alone and fit.certain and arrives.way.upstream.method is None
        yield Help(
            _way_out(fit),
            Applicability.SAFE if certain else Applicability.REVIEW,
            (edit,) if edit is not None else (),
        )
    if not ways_out:
        yield Help(f"give `{arrives.inner.name}` a route for it, or send it on by another path")


def _way_out(fit: Fit) -> str:
    match fit.how:
        case "strip":
            return f"take `{fit.differs}` away on the way in: the routes there do not have it"
        case "prefix":
            return f"put `{fit.differs}` in front on the way in: the route there begins with it"
        case _:
            return "send the path on as it came: there is a route for it"
