"""How conditions and expressions over credentials look: no parenthesis that says nothing."""

from .. import tree
from ..tree import Node
from .pieces import Layout, Piece, said
from .runs_on import begins_with_a_word

PATTERNS: dict[type[Node], str] = {
    tree.When: "when _",
    tree.Accept: "accept | _",
}

OR = (tree.CondOr, tree.CredOr)
AND = (tree.CondAnd, tree.CredAnd)
# An `or` right inside an `or` is another program than a longer `or`, so it keeps its parentheses.
LOOSER_THAN_OR: tuple[type[Node], ...] = OR
LOOSER_THAN_AND: tuple[type[Node], ...] = OR + AND
LOOSER_THAN_WITH: tuple[type[Node], ...] = (*OR, *AND, tree.Negation)


def guarded(node: Node, looser: tuple[type[Node], ...]) -> str:
    """The expression, in parentheses where it would come apart without."""
    return f"({said(node)})" if isinstance(node, looser) else said(node)


def either(node: Node, out: list[Piece]) -> None:
    out.append(" or ".join(guarded(part, LOOSER_THAN_OR) for part in tree.nodes(node)))


def both(node: Node, out: list[Piece]) -> None:
    out.append(" and ".join(guarded(part, LOOSER_THAN_AND) for part in tree.nodes(node)))


def negation(node: Node, out: list[Piece]) -> None:
    (inner,) = tree.nodes(node)
    out.append("not " + guarded(inner, LOOSER_THAN_AND))


def cred_with(node: Node, out: list[Piece]) -> None:
    name, *conditions = node.kids
    out.append(said(name))
    for condition in conditions:
        assert isinstance(condition, Node)
        out.append("with " + guarded(condition, LOOSER_THAN_WITH))


def test(node: Node, out: list[Piece]) -> None:
    about, *rest = node.kids
    out.append(said(about))
    if len(rest) == 1:
        out.append("in" if isinstance(rest[0], tree.List) else "matches")
    out.extend(said(part) for part in rest)


def subject(node: Node, out: list[Piece]) -> None:
    name, *argument = node.kids
    out.append(said(name) + "".join(f"({said(part)})" for part in argument))


def unmistakable(expression: Node) -> str:
    """An expression where a word of the language may stand too: `accept (because or every)`."""
    text = said(expression)
    return f"({text})" if begins_with_a_word(expression) else text


def accept_need(node: Node, out: list[Piece]) -> None:
    out.append("accept")
    out.extend(unmistakable(expression) for expression in tree.nodes(node))


LAYOUTS: dict[type[Node], Layout] = {
    tree.CondOr: either,
    tree.CondAnd: both,
    tree.CredOr: either,
    tree.CredAnd: both,
    tree.Negation: negation,
    tree.CredWith: cred_with,
    tree.Test: test,
    tree.Subject: subject,
    tree.AcceptNeed: accept_need,
}
