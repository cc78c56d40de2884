"""The one line that ends a check: how much was found, and what was looked at."""

from collections.abc import Sequence

from ...dsl.codes import Level
from ...dsl.finding import Finding
from .counted import counted

CHECKED = "names, units, meaning and where requests go"
NOT_FOLLOWED = "names, units and meaning"
WORDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    """How many findings of each level, every level named."""
    return {level.value: sum(1 for f in findings if f.level is level) for level in Level}


def summary_of(
    findings: Sequence[Finding],
    programs: int,
    unread: int,
    environment: str | None,
    allowed: int = 0,
    unfollowed: int = 0,
) -> str:
    """`unread` programs have mistakes that hide what they mean, `unfollowed` ones such that nobody
    can say where their requests go; `allowed` findings are silenced."""
    number = counts(findings)
    found = [counted(number[level], word) for level, word in WORDS.items() if number[level]]
    where = f" in {counted(programs, 'program')}" if programs != 1 else ""
    there = f", environment {environment}" if environment else ""
    if unread == programs:
        looked_at = f"the syntax{where}; names, units and meaning once that is mended"
    elif unread + unfollowed == programs:
        looked_at = f"{NOT_FOLLOWED}{where}{there}; where requests go once that is mended"
    else:
        looked_at = f"{CHECKED}{where}{there}"
        looked_at += f"; of {unfollowed} not where they go" if unfollowed else ""
    if 0 < unread < programs:
        looked_at += f"; of {unread} only the syntax"
    silenced = f", {counted(allowed, 'finding')} allowed" if allowed else ""
    return f"{', '.join(found) or 'no findings'}{silenced} (checked {looked_at})"
