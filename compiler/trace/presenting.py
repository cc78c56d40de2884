"""The request as the client sends it, with all that it presents."""

from collections.abc import Mapping
from dataclasses import field, replace

from ...dsl.frozen import frozen
from ..model import (
    AllOf,
    AnyOf,
    ApiKey,
    Compares,
    Condition,
    Credential,
    Federation,
    GatewayJwt,
    IsOneOf,
    IsThere,
    Jwt,
    Mtls,
    OauthClient,
    Presents,
    SharedSecret,
)
from .carrying import place_of, put_on, standing_at, worded
from .conditions import View, holds
from .request import Carried, Message, Question, State
from .walk import said


@frozen
class Says:
    """What a token or a key says, so that a condition on it holds."""

    claims: Mapping[str, str] = field(default_factory=dict[str, str])
    scopes: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])


def asked(
    federation: Federation, question: Question, host: str, expired: tuple[str, ...]
) -> tuple[Message, tuple[str, ...]]:
    """The first message, and what has to be said about it."""
    path, _, query = question.path.partition("?")
    own = tuple((name.lower(), value) for name, value in question.headers)
    message = Message(
        question.method, host, path or "/", query, own, body_bytes=question.body_bytes
    )
    message, notes = _with_presented(federation, question, message, expired)
    return _with_forgeries(federation, question, message), notes


def _with_presented(
    federation: Federation, question: Question, message: Message, expired: tuple[str, ...]
) -> tuple[Message, tuple[str, ...]]:
    notes: list[str] = []
    client = federation.clients.get(question.client)
    for shown in client.presents if client else ():
        credential = federation.credentials[shown.credential]
        place = place_of(credential)
        if any(one.place == place for one in message.credentials):
            notes.append(f"`{shown.credential}` finds its place taken by another credential")
            continue
        if standing_at(message, place) is not None:
            continue  # the caller says what stands there
        state: State = "expired" if credential.name in expired else "genuine"
        carried, unsolved = _presented(federation, question, shown, credential, state)
        if unsolved:
            notes.append(f"what `{credential.name}` says was not made to satisfy its condition")
        message = put_on(message, carried, worded(credential, question.client))
    return message, tuple(notes)


def _presented(
    federation: Federation,
    question: Question,
    shown: Presents,
    credential: Credential,
    state: State,
) -> tuple[Carried, bool]:
    says, client = saying(shown.saying), question.client
    claims: Mapping[str, str] = {}
    scopes: tuple[str, ...] = ()
    metadata: Mapping[str, str] = {}
    if isinstance(credential, Jwt | GatewayJwt | OauthClient):
        claims = {"sub": client, **says.claims, **question.claims}
        scopes = (*says.scopes, *_own_scopes(credential), *question.scopes)
    elif isinstance(credential, ApiKey):
        metadata = {**says.metadata, **question.metadata}
    carried = Carried(
        credential=credential.name,
        place=place_of(credential),
        holder=client,
        state=state,
        claims=claims,
        scopes=tuple(dict.fromkeys(scopes)),
        metadata=metadata,
        issuer=issuer_of(federation, credential),
        audience=audience_of(federation, credential),
        names=named_by(federation, credential, claims.get("sub", client)),
        client=client,
    )
    if shown.saying is None:
        return carried, False
    view = View(Message("GET", "", "/"), (carried,))
    return carried, not holds(shown.saying, view)


def named_by(federation: Federation, credential: Credential, otherwise: str) -> str | None:
    """Whom a credential identifies: one secret for all names nobody, a certificate its subject."""
    match credential:
        case SharedSecret():
            return None
        case Mtls(subject=subject):
            return said(federation, subject) or otherwise
        case _:
            return otherwise


def _own_scopes(credential: Credential) -> tuple[str, ...]:
    return credential.scopes if isinstance(credential, OauthClient) else ()


def issuer_of(federation: Federation, credential: Credential) -> str | None:
    return said(federation, credential.issuer) if isinstance(credential, Jwt) else None


def audience_of(federation: Federation, credential: Credential) -> tuple[str, ...]:
    if not isinstance(credential, Jwt | GatewayJwt):
        return ()
    return tuple(said(federation, one) or "" for one in credential.audience)


def saying(condition: Condition | None) -> Says:
    """Claims, scopes and metadata of which the condition holds, as far as they are plain to see."""
    match condition:
        case AllOf(parts=parts):
            return _joined([saying(part) for part in parts])
        case AnyOf(parts=parts):
            return saying(parts[0])
        case IsThere(subject=subject):
            return _say(subject.name, subject.argument, "yes")
        case Compares(subject=subject, how="=" | "<=" | ">=", value=value):
            return _say(subject.name, subject.argument, str(value))
        case Compares(subject=subject, how="<" | ">" as how, value=int(value)):
            return _say(subject.name, subject.argument, str(value + (1 if how == ">" else -1)))
        case IsOneOf(subject=subject, values=values) if values:
            return _say(subject.name, subject.argument, str(values[0]))
        case _:
            return Says()


def _say(subject: str, name: str | None, value: str) -> Says:
    match subject:
        case "claim":
            return Says(claims={name or "": value})
        case "scope":
            return Says(scopes=(name or "",))
        case "key":
            return Says(metadata={name or "": value})
        case _:
            return Says()


def _joined(parts: list[Says]) -> Says:
    return Says(
        {name: value for part in parts for name, value in part.claims.items()},
        tuple(scope for part in parts for scope in part.scopes),
        {name: value for part in parts for name, value in part.metadata.items()},
    )


def _with_forgeries(federation: Federation, question: Question, message: Message) -> Message:
    """What callers write where a credential travels is forged, whatever it looks like."""
    for credential in federation.credentials.values():
        place = place_of(credential)
        genuine = any(one.place == place for one in message.credentials)
        if genuine or place == "connection" or standing_at(message, place) is None:
            continue
        forged = Carried(credential.name, place, question.client, "forged")
        message = replace(message, credentials=(*message.credentials, forged))
    return message
