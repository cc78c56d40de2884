"""GW0997: promises that this version reads and resolves, and cannot judge."""

from collections.abc import Iterator

from ...dsl import tree
from ...dsl.finding import Finding
from ..load import Module
from .statements import head

WHAT_WOULD: dict[type[tree.Node], tuple[str, str]] = {
    tree.Answer: ("expect", "following requests through the federation"),
    tree.Never: ("expect .. no", "following requests through the federation"),
    tree.Measure: ("expect .. <=", "a simulation of the workload"),
    tree.Rule: ("govern", "following requests through the federation"),
    tree.Workload: ("workload", "a simulation of it"),
    tree.Scenario: ("scenario", "a simulation of it"),
    tree.ControlPlane: ("control_plane", "rendering for the product it stands on"),
    tree.Entry: ("entry", "rendering the DNS records it needs"),
    tree.FoundIn: ("from", "reading the product's own files"),
    tree.Opaque: ("opaque", "rendering for the product it was kept for"),
}


JUDGED_BY: dict[type[tree.Node], str] = {
    tree.Answer: "GW0201",
    tree.Never: "GW0201",
    tree.Rule: "GW0202",
}
"""Checks that say themselves what they could not decide."""
WITHOUT_A_SIMULATION = ("amplification",)
"""Measures that the check of promises decides."""


def undecided(modules: list[Module], looked_for: frozenset[str] = frozenset()) -> list[Finding]:
    """One finding for each word that nothing judges, at its first place, with how often it stands."""
    first: dict[type[tree.Node], tree.Node] = {}
    count: dict[type[tree.Node], int] = {}
    for module in dict.fromkeys(module.parsed.source for module in modules):
        file = next(m.parsed.file for m in modules if m.parsed.source is module)
        for node in _statements(file):
            kind = type(node)
            if kind in WHAT_WOULD and not _is_judged(node, looked_for):
                first.setdefault(kind, node)
                count[kind] = count.get(kind, 0) + 1
    return [_finding(node, count[kind]) for kind, node in first.items()]


def _is_judged(node: tree.Node, looked_for: frozenset[str]) -> bool:
    if isinstance(node, tree.Measure):
        return "GW0201" in looked_for and node.metric.word.text in WITHOUT_A_SIMULATION
    return JUDGED_BY.get(type(node)) in looked_for


def _statements(file: tree.File) -> Iterator[tree.Node]:
    """Every node that could be such a word; of a route only its block can hold one."""
    waiting: list[tree.Node] = [file]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, tree.Route):
            waiting += tree.every(node.block, tree.Opaque) if node.block else ()
        elif isinstance(node, _HOLD_SUCH):
            waiting.extend(tree.nodes(node)[::-1])


_HOLD_SUCH = (
    tree.File, tree.ForTop, tree.ForGateway, tree.Environment, tree.Gateway,
    tree.Expect, tree.MeasuredOn, tree.Govern,
)  # fmt: skip


def _finding(node: tree.Node, count: int) -> Finding:
    word, what = WHAT_WOULD[type(node)]
    return not_judged(word, what, node, count)


def not_judged(word: str, what: str, node: tree.Node, count: int) -> Finding:
    """The note at the first statement of a word, and what would judge it."""
    often = "" if count == 1 else f" ({count} times in this program)"
    return Finding(
        "GW0997",
        f"`{word}` is read and resolved, and not judged by this version{often}",
        head(node),
        "nothing is concluded from it",
        notes=(f"what would judge it: {what}",),
        about=(word,),
    )
