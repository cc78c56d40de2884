"""`gatewright build`: the files that each gateway's product runs on."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ...compiler.allowed_in_builds import not_allowed
from ...compiler.model.federation import Federation
from ...compiler.target import BundleFile
from ...dsl.finding import Finding, in_order
from ...targets.rendering import Built, build
from ..arguments import Arguments
from ..bundles.ledger import BadLedger
from ..bundles.losses import LOSSES, losses_text
from ..bundles.placing import carry_out, recover
from ..bundles.plan import Plan, plan_of
from ..near import or_what_there_is
from ..program import meaning_and_findings, tell_in_short
from ..screen import ink_of, say, say_json
from ..show.build import diff_of, report_of, summary_of
from ..show.text import text_of
from ..statuses import status_of
from ..today import today
from ..usage import UsageError

COMMAND = "gatewright build"
TOLD_BY_BUILDS = ("GW7101", "GW7102")

ABOUT = """\
Write the files that each gateway's product runs on, and what they could not express.

Every gateway gets a folder of its own, with a DEPLOY.md; losses.json lists what a product means
otherwise than the program. Files that somebody else wrote or changed are never touched unless
--replace is given; what an earlier build wrote and this one does not is removed."""


def describe(parser: Arguments) -> None:
    parser.add_argument("file", metavar="FILE", help="a program, a folder, or -")
    parser.option(
        "-o",
        "--output",
        into="folder",
        shown="DIR",
        about="where to write (default: build)",
        default="build",
    )
    parser.repeated("--only", "only", "GATEWAY", "this gateway only; may be repeated")
    parser.flag("--diff", about="write nothing, show what would change")
    parser.flag("--replace", about="replace files, too, that were changed by hand since")
    parser.environment_option()
    parser.format_option()


def run(
    file: str,
    folder: str,
    only: list[str],
    diff: bool,
    replace: bool,
    environment: str | None,
    form: str,
) -> int:
    federation, found, status = meaning_and_findings(file, environment, checked=True)
    if federation is None:
        return status
    found = tuple(one for one in found if one.code not in TOLD_BY_BUILDS)
    if form != "json":
        tell_in_short(file, found)
    built = build(federation, _wanted(federation, only))
    plan = _plan(Path(folder), built, only)
    if not diff:
        _carry_out(plan, replace)
    day = today()
    told = [not_allowed(federation, one.gateway, one.findings, day) for one in built]
    findings = in_order(finding for some in told for finding in some)
    status = status_of([*found, *findings])
    if form == "json":
        say_json(report_of(built, plan, in_order([*found, *findings])))
    else:
        _show(built, plan, findings, diff)
    return status


def _wanted(federation: Federation, only: Sequence[str]) -> Sequence[str]:
    for name in only:
        if name not in federation.gateways:
            instead = or_what_there_is(name, federation.gateways)
            raise UsageError(COMMAND, f"there is no gateway `{name}`{instead}")
    return only or list(federation.gateways)


def _plan(folder: Path, built: Sequence[Built], only: Sequence[str]) -> Plan:
    bundles = [one.bundle for one in built if one.bundle is not None]
    stays = _stays(built, only)
    files = [
        BundleFile(f"{bundle.gateway}/{file.path}", file.text, file.executable)
        for bundle in bundles
        for file in bundle.files
    ]
    if folder.exists() and not folder.is_dir():
        raise UsageError(COMMAND, f"`{folder}` is a file; name a folder with -o")
    try:
        recover(folder)
        if not bundles:
            return plan_of(folder, (), lambda _gateway: True)
        files.append(BundleFile(LOSSES, losses_text(folder, built, stays)))
        return plan_of(folder, files, stays)
    except BadLedger as bad:
        message = (
            f"cannot read `{bad}`, the list of what an earlier build wrote; restore it, or build"
            " into another folder with -o"
        )
        raise UsageError(COMMAND, message) from bad
    except OSError as failure:
        raise _cannot_write(folder, failure) from failure


def _stays(built: Sequence[Built], only: Sequence[str]) -> Callable[[str], bool]:
    """Files of a gateway that cannot be built stay, and so do others' where some are asked for."""
    written = {one.gateway for one in built if one.bundle is not None}
    failed = {one.gateway for one in built} - written
    return (lambda gateway: gateway not in written) if only else failed.__contains__


def _carry_out(plan: Plan, replace: bool) -> None:
    if plan.in_the_way and not replace:
        names = ", ".join(f"`{plan.folder / change.path}`" for change in plan.in_the_way[:3])
        more = len(plan.in_the_way) - 3
        also = f" and {more} more" if more > 0 else ""
        raise UsageError(
            COMMAND,
            f"{names}{also}: not of an earlier build, or changed since. Nothing is written; move"
            " such files away, or build with --replace",
        )
    if not plan.touched:
        return
    try:
        carry_out(plan)
    except OSError as failure:
        raise _cannot_write(plan.folder, failure) from failure


def _cannot_write(folder: Path, failure: OSError) -> UsageError:
    where = failure.filename or folder
    return UsageError(COMMAND, f"cannot write `{where}`: {str(failure.strerror).lower()}")


def _show(built: Sequence[Built], plan: Plan, findings: Iterable[Finding], diff: bool) -> None:
    ink = ink_of(sys.stdout)
    parts = [text_of(finding, ink) for finding in findings]
    if diff:
        parts += [diff_of(change, ink) for change in plan.touched]
    say("\n\n".join([*parts, summary_of(built, plan, diff)]))
