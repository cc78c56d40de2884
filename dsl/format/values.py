"""How values look: lists, calls, settings, loops."""

from .. import tree
from ..tree import Node, Token, tokens
from .patterns import block_of
from .pieces import ITEMS, STATEMENTS, Block, Layout, Piece, Stop, listed, said, say

PATTERNS: dict[type[Node], str] = {
    tree.Reference: "env _",
    tree.PlainEnv: "env _",
    tree.Pair: "*",
    tree.Wait: "*",
    tree.Binding: "_ | = _",
    tree.Nested: "*",
    tree.SettingBlock: "*",
    tree.LoopNames: ",",
}


def settings(node: Node, out: list[Piece]) -> None:
    out.append(block_of(node, STATEMENTS, 0))


def setting(node: Node, out: list[Piece]) -> None:
    key, *values = node.kids
    out += [said(key), Stop.WORD]
    if len(values) == 1:
        say(values[0], out)
    else:
        listed(values, out)


def items(node: Node, out: list[Piece]) -> None:
    """`[eu, us]`, which opens like a block where it is long."""
    out.append(Block(node.kids, ITEMS, node.start + 1, max(node.end - 1, 0)))


def call(node: Node, out: list[Piece]) -> None:
    name, *arguments = node.kids
    out.append(f"{said(name)}({', '.join(map(said, arguments))})")


def argument(node: Node, out: list[Piece]) -> None:
    *label, value = node.kids
    colon = ":" if label and isinstance(label[0], Token) and label[0].kind == "NUMBER" else ""
    out.extend(said(part) + colon for part in label)
    out.append(said(value))


def copied(node: Node, out: list[Piece]) -> None:
    kind, inner = tokens(node)
    out.append(f"{kind.text}({inner.text})")


LAYOUTS: dict[type[Node], Layout] = {
    tree.Settings: settings,
    tree.NestedSettings: settings,
    tree.Setting: setting,
    tree.List: items,
    tree.PlainList: items,
    tree.Call: call,
    tree.Argument: argument,
    tree.Copied: copied,
}
