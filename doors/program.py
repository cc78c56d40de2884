"""Which file a path on the command line means, and what the compiler says about it."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..compiler.checks.products import Products
from ..compiler.model.federation import Federation
from ..compiler.pipeline import Compilation, compile_file
from ..dsl.codes import Level, stops
from ..dsl.finding import Finding
from ..targets.find import KNOWN
from .near import or_what_there_is
from .reading import STANDARD_INPUT, is_folder
from .screen import complain_in_colour, ink_of
from .show.text import row_of, text_of
from .statuses import NOTHING, status_of
from .today import today
from .usage import UsageError

ENTRY = "fed.gate"
NAMES_SHOWN = 5
ROWS_SHOWN = 12


def compile_program(
    path: str,
    environment: str | None,
    texts: Mapping[str, str] | None = None,
    checked: bool = False,
) -> Compilation:
    """The program that starts in this file, with every target that is installed here.

    `checked` is whether its requests are followed and all checks made. Of a file whose real path is in `texts`, that text is taken in place of what is on the disk.
    """
    compilation = compile_file(
        path, KNOWN, environment, today(), texts, _products() if checked else None
    )
    known = compilation.environments
    if environment and compilation.federation and environment not in known:
        instead = or_what_there_is(environment, known)
        raise UsageError("gatewright", f"`{path}` has no environment `{environment}`{instead}")
    return compilation


def _products() -> Products:
    from ..targets.products import PRODUCTS

    return PRODUCTS


def meaning_of(path: str, environment: str | None) -> tuple[Federation | None, int]:
    """What a program means, or None once its errors are told; and the exit status of that."""
    federation, _, status = meaning_and_findings(path, environment)
    return federation, status


def meaning_and_findings(
    path: str, environment: str | None, checked: bool = False
) -> tuple[Federation | None, tuple[Finding, ...], int]:
    """The same, with everything that was found on the way; `checked` as in `compile_program`."""
    compilation = compile_program(entry_of(path), environment, checked=checked)
    findings = compilation.findings
    errors = [finding for finding in findings if stops(finding.code)]
    if errors or compilation.federation is None:
        ink = ink_of(sys.stderr)
        complain_in_colour("\n\n".join(text_of(finding, ink) for finding in errors))
        return None, findings, status_of(errors)
    if environment:
        return compilation.environments[environment], findings, NOTHING
    return compilation.federation, findings, NOTHING


def tell_in_short(path: str, findings: Iterable[Finding]) -> None:
    """One row for each error and warning of a program that is worked on all the same."""
    worth = [one for one in findings if one.level is not Level.INFO]
    if not worth:
        return
    ink = ink_of(sys.stderr)
    rows = [row_of(one, ink) for one in worth[:ROWS_SHOWN]]
    more = len(worth) - len(rows)
    also = f" shows {more} more and" if more else " shows"
    complain_in_colour("\n".join([*rows, f"`gatewright check {path}`{also} how each comes about"]))


def entry_of(path: str) -> str:
    """The file itself; of a folder its `fed.gate`, or the only program in it."""
    folder = Path(path)
    if path == STANDARD_INPUT or not is_folder(path):
        return path
    programs = sorted(file.name for file in folder.glob("*.gate"))
    if ENTRY in programs:
        return str(folder / ENTRY)
    if len(programs) == 1:
        return str(folder / programs[0])
    if not programs:
        raise UsageError("gatewright", f"there is no .gate file in the folder `{path}`")
    shown = ", ".join(programs[:NAMES_SHOWN]) + (", ..." if programs[NAMES_SHOWN:] else "")
    raise UsageError(
        "gatewright",
        f"the folder `{path}` has no {ENTRY} but several programs, name one of them: {shown}",
    )
