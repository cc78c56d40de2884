"""Where a member leads, and the path that a request has when it leaves."""

from ...compiler.model import Member, Route
from ...compiler.target import Destination, GatewaySlice
from .paths import substitution
from .places import Address, Json


def destination(part: GatewaySlice, member: Member) -> Destination:
    """Where a member leads, by the protocol that it says or that the address has."""
    sent = member.upstream
    fitting = [
        there
        for (name, over), there in part.destinations.items()
        if name == sent.to and sent.over in (None, over)
    ]
    if sent.over is None and len(fitting) > 1:
        plain = [there for there in fitting if there.over in ("http", "https")]
        fitting = [there for there in plain if _as_its_url_says(there)] or plain
    return fitting[0]


def _as_its_url_says(there: Destination) -> bool:
    return isinstance(there.url, str) and there.url.startswith(f"{there.over}:")


def rewrite(route: Route, member: Member, there: Destination) -> Json:
    """The template filled in, behind the base path of the upstream's URL."""
    assert there.url is not None
    address = Address(there.url)
    template = member.upstream.template
    if template is None and address.base() == "":
        return {}
    regex, filled = ("(.*)", "\\1") if template is None else substitution(template, route.path)
    return {
        "regex_rewrite": {
            "pattern": {"regex": f"^{regex}$"},
            "substitution": address.behind_base(filled),
        }
    }
