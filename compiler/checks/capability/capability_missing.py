"""A gateway asks for something that its product cannot do, by itself or with anything we write.

Its files are not built. The request shown is the first that needs it, and what the client would
see if it could be built. Where nobody can send one it is a warning: nothing is lost yet. What the
product can do and this version does not write is a note here, and stops a build all the same.
"""

from collections.abc import Iterator

from ....dsl.codes import Level
from ....dsl.finding import Finding
from ...target import Need
from ..case import Case
from .asked import Asked
from .first_request import first_request
from .telling import missing

CODE = "GW7101"

TOLD_ELSEWHERE = {
    Need.H2: ("GW6106",),
    Need.GRPC: ("GW6106",),
    Need.WEBSOCKET: ("GW6106",),
    Need.LOCAL: ("GW1110", "GW6106"),
    Need.LOCAL_LAMBDA: ("GW1110", "GW6106"),
}
"""The checks that tell of this need where a request already breaks on it."""


def find(case: Case) -> Iterator[Finding]:
    for every in case.asked.values():
        for asked in every:
            if asked.is_missing and not _is_told(case, asked):
                yield _finding(case, asked)


def _finding(case: Case, asked: Asked) -> Finding:
    if asked.ability.unwritten:  # nothing is wrong with the program: we are not there yet
        return missing(asked, judged=Level.INFO)
    seen = f"if {asked.gateway.target} could do it"
    witness = first_request(case, asked.gateway, seen, asked.routes, asked.need)
    judged = Level.WARNING if witness is None else None
    return missing(asked, case.that_can(asked.need), witness, judged)


def _is_told(case: Case, asked: Asked) -> bool:
    found = (one for code in TOLD_ELSEWHERE.get(asked.need, ()) for one in case.found(code))
    return any(asked.gateway.name in one.about for one in found)
