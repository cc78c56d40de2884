"""What a gateway asks for is beta: the vendor may change it, or not support it."""

from collections.abc import Iterator

from ....dsl.finding import Finding
from ..case import Case
from ..grounds import ground
from .asked import Asked
from .telling import names_of

CODE = "GW7110"


def find(case: Case) -> Iterator[Finding]:
    """One for each feature of a product, however many gateways use it."""
    users: dict[tuple[str, str], list[Asked]] = {}
    for every in case.asked.values():
        for asked in every:
            if asked.ability.beta is not None and asked.ability.way != "impossible":
                key = (asked.gateway.target or "", asked.need.name)
                users.setdefault(key, []).append(asked)
    yield from (_finding(alike) for alike in users.values())


def _finding(alike: list[Asked]) -> Finding:
    asked = alike[0]
    ability, target = asked.ability, asked.gateway.target
    uses = "uses" if len(alike) == 1 else "use"
    return Finding(
        CODE,
        f"{names_of(alike)} {uses} {asked.called}, which {target} calls beta",
        asked.places[0],
        "asked for here",
        notes=(ground(f"{ability.how or target}; beta: {ability.beta}", ability),),
        about=(target or "", asked.need.name),
    )
