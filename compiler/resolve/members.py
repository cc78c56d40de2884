"""Members of an action: there are some, and their blocks hold no words of routes."""

from collections.abc import Sequence

from ...dsl import tree
from ...dsl.finding import Help
from .scope import Scope
from .statements import Statement, Statements, head, word_of

ONLY_IN_ROUTES = (
    tree.Calls,
    tree.Returns,
    tree.Deprecated,
    tree.Blocked,
    tree.SettingBlock,
    tree.Opaque,
)


def report_if_empty(action: tree.Node, members: Sequence[object], scope: Scope) -> None:
    """A loop over an empty list leaves an action without members too."""
    if members:
        return
    word = word_of(action)
    scope.desk.report(
        "GW0110",
        f"this `{word}` has no member, so a request goes nowhere",
        head(action),
        "nothing inside",
        help=[Help("name a destination inside its braces")],
        about=(word,),
    )


def statements_of_member(block: tree.RouteBlock, scope: Scope) -> Statements:
    """The words of a member's block; one that only a whole route can say is told."""
    for item in block.items:
        if isinstance(item, ONLY_IN_ROUTES):
            word = word_of(item)
            scope.desk.report(
                "GW0110",
                f"`{word}` is said of a route, not of one of its members",
                head(item),
                "in the block of a member",
                help=[Help("write it in the block of the route, behind the members")],
                about=(word, "member"),
            )
    return Statements(Statement(item, scope) for item in block.items)
