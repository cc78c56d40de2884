"""The order in which gateways start: whoever is called before whoever calls."""

from ..compiler.model import Federation
from ..compiler.target.members import members_of


def members_first(federation: Federation) -> list[str]:
    """Every gateway once; a ring begins where the program writes it first."""
    done: dict[str, bool] = {}
    for name in federation.gateways:
        _visit(federation, name, done)
    return list(done)


def _visit(federation: Federation, first: str, done: dict[str, bool]) -> None:
    open_: list[tuple[str, list[str]]] = [(first, _called(federation, first))]
    entered = {first}
    while open_:
        name, waiting = open_[-1]
        if name in done or not waiting:
            done[name] = True
            open_.pop()
            continue
        inner = waiting.pop(0)
        if inner not in entered and inner not in done:
            entered.add(inner)
            open_.append((inner, _called(federation, inner)))


def _called(federation: Federation, name: str) -> list[str]:
    return [
        member.upstream.to
        for route in federation.gateways[name].routes
        for member in members_of(route.action)
        if member.upstream.to_kind == "gateway"
    ]
