"""Trees in, meaning out: the base program and every environment, with all findings."""

from dataclasses import replace

from ...dsl import tree
from ...dsl.finding import Finding
from ...dsl.frozen import frozen
from ...dsl.source import Span
from ..known_targets import KnownTargets
from ..load import Module
from ..model import Federation
from ..units import CalendarDate
from .causes import one_per_cause
from .desk import Desk
from .overlays import laid_out
from .program import Program
from .silencing import Allowed, Silencing, lines_of
from .undecided import undecided
from .understand import federation
from .unset import unset_variables
from .unused import unused_declarations


@frozen
class Resolved:
    """The base program, the environments by name, and what is wrong with any of them."""

    base: Federation
    environments: dict[str, Federation]
    findings: tuple[Finding, ...]
    allowed: tuple[Allowed, ...] = ()


NOT_ALL_THERE = frozenset(("GW0001", "GW0003", "GW0101", "GW0102"))
"""With one of these a part of the program is missing, and what is unused cannot be known."""


def resolve(
    modules: list[Module],
    targets: KnownTargets,
    only: str | None = None,
    today: CalendarDate | None = None,
) -> Resolved:
    """For the base program and all environments; or, for one environment only, what it says.

    Without the day of today no `allow` is past its date.
    """
    names = environment_names(modules)
    programs = [laid_out(Desk(targets), modules, name) for name in (None, *names)]
    meanings = [federation(program) for program in programs]
    asked_for = [p for p in programs if only not in names or p.environment == only]
    findings = _told(asked_for, modules)
    all_there = NOT_ALL_THERE.isdisjoint(finding.code for finding in findings)
    if all_there:
        findings += unused_declarations(programs)
    findings += unset_variables(
        {p.environment: p.desk.variables for p in (programs[0], *asked_for)}
    )
    lines = lines_of(programs, [meaning.allows for meaning in meanings])
    silencing = Silencing(programs, today, all_found=all_there and only not in names)
    silenced = silencing.apply(findings, lines)
    return Resolved(
        meanings[0],
        {meaning.environment: meaning for meaning in meanings if meaning.environment is not None},
        (*silenced.findings, *undecided(modules)),
        silenced.allowed,
    )


def environment_names(modules: list[Module]) -> list[str]:
    """In the order in which they first stand in the files."""
    return list(
        dict.fromkeys(
            item.name.text
            for module in modules
            for item in module.parsed.file.items
            if isinstance(item, tree.Environment)
        )
    )


def _told(programs: list[Program], modules: list[Module]) -> list[Finding]:
    """Each mistake once: what the base program tells, environments need not repeat."""
    seen: dict[tuple[object, ...], Finding] = {}
    for program in programs:
        for finding in program.desk.findings:
            at = finding.at
            key = (finding.code, at.source.name, at.start, finding.message)
            if key not in seen:
                seen[key] = _placed(finding, program.environment, modules)
    return one_per_cause(list(seen.values()))


def _placed(finding: Finding, environment: str | None, modules: list[Module]) -> Finding:
    """What goes wrong in the base text, but only under an environment, has to say so."""
    if environment is None or _is_in_overlay(finding.at, modules):
        return finding
    return replace(finding, notes=(*finding.notes, f"so it is in the environment `{environment}`"))


def _is_in_overlay(at: Span, modules: list[Module]) -> bool:
    return any(
        isinstance(item, tree.Environment) and item.start <= at.start < item.end
        for module in modules
        if module.parsed.source is at.source
        for item in module.parsed.file.items
    )
