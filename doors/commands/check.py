"""`gatewright check`: what is wrong in these programs."""

import sys

from ...dsl.codes import Level
from ...dsl.finding import in_order
from ..arguments import Arguments
from ..program import compile_program, entry_of
from ..screen import ink_of, say, say_json
from ..show.check_json import check_report
from ..show.summary import summary_of
from ..show.text import text_of
from ..statuses import status_of

ABOUT = """\
Say what is wrong in programs: names, units and meaning.

Each FILE is a program of its own and may import others. A folder stands for its fed.gate or its
only .gate file, - for standard input."""


def describe(parser: Arguments) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="a program, a folder, or -")
    parser.environment_option()
    parser.format_option()
    parser.choice(
        "--fail-on", "fail_on", ("error", "warning"), "from which level on the exit status is 1"
    )


def run(files: list[str], environment: str | None, form: str, fail_on: str) -> int:
    programs = list(dict.fromkeys(entry_of(file) for file in files))
    compiled = [compile_program(program, environment) for program in programs]
    findings = in_order(finding for one in compiled for finding in one.findings)
    if form == "json":
        say_json(check_report(findings))
    else:
        ink = ink_of(sys.stdout)
        unread = sum(one.federation is None for one in compiled)
        last = summary_of(findings, len(programs), unread, environment)
        say("\n\n".join([*(text_of(finding, ink) for finding in findings), last]))
    return status_of(findings, Level(fail_on))
