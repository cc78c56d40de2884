"""What this renderer does not write, need by need: the abilities say the same."""

import re
from collections.abc import Iterator

from ...compiler.model import First, Function, Gather, Redirect, Respond, Route, in_force
from ...compiler.target import GatewaySlice, Need
from ...compiler.target.asking import ACCEPTED, ATTACHED
from ...compiler.target.members import members_of
from ...compiler.target.mentions import shown_in
from .accepting import UNABLE, UNABLE_TO_ATTACH
from .conditions import NOT_KNOWN, subjects_in
from .paths import is_renderable

ACTIONS = {
    Gather: (Need.GATHER, "Envoy does not join the answers of several upstreams"),
    First: (Need.FIRST, "Envoy cannot ask another upstream after an answer of the first"),
    Function: (Need.FUNCTION, "own code does not run in Envoy"),
}


def refusals(part: GatewaySlice, route: Route) -> Iterator[tuple[Need, str]]:
    """Each need of a route that cannot be met, and why."""
    for kind, refusal in ACTIONS.items():
        if isinstance(route.action, kind):
            yield refusal
    if not is_renderable(route.path):
        yield Need.PATH_REGEX, "RE2 has no such pattern"
    for subject in subjects_in(route.when) if route.when is not None else ():
        if subject.name in NOT_KNOWN:
            yield Need.WHEN_COUNTRY, NOT_KNOWN[subject.name]
    for place in (route, *members_of(route.action)):
        for shown in shown_in(place.accept.value) if place.accept is not None else ():
            credential = part.credentials.get(shown.credential)
            if credential is not None and credential.kind in UNABLE:
                yield UNABLE[credential.kind], f"`{credential.name}` is a {credential.kind}"
    yield from _travelling(part, route)
    yield from _upstreams(part, route)
    yield from _not_of_http(part, route)
    if in_force(route.policy.cache) is not None:
        yield Need.CACHE, "Envoy's cache is not for production"


def _not_of_http(part: GatewaySlice, route: Route) -> Iterator[tuple[Need, str]]:
    """Names and values that no header can have would end its line, or the config."""
    for need, name in _header_names(part, route):
        if not _NAME.fullmatch(name):
            yield need, f"{name!r} cannot be the name of a header"
    match route.action:
        case Redirect(to=to) if _CONTROL.search(to):
            yield Need.REDIRECT, f"{to!r} cannot be the value of a header"
        case Respond(media=str(media)) if _CONTROL.search(media):
            yield Need.RESPOND, f"{media!r} cannot be the value of a header"
        case _:
            pass


_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def _header_names(part: GatewaySlice, route: Route) -> Iterator[tuple[Need, str]]:
    for policy in (route.policy, *(member.policy for member in members_of(route.action))):
        for need, changes in (
            (Need.REQUEST_HEADERS, policy.request_headers),
            (Need.RESPONSE_HEADERS, policy.response_headers),
        ):
            for change in changes:
                yield need, change.value.header
                if change.value.renamed_to is not None:
                    yield need, change.value.renamed_to
    for subject in subjects_in(route.when) if route.when is not None else ():
        if subject.name == "header":
            yield Need.WHEN_HEADER, subject.argument or ""
    for credential in part.credentials.values():
        header = getattr(credential, "header", None)
        if isinstance(header, str):
            yield ACCEPTED[credential.kind], header


def _travelling(part: GatewaySlice, route: Route) -> Iterator[tuple[Need, str]]:
    for travel in (route.travel, *(member.travel for member in members_of(route.action))):
        for name in (*travel.attach, *(swap.new for swap in travel.exchange)):
            kind = part.credentials[name].kind
            if kind in UNABLE_TO_ATTACH:
                yield ATTACHED[kind], f"`{name}` is a {kind}"
        for swap in travel.exchange:
            # Only what could be accepted here can be told from a forgery.
            if (kind := part.credentials[swap.old].kind) in UNABLE:
                yield UNABLE[kind], f"`{swap.old}` is a {kind}"


def _upstreams(part: GatewaySlice, route: Route) -> Iterator[tuple[Need, str]]:
    for member in members_of(route.action):
        for (name, over), there in part.destinations.items():
            if name != member.upstream.to:
                continue
            if there.lambda_arn is not None and there.url is None:
                yield (
                    Need.LOCAL_LAMBDA if over == "local" else Need.LAMBDA,
                    f"`{name}` is a cloud function",
                )
            elif over == "local":
                yield Need.LOCAL, f"`{name}` is called over an in-instance link"
