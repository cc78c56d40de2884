"""Requests put to the real thing, and each outcome held against the trace of it."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager

from ..compiler.model import Credential, Fault, Federation, Jwt
from ..compiler.trace import Carried, Message, NoStart, Question, Setting, Trace, start_of, trace
from ..compiler.trace.carrying import placeholder
from ..dsl.frozen import frozen
from ..targets.load import facts_of
from .compare import Difference, differences
from .drive import Outgoing
from .faults import CannotBreak, behaviours, unresolved_by
from .federation import Lab, running
from .keys import Keys
from .observe import Observed
from .tokens import is_played

NOT_MADE = ("gateway_jwt", "mtls", "oauth_client")


@frozen
class Comparison:
    """One request: what the trace says, what was seen, and where the two differ.

    `reason` says why it could not be put to the test; then nothing was seen.
    """

    question: Question
    trace: Trace | None = None
    observed: Observed | None = None
    differences: tuple[Difference, ...] = ()
    reason: str | None = None

    @property
    def agrees(self) -> bool:
        return self.observed is not None and not self.differences


def answering(
    federation: Federation, questions: Sequence[Question], faults: tuple[Fault, ...] = ()
) -> list[Comparison]:
    """Bring the federation up, ask every question, and take it down again."""
    with federation_up(federation, faults) as lab:
        return [compared(lab, question, faults) for question in questions]


def federation_up(
    federation: Federation, faults: Iterable[Fault] = (), keys: Keys | None = None
) -> AbstractContextManager[Lab]:
    """`faults` matter here only where a name is not to be found."""
    return running(federation, keys, unresolved_by(faults))


def compared(lab: Lab, question: Question, faults: tuple[Fault, ...] = ()) -> Comparison:
    """One question, with these faults standing while it is asked."""
    setting = Setting(lab.federation, facts_of, faults)
    start = start_of(setting, question)
    if isinstance(start, NoStart):
        return Comparison(question, reason=start.message)
    predicted = trace(setting, question)
    reason = _not_testable(lab, predicted)
    if reason is not None:
        return Comparison(question, predicted, reason=reason)
    broken = behaviours(lab.federation, faults, lab.between())
    if isinstance(broken, CannotBreak):
        return Comparison(question, predicted, reason=broken.reason)
    lab.behave(broken)
    sent = predicted.hops[0].received
    keys = lab.keys.knowing(_tokens(lab, sent))
    observed = lab.ask(predicted.entered, _outgoing(sent, keys))
    return Comparison(question, predicted, observed, differences(predicted, observed, keys))


def _tokens(lab: Lab, message: Message) -> dict[str, str]:
    """Tokens are made for each request, since it says what they hold."""
    found: dict[str, str] = {}
    for carried in message.credentials:
        credential = lab.federation.credentials[carried.credential]
        if isinstance(credential, Jwt) and carried.state != "forged":
            shown = placeholder(credential, carried.holder).removeprefix("$")
            found[shown] = lab.issuer.token(credential, carried)
    return found


def _outgoing(message: Message, keys: Keys) -> Outgoing:
    headers = tuple((name, keys.filled(value)) for name, value in message.headers)
    body = b"x" * message.body_bytes
    return Outgoing(message.method, keys.filled(message.target), message.host, headers, body)


def _not_testable(lab: Lab, predicted: Trace) -> str | None:
    """Why a request cannot be tried here, None where it can."""
    if predicted.entered in lab.missing:
        return _missing(lab, predicted.entered)
    if predicted.question.metadata:
        return "what an API key says is written when the gateways start, not for one request"
    if predicted.question.ip or predicted.question.country:
        return "every request comes from this machine"
    if not predicted.hops:
        return "a fault keeps it from the first gateway"
    for branch in predicted.branches:
        for hop in branch.hops:
            if hop.gateway in lab.missing:
                return _missing(lab, hop.gateway)
            for carried in hop.received.credentials:
                credential = lab.federation.credentials[carried.credential]
                if carried.state != "forged" and not _can_make(credential, carried):
                    return f"`{credential.name}` cannot be made here"
    return None


def _can_make(credential: Credential, carried: Carried) -> bool:
    if isinstance(credential, Jwt):
        return is_played(credential)
    return credential.kind not in NOT_MADE and carried.state == "genuine"


def _missing(lab: Lab, gateway: str) -> str:
    return f"`{gateway}` is not up: {lab.missing[gateway]}"
