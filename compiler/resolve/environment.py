"""Variables of the environment: declared with `env`, asked for with `env X`."""

from ...dsl import tree
from ...dsl.finding import Help
from ...dsl.near import near_names
from . import texts
from .refer import renamed
from .scope import Scope


def refer_to_variable(token: tree.Token, scope: Scope) -> str:
    """The name of the variable; one that is not declared is told."""
    name = texts.name(token, scope)
    variables = scope.desk.variables
    found = variables.get(name)
    if found is not None:
        found.used = True
        return name
    near = near_names(name, variables)[:1]
    scope.desk.report(
        "GW0101",
        f"no `env` declares `{name}`",
        token.span,
        "not declared",
        help=[renamed(one, token.span) for one in near]
        or [Help(f"declare it: `env {name}`, or `env {name} secret` for a secret")],
        about=(name, "env"),
    )
    return name
