"""`gatewright new`: a commented federation to start from."""

import os
import re
import shutil
from pathlib import Path

from ..arguments import Arguments
from ..screen import say, say_json
from ..statuses import NOTHING
from ..usage import UsageError

VERSION = 1
STARTER = Path(__file__).parent.parent / "starter"
FILES = ("fed.gate", "README.md")
NAME_IN_STARTER = "starter"
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*(-[A-Za-z0-9_]+)*")


ABOUT = "Write a commented starter federation into DIR, which must be new or empty."


def describe(parser: Arguments) -> None:
    parser.add_argument("folder", metavar="DIR", help="a folder that is new or empty")
    parser.format_option()


def run(folder: str, form: str) -> int:
    place = Path(folder).absolute()
    name = place.name if NAME.fullmatch(place.name) else NAME_IN_STARTER
    try:
        _refuse_to_overwrite(place, folder)
        _write_folder(place, {file: _text(file, name) for file in FILES})
    except OSError as failure:
        reason = str(failure.strerror).lower()
        raise _wrong(f"cannot write `{folder}`: {reason}") from failure
    written = [str(Path(folder) / file) for file in FILES]
    if form == "json":
        say_json({"version": VERSION, "files": written})
    else:
        say("\n".join([*(f"wrote {file}" for file in written), f"try   gatewright check {folder}"]))
    return NOTHING


def _refuse_to_overwrite(place: Path, folder: str) -> None:
    if place.is_dir():
        there = sorted(path.name for path in place.iterdir())
        if there:
            raise _wrong(
                f"the folder `{folder}` is not empty (it has `{there[0]}`), choose a new one"
            )
    elif place.exists() or place.is_symlink():
        raise _wrong(f"`{folder}` is there already and is no folder, choose a new name")
    elif not place.parent.is_dir():
        raise _wrong(f"there is no folder `{place.parent}` to make `{place.name}` in")


def _wrong(message: str) -> UsageError:
    return UsageError("gatewright new", message)


def _text(file: str, name: str) -> str:
    text = (STARTER / file).read_text(encoding="utf-8")
    return re.sub(rf"\b{NAME_IN_STARTER}\b", name, text)


def _write_folder(place: Path, texts: dict[str, str]) -> None:
    """All files or none: they are written beside the folder, which then appears in one step."""
    beside = place.with_name(f".{place.name}.{os.getpid()}.new")
    beside.mkdir()
    try:
        for file, text in texts.items():
            (beside / file).write_text(text, encoding="utf-8", newline="\n")
        if place.is_dir():
            # Somebody may stand in it, so the folder itself stays; it was empty a moment ago.
            for file in texts:
                (beside / file).rename(place / file)
        else:
            beside.rename(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
