"""A bundle as files in a folder."""

from pathlib import Path

from ..compiler.target import Bundle


def unpack(bundle: Bundle, folder: Path) -> None:
    """Every file of it, readable by us alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for one in bundle.files:
        file = folder / one.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(one.text, encoding="utf-8", newline="\n")
        if one.executable:
            file.chmod(0o700)
