"""Answers that send the client to a path of the inner gateway, which the outer one does not serve.

A `redirect`, a `location` line and the path of a cookie are written by somebody who knows the inner
paths. Behind a gateway that rewrites paths the client would need the outer ones.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label, Proof
from ...model import Redirect, in_force
from ..exposure.on_the_way import MOST, PASSES, Taken, foremost
from ..ways import Way
from .cookies import cookie_path, is_below
from .prefixes import prefix_edit, prefixes_of

if TYPE_CHECKING:
    from ...model import Gateway, Route
    from ...trace import Hop, Trace
    from ..case import Case

CODE = "GW6104"
TRIES = 3


def find(case: "Case") -> Iterator[Finding]:
    told: dict[tuple[str, ...], Finding] = {}
    rewritten = {way.to for way in case.ways if way.upstream.template is not None}
    for name, gateway in case.federation.gateways.items() if rewritten else ():
        sources = [route for route in gateway.routes if _speaks_of_paths(route)]
        if not sources or not _behind_a_rewriting(case, name, rewritten):
            continue
        for route in sources[:MOST]:
            for finding in _told(case, gateway, route):
                told.setdefault(finding.about, finding)
    yield from told.values()


def _behind_a_rewriting(case: "Case", name: str, rewritten: set[str]) -> bool:
    """Whether a gateway in front of this one, near or far, sends another path on."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        here = waiting.pop()
        if here in rewritten:
            return True
        seen.add(here)
        before = (way.gateway.name for way in case.ways_to.get(here, ()))
        waiting += [one for one in dict.fromkeys(before) if one not in seen]
    return False


def _speaks_of_paths(route: "Route") -> bool:
    if isinstance(route.action, Redirect):
        return route.action.to.startswith("/")
    if in_force(route.policy.location) is not None:
        return True
    return any(cookie_path(one.value.value) for one in route.policy.response_headers)


def _told(case: "Case", gateway: "Gateway", route: "Route") -> Iterator[Finding]:
    """The first request for which a client is sent where nobody answers."""
    questions = case.flow.questions(gateway.name, route=route)
    for _, question in zip(range(TRIES), questions, strict=False):
        trace = case.trace(question, passes_max=PASSES)
        for branch in trace.branches if trace is not None else ():
            for hop in branch.hops:
                if trace is None or hop.gateway != gateway.name or hop.route is not route:
                    continue
                shown = foremost(trace, branch)
                way = _rewriting(case, shown, hop)
                if way is not None and not _mended_on_the_way(shown, hop):
                    finding = _judged(case, way, Taken(shown, hop), route)
                    if finding is not None:
                        yield finding
                        return


def _rewriting(case: "Case", trace: "Trace", hop: "Hop") -> Way | None:
    """The nearest gateway in front that sends another path on."""
    for outer, inner in _links(trace, hop):
        for way in case.ways_from[outer.gateway]:
            if way.route is outer.route and way.to == inner.gateway and way.upstream.template:
                return way
    return None


def _links(trace: "Trace", hop: "Hop") -> "Iterator[tuple[Hop, Hop]]":
    by_number = {one.number: one for one in trace.hops}
    while hop.parent is not None:
        outer = by_number[hop.parent]
        yield outer, hop
        hop = outer


def _mended_on_the_way(trace: "Trace", hop: "Hop") -> bool:
    """Where a gateway in front writes locations back, the trace of a redirect shows the outcome."""
    return any(
        outer.route is not None and in_force(outer.route.policy.location) is not None
        for outer, _ in _links(trace, hop)
    )


# ---- what the client does next -------------------------------------------------------------------


def _judged(case: "Case", way: Way, found: Taken, source: "Route") -> Finding | None:
    headers = dict(found.trace.answer.headers)
    location = headers.get("location", "")
    if isinstance(source.action, Redirect) and location.startswith("/"):
        return _elsewhere(case, way, found, location, f"sends clients to `{location}`")
    line = in_force(source.policy.location)
    if line is not None:
        location = f"{line.public_prefix.rstrip('/')}/42"
        return _elsewhere(case, way, found, location, f"writes locations such as `{location}`")
    path = cookie_path(headers.get("set-cookie"))
    return _cookie(way, found, path) if path is not None else None


def _elsewhere(case: "Case", way: Way, found: Taken, location: str, does: str) -> Finding | None:
    there = _nobody_there(case, found, location)
    if there is None:
        return None
    outer, last = way.gateway.name, there.hops[-1]
    before, after = prefixes_of(way)
    return _finding(
        way,
        found,
        f"`{found.hop.gateway}` {does}, and clients of `{outer}` find nothing there",
        (
            f"the client then asks for GET {location} at `{there.start}` and sees"
            f" {there.answer.status} from `{last.gateway}`",
        ),
        Help(
            f"let `{outer}` write locations back to the paths that its clients know",
            Applicability.REVIEW,
            prefix_edit(way, f'location from "{after}" to "{before}"'),
        ),
    )


def _nobody_there(case: "Case", found: Taken, location: str) -> "Trace | None":
    """What becomes of the client's next request, where only the inner gateway has an answer."""
    from dataclasses import replace

    from ...trace import Question

    asked = replace(
        found.trace.question, method="GET", path=location, to=found.trace.start, headers=()
    )
    there = case.trace(asked, passes_max=PASSES)
    path = location.partition("?")[0]
    inside = case.trace(Question("GET", path, to=found.hop.gateway), passes_max=PASSES)
    if there is None or inside is None or not there.hops or not inside.hops:
        return None
    missing = there.hops[-1].verdict.name == "NO_ROUTE"
    return there if missing and inside.hops[0].verdict.name != "NO_ROUTE" else None


def _cookie(way: Way, found: Taken, path: str) -> Finding | None:
    """A browser shows a cookie below its path only, and the client knows the outer path."""
    outside, inside = found.trace.hops[0].received.path, found.hop.received.path
    if not is_below(inside, path) or is_below(outside, path):
        return None
    return _finding(
        way,
        found,
        f"`{found.hop.gateway}` sets a cookie for `{path}`, and clients of `{way.gateway.name}`"
        " never ask there",
        (
            f"a browser that asked for {outside} does not show the cookie when it asks again: that"
            f" path is not below `{path}`",
        ),
        Help("set the cookie for the path that clients know, or for `/`", Applicability.REVIEW),
    )


def _finding(way: Way, found: Taken, message: str, notes: tuple[str, ...], mend: Help) -> Finding:
    route = found.hop.route
    assert route is not None
    return Finding(
        CODE,
        message,
        way.at,
        f"paths are rewritten here, by `{way.route.name}`",
        because=(Label(route.at, f"`{found.hop.gateway}` speaks of its own paths"),)
        if route.at
        else (),
        notes=notes,
        help=(mend,),
        about=(way.gateway.name, way.route.name, found.hop.gateway, route.name),
        proof=Proof.WITNESS,
        witness=found.witness(seen=_said(found.trace)),
        region=found.requests,
    )


def _said(trace: "Trace") -> str:
    told = (f"{k}: {v}" for k, v in trace.answer.headers if k in ("location", "set-cookie"))
    return ", ".join(told)
