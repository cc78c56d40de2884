"""One secret that is all that guards many gateways on the internet."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label
from ...model import SharedSecret
from ...target.mentions import shown_in
from ..ways import Way
from .doors import is_open_to_the_internet
from .telling import listed
from .zones import asked_by

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW2108"
MANY = 5
"""A front gateway with a handful of teams behind it may well share one."""


def find(case: "Case") -> Iterator[Finding]:
    secrets = [one for one in case.federation.credentials.values() if isinstance(one, SharedSecret)]
    if not secrets:
        return
    receivers = _receivers(case)
    by_name = {one.name: one for one in secrets}
    edges: dict[str, dict[tuple[str, str], Way]] = {}
    for way in case.ways:
        for travel in way.travels:
            for name in travel.attach:
                secret = by_name.get(name)
                if secret is not None and way.to in receivers.get(secret.variable, ()):
                    edge = (_original(case, way.gateway.name), _original(case, way.to))
                    edges.setdefault(secret.variable, {}).setdefault(edge, way)
    for variable, found in edges.items():
        if len({inner for _, inner in found}) >= MANY:
            secret = next(one for one in secrets if one.variable == variable)
            yield _finding(secret, found)


def _receivers(case: "Case") -> dict[str, set[str]]:
    """Gateways that the internet reaches and that ask for a secret, by its variable.

    Two names for one variable are one secret.
    """
    found: dict[str, set[str]] = {}
    for gateway in case.federation.gateways.values():
        if not is_open_to_the_internet(case, gateway):
            continue
        for accept in asked_by(gateway):
            for shown in shown_in(accept):
                one = case.federation.credentials.get(shown.credential)
                if isinstance(one, SharedSecret):
                    found.setdefault(one.variable, set()).add(gateway.name)
    return found


def _original(case: "Case", name: str) -> str:
    """A gateway that is `like` another is the same again in another place."""
    gateway = case.federation.gateways.get(name)
    return gateway.like if gateway is not None and gateway.like is not None else name


def _finding(secret: SharedSecret, edges: dict[tuple[str, str], Way]) -> Finding:
    assert secret.at is not None
    callers = list(dict.fromkeys(outer for outer, _ in edges))
    called = list(dict.fromkeys(inner for _, inner in edges))
    first = next(iter(edges.values()))
    return Finding(
        CODE,
        f"one secret is all that guards {len(called)} gateways on the internet: whoever learns it at"
        " one of them can call all the others",
        secret.at,
        f"shown by one gateway to another on {len(edges)} connections",
        because=(Label(first.at, "one of them"),),
        notes=(
            f"`${secret.variable}` is attached by {listed(callers)} and accepted by {listed(called)}",
            "to change it, all of them have to change at the same moment",
        ),
        help=(
            Help(
                "let each receiver have a secret of its own, or let the gateway in front sign tokens"
                " (`gateway_jwt`), which only their audience accepts",
                Applicability.REVIEW,
            ),
        ),
        about=(secret.name, secret.variable),
    )
