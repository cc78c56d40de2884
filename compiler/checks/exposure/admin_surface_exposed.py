"""Pages for those who run the place, answered to whoever asks."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Proof
from .surfaces import FOR_OPERATORS, found_open, is_open_by_default, with_a_word

if TYPE_CHECKING:
    from ...model import Gateway, Route
    from ..case import Case
    from .on_the_way import Taken

CODE = "GW5105"


def find(case: "Case") -> Iterator[Finding]:
    for gateway, route in with_a_word(case, FOR_OPERATORS):
        if is_open_by_default(route):
            found = found_open(case, gateway, route)
            if found is not None:
                yield _told(gateway, route, found)


def _told(gateway: "Gateway", route: "Route", found: "Taken") -> Finding:
    assert route.at is not None
    return Finding(
        CODE,
        f"`{gateway.name}` answers anybody at `{route.path.text}`, which is for those who run it",
        route.at,
        "no `accept` of its own",
        help=(
            Help(
                "give the route an `accept` for its operators, or `blocked`; `accept anyone` on the"
                " route itself says that it is meant to be open",
                Applicability.REVIEW,
            ),
        ),
        about=(gateway.name, route.name),
        proof=Proof.WITNESS,
        witness=found.witness(),
        region=found.requests,
    )
