"""A diagnosis for programs."""

from typing import Any

from ...compiler.diagnose import Cause, Diagnosis, Symptom

VERSION = 1


def diagnosis_json(diagnosis: Diagnosis, symptom: Symptom) -> dict[str, Any]:
    healthy = diagnosis.healthy
    return {
        "version": VERSION,
        "request": {
            "method": healthy.question.method,
            "path": healthy.question.path,
            "as": healthy.question.client,
        },
        "symptom": {
            "status": symptom.saw,
            "at": symptom.at,
            "silent": list(symptom.silent),
            "ok": list(symptom.ok),
            "media": symptom.media,
            "after_ms": symptom.after.us / 1_000 if symptom.after is not None else None,
        },
        "healthy": {
            "status": healthy.answer.status,
            "by": healthy.answer.by,
            "via": list(dict.fromkeys(hop.gateway for hop in healthy.hops)),
        },
        "causes": [_cause(cause) for cause in diagnosis.causes],
        "tried": diagnosis.tried,
        "nearest": [
            {"fault": miss.fault, "hop": miss.hop, "excluded_by": list(miss.excluded_by)}
            for miss in diagnosis.nearest
        ],
    }


def fault_text(cause: Cause) -> str:
    """What it is, with the words that show it."""
    return f"{cause.fault} ({' | '.join(cause.words)})" if cause.words else cause.fault


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "fault": fault_text(cause),
        "kind": cause.kind,
        "cause": cause.cause,
        "hop": cause.hop,
        "score": cause.score,
        "why": "; ".join(cause.why),
        "against": list(cause.against),
        "next": cause.next,
        "with": list(cause.words),
    }
