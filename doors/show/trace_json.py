"""A trace as JSON: the hops of its likeliest branch, and the other branches beside it."""

from collections.abc import Sequence
from typing import Any

from ...compiler.curl import curl_parts, first_message
from ...compiler.trace import Answer, Branch, Hop, Loop, Message, Sent, Trace
from ...compiler.units import Duration
from .curl import curl_text
from .headers_json import headers_json
from .trace_text import share_of

VERSION = 1


def trace_report(trace: Trace, faults: Sequence[str]) -> dict[str, Any]:
    likeliest = trace.branches[0]
    message = first_message(trace)
    return {
        "version": VERSION,
        "request": _request(trace, message),
        "start": trace.start,
        "entered": trace.entered,
        "faults": list(faults),
        "notes": list(trace.notes),
        **_branch(likeliest),
        "branches": [
            {
                "share_percent": share_of(branch).ppm / 10_000,
                "choices": [
                    {
                        "gateway": choice.gateway,
                        "route": choice.route,
                        "to": choice.to,
                        "share_percent": choice.share.ppm / 10_000,
                    }
                    for choice in branch.choices
                ],
                **_branch(branch),
            }
            for branch in trace.branches
            if branch.choices
        ],
        "curl": curl_text(curl_parts(message)) if message is not None else None,
    }


def _request(trace: Trace, message: Message | None) -> dict[str, Any]:
    question = trace.question
    if message is None:
        url, headers = question.path, dict(question.headers)
    else:
        url, headers = message.url, headers_json(message.headers)
    return {"method": question.method, "url": url, "headers": headers, "as": question.client}


def _branch(branch: Branch) -> dict[str, Any]:
    return {
        "hops": [_hop(hop) for hop in branch.hops],
        "client_sees": _answer(branch.answer),
        "counts": dict(branch.counts),
        "service_calls": dict(branch.service_calls),
    }


def _hop(hop: Hop) -> dict[str, Any]:
    sends = [_sent(sent) for sent in hop.sent]
    return {
        "number": hop.number,
        "parent": hop.parent,
        "depth": hop.depth,
        "gateway": hop.gateway,
        "target": hop.target,
        "verdict": str(hop.verdict),
        "status": hop.status,
        "method": hop.received.method,
        "path": hop.received.path,
        "query": hop.received.query,
        "route": hop.route.name if hop.route is not None else None,
        "detail": hop.detail,
        "accepted": list(hop.accepted),
        "caller": hop.caller,
        "sent": sends[0] if sends else None,
        "sends": sends,
        "notes": list(hop.notes),
        "assumed": list(hop.assumed),
        "waits_ms": _ms(hop.waits),
        "budget_left_ms": _ms(hop.budget_left),
        "loop": _loop(hop.loop) if hop.loop is not None else None,
        "file": hop.at.source.name if hop.at is not None else None,
        "line": hop.at.line if hop.at is not None else None,
    }


def _sent(sent: Sent) -> dict[str, Any]:
    message = sent.message
    return {
        "to": sent.to,
        "kind": sent.to_kind,
        "label": sent.label,
        "over": sent.over,
        "method": message.method,
        "url": message.url,
        "path": message.path,
        "query": message.query,
        "headers": headers_json(message.headers),
        "credentials": [
            {"name": one.credential, "place": one.place, "holder": one.holder, "state": one.state}
            for one in message.credentials
        ],
        "attempts": sent.attempts,
        "hop": sent.hop,
        "failure": sent.failure,
        "answer": _answer(sent.answer),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "status": answer.status,
        "by": answer.by,
        "media": answer.media,
        "headers": dict(answer.headers),
        "body": answer.body,
    }


def _loop(loop: Loop) -> dict[str, Any]:
    return {
        "ring": list(loop.ring),
        "passes": dict(loop.passes),
        "goes_on": loop.goes_on,
        "turns": loop.turns,
        "grows_by_bytes": loop.grows_by,
        "ended_by": loop.ended_by,
        "status": loop.status,
        "without_guard": _loop(loop.without_guard) if loop.without_guard is not None else None,
    }


def _ms(time: Duration | None) -> float | None:
    return time.us / 1_000 if time is not None else None
