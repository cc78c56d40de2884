"""GW0103: declarations that nothing which is rendered or run ever comes to."""

from ...dsl.finding import Applicability, Edit, Finding, Help
from ...dsl.source import Source
from .cuts import whole_lines
from .names import Declared
from .program import Program

ROOTS = frozenset(("gateway", "client", "workload", "scenario", "control_plane", "entry"))
"""These are there for their own sake; promises and rules ask in nobody's name."""


def unused_declarations(programs: list[Program]) -> list[Finding]:
    """What no environment uses. Imported files are left alone: others may import them too."""
    base = programs[0]
    used = {name for program in programs for name in _reached(program)}
    entry = {module.parsed.source for module in base.modules if module.is_entry}
    everything = {d.name: d for p in reversed(programs) for d in _all_of(p)}
    found = [
        _finding(declared, base)
        for declared in everything.values()
        if declared.name not in used and declared.at.source in entry
    ]
    return [*found, *_unused_constants(programs, entry), *_unused_variables(programs, entry)]


def _all_of(program: Program) -> list[Declared]:
    names = program.desk.names
    return [*names.removed.values(), *names.declared.values()]


def _reached(program: Program) -> set[str]:
    """Roots, and whatever they ask for, over any number of steps."""
    asked_by: dict[str, list[str]] = {}
    for declared in _all_of(program):
        for reader in declared.used_by:
            asked_by.setdefault(reader, []).append(declared.name)
    reached = {declared.name for declared in _all_of(program) if declared.kind in ROOTS}
    waiting = ["", *reached]
    while waiting:
        for name in asked_by.get(waiting.pop(), ()):
            if name not in reached:
                reached.add(name)
                waiting.append(name)
    return reached


def _finding(declared: Declared, program: Program) -> Finding:
    block = program.blocks.get(declared.name)
    in_loop = block is not None and declared.at.text != declared.name
    edits = () if block is None or in_loop else (Edit(whole_lines(block.node.span), ""),)
    return Finding(
        "GW0103",
        f"nothing uses the {declared.kind.replace('_', ' ')} `{declared.name}`",
        declared.at,
        "declared here and never used",
        help=(Help("take it out", Applicability.REVIEW, edits),),
        about=(declared.kind, declared.name),
    )


def _unused_constants(programs: list[Program], entry: set[Source]) -> list[Finding]:
    used = {
        (binding.at.source, binding.at.start)
        for program in programs
        for scope in program.scopes.values()
        for binding in scope.bindings.values()
        if binding.used
    }
    used_names = {name for program in programs for name in _used_constants(program)}
    unused = {
        binding.at: binding
        for program in programs
        for prefix, scope in program.scopes.items()
        for binding in scope.bindings.values()
        if binding.at.source in entry
        and (binding.at.source, binding.at.start) not in used
        # What one environment sets may be used in another only.
        and not (program.environment and prefix + binding.name in used_names)
    }
    return [
        Finding(
            "GW0103",
            f"nothing uses the constant `{binding.name}`",
            binding.at,
            "defined here and never used",
            help=(Help("take it out"),),
            about=("let", binding.name),
        )
        for binding in unused.values()
    ]


def _used_constants(program: Program) -> list[str]:
    return [
        prefix + binding.name
        for prefix, scope in program.scopes.items()
        for binding in scope.bindings.values()
        if binding.used
    ]


def _unused_variables(programs: list[Program], entry: set[Source]) -> list[Finding]:
    used = {n for p in programs for n, draft in p.desk.variables.items() if draft.used}
    declared = {n: draft for p in reversed(programs) for n, draft in p.desk.variables.items()}
    return [
        Finding(
            "GW0103",
            f"nothing uses the variable `{draft.name}`",
            draft.at,
            "declared here and never used",
            help=(Help("take it out"),),
            about=("env", draft.name),
        )
        for draft in declared.values()
        if draft.name not in used and draft.at.source in entry
    ]
