"""Findings as commands of a GitHub workflow, which puts them beside the lines they are about."""

from collections.abc import Iterator

from ...dsl.codes import Level
from ...dsl.files import NAME_OF_STANDARD_INPUT
from ...dsl.finding import Finding
from ...dsl.secrets import without_secrets
from ...dsl.source import Span
from .cells import harmless
from .location import relative_name
from .text import notes_of
from .witness import witness_lines

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "notice"}


def annotation_of(found: Finding) -> str:
    """One line, whatever stands in the program: it can neither end nor begin a command."""
    finding = without_secrets(found)
    properties = {**_place(finding.at), "title": f"{finding.code} {finding.slug}"}
    where = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{COMMANDS[finding.level]} {where}::{_data(chr(10).join(_rows(finding)))}"


def _place(span: Span) -> dict[str, str]:
    """Columns only where the place stays on one line: GitHub refuses them elsewhere."""
    if span.source.name == NAME_OF_STANDARD_INPUT:
        return {}
    place = {"file": harmless(relative_name(span.source.name)), "line": f"{span.line}"}
    if span.line == span.end_line:
        place["col"] = f"{span.column}"
    place["endLine"] = f"{span.end_line}"
    if span.line == span.end_line:
        place["endColumn"] = f"{span.end_column}"
    return place


def _rows(finding: Finding) -> Iterator[str]:
    yield harmless(finding.message)
    for label in finding.because:
        there = f"{label.span.source.name}:{label.span.line}"
        yield harmless(f"{there} {label.text}")
    if finding.witness is not None:
        yield from witness_lines(finding.witness)
    yield from (harmless(f"note: {note}") for note in notes_of(finding))
    yield from (harmless(f"help: {way_out.message}") for way_out in finding.help)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
