"""What a trace met of all that a federation drawn at random can hold."""

from collections.abc import Iterator

from gatewright.compiler.model import Federation, Param, Route
from gatewright.compiler.target.members import members_of
from gatewright.compiler.target.mentions import shown_in
from gatewright.compiler.trace import Trace

VERDICTS = (
    "FORWARDED", "DELIVERED", "ANSWERED", "NO_ROUTE", "NO_HOST", "METHOD_BLOCKED", "AUTH_MISSING",
    "AUTH_REJECTED", "LOOP", "GROWING_LOOP", "EXITS_MODEL", "UNKNOWN", "TIMED_OUT",
)  # fmt: skip
KINDS = (
    "jwt",
    "api_key",
    "shared_secret",
    "gateway_jwt",
    "mtls",
    "basic",
    "oauth_client",
    "forged",
)
WORDS = (
    "forward", "gather", "choose", "split", "first", "function", "respond", "blocked",
    "strip", "exchange", "attach", "pass", "carries", "calls", "headers", "cors", "when", "regex",
    "param", "tail", "at", "at {name}", "methods", "accept", "accept or", "accept and", "accept with",
    "member accept", "entry", "client", "anyone",
)  # fmt: skip


def verdicts_of(found: Trace) -> Iterator[str]:
    yield from (hop.verdict.name for branch in found.branches for hop in branch.hops)


def kinds_of(federation: Federation, found: Trace) -> Iterator[str]:
    """Of what a gateway got to see."""
    for branch in found.branches:
        for hop in branch.hops:
            for one in hop.received.credentials:
                genuine = one.state == "genuine"
                yield federation.credentials[one.credential].kind if genuine else one.state


def words_of(found: Trace) -> Iterator[str]:
    yield "anyone" if found.question.client == "anyone" else "client"
    if found.start != found.entered:
        yield "entry"
    for branch in found.branches:
        for hop in branch.hops:
            if hop.route is not None:
                yield from _of_route(hop.route)


def _of_route(route: Route) -> Iterator[str]:
    if route.action is not None:
        yield route.action.kind
    words = {
        "blocked": route.blocked,
        "carries": bool(route.carries),
        "calls": bool(route.calls),
        "headers": bool(route.policy.request_headers),
        "cors": route.policy.cors is not None,
        "when": route.when is not None,
        "methods": bool(route.methods),
        "tail": route.path.has_tail,
        "param": bool(route.path.params),
        "regex": any(isinstance(p, Param) and p.regex for p in route.path.segments),
    }
    yield from (word for word, holds in words.items() if holds)
    members = [*members_of(route.action)]
    for travel in (route.travel, *(one.travel for one in members)):
        said = {"strip": travel.strip, "exchange": travel.exchange, "attach": travel.attach}
        yield from (word for word, names in said.items() if names)
        if travel.passes:
            yield "pass"
    for one in members:
        if one.upstream.template is not None:
            yield "at {name}" if one.upstream.template.params else "at"
        if one.accept is not None:
            yield "member accept"
    if route.accept is not None:
        wanted = route.accept.value
        yield {"shows": "accept", "shows-any": "accept or", "shows-all": "accept and"}[wanted.kind]
        if any(one.condition is not None for one in shown_in(wanted)):
            yield "accept with"
