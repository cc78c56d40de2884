"""What a build would do to a folder, file by file, before it does any of it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal

from ...compiler.target import BundleFile
from ...dsl.frozen import frozen
from .ledger import digest_of, ledger_of

What = Literal["new", "changed", "same", "removed"]


@frozen
class Change:
    """`before` and `after` are texts; `is_ours` is whether the file is still as we left it."""

    path: str
    what: What
    before: str | None
    after: str | None
    executable: bool = False
    is_ours: bool = True


@frozen
class Plan:
    """`kept` are the files of ours that this build does not speak of."""

    folder: Path
    changes: tuple[Change, ...]
    kept: Mapping[str, str]

    @property
    def touched(self) -> tuple[Change, ...]:
        """What this build changes on disk."""
        return tuple(change for change in self.changes if change.what != "same")

    @property
    def in_the_way(self) -> tuple[Change, ...]:
        """Files that are not as we left them, and that this build would replace or remove."""
        return tuple(change for change in self.touched if not change.is_ours)


def plan_of(folder: Path, files: Iterable[BundleFile], stays: Callable[[str], bool]) -> Plan:
    """`stays` says of a gateway whether what an earlier build wrote for it is left alone."""
    wanted = {file.path: file for file in files}
    ours = ledger_of(folder)
    others = [path for path in ours if path not in wanted]
    stale = [path for path in others if not stays(path.partition("/")[0])]
    changes = [_wanted(folder, file, ours) for file in wanted.values()]
    changes += [change for path in stale if (change := _stale(folder, path, ours))]
    kept = {path: ours[path] for path in others if path not in stale}
    return Plan(folder, tuple(sorted(changes, key=lambda change: change.path)), kept)


def ledger_after(plan: Plan) -> dict[str, str]:
    """The list of our files once the plan is carried out."""
    written = {c.path: digest_of(c.after) for c in plan.changes if c.after is not None}
    return {**plan.kept, **written}


def _wanted(folder: Path, file: BundleFile, ours: Mapping[str, str]) -> Change:
    before = _text(folder / file.path)
    if before is None:
        return Change(file.path, "new", None, file.text, file.executable)
    what: What = "same" if before == file.text else "changed"
    is_ours = ours.get(file.path) == digest_of(before)
    return Change(file.path, what, before, file.text, file.executable, is_ours)


def _stale(folder: Path, path: str, ours: Mapping[str, str]) -> Change | None:
    before = _text(folder / path)
    if before is None:
        return None
    return Change(path, "removed", before, None, is_ours=ours[path] == digest_of(before))


def _text(file: Path) -> str | None:
    """What is there, bytes that are no UTF-8 replaced: such a file is never one of ours."""
    try:
        return file.read_bytes().decode("utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
