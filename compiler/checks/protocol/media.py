"""What kind of body an answer has after each gateway on its way back."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ....dsl.frozen import frozen
from ....dsl.source import Span
from ...model import Forward, FromEnv, Gather, Policy, Redirect, Respond, Route
from ...target.members import members_of

if TYPE_CHECKING:
    from ...model import Federation
    from ...trace import Branch, Hop, Sent

CONTENT_TYPE = "content-type"
WITHOUT_A_BODY = (204, 205, 304)


@frozen
class Body:
    """`media` None: there is no body, or (`stripped`) nothing says any more what it is.

    `by` is the service or gateway that made it so, `why` how, and `at` the place in the program.
    """

    media: str | None
    why: str
    by: str
    at: Span | None = None
    stripped: bool = False


def policies_of(route: Route) -> Iterable[Policy]:
    """What holds on the route, and what its members say on top; a plain forward has no other."""
    if type(route.action) is Forward or type(route.action) is Respond:
        return (route.policy,)
    return (route.policy, *(member.policy for member in members_of(route.action)))


def body_after(federation: "Federation", branch: "Branch", hop: "Hop") -> Body | None:
    """The body that this hop answers with; None where the program does not say."""
    route = hop.route
    if route is None or hop.status is None or not 200 <= hop.status < 300:
        return None
    action = route.action
    if isinstance(action, Respond):
        return _changed(_of_respond(hop, action), hop, route.policy)
    if isinstance(action, Gather):
        made = Body("application/json", "joins answers into one", hop.gateway, route.at)
        return _changed(made, hop, route.policy)
    sent = hop.sent[-1] if hop.sent else None
    if sent is None or isinstance(action, Redirect):
        return None
    return _changed(_from_inside(federation, branch, sent), hop, _policy(hop, sent))


def _of_respond(hop: "Hop", action: Respond) -> Body | None:
    at = hop.route.at if hop.route is not None else None
    if action.status in WITHOUT_A_BODY or action.body is None:
        return Body(None, "answers without a body", hop.gateway, at)
    if action.media is None:
        return None
    return Body(action.media, f"answers as `{action.media}`", hop.gateway, at)


def _from_inside(federation: "Federation", branch: "Branch", sent: "Sent") -> Body | None:
    if sent.hop is not None:
        inner = next((one for one in branch.hops if one.number == sent.hop), None)
        return body_after(federation, branch, inner) if inner is not None else None
    service = federation.services.get(sent.to)
    if service is None or service.returns is None:
        return None
    return Body(service.returns, f"returns `{service.returns}`", service.name, service.at)


def _policy(hop: "Hop", sent: "Sent") -> Policy:
    """Of the member that was called, where it has one of its own."""
    assert hop.route is not None
    members = [*members_of(hop.route.action)]
    if len(members) < 2:  # a plain forward has the policy of its route
        return hop.route.policy
    return next((one.policy for one in members if one.upstream.to == sent.to), hop.route.policy)


def _changed(body: Body | None, hop: "Hop", policy: Policy) -> Body | None:
    """As the `headers response` blocks of this hop leave it."""
    for traced in policy.response_headers:
        change = traced.value
        if change.header.lower() != CONTENT_TYPE:
            continue
        if change.verb in ("remove", "rename"):
            body = Body(None, "takes the content type off", hop.gateway, traced.origin.at, True)
        elif change.verb == "set":
            if not isinstance(change.value, str):
                return None if isinstance(change.value, FromEnv) or change.value else body
            why = f"sets the content type to `{change.value}`"
            body = Body(change.value, why, hop.gateway, traced.origin.at)
    return body


def same_media(one: str, other: str) -> bool:
    """Alike but for parameters such as a character set."""
    return one.partition(";")[0].strip().lower() == other.partition(";")[0].strip().lower()
