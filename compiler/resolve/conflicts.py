"""GW0106: two blocks of one environment that set the same thing differently."""

from ...dsl import tree
from ...dsl.finding import Help, Label
from ...dsl.frozen import frozen
from ...dsl.source import Span
from .keys import shown, words_of
from .lineage import Overlay, Place
from .program import Program
from .scope import Scope


@frozen
class Layer:
    """One block of an environment while it is laid over the program."""

    program: Program
    overlay: Overlay
    block: tree.Environment

    def claim(self, place: Place, node: tree.Node, scope: Scope, at: Span | None = None) -> None:
        """Note what the block sets; another block that sets it otherwise is told."""
        written = " ".join(words_of(node, scope))
        at = at or node.span
        by, earlier, first = self.overlay.set_by.setdefault(place, (self.block, written, at))
        if by is self.block or earlier == written:
            return
        self.program.desk.report(
            "GW0106",
            f"two blocks of the environment `{self.overlay.name}` set {_called(place)} differently",
            at,
            "set again here",
            because=[Label(first, "first set here")],
            notes=["read in the order of the files, the later one would win"],
            help=[Help("keep one of them")],
            about=(self.overlay.name, *place),
        )


def _called(place: Place) -> str:
    """A place in the words of the program: ``timeout` of the route `/a` of `edge``."""
    match place:
        case ("let", name):
            return f"the constant `{name}`"
        case ("env", name):
            return f"the variable `{name}`"
        case (block, "head"):
            return f"what `{block}` is"
        case (block, route, "->"):
            return f"where the route `{shown(route)}` of `{block}` leads"
        case (block, route, word):
            return f"`{_spoken(word)}` of the route `{shown(route)}` of `{block}`"
        case _:
            return f"`{_spoken(place[-1])}` of `{place[0]}`"


def _spoken(rule: str) -> str:
    return rule.replace("_", " ")
