"""Trees in, meaning out: the base program and every environment, with all findings."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from ...dsl import tree
from ...dsl.codes import Level
from ...dsl.finding import Applicability, Finding
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
from .repeated import told_once_a_place
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


@frozen
class Further:
    """What is looked for once a program means something: the codes, and how they are found."""

    codes: frozenset[str]
    find: Callable[[Federation], Iterable[Finding]]


NOTHING_FURTHER = Further(frozenset(), lambda _federation: ())

NOT_ALL_THERE = frozenset(("GW0001", "GW0003", "GW0101", "GW0102"))
"""With one of these a part of the program is missing, and what is unused cannot be known."""


def resolve(
    modules: list[Module],
    targets: KnownTargets,
    only: str | None = None,
    today: CalendarDate | None = None,
    further: Further = NOTHING_FURTHER,
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
    stops = any(finding.level is Level.ERROR for finding in findings)
    if not stops:
        asked = [
            m for p, m in zip(programs, meanings, strict=True) if any(p is one for one in asked_for)
        ]
        found = [(m.environment, f) for m in asked for f in further.find(m)]
        findings += _each_once(found, modules)
    lines = lines_of(programs, [meaning.allows for meaning in meanings])
    looked_for = frozenset[str]() if stops else further.codes
    silencing = Silencing(
        programs, today, all_found=all_there and only not in names, looked_for=looked_for
    )
    silenced = silencing.apply(findings, lines)
    return Resolved(
        meanings[0],
        {meaning.environment: meaning for meaning in meanings if meaning.environment is not None},
        (*told_once_a_place(silenced.findings), *undecided(modules, looked_for)),
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
    found = [(p.environment, finding) for p in programs for finding in p.desk.findings]
    return one_per_cause(_each_once(found, modules))


def _each_once(found: Iterable[tuple[str | None, Finding]], modules: list[Module]) -> list[Finding]:
    """What the base program tells, environments need not repeat."""
    seen: dict[tuple[object, ...], Finding] = {}
    for environment, finding in found:
        at = finding.at
        key = (finding.code, at.source.name, at.start, finding.message)
        if key not in seen:
            seen[key] = _placed(finding, environment, modules)
    return list(seen.values())


def _placed(finding: Finding, environment: str | None, modules: list[Module]) -> Finding:
    """What goes wrong in the base text, but only under an environment, has to say so."""
    if environment is None or _is_in_overlay(finding.at, modules):
        return finding
    note = f"so it is in the environment `{environment}`"
    # The base program and the other environments are right as they are: nobody is to mend them blindly.
    ways = tuple(
        replace(way, applicability=Applicability.REVIEW)
        if way.applicability is Applicability.SAFE
        else way
        for way in finding.help
    )
    return replace(finding, notes=(*finding.notes, note), help=ways)


def _is_in_overlay(at: Span, modules: list[Module]) -> bool:
    return any(
        isinstance(item, tree.Environment) and item.start <= at.start < item.end
        for module in modules
        if module.parsed.source is at.source
        for item in module.parsed.file.items
    )
