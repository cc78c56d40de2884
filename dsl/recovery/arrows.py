"""`route /a gather { .. }`: the arrow left out, so that an action reads as a block of settings."""

from ..driver import Machine
from ..finding import Applicability, Edit, Finding, Help
from ..frozen import frozen
from ..source import Span
from .lexemes import lexeme_at
from .stack import Body

_ACTIONS_WITH_BLOCKS = ("gather", "choose", "split", "first")


@frozen
class ArrowLeftOut:
    """One mistake: `route /a gather { .. }` was read as a route and a block of settings."""

    finding: Finding
    body: Body  # in which the route stands
    start: int
    point: int


def arrow_left_out(machine: Machine, around: list[Body]) -> ArrowLeftOut | None:
    """The outermost block of settings that is really the action of the route before it."""
    text = machine.source.text
    for body in around:
        if not body.items or len(machine.starts) <= body.level:
            continue
        point, route = machine.starts[body.level], body.items[-1]
        word = lexeme_at(machine.table, text, point, len(text))
        if word is None or word.text not in _ACTIONS_WITH_BLOCKS or text[route.end - 1] == "}":
            continue
        head = lexeme_at(machine.table, text, route.start, route.end)
        if head is None or head.text != "route" or text[route.end : point].strip(" \t"):
            continue
        at = Span(machine.source, point, word.end)
        finding = Finding(
            "GW0001",
            f"no arrow stands before `{word.text}`",
            at,
            label="`->` is missing before this",
            help=(
                Help(
                    f"write `->` before `{word.text}`",
                    Applicability.SAFE,
                    (Edit(Span(machine.source, route.end, point), " -> "),),
                ),
            ),
        )
        return ArrowLeftOut(finding, body, route.start, point)
    return None
