"""GW1116: a split of which one branch gets everything: the other one can go."""

from collections.abc import Iterator

from ....dsl.finding import Finding, Help, Label, Proof
from ...model import Gateway, Portion, Route, Split
from ..case import Case

CODE = "GW1116"

WHOLE = 1_000_000
TOLD_MAX = 20


def find(case: Case) -> Iterator[Finding]:
    for gateway in case.federation.gateways.values():
        splits = [route for route in gateway.routes if type(route.action) is Split]
        found = (_leftover(gateway, route) for route in splits)
        kept = (one for one in found if one is not None)
        yield from (one for _, one in zip(range(TOLD_MAX), kept, strict=False))


def _leftover(gateway: Gateway, route: Route) -> Finding | None:
    assert type(route.action) is Split
    portions = route.action.portions
    whole = next((one for one in portions if one.share.ppm == WHOLE), None)
    idle = [one for one in portions if one.share.ppm == 0]
    if whole is None or route.at is None or len(idle) != len(portions) - 1:
        return None
    return _told(gateway, route, whole, idle)


def _told(gateway: Gateway, route: Route, whole: Portion, idle: list[Portion]) -> Finding:
    assert route.at is not None
    to = whole.member.upstream.to
    places = [one.member.upstream for one in idle]
    also = f", and {', '.join(f'`{one.to}`' for one in places)} nothing" if places else ""
    return Finding(
        CODE,
        f"the split at `{route.name}` of `{gateway.name}` sends everything to `{to}`{also}",
        route.at,
        "nothing is divided here any more",
        because=tuple(Label(one.at, "gets nothing") for one in places if one.at is not None),
        notes=("the migration is over, or it was never begun",),
        help=(Help(f"write `-> {to}` in place of the split, with what stands in its branch"),),
        about=(gateway.name, route.name, str(route.when or "")),
        proof=Proof.FOR_ALL,
    )
