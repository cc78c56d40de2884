"""How promises look: the lines of `expect` and the sentences of `govern`."""

from .. import tree
from ..tree import Node
from .options import ordered
from .pieces import Layout, Piece, Stop, say

PATTERNS: dict[type[Node], str] = {
    tree.Expect: "expect {}",
    tree.AsClient: "as _",
    tree.Outcome: "*",
    tree.At: "at _",
    tree.Via: "via ,",
    tree.Never: "no *",
    tree.MeasuredOn: "on * {}",
    tree.During: "during _",
    tree.Measure: "*",
    tree.Metric: "_",
    tree.Each: "per _",
    tree.Bound: "_",
    tree.Govern: "govern {}",
    tree.Rule: "*",
    tree.Quantifier: "_",
    tree.Scope: "*",
    tree.PathScope: "path to ,",
    tree.Kind: "_",
    tree.ByTarget: "on ,",
    tree.ByRegion: "in ,",
    tree.ByLabel: "carries ,",
    tree.ByPath: "*",
    tree.But: "except ,",
    tree.Requires: "requires ,",
    tree.Need: "*",
    tree.PerKey: "per _",
    tree.AtMost: "*",
    tree.Passes: "passes ,",
    tree.Leaves: "leaves ,",
    tree.Reaches: "reaches ,",
    tree.Accepts: "accepts ,",
}


def answer(node: Node, out: list[Piece]) -> None:
    for kid in ordered(node):
        if isinstance(kid, tree.Outcome):
            out += [Stop.ARROW, "->"]
        say(kid, out)


LAYOUTS: dict[type[Node], Layout] = {tree.Answer: answer}
