"""Settings and opaque pieces: kept as written for the product they are for."""

from ...dsl import tree
from ...dsl.finding import Applicability, Edit, Help
from ...dsl.near import near_names
from ..model import FromEnv, Opaque, Setting, SettingList, Settings, SettingValue
from . import texts
from .refer import renamed
from .scope import Scope
from .statements import Statements
from .targets import target_name
from .variables import refer_to_variable


def settings_of(statements: Statements, target: str | None) -> Settings:
    """The block that is named after the target of this place; another name is told."""
    found = statements.every(tree.SettingBlock)
    if not found:
        return ()
    made: list[Setting] = []
    for node, scope in found:
        if target is not None and node.name.text != target:
            _report_other(node, scope, target)
        else:
            made += settings(node.settings, scope)
    return tuple(made)


WITH_A_BLOCK = ("breaker", "cors", "headers")
"""Words that also stand before a brace, and that a slip turns into the name of a block."""


def _report_other(node: tree.SettingBlock, scope: Scope, target: str) -> None:
    name = node.name.text
    known = scope.desk.targets.is_known(name)
    near = () if known else near_names(name, (*WITH_A_BLOCK, target))[:1]
    message = (
        f"settings for `{name}`, but this gateway stands on `{target}`"
        if known
        else f"`{name}` is neither a word of a gateway nor its target"
    )
    scope.desk.report(
        "GW0110",
        message,
        node.name.span,
        "these settings belong to another product" if known else "not known here",
        help=[renamed(one, node.name.span) for one in near]
        or [Help(f"settings of the product stand in a block called `{target}`")],
        about=(name, target),
    )


def settings(node: tree.Settings, scope: Scope) -> Settings:
    return tuple(_setting(item, scope) for item in node.items)


def _setting(item: tree.Node, scope: Scope) -> Setting:
    match item:
        case tree.Nested():
            return Setting(texts.text(item.key, scope), nested=settings(item.settings, scope))
        case tree.Setting():
            return Setting(texts.text(item.key, scope), tuple(plain(v, scope) for v in item.values))
        case tree.Binding():
            report_binding(item, scope)
            return Setting(texts.text(item.key, scope))
        case _:
            raise AssertionError(f"no setting: {tree.rule_of(item)}")


def report_binding(item: tree.Binding, scope: Scope) -> None:
    """`issuer = ".."`: the habit of another language."""
    key = item.key.text
    value = item.value.span.text
    edit = Edit(item.span, f"{key} {value}")
    scope.desk.report(
        "GW0001",
        f"`{key} =` where settings are written without `=`",
        item.span,
        "a setting is `key value`",
        help=[Help(f"write `{key} {value}`", Applicability.SAFE, (edit,))],
    )


def plain(value: tree.Plain, scope: Scope) -> SettingValue:
    match value:
        case tree.PlainEnv():
            return FromEnv(refer_to_variable(value.name, scope))
        case tree.PlainList():
            return SettingList(tuple(plain(inner, scope) for inner in value.values))
        case _:
            return texts.text(value, scope)


def opaque_of(statements: Statements) -> tuple[Opaque, ...]:
    found = statements.every(tree.Opaque)
    return tuple(opaque(node, scope) for node, scope in found) if found else ()


def opaque(node: tree.Opaque, scope: Scope) -> Opaque:
    origin = node.origin
    line = origin.line if origin else None
    return Opaque(
        target_name(node.target, scope),
        texts.text(node.text, scope),
        texts.text(node.where, scope) if node.where else None,
        texts.text(origin.file, scope) if origin else None,
        int(line.text) if line and line.text.isdigit() else None,
        at=node.span,
    )
