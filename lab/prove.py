"""Every promise of a program, and requests of one's own, replayed on the real gateways."""

from collections.abc import Iterator, Sequence
from hashlib import blake2s
from typing import Literal

from ..compiler.model import Answer, Federation, NeverReaches, Promise
from ..compiler.promises import instances_of
from ..compiler.trace import Question, Trace
from ..compiler.units import StatusClass
from ..dsl.frozen import frozen
from .answering import Comparison, compared
from .federation import Lab, running
from .observe import Observed, counts_of

Kind = Literal["finding", "expect", "sample"]
Verdict = Literal["confirmed", "refuted", "not provable"]


@frozen
class Proof:
    """One request and what came of it; `objections` say in what way a promise is not kept."""

    kind: Kind
    fingerprint: str
    claim: str  # the line of the program, or of the command
    comparison: Comparison | None
    objections: tuple[str, ...] = ()
    reason: str | None = None
    via: tuple[str, ...] = ()  # the gateways that it really passed

    @property
    def verdict(self) -> Verdict:
        if self.comparison is None or self.comparison.observed is None:
            return "not provable"
        if self.objections or self.comparison.differences:
            return "refuted"
        return "confirmed"

    @property
    def why_not(self) -> str | None:
        """Why it could not be put to the test."""
        return self.reason or (self.comparison.reason if self.comparison else None)


def prove(federation: Federation, questions: Sequence[Question] = ()) -> list[Proof]:
    """The federation is up for as long as this takes."""
    with running(federation) as lab:
        promised = [
            proof for promise in federation.promises for proof in _tried(lab, federation, promise)
        ]
        return [*promised, *(_sample(lab, question) for question in questions)]


def _tried(lab: Lab, federation: Federation, promise: Promise) -> Iterator[Proof]:
    found = instances_of(federation, promise)
    claim = claim_of(promise)
    if not found.questions:
        yield Proof("expect", fingerprint(claim), claim, None, reason=found.reason)
    for question in found.questions:
        yield _promised(federation, promise, claim, compared(lab, question))


def _sample(lab: Lab, question: Question) -> Proof:
    asked = asked_text(question)
    comparison = compared(lab, question)
    via = via_of(lab.federation, comparison.observed) if comparison.observed else ()
    return Proof("sample", fingerprint(asked), asked, comparison, via=via)


def _promised(
    federation: Federation, promise: Promise, claim: str, comparison: Comparison
) -> Proof:
    objections: tuple[str, ...] = ()
    observed, predicted = comparison.observed, comparison.trace
    if observed is not None and predicted is not None:
        objections = tuple(_objections(federation, promise, predicted, observed))
    named = f"{claim}\0{asked_text(comparison.question)}"
    return Proof(
        "expect",
        fingerprint(named),
        claim,
        comparison,
        objections,
        via=via_of(federation, observed) if observed else (),
    )


def _objections(
    federation: Federation, promise: Promise, predicted: Trace, observed: Observed
) -> list[str]:
    match promise:
        case Answer():
            return _against_answer(federation, promise, predicted, observed)
        case NeverReaches(reaches=reaches):
            seen = counts_of(observed)
            return [f"it reaches `{name}`" for name in reaches if name in seen]
        case _:
            return []


def _against_answer(
    federation: Federation, promise: Answer, predicted: Trace, observed: Observed
) -> list[str]:
    status = observed.said.status if observed.said else None
    found: list[str] = []
    match promise.outcome:
        case int(wanted) if status != wanted:
            found.append(f"the status is {status}")
        case StatusClass() as wanted if status is None or status not in wanted:
            found.append(f"the status is {status}")
        case str(wanted) if wanted not in {hop.verdict.name for hop in predicted.hops}:
            found.append(f"no gateway comes to {wanted}")
        case _:
            pass
    via = via_of(federation, observed)
    if promise.via is not None and promise.via != via:
        found.append(f"it passes {', '.join(via) or 'no gateway'}")
    last = observed.answered_by if observed.answered_by in federation.gateways else via[-1]
    if promise.at_gateway not in (None, last):
        found.append(f"it ends at {last}")
    return found


def via_of(federation: Federation, observed: Observed) -> tuple[str, ...]:
    """The gateways that it really passed, in order; the first one is where it was sent."""
    passed = (one.callee for one in observed.exchanges)
    return tuple(dict.fromkeys(name for name in passed if name in federation.gateways))


def fingerprint(text: str) -> str:
    return blake2s(text.encode(), digest_size=4).hexdigest()


def asked_text(question: Question) -> str:
    """A request as one would say it."""
    to = f" to {question.to}" if question.to else ""
    return f"{question.method} {question.path}{to} as {question.client}"


def claim_of(promise: Promise) -> str:
    """A promise as the program has it, on one line."""
    return " ".join(promise.at.text.split()) if promise.at is not None else promise.kind
