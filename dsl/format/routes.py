"""How routes look, what they do with a request, and what stands in their blocks."""

from .. import tree
from ..tree import Node, nodes
from .conditions import unmistakable
from .patterns import block_of
from .pieces import STATEMENTS, Layout, Piece, Stop, said, say

PATTERNS: dict[type[Node], str] = {
    tree.Attach: "attach | ,",
    tree.Strip: "strip | ,",
    tree.Exchange: "exchange | _ for _",
    tree.Pass: "pass | ,",
    tree.Carries: "carries | ,",
    tree.Deprecated: "deprecated | *",
    tree.Sunset: "sunset _",
    tree.Blocked: "blocked",
    tree.Idempotent: "idempotent by _",
    tree.Returns: "returns | _",
    tree.Upstream: "*",
    tree.Template: "at *",
    tree.Over: "over _",
    tree.Gather: "gather * {,}",
    tree.Order: "in order",
    tree.ForGather: "for _ in _ {,}",
    tree.Choose: "choose {,}",
    tree.ForChoose: "for _ in _ {,}",
    tree.Split: "split * {,}",
    tree.Sticky: "sticky by _",
    tree.Share: "*",
    tree.First: "first * {,,}",
    tree.Candidate: "*",
    tree.Function: "function _",
    tree.Redirect: "redirect *",
    tree.Respond: "respond *",
    tree.Media: "as _",
}


def route(node: Node, out: list[Piece]) -> None:
    out.append("route")
    for kid in node.kids:
        if type(kid) in tree.ACTIONS:
            out += [Stop.ARROW, "->"]
        if isinstance(kid, tree.RouteBlock) and not isinstance(out[-1], str):
            say(kid, out)  # a second block, behind the one that holds the members
        else:
            member_part(kid, out)


def member_part(kid: tree.Part, out: list[Piece]) -> None:
    if isinstance(kid, tree.RouteBlock):
        out.append(Stop.BLOCK)
    say(kid, out)


def route_block(node: Node, out: list[Piece]) -> None:
    out.append(block_of(node, STATEMENTS, 0))


def gather_part(node: Node, out: list[Piece]) -> None:
    label, *rest = node.kids
    out += [said(label) + ":", Stop.WORD]
    for kid in rest:
        member_part(kid, out)


def case(node: Node, out: list[Piece]) -> None:
    condition, *member = nodes(node)
    is_subject = isinstance(condition, tree.Test) and condition.subject.name.text == "client"
    out += [said(condition) if is_subject else unmistakable(condition), Stop.ARROW, "->"]
    for kid in member:
        member_part(kid, out)


def otherwise(node: Node, out: list[Piece]) -> None:
    out += ["else", Stop.ARROW, "->"]
    for kid in node.kids:
        member_part(kid, out)


LAYOUTS: dict[type[Node], Layout] = {
    tree.Route: route,
    tree.RouteBlock: route_block,
    tree.GatherPart: gather_part,
    tree.Case: case,
    tree.Otherwise: otherwise,
}
