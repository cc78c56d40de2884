"""GW1115: a regular expression that takes ages over some texts it does not match."""

from collections.abc import Iterator

from ....dsl.finding import Finding, Help, Proof
from ....dsl.source import Span
from ...model import Choose, Condition, Gateway, Matches, Param, Route
from ..case import Case
from .worlds import atoms_of

CODE = "GW1115"

TOLD_MAX = 20
SHOWN_MAX = 40  # characters of a text that are shown


def find(case: Case) -> Iterator[Finding]:
    known: dict[str, str | None] = {}
    for gateway in case.federation.gateways.values():
        told = 0
        for where, regex, at in _expressions(gateway):
            if regex not in known:
                known[regex] = _costly(regex)
            text = known[regex]
            if text is not None and told < TOLD_MAX:
                told += 1
                yield _told(gateway, where, regex, at, text)


def _costly(regex: str) -> str | None:
    """Nothing is costly that repeats nothing: most expressions are seen at a glance."""
    if sum(regex.count(sign) for sign in "*+{|") < 2:
        return None
    from .backtracking import costly_text

    return costly_text(regex)


def _expressions(gateway: Gateway) -> Iterator[tuple[str, str, Span]]:
    for route in gateway.routes:
        if route.at is None:
            continue
        for part in route.path.segments:
            if type(part) is Param and part.regex is not None:
                yield route.name, part.regex, route.at
        if route.when is not None or type(route.action) is Choose:
            yield from _in_conditions(route, route.at)


def _in_conditions(route: Route, at: Span) -> Iterator[tuple[str, str, Span]]:
    conditions: list[Condition] = [route.when] if route.when is not None else []
    if isinstance(route.action, Choose):
        conditions += [one.when for one in route.action.cases if one.when is not None]
    for atom in atoms_of(conditions):
        if isinstance(atom, Matches):
            yield route.name, atom.regex, at


def _told(gateway: Gateway, where: str, regex: str, at: Span, text: str) -> Finding:
    shown = text if len(text) <= SHOWN_MAX else f"{text[:SHOWN_MAX]}.."
    return Finding(
        CODE,
        f"the expression `{regex}` at `{where}` of `{gateway.name}` can take ages to say no",
        at,
        "each further character doubles the work",
        notes=(
            f"a text that does so, the longer the worse: `{shown}`",
            "engines that try one way after the other double their work with each character more; "
            "those that run as automata do not",
        ),
        help=(
            Help("let nothing be repeated inside of what is repeated: `[a-z]+` for `([a-z]+)+`"),
        ),
        about=(gateway.name, where, regex),
        proof=Proof.BOUNDED,
    )
