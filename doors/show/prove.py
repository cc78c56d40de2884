"""What the lab has shown, as a table and as JSON."""

from collections.abc import Sequence
from typing import Any

from ...lab.prove import Proof, asked_text
from .cells import harmless
from .counted import counted
from .ink import Ink
from .table import table_of
from .window import COLUMNS

VERSION = 1
HEAD = ("", "request", "predicted", "observed")
STYLES = {"confirmed": "second", "refuted": "error", "not provable": "warning"}
INDENT = "    "


def prove_text(proofs: Sequence[Proof], ink: Ink) -> str:
    """A row for each request, what is wrong with it below, and a count of them all."""
    rows = [HEAD, *(_row(proof) for proof in proofs)]
    head, *lines = table_of(rows, COLUMNS)
    shown = [head] if proofs else []
    for proof, line in zip(proofs, lines, strict=True):
        word = proof.verdict
        shown.append(ink(STYLES[word], line[: len(word)]) + line[len(word) :])
        shown += [f"{INDENT}{harmless(text)}" for text in _remarks(proof)]
    return "\n".join([*shown, "", _summary(proofs)] if shown else [_summary(proofs)])


def _row(proof: Proof) -> tuple[str, str, str, str]:
    asked = asked_text(proof.comparison.question) if proof.comparison else proof.claim
    predicted, observed = _predicted(proof), _observed(proof)
    return proof.verdict, asked, _told(predicted), _told(observed)


def _remarks(proof: Proof) -> list[str]:
    if proof.verdict == "not provable":
        return [proof.why_not or ""]
    if proof.verdict == "confirmed" or proof.comparison is None:
        return []
    promised = [proof.claim, *proof.objections] if proof.objections else []
    differing = [
        f"{one.what}: {one.predicted} predicted, {one.observed} observed"
        for one in proof.comparison.differences
    ]
    return [*promised, *differing]


def _told(outcome: dict[str, Any] | None) -> str:
    if outcome is None:
        return "-"
    status = "no answer" if outcome["status"] is None else str(outcome["status"])
    return f"{status} by {outcome['by']}" if outcome["by"] else status


def _summary(proofs: Sequence[Proof]) -> str:
    if not proofs:
        return "nothing to prove: the program has no `expect` lines, and no --request was given"
    words = [proof.verdict for proof in proofs]
    counts = ", ".join(f"{words.count(word)} {word}" for word in STYLES)
    return f"{counted(len(proofs), 'request')}: {counts}"


def prove_report(proofs: Sequence[Proof]) -> dict[str, Any]:
    """The JSON of the command."""

    def those(verdict: str) -> list[dict[str, Any]]:
        return [_proof_json(proof) for proof in proofs if proof.verdict == verdict]

    return {
        "version": VERSION,
        "confirmed": those("confirmed"),
        "refuted": those("refuted"),
        "not_provable": [
            {**_proof_json(proof), "reason": proof.why_not}
            for proof in proofs
            if proof.verdict == "not provable"
        ],
    }


def _proof_json(proof: Proof) -> dict[str, Any]:
    comparison = proof.comparison
    return {
        "fingerprint": proof.fingerprint,
        "kind": proof.kind,
        "claim": proof.claim,
        "request": _request(proof),
        "predicted": _predicted(proof),
        "observed": _observed(proof),
        "objections": list(proof.objections),
        "differences": [
            {"what": one.what, "predicted": one.predicted, "observed": one.observed}
            for one in (comparison.differences if comparison else ())
        ],
    }


def _request(proof: Proof) -> dict[str, Any] | None:
    if proof.comparison is None:
        return None
    question, trace = proof.comparison.question, proof.comparison.trace
    first = trace.hops[0].received if trace is not None and trace.hops else None
    return {
        "method": question.method,
        "url": first.url if first else question.path,
        "headers": dict(first.headers if first else question.headers),
        "as": question.client,
    }


def _predicted(proof: Proof) -> dict[str, Any] | None:
    trace = proof.comparison.trace if proof.comparison else None
    if trace is None:
        return None
    passed = list(dict.fromkeys(hop.gateway for hop in trace.hops))
    return {"status": trace.answer.status, "by": trace.answer.by, "via": passed}


def _observed(proof: Proof) -> dict[str, Any] | None:
    observed = proof.comparison.observed if proof.comparison else None
    if observed is None:
        return None
    status = observed.said.status if observed.said else None
    return {"status": status, "by": observed.answered_by, "via": list(proof.via)}
