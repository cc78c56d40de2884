"""Findings that rest on something which nobody has confirmed: one for each assumption.

It asks all other checks first, whatever its own place among them.
"""

from collections.abc import Iterator

from ....dsl.finding import Finding, Label
from ..case import Case

CODE = "GW0998"

FINDINGS_SHOWN = 6
PLACES_SHOWN = 2


def find(case: Case) -> Iterator[Finding]:
    resting: dict[str, list[Finding]] = {}
    for finding in case.all_found():
        for what in finding.rests_on:
            resting.setdefault(what, []).append(finding)
    yield from (_finding(what, found) for what, found in resting.items())


def _finding(what: str, found: list[Finding]) -> Finding:
    first, *others = found
    many = "one finding rests" if not others else f"{len(found)} findings rest"
    return Finding(
        CODE,
        f"{many} on something that nobody has confirmed: {what}",
        first.at,
        f"what rests on it: {first.code} {first.slug}",
        because=tuple(Label(one.at, f"and {one.code}") for one in others[:PLACES_SHOWN]),
        notes=(f"resting on it: {_named(found)}",),
        about=(what,),
    )


def _named(found: list[Finding]) -> str:
    codes = dict.fromkeys(f"{one.code} at {one.at.source.name}:{one.at.line}" for one in found)
    shown = [*codes][:FINDINGS_SHOWN]
    more = len(codes) - len(shown)
    return "; ".join([*shown, *([f"{more} more"] if more else [])])
