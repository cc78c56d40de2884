"""Variables of the environment: declared with `env`, asked for with `env X`."""

from ...dsl import tree
from ...dsl.finding import Help, Label
from ...dsl.near import near_names
from . import texts
from .desk import VariableDraft
from .no_names import report_if_no_name
from .refer import renamed
from .scope import Scope


def declare_variable(node: tree.Env, scope: Scope) -> None:
    name = texts.name(node.name, scope)
    variables = scope.desk.variables
    earlier = variables.get(name)
    if earlier is not None and earlier.at == node.name.span and name == node.name.text:
        return  # the same line, of a file that is imported under two names
    if earlier is not None:
        scope.desk.report(
            "GW0102",
            f"the variable `{name}` is declared twice",
            node.name.span,
            "declared again here",
            because=[Label(earlier.at, "first declared here")],
            about=(name, "env"),
        )
        return
    report_if_no_name(name, "variable", node.name.span, scope)
    variables[name] = VariableDraft(name, node.name.span, node.secret is not None)
    give_value(node, scope)


def give_value(node: tree.Env, scope: Scope) -> None:
    """What a declaration or an overlay sets; a secret is never set in a program."""
    draft = scope.desk.variables[texts.name(node.name, scope)]
    value = node.value
    if value is None:
        return
    if draft.secret or node.secret is not None:
        scope.desk.report(
            "GW0108",
            f"`{draft.name}` is a secret, and a secret has no value in a program",
            value.span,
            "this value is now in the file, for everybody to read",
            help=[Help("take the value out, and set it where the config runs")],
            about=(draft.name,),
        )
        return
    draft.value = texts.text(value, scope)


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
