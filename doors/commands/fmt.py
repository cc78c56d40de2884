"""`gatewright fmt`: programs in their one canonical form."""

import sys
from collections.abc import Sequence

from ...dsl.files import STANDARD_INPUT
from ...dsl.finding import Finding
from ...dsl.format import format_source
from ...dsl.frozen import frozen
from ..arguments import Arguments
from ..reading import programs_in, source_of
from ..rewriting import rewrite
from ..screen import complain_in_colour, ink_of, say, say_as_is, say_json
from ..show.check_json import finding_json
from ..show.text import text_of
from ..statuses import FOUND, NOTHING, WRONG_INPUT

VERSION = 1

ABOUT = """\
Bring programs into the one canonical form and name those that changed.

A folder stands for all .gate files in and below it, - for standard input, whose canonical form
goes to standard output. A program that does not parse is left as it is."""


@frozen
class Formatted:
    """One program before and after; `after` is None where it does not parse."""

    path: str
    before: str
    after: str | None
    findings: tuple[Finding, ...]

    @property
    def changed(self) -> bool:
        return self.after is not None and self.after != self.before


def describe(parser: Arguments) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="a program, a folder, or -")
    parser.flag("--check", about="write nothing, name the files that would change")
    parser.format_option()


def run(files: list[str], check: bool, form: str) -> int:
    paths = list(dict.fromkeys(path for file in files for path in programs_in(file)))
    done = [formatted(path) for path in paths]
    if not check:
        for one in done:
            _write(one)
    if form == "json":
        say_json(_report(done))
    else:
        _show(done, check)
    return _status(done, check)


def formatted(path: str) -> Formatted:
    source = source_of(path)
    if isinstance(source, Finding):
        return Formatted(path, "", None, (source,))
    after, findings = format_source(source)
    return Formatted(path, source.text, after, findings if after is None else ())


def _write(one: Formatted) -> None:
    if one.path == STANDARD_INPUT or one.after is None or not one.changed:
        return
    rewrite(one.path, one.after, "gatewright fmt")


def _show(done: Sequence[Formatted], check: bool) -> None:
    ink = ink_of(sys.stderr)
    for one in done:
        for finding in one.findings:
            complain_in_colour(f"{text_of(finding, ink)}\n")
        if one.path == STANDARD_INPUT and not check:
            say_as_is(one.after or "")
        elif one.changed:
            say(one.path)


def _report(done: Sequence[Formatted]) -> dict[str, object]:
    return {
        "version": VERSION,
        "files": [
            {
                "file": one.path,
                "changed": one.changed,
                "text": one.after if one.path == STANDARD_INPUT else None,
            }
            for one in done
        ],
        "findings": [finding_json(finding) for one in done for finding in one.findings],
    }


def _status(done: Sequence[Formatted], check: bool) -> int:
    if any(one.after is None for one in done):
        return WRONG_INPUT
    return FOUND if check and any(one.changed for one in done) else NOTHING
