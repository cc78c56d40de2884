"""What the formatter promises, looked at each time before anybody writes a file."""

from ..parse import Parsed
from .comments import remarks_of
from .options import alike


class FormatterError(Exception):
    """Our own bug: the new text is not the old program, so the old one has to stay."""


def prove(before: Parsed, after: Parsed, is_stable: bool) -> None:
    if after.findings:
        finding = after.findings[0]
        raise FormatterError(f"line {finding.at.line} no longer reads: {finding.message}")
    if not alike(before.file, after.file):
        raise FormatterError("the program means something else now")
    if _texts(before) != _texts(after):
        raise FormatterError("a comment is gone or has changed places with another")
    if not is_stable:
        raise FormatterError("a second pass would change it again")


def _texts(parsed: Parsed) -> list[str]:
    return [remark.text for remark in remarks_of(parsed.comments)]
