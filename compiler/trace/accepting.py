"""Who is let in: what a request carries, held against what a gateway or a service accepts."""

from collections.abc import Callable
from dataclasses import field, replace
from typing import Literal

from ...dsl.frozen import frozen
from ..facts import Refusal
from ..model import (
    ANYONE,
    Acceptance,
    ApiKey,
    Basic,
    Condition,
    Credential,
    Federation,
    GatewayJwt,
    Jwt,
    Mtls,
    OauthClient,
    SharedSecret,
    Shows,
    ShowsAll,
    ShowsAny,
    Text,
)
from ..written import condition_text
from .carrying import place_of, standing_at
from .request import Carried, Message
from .walk import said

Reason = Literal["missing", "rejected", "wrong_audience", "forbidden"]


@frozen
class Verifier:
    """Who checks: what its product can verify, what it answers, and whether a condition holds."""

    federation: Federation
    holds: Callable[[Condition, Carried], bool]
    refusal: Callable[[str], Refusal]
    algorithms: tuple[str, ...] = ()  # none named: any
    needs_kid: bool = False


@frozen
class LetIn:
    """`by` are the credentials as the program names them, `shown` what was carried for them."""

    by: tuple[str, ...] = ()
    shown: tuple[Carried, ...] = ()
    notes: tuple[str, ...] = ()


@frozen
class Refused:
    why: Reason
    status: int
    detail: str
    notes: tuple[str, ...] = field(default=())


def judged(wanted: Acceptance, message: Message, verifier: Verifier) -> LetIn | Refused:
    """The first alternative that is met, else what stood nearest to being met."""
    match wanted:
        case Shows():
            return _one(wanted, message, verifier)
        case ShowsAll(parts=parts):
            results = [judged(part, message, verifier) for part in parts]
            refused = next((one for one in results if isinstance(one, Refused)), None)
            return refused or _together([one for one in results if isinstance(one, LetIn)])
        case ShowsAny(parts=parts):
            refusals: list[Refused] = []
            for part in parts:
                result = judged(part, message, verifier)
                if isinstance(result, LetIn):
                    return result
                refusals.append(result)
            return _nearest(refusals)


def _together(results: list[LetIn]) -> LetIn:
    return LetIn(
        tuple(name for one in results for name in one.by),
        tuple(carried for one in results for carried in one.shown),
        tuple(note for one in results for note in one.notes),
    )


_NEARNESS: tuple[Reason, ...] = ("forbidden", "wrong_audience", "rejected", "missing")


def _nearest(refusals: list[Refused]) -> Refused:
    """Of several refusals the one that came furthest; where nothing was shown, all that would do."""
    best = min(refusals, key=lambda one: _NEARNESS.index(one.why))
    alike = [one for one in refusals if one.why == best.why]
    details = dict.fromkeys(one.detail for one in alike)
    return replace(best, detail="; ".join(details))


def _one(wanted: Shows, message: Message, verifier: Verifier) -> LetIn | Refused:
    if wanted.credential == ANYONE:
        return LetIn()
    credential = verifier.federation.credentials[wanted.credential]
    refusal = verifier.refusal(credential.kind)
    place = place_of(credential)
    shown = [one for one in message.credentials if one.place == place]
    if not shown:
        return _nothing_genuine(credential, place, message, refusal)
    objection, notes = _objection(credential, shown[0], verifier)
    if objection is not None:
        return objection
    if wanted.condition is not None and not verifier.holds(wanted.condition, shown[0]):
        asked = condition_text(wanted.condition)
        detail = f"`{credential.name}` is genuine, but this is not true of it: {asked}"
        return Refused("forbidden", refusal.forbidden, detail)
    return LetIn((credential.name,), (shown[0],), notes)


def _nothing_genuine(
    credential: Credential, place: str, message: Message, refusal: Refusal
) -> Refused:
    if standing_at(message, place) is None:
        detail = f"{_at(place)} holds nothing, wanted: {described(credential)}"
        return Refused("missing", refusal.missing, detail)
    detail = f"{_at(place)} holds something else, wanted: {described(credential)}"
    return Refused("rejected", refusal.rejected, detail)


def _objection(
    wanted: Credential, shown: Carried, verifier: Verifier
) -> tuple[Refused | None, tuple[str, ...]]:
    refusal = verifier.refusal(wanted.kind)

    def rejected(found: str) -> tuple[Refused, tuple[str, ...]]:
        detail = f"{_at(shown.place)} holds {found}, wanted: {described(wanted, verifier)}"
        return Refused("rejected", refusal.rejected, detail), ()

    if shown.state != "genuine":
        return rejected(f"{_a(shown.state)} `{shown.credential}`")
    carried = verifier.federation.credentials[shown.credential]
    algorithm = shown.algorithm or getattr(carried, "algorithm", None)
    if algorithm and verifier.algorithms and algorithm not in verifier.algorithms:
        return rejected(f"a token signed with {algorithm}, which it cannot verify")
    if verifier.needs_kid and not shown.names_key:
        return rejected("a token that names no key (`kid`), by which it looks keys up")
    mismatch, notes = _mismatch(wanted, carried, shown, verifier.federation)
    if mismatch == "audience":
        audience = _list(shown.audience) or "nobody"
        detail = f"the token is for {audience}, wanted: {described(wanted, verifier)}"
        return Refused("wrong_audience", refusal.wrong_audience, detail), ()
    if mismatch is not None:
        return rejected(_found(carried, shown, verifier.federation))
    return None, notes


Mismatch = Literal["audience", "other"]


def _mismatch(
    wanted: Credential, carried: Credential, shown: Carried, federation: Federation
) -> tuple[Mismatch | None, tuple[str, ...]]:
    """Whether one credential passes for the other, and on what that rests."""
    match wanted, carried:
        case (Jwt(), OauthClient()):
            return _fetched_token(wanted, carried, federation)
        case (Jwt(), Jwt() | GatewayJwt()):
            if shown.issuer is None or shown.issuer != said(federation, wanted.issuer):
                return "other", ()
            return _audience(_texts(wanted.audience, federation), shown.audience), ()
        case (GatewayJwt(), GatewayJwt()):
            if (carried.signer, shown.holder) != (wanted.signer, wanted.signer):
                return "other", ()
            return _audience(_texts(wanted.audience, federation), shown.audience), ()
        case _:
            return (None if _same(wanted, carried, federation) else "other"), ()


def _same(wanted: Credential, carried: Credential, federation: Federation) -> bool:
    match wanted, carried:
        case (ApiKey(), ApiKey()):
            one, other = said(federation, wanted.bucket), said(federation, carried.bucket)
            return one == other if one and other else wanted.name == carried.name
        case (SharedSecret(), SharedSecret()):
            return wanted.variable == carried.variable
        case (Mtls(), Mtls()):
            if said(federation, wanted.ca) != said(federation, carried.ca):
                return False
            return wanted.subject is None or wanted.subject == carried.subject
        case (Basic(), Basic()):
            return wanted.variable == carried.variable and (
                wanted.variable is not None or wanted.name == carried.name
            )
        case (OauthClient(), OauthClient()):
            return (wanted.token_url, wanted.id) == (carried.token_url, carried.id)
        case _:
            return False


def _fetched_token(
    wanted: Jwt, carried: OauthClient, federation: Federation
) -> tuple[Mismatch | None, tuple[str, ...]]:
    """The program does not say who issues what a token URL hands out: its host has to do."""
    issuer, source = said(federation, wanted.issuer), said(federation, carried.token_url)
    if not issuer or not source or _host(issuer) != _host(source):
        return "other", ()
    note = f"assumed: a token from `{source}` is issued by `{issuer}` and for the right audience"
    return None, (note,)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0] or url


def _audience(wanted: tuple[str, ...], shown: tuple[str, ...]) -> Mismatch | None:
    return None if not wanted or set(wanted) & set(shown) else "audience"


def _texts(texts: tuple[Text, ...], federation: Federation) -> tuple[str, ...]:
    return tuple(said(federation, text) or "" for text in texts)


# ---------------------------------------------------------------- how refusals are told


def _at(place: str) -> str:
    kind, _, name = place.partition(" ")
    match kind:
        case "header":
            return f"`{name}`"
        case "query":
            return f"the parameter `{name}`"
        case _:
            return "the connection"


def _a(word: str) -> str:
    return f"an {word}" if word[0] in "aeiou" else f"a {word}"


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def described(credential: Credential, verifier: Verifier | None = None) -> str:
    """A credential as a caller would know it, told apart by what makes it another one."""

    def known(text: Text | None) -> str | None:
        if verifier is None:
            return None if text is None else str(text)
        return said(verifier.federation, text)

    match credential:
        case Jwt():
            audience = ", ".join(f"`{known(one)}`" for one in credential.audience)
            of = f" for {audience}" if audience else ""
            return f"a token of `{known(credential.issuer)}`{of}"
        case ApiKey():
            bucket = known(credential.bucket)
            return f"a key of bucket `{bucket}`" if bucket else f"the key `{credential.name}`"
        case SharedSecret():
            return f"the secret `${credential.variable}`"
        case GatewayJwt():
            return f"a token signed by `{credential.signer}`"
        case Mtls():
            return f"the client certificate `{credential.name}`"
        case Basic():
            return f"user and password `{credential.name}`"
        case OauthClient():
            return f"a token of the client `{credential.name}`"


def _found(carried: Credential, shown: Carried, federation: Federation) -> str:
    if isinstance(carried, GatewayJwt) and shown.holder != carried.signer:
        return f"`{carried.name}`, which `{carried.signer}` did not sign"
    verifier = Verifier(federation, lambda _c, _s: True, lambda _kind: Refusal())
    return described(carried, verifier)
