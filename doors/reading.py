"""Programs that are to be formatted: which files they are, and their text."""

import os
from collections.abc import Iterator
from pathlib import Path

from ..dsl.files import NAME_OF_STANDARD_INPUT, STANDARD_INPUT, Unreadable, text_of
from ..dsl.finding import Finding
from ..dsl.source import Source, Span


def programs_in(path: str) -> Iterator[str]:
    """The path itself; of a folder all .gate files in and below it, hidden folders left out."""
    if path == STANDARD_INPUT or not is_folder(path):
        yield path
        return
    for folder, below, files in os.walk(path):
        below[:] = sorted(name for name in below if not name.startswith("."))
        yield from (str(Path(folder) / name) for name in sorted(files) if name.endswith(".gate"))


def is_folder(path: str) -> bool:
    """False also where nobody can tell: reading it as a file will say why."""
    return os.path.isdir(path)  # noqa: PTH112 - pathlib raises where a name is too long


def source_of(path: str) -> Source | Finding:
    """The whole text, or the finding that says why there is none."""
    name = NAME_OF_STANDARD_INPUT if path == STANDARD_INPUT else path
    try:
        return Source(name, text_of(name, path == STANDARD_INPUT))
    except Unreadable as problem:
        at = Span(Source(name, ""), 0, 0)
        return Finding("GW0002", f"cannot read `{name}`: {problem.why}", at, about=(name,))
