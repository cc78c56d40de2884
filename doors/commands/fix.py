"""`gatewright fix`: the edits of findings that need nobody to look at them."""

import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from ...compiler.edits import Mend, file_of
from ...compiler.mending import Changed, Mending
from ...compiler.pipeline import Compilation
from ...dsl.files import STANDARD_INPUT, Unreadable, read_text
from ...dsl.finding import Finding
from ...dsl.source import Source
from ..arguments import Arguments
from ..program import compile_program, entry_of
from ..reading import source_of
from ..rewriting import BYTE_ORDER_MARK, begins_with_mark, rewrite
from ..screen import complain_in_colour, ink_of, say, say_as_is, say_json
from ..show.counted import counted
from ..show.fixed import (
    changed_text,
    fix_report,
    left_text,
    proposals,
    proposed_text,
    refused_text,
)
from ..show.ink import Ink
from ..show.text import text_of
from ..statuses import INPUT_CODES, WRONG_INPUT, status_of
from ..usage import UsageError

COMMAND = "gatewright fix"

ABOUT = """\
Make the edits of `check` that are safe: certain to be meant, and right afterwards.

Each FILE is a program of its own; the files that it imports are mended too. A folder stands for
its fed.gate or its only .gate file. The program on standard input, -, goes to standard output. An
edit that would lead to another error is not made, and told."""


def describe(parser: Arguments) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="a program, a folder, or -")
    parser.flag("--review", about="change nothing, show the edits that somebody has to look at")
    parser.environment_option()
    parser.format_option()


def run(files: list[str], review: bool, environment: str | None, form: str) -> int:
    programs = list(dict.fromkeys(entry_of(file) for file in files))
    typed = source_of(STANDARD_INPUT) if STANDARD_INPUT in programs else None
    if isinstance(typed, Finding):
        complain_in_colour(text_of(typed, ink_of(sys.stderr)))
        return WRONG_INPUT
    texts = {file_of(typed): typed.text} if typed else {}
    mending = Mending(_compiler(programs, None), _compiler(programs, environment), texts)
    if review:
        return _review(mending.findings(), form)
    mending.run()
    changed = mending.changed()
    for one in changed:
        _write(one, typed)
    _tell(mending, changed, _typed_now(typed, changed), form)
    return status_of(mending.findings())


def _compiler(
    programs: Sequence[str], environment: str | None
) -> Callable[[Mapping[str, str]], Sequence[Compilation]]:
    return lambda texts: [
        compile_program(one, environment, texts, checked=True) for one in programs
    ]


def _typed_now(typed: Source | None, changed: Sequence[Changed]) -> str | None:
    """What was on standard input, as it reads now."""
    if typed is None:
        return None
    return next((one.after for one in changed if _is(typed, one)), typed.text)


def _is(typed: Source | None, one: Changed) -> bool:
    return typed is not None and file_of(one.source) == file_of(typed)


def _write(one: Changed, typed: Source | None) -> None:
    """Unless somebody else changed the file since it was read."""
    if _is(typed, one):
        return
    name = one.source.name
    try:
        if read_text(name) != one.source.text:
            raise UsageError(COMMAND, f"`{name}` was changed by somebody else meanwhile")
        mark = BYTE_ORDER_MARK.decode() if begins_with_mark(name) else ""
    except (Unreadable, OSError) as problem:
        raise UsageError(COMMAND, f"cannot write `{name}`: it is no longer there") from problem
    rewrite(name, mark + one.after, COMMAND)


# ---- what is told --------------------------------------------------------------------------------


def _tell(mending: Mending, changed: Sequence[Changed], typed: str | None, form: str) -> None:
    findings = mending.findings()
    if form == "json":
        say_json(fix_report(changed, mending.refused, findings, (), typed))
        return
    _complain(findings)
    proposed = len(proposals(findings))
    tell = say if typed is None else complain_in_colour
    ink = ink_of(sys.stdout if typed is None else sys.stderr)
    for one in changed:
        tell(changed_text(one, ink))
    for refused in mending.refused:
        tell(refused_text(refused))
    tell(left_text(findings, changed, proposed))
    if typed is not None:
        say_as_is(typed)


def _complain(findings: Sequence[Finding]) -> None:
    """What keeps the program from being read comes in full."""
    ink = ink_of(sys.stderr)
    for finding in findings:
        if finding.code in INPUT_CODES:
            complain_in_colour(f"{text_of(finding, ink)}\n")


def _review(findings: Sequence[Finding], form: str) -> int:
    proposed = proposals(findings)
    if form == "json":
        say_json(fix_report((), (), findings, proposed, None))
    else:
        _complain(findings)
        _show(proposed, len(findings), ink_of(sys.stdout))
    return status_of(findings)


def _show(proposed: Sequence[Mend], findings: int, ink: Ink) -> None:
    by_finding = groupby(proposed, key=lambda mend: mend.finding)
    shown = [proposed_text(finding, list(mends), ink) for finding, mends in by_finding]
    edits = counted(len(proposed), "edit")
    last = f"{edits} to look at, of {counted(findings, 'finding')}; nothing was changed"
    say("\n\n".join([*shown, last]))
