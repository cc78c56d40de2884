"""The formatter: one canonical form, without options."""

from ..finding import Finding
from ..parse import Parsed, parse
from ..source import Source
from ..tree import File
from .comments import Remarks
from .printer import Printer
from .proof import FormatterError as FormatterError, prove


def format_source(source: Source) -> tuple[str | None, tuple[Finding, ...]]:
    """The canonical form, or nothing but findings where the program does not parse.

    Raises `FormatterError` rather than return a text that means something else.
    """
    parsed = parse(source)
    if parsed.findings:
        return None, parsed.findings
    text = format_parsed(parsed)
    again = parse(Source(source.name, text))
    prove(parsed, again, text == format_parsed(again))
    return text, ()


def format_parsed(parsed: Parsed) -> str:
    """The canonical form of a file as written, comments and all; unproven."""
    return Printer(parsed.source.text, Remarks(parsed.comments)).file(parsed.file)


def format_file(file: File) -> str:
    """The canonical form of a tree that nobody wrote, such as one that an importer made."""
    return Printer("", Remarks(())).file(file)
