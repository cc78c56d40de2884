"""Carrying out a plan: every file of it, or none.

All new texts are written into a folder beside their places first. Then each old file is moved
aside and its new one moved in. Should that stop half-way, the old ones are moved back: at once
where we can, else by the next build, which finds them.
"""

import json
import os
import shutil
from pathlib import Path

from ...dsl.frozen import frozen
from .ledger import LEDGER, ledger_text
from .plan import Plan, ledger_after

STAGE = ".gatewright-stage"
NEW, OLD, MOVES = "new", "old", "moves.json"


@frozen
class Move:
    """A file that a build puts or removes; `replaces` is whether something stood there."""

    path: str
    replaces: bool


def carry_out(plan: Plan) -> None:
    """Make the folder what the plan says; raises OSError with the folder as it was."""
    folder = plan.folder
    recover(folder)
    folder.mkdir(parents=True, exist_ok=True)
    stage = folder / STAGE
    try:
        moves = _staged(plan, stage)
        _write(stage / MOVES, json.dumps([[move.path, move.replaces] for move in moves]))
        _move(folder, stage, moves)
    except BaseException:
        recover(folder)
        raise
    # From here on the new files are what counts: without its list the stage is only rubbish.
    (stage / MOVES).unlink()
    shutil.rmtree(stage)
    _drop_empty_folders(plan)


def recover(folder: Path) -> None:
    """Undo a build that stopped half-way."""
    stage = folder / STAGE
    if (stage / MOVES).is_file():
        for path, replaces in json.loads((stage / MOVES).read_text(encoding="utf-8")):
            _move_back(folder, stage, Move(path, replaces))
    if stage.is_dir():
        shutil.rmtree(stage)


def _staged(plan: Plan, stage: Path) -> list[Move]:
    """Everything new written and safe on disk; what will be moved, our list last."""
    texts = {change.path: change.after for change in plan.touched}
    executable = {change.path for change in plan.changes if change.executable}
    texts[LEDGER] = ledger_text(ledger_after(plan))
    for path, text in texts.items():
        if text is not None:
            _write(stage / NEW / path, text, 0o755 if path in executable else 0o644)
    return [Move(path, os.path.lexists(plan.folder / path)) for path in texts]


def _write(file: Path, text: str, mode: int = 0o644) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with open(file, "w", encoding="utf-8", newline="") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    os.chmod(file, mode)


def _move(folder: Path, stage: Path, moves: list[Move]) -> None:
    for move in moves:
        place = folder / move.path
        if move.replaces:
            _rename(place, stage / OLD / move.path)
        if (stage / NEW / move.path).exists():
            _rename(stage / NEW / move.path, place)


def _move_back(folder: Path, stage: Path, move: Move) -> None:
    """Where nothing was, what has left the stage has come to the place, and goes again."""
    place, old = folder / move.path, stage / OLD / move.path
    if old.exists():
        _rename(old, place)
    elif not move.replaces and not (stage / NEW / move.path).exists():
        place.unlink(missing_ok=True)


def _rename(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    os.replace(old, new)


def _drop_empty_folders(plan: Plan) -> None:
    for change in plan.changes:
        if change.what == "removed":
            for parent in (plan.folder / change.path).parents:
                if parent == plan.folder or not parent.is_dir() or any(parent.iterdir()):
                    break
                parent.rmdir()
