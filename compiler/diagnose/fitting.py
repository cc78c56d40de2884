"""Whether circumstances give what was seen, and what their trace says of the rest."""

from collections.abc import Iterator

from ..trace import Answer, Branch, Trace
from .suspicion import Way
from .symptom import Symptom


def differences(branch: Branch, symptom: Symptom, way: Way | None) -> tuple[str, ...]:
    """What would be seen otherwise than it was; nothing where all of it fits."""
    return tuple(_differences(branch, symptom, way))


def closest(trace: Trace, symptom: Symptom, way: Way | None) -> Branch:
    """Of all ways that the request can go, the one that comes nearest to what was seen."""
    return min(trace.branches, key=lambda branch: len(differences(branch, symptom, way)))


def is_same(one: Trace, other: Trace) -> bool:
    """Whether two traces went the same way to the same end."""
    return _course(one) == _course(other)


def heard_by(branch: Branch, way: Way | None) -> frozenset[str]:
    """The gateways that log something: those that a request reached themselves."""
    heard = {name for name, count in branch.counts if count}
    if way is not None and way.in_place_of is not None:
        heard.discard(way.in_place_of)
    return frozenset(heard)


def _differences(branch: Branch, symptom: Symptom, way: Way | None) -> Iterator[str]:
    answer = branch.answer
    if answer.status != symptom.saw:
        yield f"the status would be {status_text(answer.status)}, not {status_text(symptom.saw)}"
    if symptom.at is not None and symptom.at not in _answering(branch):
        yield f"the answer would come from `{answer.by}`, not from `{symptom.at}`"
    heard = heard_by(branch, way)
    for name in symptom.silent:
        if name in heard:
            yield f"`{name}` would have received the request, and its logs are empty"
    media = media_of(answer)
    if symptom.media is not None and not _fits(media, symptom.media):
        yield f"the content type would be {media}, not {symptom.media}"


def status_text(status: int | None) -> str:
    return "no answer at all" if status is None else str(status)


def _answering(branch: Branch) -> tuple[str, ...]:
    """Who answered; of a service also the gateway before it, whose logs have its status."""
    by = branch.answer.by
    before = (
        hop.gateway
        for hop in branch.hops
        for sent in hop.sent
        if sent.to == by and sent.to_kind == "service"
    )
    return (by, *before)


def media_of(answer: Answer) -> str | None:
    """A header that the program sets says more than what the body is."""
    said = (value for name, value in answer.headers if name.lower() == "content-type")
    return next(said, answer.media)


def _fits(media: str | None, seen: str) -> bool:
    """A body whose kind nobody knows may be of any kind."""
    return media is None or _kind(media) == _kind(seen)


def _kind(media: str) -> str:
    return media.partition(";")[0].strip().lower()


def _course(trace: Trace) -> object:
    return [
        (branch.answer.status, branch.answer.by, media_of(branch.answer), branch.counts)
        for branch in trace.branches
    ]
