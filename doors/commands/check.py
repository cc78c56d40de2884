"""`gatewright check`: what is wrong in these programs."""

import sys

from ...dsl.codes import Level
from ...dsl.finding import Finding, in_order
from ..arguments import Arguments
from ..checked import Checked, Compared
from ..program import compile_program, entry_of
from ..screen import complain, ink_of, say, say_json
from ..show.accepted import baseline_json, gone_rows, known_words
from ..show.check_json import allowed_json, check_report
from ..show.summary import summary_of
from ..show.text import text_of
from ..statuses import INPUT_CODES, status_of

ABOUT = """\
Say what is wrong in programs: names, units and meaning; then every request is followed through
all gateways, and each error shows the request that breaks.

Each FILE is a program of its own and may import others. A folder stands for its fed.gate or its
only .gate file, - for standard input."""

FORMS = ("text", "json", "sarif", "junit", "github")


def describe(parser: Arguments) -> None:
    parser.add_argument("files", metavar="FILE", nargs="+", help="a program, a folder, or -")
    parser.environment_option()
    parser.choice("--format", "form", FORMS, "for people, for programs, for three kinds of tools")
    parser.choice(
        "--fail-on", "fail_on", ("error", "warning"), "from which level on the exit status is 1"
    )
    parser.option(
        "--baseline",
        into="baseline",
        shown="FILE",
        about="fail only on what this file does not know",
    )
    parser.option(
        "--write-baseline",
        into="write_to",
        shown="FILE",
        about="accept what is there today; after --baseline, keep of it what is still there",
    )


def run(
    files: list[str],
    environment: str | None,
    form: str,
    fail_on: str,
    baseline: str | None,
    write_to: str | None,
) -> int:
    programs = list(dict.fromkeys(entry_of(file) for file in files))
    compiled = [compile_program(program, environment, checked=True) for program in programs]
    findings = in_order(finding for one in compiled for finding in one.findings)
    compared = _compared(findings, baseline, write_to)
    checked = Checked(
        tuple(zip(programs, compiled, strict=True)),
        environment,
        Level(fail_on),
        compared,
        bool(baseline or write_to),
    )
    _show(checked, form)
    return status_of(compared.new, checked.fail_on)


def _compared(
    findings: tuple[Finding, ...], baseline: str | None, write_to: str | None
) -> Compared:
    if baseline is None and write_to is None:
        return Compared(findings)
    from ..baseline import accepted_of, compared, read_baseline, write_baseline

    accepted = accepted_of(findings) if baseline is None else read_baseline(baseline)
    result = compared(accepted, findings)
    if write_to is not None and any(finding.code in INPUT_CODES for finding in findings):
        complain(f"gatewright check: `{write_to}` was not written, since not all could be read")
    elif write_to is not None:
        write_baseline(write_to, result)
    return result


def _show(checked: Checked, form: str) -> None:
    """The forms for other programs are imported where they are wanted."""
    if form == "json":
        known = baseline_json(checked.compared) if checked.has_baseline else {}
        allowed = {"allowed": allowed_json(checked.allowed)}
        say_json({**check_report(checked.compared.new), **allowed, **known})
    elif form == "sarif":
        from ..show.sarif import sarif_of

        say_json(sarif_of(checked))
    elif form == "junit":
        from ..show.junit import junit_of

        say(junit_of(checked))
    elif form == "github":
        from ..show.github import annotation_of

        say("\n".join([*map(annotation_of, checked.compared.new), _last_line(checked)]))
    else:
        ink = ink_of(sys.stdout)
        gone = "\n".join(gone_rows(checked.compared.gone))
        told = [
            *(text_of(finding, ink) for finding in checked.compared.new),
            *([gone] if gone else []),
        ]
        say("\n\n".join([*told, _last_line(checked)]))


def _last_line(checked: Checked) -> str:
    line = summary_of(
        checked.compared.new,
        len(checked.programs),
        checked.unread,
        checked.environment,
        len(checked.allowed),
        checked.unfollowed,
    )
    return f"{line}; {known_words(checked.compared)}" if checked.has_baseline else line
