"""Names of gateway products: known ones are handed in by whoever calls the compiler."""

from ...dsl import tree
from ...dsl.finding import Help
from ...dsl.near import near_names
from . import texts
from .refer import renamed
from .scope import Scope


def target_name(token: tree.Token, scope: Scope) -> str:
    """The product; one that nobody knows is told with those that are like it."""
    name = texts.name(token, scope)
    if scope.desk.targets.is_known(name):
        return name
    known = scope.desk.targets.names()
    near = near_names(name, known)[:1]
    scope.desk.report(
        "GW0111",
        f"there is no target `{name}`",
        token.span,
        "not a product that is known here",
        notes=["known are " + ", ".join(f"`{one}`" for one in known)],
        help=[renamed(one, token.span) for one in near]
        or [Help("a target of your own is a plug-in: install the package that brings it")],
        about=(name, "target"),
    )
    return name
