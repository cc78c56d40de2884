"""A token that arrives inside, genuine, and is made out for somebody else or by somebody else."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label
from ....dsl.source import Span
from ...model import Credential
from .judging import Judgement, judged_refusals
from .mismatch import finding_of
from .refusals import Refusal
from .telling import listed

if TYPE_CHECKING:
    from ...trace import Carried
    from ..case import Case

CODE = "GW2103"


def find(case: "Case") -> Iterator[Finding]:
    for refusal, judged in judged_refusals(case):
        if judged.why == "another token":
            yield _finding(case, refusal, judged)


def _finding(case: "Case", refusal: Refusal, judged: Judgement) -> Finding:
    wanted, shown = judged.credential, judged.shown
    assert wanted is not None
    assert shown is not None
    inner = refusal.receiver.name
    sent = case.federation.credentials[shown.credential]
    return finding_of(
        case,
        CODE,
        refusal,
        f"`{inner}` gets the token `{sent.name}` and does not accept it:"
        f" {_difference(case, judged)}",
        refusal.way.at,
        f"`{sent.name}` is sent on to `{inner}` here",
        notes=(f"sent: {_sent(sent, shown)}; wanted: {_wanted(case, wanted)}",),
        first=tuple(_way_out(case, refusal, judged)),
        because=tuple(_declared(sent, wanted)),
        about=(sent.name, wanted.name),
    )


def _difference(case: "Case", judged: Judgement) -> str:
    wanted, shown = judged.credential, judged.shown
    assert wanted is not None
    assert shown is not None
    sent = case.federation.credentials[shown.credential]
    if "signed with" in judged.detail:
        return f"it is signed with {shown.algorithm or _algorithm(sent)}, which cannot be verified there"
    if "names no key" in judged.detail:
        return "it names no key (`kid`), by which keys are looked up there"
    issuer = _issuer(case, wanted)
    if issuer is not None and shown.issuer != issuer:
        return f"its issuer is `{shown.issuer}`, not `{issuer}`"
    audiences = _audiences(case, wanted)
    if audiences and not set(audiences) & set(shown.audience):
        return f"it is for {listed(shown.audience) or 'nobody'}, not for {listed(audiences)}"
    signer = getattr(wanted, "signer", None)
    return f"it is not signed by `{signer}`" if signer else f"it is no `{wanted.name}`"


def _issuer(case: "Case", credential: Credential) -> str | None:
    """What stands in a token that would do; a gateway's own is told by who signs it."""
    from ...trace.walk import said

    if credential.kind == "jwt":
        return said(case.federation, credential.issuer)
    if credential.kind == "gateway_jwt":
        from ...target import host_of

        signer = case.federation.gateways[credential.signer]
        pattern = case.facts(signer).tokens.issuer.value
        if pattern is None:
            return None
        return pattern.replace("{host}", str(host_of(signer, case.facts)))
    return None


def _audiences(case: "Case", credential: Credential) -> list[str]:
    from ...trace.walk import said

    texts = getattr(credential, "audience", ())
    return [found for text in texts if (found := said(case.federation, text)) is not None]


def _algorithm(credential: Credential) -> str:
    return getattr(credential, "algorithm", None) or "not said"


def _sent(credential: Credential, shown: "Carried") -> str:
    parts = [
        f"issuer {shown.issuer}" if shown.issuer else f"signed by {shown.holder}",
        f"audience {', '.join(shown.audience) or 'none'}",
        f"algorithm {shown.algorithm or getattr(credential, 'algorithm', None) or 'not said'}",
    ]
    return ", ".join(parts)


def _wanted(case: "Case", credential: Credential) -> str:
    issuer = _issuer(case, credential)
    signer = getattr(credential, "signer", None)
    by = f"issuer {issuer}" if issuer else f"signed by {signer}" if signer else "any issuer"
    return f"{by}, audience {', '.join(_audiences(case, credential)) or 'any'}"


def _declared(sent: Credential, wanted: Credential) -> Iterator[Label]:
    if sent.at is not None and sent.name != wanted.name:
        yield Label(sent.at, "what is sent")
    if wanted.at is not None and sent.name != wanted.name:
        yield Label(wanted.at, "what is wanted")


def _way_out(case: "Case", refusal: Refusal, judged: Judgement) -> Iterator[Help]:
    wanted, shown = judged.credential, judged.shown
    assert wanted is not None
    assert shown is not None
    sent = case.federation.credentials[shown.credential]
    gateway = case.federation.gateways.get(refusal.receiver.name)
    if "signed with" in judged.detail and gateway is not None:
        verified = case.facts(gateway).tokens.algorithms.value
        known = next((one for one in ("RS256", "ES256") if one in verified), None)
        if known is not None:
            message = f"let it be signed with {known}, which {gateway.target} can verify"
            yield Help(message, Applicability.REVIEW, tuple(_algorithm_said(sent, known)))
    elif sent.name != wanted.name:
        yield Help(
            f"let the two agree: write into `{wanted.name}` what `{sent.name}` says, or the reverse",
            Applicability.REVIEW,
        )


def _algorithm_said(sent: Credential, algorithm: str) -> Iterator[Edit]:
    at = sent.at
    brace = at.source.text.find("{", at.end) if at is not None else -1
    if at is not None and brace >= 0 and getattr(sent, "algorithm", None) is None:
        where = Span(at.source, brace + 1, brace + 1)
        yield Edit(where, f" algorithm {algorithm} ")
