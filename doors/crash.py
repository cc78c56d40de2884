"""What a user reads when gatewright itself is at fault."""

from collections.abc import Mapping
from pathlib import Path
from traceback import extract_tb, format_exception

from .show.cells import clip

MESSAGE_COLUMNS = 200


def bug_report(bug: BaseException, environ: Mapping[str, str]) -> str:
    """One line; the traceback only for those who ask for it."""
    if environ.get("GATEWRIGHT_TRACEBACK"):
        return "".join(format_exception(bug)).rstrip()
    message = clip(" ".join(str(bug).split()), MESSAGE_COLUMNS)
    what = f"{type(bug).__name__}: {message}" if message else type(bug).__name__
    return (
        f"gatewright hit a bug of its own: {what} (at {_place(bug)}); please report it with the "
        "command and the program that led to it (set GATEWRIGHT_TRACEBACK=1 for the traceback)"
    )


def _place(bug: BaseException) -> str:
    frames = extract_tb(bug.__traceback__)
    if not frames:
        return "an unknown place"
    file = Path(frames[-1].filename)
    return f"{file.parent.name}/{file.name}:{frames[-1].lineno}"
