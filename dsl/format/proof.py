"""What the formatter promises, looked at each time before anybody writes a file."""

from ..parse import Parsed
from .comments import remarks_of
from .options import alike


class FormatterMistake(Exception):
    """Our own bug: the new text is not the old program, so the old one has to stay."""


def prove(before: Parsed, after: Parsed, is_stable: bool) -> None:
    if after.findings:
        finding = after.findings[0]
        raise FormatterMistake(f"line {finding.at.line} no longer reads: {finding.message}")
    if not alike(before.file, after.file):
        raise FormatterMistake("the program means something else now")
    if _texts(before) != _texts(after):
        raise FormatterMistake("a comment is gone or has changed places with another")
    if not is_stable:
        raise FormatterMistake("a second pass would change it again")


def _texts(parsed: Parsed) -> list[str]:
    return [remark.text for remark in remarks_of(parsed.comments)]
