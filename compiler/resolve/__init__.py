"""Trees in, meaning out: the base program and every environment, with all findings."""

from ...dsl import tree
from ...dsl.finding import Finding
from ...dsl.frozen import frozen
from ..known_targets import KnownTargets
from ..load import Module
from ..model import Federation
from .causes import one_per_cause
from .desk import Desk
from .overlays import laid_out
from .program import Program
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


def resolve(modules: list[Module], targets: KnownTargets, only: str | None = None) -> Resolved:
    """For the base program and all environments; or, for one environment only, what it says."""
    names = [name for name in environment_names(modules) if only in (None, name)]
    programs = [laid_out(Desk(targets), modules, name) for name in (None, *names)]
    meanings = [federation(program) for program in programs]
    findings = _told(programs[1:] if only in names else programs)
    if not any(finding.code < "GW0103" for finding in findings):
        # With a name missing, what is unused cannot be known.
        findings += unused_declarations(programs)
    findings += unset_variables({p.environment: p.desk.variables for p in programs})
    findings += undecided(modules)
    return Resolved(
        meanings[0],
        {meaning.environment: meaning for meaning in meanings if meaning.environment is not None},
        tuple(findings),
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


def _told(programs: list[Program]) -> list[Finding]:
    """Each mistake once: what the base program tells, environments need not repeat."""
    seen: dict[tuple[object, ...], Finding] = {}
    for program in programs:
        for finding in program.desk.findings:
            at = finding.at
            seen.setdefault((finding.code, at.source.name, at.start, finding.message), finding)
    return one_per_cause(list(seen.values()))
