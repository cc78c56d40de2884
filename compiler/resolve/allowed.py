"""`allow`: findings that a program lives with on purpose, and why."""

from ...dsl import tree
from ...dsl.codes import CODES
from ...dsl.near import near_names
from ..model import Allow
from . import texts, values
from .paths import request_path
from .refer import renamed
from .references import full_name
from .scope import Scope

_PLACES = (
    "gateway", "service", "client", "credential", "policy", "region", "plan", "entry",
    "label", "tier", "workload", "scenario", "control_plane",
)  # fmt: skip

ASKS_FOR_NOTHING = "an allow"
"""Who asks for a name here does not use it, or no `allow` could speak of what is unused."""


def allow(node: tree.Allow, scope: Scope) -> Allow:
    place, until = node.place, node.until
    scope.desk.names.reader = ASKS_FOR_NOTHING
    return Allow(
        code=_code(node.name, scope),
        because=texts.text(node.because.reason, scope),
        at_name=full_name(place.name, scope, _PLACES) if place else None,
        methods=place.methods.words if place and place.methods else (),
        path=request_path(place.path, scope)[0] if place and place.path else None,
        until=values.read_text(until.date.text, until.date, scope, values.date) if until else None,
        at=node.span,
    )


def _code(token: tree.Token, scope: Scope) -> str:
    """The code of a finding, which may be given by its slug."""
    name = texts.name(token, scope)
    by_slug = {slug: code for code, (slug, _) in CODES.items()}
    code = by_slug.get(name, name.upper())
    if code not in CODES:
        near = near_names(name, [*by_slug, *CODES])[:1]
        scope.desk.report(
            "GW0101",
            f"no finding is called `{name}`",
            token.span,
            "not a code or a slug",
            notes=["`gatewright explain` lists them all"],
            help=[renamed(one, token.span) for one in near],
            about=(name, "allow"),
        )
    return code
