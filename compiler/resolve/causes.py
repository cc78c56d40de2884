"""One cause, one finding: a name that is missing is told once, with everybody who asks for it."""

from dataclasses import replace

from ...dsl.finding import Finding, Label, in_order

SHOWN = 3


def one_per_cause(findings: list[Finding]) -> list[Finding]:
    """Unknown names of one spelling and kind are put together under the first place."""
    told: dict[object, list[Finding]] = {}
    for finding in in_order(findings):
        cause = (finding.message, finding.about) if finding.code == "GW0101" else id(finding)
        told.setdefault(cause, []).append(finding)
    return [_together(first, others) for first, *others in told.values()]


def _together(first: Finding, others: list[Finding]) -> Finding:
    if not others:
        return first
    labels = tuple(Label(other.at, "asked for here too") for other in others[:SHOWN])
    more = len(others) - len(labels)
    notes = (f"and at {more} more place{'s' * (more > 1)}",) if more else ()
    return replace(first, because=(*first.because, *labels), notes=(*first.notes, *notes))
