"""What really happened held against what the interpreter said would happen."""

from collections.abc import Iterable, Iterator

from ..compiler.trace import Answer, Branch, Hop, Message, Trace
from ..dsl.frozen import frozen
from .exchange import Headers, Said, value_of
from .keys import Keys
from .observe import Observed, counts_of

OF_THE_WIRE = frozenset((
    "host", "connection", "content-length", "transfer-encoding", "keep-alive", "te", "upgrade",
))  # fmt: skip
"""Headers that belong to one connection; the host is compared by itself."""

ARRIVES = frozenset((None, "timeout"))
"""Failures of a call after which its receiver has heard it all the same."""


@frozen
class Difference:
    """`what` names the thing; both sides are texts for people, without any secret."""

    what: str
    predicted: str
    observed: str


@frozen
class _Receipt:
    """One request as a gateway or a service gets it."""

    by: str
    method: str
    target: str
    host: str
    headers: tuple[tuple[str, str], ...]
    body_bytes: int


def differences(trace: Trace, observed: Observed, keys: Keys) -> tuple[Difference, ...]:
    """None where reality took one of the branches of the trace, step by step."""
    found = [tuple(_differences(branch, observed, keys)) for branch in trace.branches]
    return min(found, key=len)


def _differences(branch: Branch, observed: Observed, keys: Keys) -> Iterator[Difference]:
    yield from _answers(branch.answer, observed, keys)
    yield from _counts(branch, observed)
    if any(hop.loop is not None for hop in branch.hops):
        return  # the passes in the middle are counted, and not listed
    yield from _receipts(branch, observed, keys)
    yield from _statuses(branch.hops, observed)


def _answers(predicted: Answer, observed: Observed, keys: Keys) -> Iterator[Difference]:
    said = observed.said
    status = said.status if said else None
    if predicted.status != status:
        yield Difference("status", str(predicted.status), str(status))
    if said is None or predicted.status is None:
        return
    if predicted.by != observed.answered_by:
        yield Difference("answered by", predicted.by, str(observed.answered_by))
    if predicted.media is not None and _media(said) != predicted.media:
        yield Difference("media", predicted.media, str(_media(said)))
    body = said.body.decode(errors="replace")
    if predicted.body is not None and observed.method != "HEAD" and body != predicted.body:
        yield Difference("body", predicted.body, keys.hidden(body))
    for name, _ in predicted.headers:
        wanted, seen = value_of(predicted.headers, name), said.header(name)
        if wanted is not None and seen != keys.filled(wanted):
            yield Difference(f"answer's {name}", wanted, keys.hidden(str(seen)))


def _media(said: Said) -> str | None:
    return (said.header("content-type") or "").partition(";")[0].strip() or None


def _counts(branch: Branch, observed: Observed) -> Iterator[Difference]:
    predicted = dict((*branch.counts, *branch.service_calls))
    seen = counts_of(observed)
    for name in dict.fromkeys((*predicted, *seen)):
        if predicted.get(name, 0) != seen.get(name, 0):
            counts = str(predicted.get(name, 0)), str(seen.get(name, 0))
            yield Difference(f"requests at {name}", *counts)


def _receipts(branch: Branch, observed: Observed, keys: Keys) -> Iterator[Difference]:
    predicted = list(dict.fromkeys(_predicted(branch, keys)))
    seen = list(dict.fromkeys(_seen(observed)))
    missing = [one for one in predicted if one not in seen]
    strange = [one for one in seen if one not in predicted]
    for one in missing:
        twin = next((other for other in strange if other.by == one.by), None)
        if twin is None:
            yield Difference(f"received by {one.by}", _named(one, keys), "nothing")
            continue
        strange.remove(twin)
        yield from _in_detail(one, twin, keys)
    for one in strange:
        yield Difference(f"received by {one.by}", "nothing", _named(one, keys))


def _named(receipt: _Receipt, keys: Keys) -> str:
    return f"{receipt.method} {keys.hidden(receipt.target)}"


def _predicted(branch: Branch, keys: Keys) -> Iterator[_Receipt]:
    for hop in branch.hops:
        yield _receipt(hop.gateway, hop.received, keys)
        for sent in hop.sent:
            if sent.to_kind != "gateway" and sent.failure in ARRIVES:
                yield _receipt(sent.to, sent.message, keys)


def _receipt(by: str, message: Message, keys: Keys) -> _Receipt:
    headers = tuple((name, keys.filled(value)) for name, value in message.headers)
    return _Receipt(
        by,
        message.method,
        keys.filled(message.target),
        message.host,
        _compared(headers),
        message.body_bytes,
    )


def _seen(observed: Observed) -> Iterator[_Receipt]:
    for one in observed.exchanges:
        heard = one.heard
        host = heard.header("host") or ""
        headers = _compared(heard.headers)
        body = heard.body_bytes
        yield _Receipt(one.callee, heard.method, heard.target, host, headers, body)


def _compared(headers: Headers) -> Headers:
    """In the order of their names, those of one name in one text."""
    names = sorted({name for name, _ in headers} - OF_THE_WIRE)
    return tuple((name, value_of(headers, name) or "") for name in names)


def _in_detail(one: _Receipt, other: _Receipt, keys: Keys) -> Iterator[Difference]:
    for part in ("method", "target", "host", "body_bytes"):
        wanted, seen = str(getattr(one, part)), str(getattr(other, part))
        if wanted != seen:
            yield Difference(f"{part} at {one.by}", keys.hidden(wanted), keys.hidden(seen))
    wanted_headers, seen_headers = dict(one.headers), dict(other.headers)
    for name in sorted({*wanted_headers, *seen_headers}):
        values = wanted_headers.get(name), seen_headers.get(name)
        if values[0] != values[1]:
            texts = (keys.hidden("absent" if value is None else value) for value in values)
            yield Difference(f"{name} at {one.by}", *texts)


def _statuses(hops: Iterable[Hop], observed: Observed) -> Iterator[Difference]:
    """What each gateway answered, where its answer arrived."""
    predicted: dict[str, list[str]] = {}
    for hop in hops:
        predicted.setdefault(hop.gateway, []).append(str(hop.status))
    for gateway, wanted in predicted.items():
        received = observed.received_by(gateway)
        seen = [str(one.said.status) for one in received if one.said is not None]
        if len(seen) == len(received) and set(seen) != set(wanted):
            yield Difference(f"{gateway} answers", ", ".join(wanted), ", ".join(seen))
