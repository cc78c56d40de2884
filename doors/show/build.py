"""What a build did, or would do: a summary, a diff, a report."""

from collections.abc import Iterable, Sequence
from typing import Any

from ...dsl.finding import Finding
from ...targets.rendering import Built
from ..bundles.ledger import digest_of
from ..bundles.plan import Change, Plan
from .check_json import finding_json
from .counted import counted
from .diffs import diff_text
from .ink import Ink
from .table import table_of
from .window import COLUMNS

VERSION = 1
HEAD = ("gateway", "target", "files", "what changed", "losses")
NO_FILES = "-"


def summary_of(built: Sequence[Built], plan: Plan, diff: bool) -> str:
    """A table with a line for each gateway, then what became of the folder."""
    rows = [HEAD, *(_row(one, plan) for one in built)]
    changed = counted(len(plan.touched), "file")
    last = f"{changed} would change" if diff else f"{changed} written or removed"
    if all(one.bundle is None for one in built):
        last = "nothing is written, because no gateway was built"
    elif not plan.touched:
        last = "nothing would change" if diff else "everything was there already"
    return "\n".join([*table_of(rows, COLUMNS), "", f"{plan.folder}: {last}"])


def _row(one: Built, plan: Plan) -> tuple[str, ...]:
    if one.bundle is None:
        return (one.gateway, one.target, NO_FILES, "not built, see above", NO_FILES)
    mine = [c for c in plan.changes if c.path.startswith(f"{one.gateway}/")]
    counts = [
        f"{sum(c.what == what for c in mine)} {what}"
        for what in ("new", "changed", "same", "removed")
        if any(c.what == what for c in mine)
    ]
    files = sum(c.after is not None for c in mine)
    return (one.gateway, one.target, str(files), ", ".join(counts), str(len(one.losses)))


def diff_of(change: Change, ink: Ink) -> str:
    """A unified diff; a file that is new or goes is told from /dev/null, as other tools do."""
    old = "/dev/null" if change.before is None else f"a/{change.path}"
    new = "/dev/null" if change.after is None else f"b/{change.path}"
    return diff_text(change.before or "", change.after or "", old, new, ink)


def report_of(built: Iterable[Built], plan: Plan, findings: Iterable[Finding]) -> dict[str, Any]:
    """The JSON of a build: bundles with their files, losses, and findings."""
    built = list(built)
    return {
        "version": VERSION,
        "folder": str(plan.folder),
        "bundles": [_bundle(one, plan) for one in built if one.bundle is not None],
        "losses": [
            {"gateway": loss.gateway, "route": loss.route, "need": loss.need, "what": loss.what}
            for one in built
            for loss in one.losses
        ],
        "findings": [finding_json(finding) for finding in findings],
    }


def _bundle(one: Built, plan: Plan) -> dict[str, Any]:
    mine = [c for c in plan.changes if c.path.startswith(f"{one.gateway}/")]
    return {
        "gateway": one.gateway,
        "target": one.target,
        "variant": one.variant,
        "files": [
            {
                "path": change.path,
                "change": change.what,
                "sha256": None if change.after is None else digest_of(change.after),
            }
            for change in mine
        ],
    }
