"""The findings of `check` as JSON, version 1; the keys stand in the order of the documentation."""

from collections.abc import Iterable, Sequence
from typing import Any

from ...compiler.resolve.silencing import Allowed
from ...dsl.finding import Edit, Finding, Help
from ...dsl.secrets import without_secrets
from ...dsl.source import Span
from ...dsl.witness import Witness
from .curl import curl_text
from .headers_json import headers_json
from .summary import counts

VERSION = 1

Json = dict[str, Any]


def check_report(findings: Sequence[Finding]) -> Json:
    return {
        "version": VERSION,
        "findings": [finding_json(finding) for finding in findings],
        "summary": counts(findings),
    }


def allowed_json(allowed: Iterable[Allowed]) -> list[Json]:
    """The findings that are silenced, each with the reason and the last day of its `allow`."""
    return [
        {
            **finding_json(one.finding),
            "because": one.by.because,
            "until": str(one.by.until) if one.by.until else None,
        }
        for one in allowed
    ]


def finding_json(found: Finding) -> Json:
    finding = without_secrets(found)
    return {
        "code": finding.code,
        "slug": finding.slug,
        "level": finding.level.value,
        "proof": finding.proof.value,
        "message": finding.message,
        **_place(finding.at),
        "labels": [
            _label(finding.at, finding.label, primary=True),
            *(_label(label.span, label.text, primary=False) for label in finding.because),
        ],
        # Findings about the program itself need a place only; there is no request to show.
        "witness": _witness(finding.witness) if finding.witness is not None else None,
        "region": finding.region or None,
        "notes": list(finding.notes),
        "rests_on": list(finding.rests_on),
        "help": [_help(way_out) for way_out in finding.help],
        "fingerprint": found.fingerprint,
    }


def _witness(witness: Witness) -> Json:
    return {
        "request": {
            "method": witness.method,
            "url": witness.url,
            "headers": headers_json(witness.headers),
            "as": witness.client,
        },
        "curl": curl_text(witness.curl),
        "asked": witness.asked,
        "options": [{"option": option, "value": value} for option, value in witness.options],
        "guarded": witness.guarded,
        "faults": list(witness.faults),
        "hops": [
            {
                "gateway": hop.gateway,
                "target": hop.target,
                "verdict": hop.verdict,
                "status": hop.status,
                "method": hop.method,
                "path": hop.path,
                "route": hop.route,
                "detail": hop.detail,
                "marked": hop.marked,
            }
            for hop in witness.hops
        ],
        "hops_left_out": witness.more,
        "client_sees": {
            "status": witness.status,
            "by": witness.by,
            "detail": witness.seen or None,
        },
    }


def _place(span: Span) -> Json:
    return {
        "file": span.source.name,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _label(span: Span, text: str, *, primary: bool) -> Json:
    return {**_place(span), "text": text, "primary": primary}


def _help(way_out: Help) -> Json:
    return {
        "message": way_out.message,
        "applicability": way_out.applicability.value,
        "edits": [_edit(edit) for edit in way_out.edits],
    }


def _edit(edit: Edit) -> Json:
    return {**_place(edit.span), "text": edit.text}
