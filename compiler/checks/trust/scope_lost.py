"""A scope or a claim that is asked for inside, and that the token made outside never has."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label
from ....dsl.source import Span
from ...model import (
    AllOf,
    AnyOf,
    Compares,
    Condition,
    Credential,
    GatewayJwt,
    IsOneOf,
    Not,
    OauthClient,
    Subject,
)
from ...target.mentions import shown_in, subjects_in
from ...written import condition_text
from .judging import judged_refusals
from .mismatch import finding_of
from .refusals import Refusal

if TYPE_CHECKING:
    from ..case import Case

CODE = "GW2106"


def find(case: "Case") -> Iterator[Finding]:
    for refusal, judged in judged_refusals(case):
        if judged.why != "not enough" or judged.shown is None:
            continue
        made = case.federation.credentials[judged.shown.credential]
        wanted = [
            one.condition for one in shown_in(refusal.receiver.accept) if one.condition is not None
        ]
        if judged.shown.client is None and wanted and all(_holds(c, made) is False for c in wanted):
            yield _finding(case, refusal, made, wanted[0])


def _holds(condition: Condition, made: Credential) -> bool | None:
    """Of every token of this kind; None where it depends."""
    match condition:
        case Not(inner=inner):
            found = _holds(inner, made)
            return None if found is None else not found
        case AllOf(parts=parts):
            found = [_holds(part, made) for part in parts]
            return False if False in found else None if None in found else True
        case AnyOf(parts=parts):
            found = [_holds(part, made) for part in parts]
            return True if True in found else None if None in found else False
        case Compares(subject=subject) | IsOneOf(subject=subject):
            return None if _may_have(subject, made) else False
        case _:
            return None if _may_have(condition.subject, made) else False


def _may_have(subject: Subject, made: Credential) -> bool:
    """What a program says that a token has in it is all that it has."""
    name = subject.argument or ""
    if isinstance(made, GatewayJwt):
        claims = {"sub", *(claim.name for claim in made.claims)}
        return subject.name not in ("claim", "scope") or (
            subject.name == "claim" and name in claims
        )
    if isinstance(made, OauthClient):
        return subject.name != "scope" or name in made.scopes
    return True


def _finding(case: "Case", refusal: Refusal, made: Credential, condition: Condition) -> Finding:
    inner, asked = refusal.receiver.name, condition_text(condition)
    return finding_of(
        case,
        CODE,
        refusal,
        f"`{inner}` asks for `{asked}`, and no token `{made.name}` ever says so",
        refusal.way.at,
        f"`{made.name}` goes along to here",
        notes=(f"`{made.name}` says {_says(made)}",),
        first=tuple(_way_out(made, condition)),
        because=(Label(made.at, "what it says is written here"),) if made.at is not None else (),
        about=(made.name, asked),
    )


def _says(made: Credential) -> str:
    if isinstance(made, OauthClient):
        return f"the scopes {', '.join(made.scopes) or 'none'}"
    claims = [claim.name for claim in made.claims] if isinstance(made, GatewayJwt) else []
    return f"the claims {', '.join(dict.fromkeys(('sub', *claims)))}, and no scope"


def _way_out(made: Credential, condition: Condition) -> Iterator[Help]:
    subject = next(subjects_in(condition), None)
    if isinstance(made, GatewayJwt) and subject is not None and subject.name == "claim":
        name = subject.argument or ""
        yield Help(
            f"let `{made.signer}` copy the claim into its token",
            Applicability.REVIEW,
            tuple(_claim_added(made, name)) if not made.claims and name.isidentifier() else (),
        )
    elif isinstance(made, OauthClient) and subject is not None:
        yield Help(f"fetch `{made.name}` with that scope", Applicability.REVIEW)


def _claim_added(made: GatewayJwt, name: str) -> Iterator[Edit]:
    at = made.at
    brace = at.source.text.find("{", at.end) if at is not None else -1
    if at is not None and brace >= 0:
        where = Span(at.source, brace + 1, brace + 1)
        yield Edit(where, f' claims {{ "{name}" = claim({name}) }} ')
