"""Which gateways stand behind which, as far as ways lead at all."""

from collections.abc import Mapping

from ..alike import kinds_of_ways
from ..case import Case


def reaches(case: Case) -> Mapping[str, frozenset[str]]:
    """By gateway: itself and all that its ways lead to, directly or not."""
    direct: dict[str, list[str]] = {name: [] for name in case.federation.gateways}
    for kind in kinds_of_ways(case):
        if kind.way.upstream.to_kind == "gateway":
            direct[kind.gateway].append(kind.to)
    return {name: _from(name, direct) for name in direct}


def _from(name: str, direct: Mapping[str, list[str]]) -> frozenset[str]:
    found, open_ends = {name}, [name]
    while open_ends:
        for to in direct[open_ends.pop()]:
            if to not in found:
                found.add(to)
                open_ends.append(to)
    return frozenset(found)
