"""Writing a file so that a reader sees the old text or the new one, never half of either."""

import os
import sys
from pathlib import Path


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write beside the file, then rename over it; a link stays a link, the mode stays as it was."""
    written = content.encode() if isinstance(content, str) else content
    target = path.resolve()
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with open(beside, "wb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            os.chmod(beside, target.stat().st_mode & 0o7777)
        os.replace(beside, target)
    finally:
        beside.unlink(missing_ok=True)


STANDARD_INPUT = "-"
NAME_OF_STANDARD_INPUT = "<stdin>"
LARGEST = 256 * 1024 * 1024


class Unreadable(Exception):  # noqa: N818  reads as what it says: `raise Unreadable(..)`
    """A file that cannot be read, and why, in words for its owner."""

    def __init__(self, why: str, is_missing: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.is_missing = is_missing


def text_of(name: str, may_be_standard_input: bool = True) -> str:
    """The text of a file, or of standard input under the name it goes by; raises `Unreadable`."""
    if may_be_standard_input and name == NAME_OF_STANDARD_INPUT:
        return decoded(sys.stdin.buffer.read(LARGEST + 1))
    return read_text(name)


def read_text(name: str) -> str:
    """The text of a file in UTF-8, its byte order mark dropped; raises `Unreadable`."""
    try:
        with open(name, "rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unreadable("there is no such file", is_missing=True) from None
    except IsADirectoryError:
        raise Unreadable("it is a folder") from None
    except (OSError, ValueError) as problem:
        why = (
            problem.strerror
            if isinstance(problem, OSError) and problem.strerror
            else "no such name"
        )
        raise Unreadable(why[:1].lower() + why[1:]) from None
    return decoded(content)


def decoded(content: bytes) -> str:
    """Bytes as text; raises `Unreadable` where they are too many or not UTF-8."""
    if len(content) > LARGEST:
        raise Unreadable(f"it is larger than {LARGEST // 1024 // 1024} MiB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise Unreadable(f"line {line} is not UTF-8") from None
