"""Exit statuses that follow from findings."""

from collections.abc import Iterable

from ..dsl.codes import Level
from ..dsl.finding import Finding

NOTHING = 0
FOUND = 1
WRONG_INPUT = 2

# A file that is missing, cannot be read or does not parse: nothing else could be looked at.
INPUT_CODES = frozenset(("GW0001", "GW0002", "GW0003", "GW0004"))

AT_LEAST = {
    Level.ERROR: (Level.ERROR,),
    Level.WARNING: (Level.ERROR, Level.WARNING),
}


def status_of(findings: Iterable[Finding], fail_on: Level = Level.ERROR) -> int:
    """2 for what cannot be read, else 1 for what is at or above the threshold, else 0."""
    found = list(findings)
    if any(finding.code in INPUT_CODES for finding in found):
        return WRONG_INPUT
    return FOUND if any(finding.level in AT_LEAST[fail_on] for finding in found) else NOTHING
