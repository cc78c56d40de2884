"""Findings as SARIF 2.1.0, for code scanning and for editors."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from ...dsl.finding import Applicability, Edit, Finding, Help
from ...dsl.secrets import without_secrets
from ...dsl.source import Source, Span
from ..checked import Checked
from ..version import VERSION
from .location import uri_of
from .sarif_rules import LEVELS, rule_of
from .text import notes_of
from .witness import witness_lines

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

Json = dict[str, Any]


def sarif_of(checked: Checked) -> Json:
    """One run. What the baseline knows stands there too, as unchanged."""
    states = _states(checked)
    codes = sorted({finding.code for finding, _ in states})
    return {
        "version": "2.1.0",
        "$schema": SCHEMA,
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gatewright",
                        "version": VERSION,
                        "semanticVersion": VERSION,
                        "rules": [rule_of(code) for code in codes],
                    }
                },
                "columnKind": "utf16CodeUnits",
                "results": [_result(finding, codes, state) for finding, state in states],
            }
        ],
    }


def _states(checked: Checked) -> list[tuple[Finding, Json]]:
    new = {"baselineState": "new"} if checked.has_baseline else {}
    known = {"baselineState": "unchanged"}
    return [
        *((finding, new) for finding in checked.compared.new),
        *((finding, known) for finding in checked.compared.known),
    ]


def _result(found: Finding, codes: Sequence[str], state: Json) -> Json:
    finding = without_secrets(found)
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[finding.level],
        "message": _message("\n".join(_rows(finding))),
        "locations": [_location(finding.at, finding.label)],
    }
    if finding.because:
        result["relatedLocations"] = [
            {"id": number, **_location(label.span, label.text)}
            for number, label in enumerate(finding.because, 1)
        ]
    fixes = [
        _fix(one) for one, meant in zip(finding.help, found.help, strict=True) if _safe(one, meant)
    ]
    if fixes:
        result["fixes"] = fixes
    # Made of names, so it survives edits elsewhere in the file, as the standard asks.
    result["partialFingerprints"] = {"gatewright/v1": found.fingerprint}
    return {**result, **state}


def _rows(finding: Finding) -> Iterator[str]:
    yield finding.message
    if finding.witness is not None:
        yield from witness_lines(finding.witness)
    yield from (f"note: {note}" for note in notes_of(finding))
    yield from (f"help: {way_out.message}" for way_out in finding.help)


def _safe(shown: Help, meant: Help) -> bool:
    """A fix is applied by machines, so one that holds a covered secret is none."""
    as_written = [edit.text for edit in shown.edits] == [edit.text for edit in meant.edits]
    return shown.applicability is Applicability.SAFE and bool(shown.edits) and as_written


def _fix(way_out: Help) -> Json:
    edits = sorted(way_out.edits, key=_place_of_edit)
    return {
        "description": _message(way_out.message),
        "artifactChanges": [
            {
                "artifactLocation": {"uri": uri_of(name)},
                "replacements": [_replacement(edit) for edit in in_file],
            }
            for name, in_file in groupby(edits, key=lambda edit: edit.span.source.name)
        ],
    }


def _place_of_edit(edit: Edit) -> tuple[str, int, int]:
    return edit.span.source.name, edit.span.start, edit.span.end


def _replacement(edit: Edit) -> Json:
    inserted = {"insertedContent": {"text": edit.text}} if edit.text else {}
    return {"deletedRegion": _region(edit.span), **inserted}


# ---- places and texts ----------------------------------------------------------------------------


def _location(span: Span, text: str) -> Json:
    location: Json = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri_of(span.source.name)},
            "region": _region(span),
        }
    }
    return {**location, "message": _message(text)} if text else location


def _region(span: Span) -> Json:
    return {
        "startLine": span.line,
        "startColumn": _column(span.source, span.start),
        "endLine": span.end_line,
        "endColumn": _column(span.source, span.end),
    }


def _column(source: Source, offset: int) -> int:
    return source.utf16_column_of(offset) + 1


def _message(text: str) -> Json:
    """Braces are doubled: alone they would ask for an argument (SARIF 2.1.0, section 3.11.5)."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}
