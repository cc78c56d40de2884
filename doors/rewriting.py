"""Programs whose text a command changes on the disk."""

from pathlib import Path

from ..dsl.files import write_atomically
from .usage import UsageError

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def rewrite(path: str, text: str, command: str) -> None:
    """Put a new text in the place of a file that is there, in one step."""
    try:
        # Renaming needs the folder's leave only; a file marked read-only is still not ours.
        with Path(path).open("r+b"):
            pass
        write_atomically(Path(path), text)
    except OSError as failure:
        reason = str(failure.strerror).lower()
        raise UsageError(command, f"cannot write `{path}`: {reason}") from failure


def begins_with_mark(path: str) -> bool:
    """Whether there is a byte order mark, which reading drops."""
    with Path(path).open("rb") as file:
        return file.read(len(BYTE_ORDER_MARK)) == BYTE_ORDER_MARK
