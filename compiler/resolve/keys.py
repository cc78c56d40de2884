"""How an overlay finds what it changes: the keys of statements and of routes."""

from collections.abc import Iterator

from ...dsl import tree
from .scope import Scope
from .statements import Statement
from .texts import name as name_text


def statement_key(statement: Statement) -> str:
    """The word that a statement is about, which an overlay replaces as a whole."""
    node = statement.node
    match node:
        case tree.Setting() | tree.Nested() | tree.Binding():
            return f"setting {node.key.text}"
        case tree.SettingBlock():
            return f"settings of {node.name.text}"
        case tree.Headers():
            return f"headers {node.direction.text if node.direction else 'request'}"
        case tree.Opaque():
            return f"opaque {node.target.text} {node.where.text if node.where else ''}"
        case tree.Rtt():
            return f"rtt {node.region.text}"
        case tree.Trouble():
            return f"fault {tree.rule_of(node.verb)}"
        case tree.Remove():
            return f"remove {node.start}"
        case _:
            return tree.rule_of(node)


def route_key(
    methods: tree.Methods | None,
    path: tree.Token,
    when: tree.When | None,
    scope: Scope,
) -> str:
    """How an overlay finds a route: methods, pattern and condition, names filled in."""
    verbs = "|".join(sorted(methods.words)) if methods else ""
    condition = " ".join(words_of(when, scope)) if when else ""
    return f"{verbs} {name_text(path, scope)} {condition}".strip()


def words_of(node: tree.Node, scope: Scope) -> Iterator[str]:
    """The words below a node, whatever blanks stand between them."""
    yield tree.rule_of(node)
    for kid in node.kids:
        if isinstance(kid, tree.Token):
            yield name_text(kid, scope) if "${" in kid.text else kid.text
        else:
            yield from words_of(kid, scope)
    yield ";"


def shown(key: str) -> str:
    """The condition of a key is kept word by word, for comparing only."""
    path, when, _ = key.partition(" when ")
    return f"{path} when .." if when else path
