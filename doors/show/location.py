"""Files as other tools name them: relative to where we stand, with forward slashes."""

import os
from pathlib import Path


def relative_name(name: str) -> str:
    """Inside of this folder relative to it; a file elsewhere keeps its name."""
    path = Path(name)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def uri_of(name: str) -> str:
    """A reference as URIs have them: everything that means something there is encoded."""
    from urllib.parse import quote

    relative = relative_name(name)
    if Path(relative).is_absolute():
        return Path(relative).as_uri()
    return quote(os.fsencode(relative), safe="/")
