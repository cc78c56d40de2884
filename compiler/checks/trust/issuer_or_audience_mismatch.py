"""A token that arrives inside, genuine, and is made out for somebody else or by somebody else."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Finding, Help, Label
from ...model import Credential
from .judging import Judgement, judged_refusals
from .mismatch import finding_of
from .refusals import Refusal

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
        f"`{inner}` gets the token `{sent.name}` and accepts `{wanted.name}` only:"
        f" {_difference(case, judged)}",
        refusal.way.at,
        f"`{sent.name}` is sent on to `{inner}` here",
        notes=(f"sent: {_sent(sent, shown)}", f"wanted: {_wanted(case, wanted)}"),
        first=tuple(_way_out(sent, wanted)),
        because=tuple(_declared(sent, wanted)),
        about=(sent.name, wanted.name),
    )


def _difference(case: "Case", judged: Judgement) -> str:
    wanted, shown = judged.credential, judged.shown
    assert wanted is not None
    assert shown is not None
    sent = case.federation.credentials[shown.credential]
    if "signed with" in judged.detail:
        algorithm = shown.algorithm or getattr(sent, "algorithm", "")
        return f"it is signed with {algorithm}, which cannot be verified there"
    if not shown.names_key and "kid" in judged.detail:
        return "it names no key, by which keys are looked up there"
    if shown.issuer != _issuer(case, wanted):
        return "another issuer"
    audiences = _audiences(case, wanted)
    if audiences and not set(audiences) & set(shown.audience):
        return "another audience"
    return "another token"


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


def _way_out(sent: Credential, wanted: Credential) -> Iterator[Help]:
    if sent.name != wanted.name:
        yield Help(
            f"let the two agree: write into `{wanted.name}` what `{sent.name}` says, or the reverse",
            Applicability.REVIEW,
        )
