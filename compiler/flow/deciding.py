"""Whether a condition holds of a set of requests: of all, of none, or nobody can say."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from ...dsl.frozen import frozen
from ..model import (
    AllOf,
    AnyOf,
    Comparable,
    Compares,
    Condition,
    GatewayJwt,
    IsOneOf,
    IsThere,
    Jwt,
    Matches,
    MintedClaim,
    Not,
    OauthClient,
    Subject,
)
from ..units import Duration, Size, duration, size
from .ground import HOST, Ground
from .state import FREE, NOTHING, Shown, Told

Truth = bool | None


@frozen
class Seen:
    """What a gateway sees of a set of requests.

    `shown` are the credentials that count, one of each group; `sure` is that every request has one
    of each.
    """

    ground: Ground
    headers: Mapping[str, Told]
    at_door: bool
    client: str
    shown: tuple[frozenset[Shown], ...] = ()
    sure: bool = True


def decided(condition: Condition, seen: Seen) -> Truth:
    match condition:
        case Not(inner=inner):
            truth = decided(inner, seen)
            return None if truth is None else not truth
        case AllOf(parts=parts):
            truths = [decided(part, seen) for part in parts]
            return False if False in truths else None if None in truths else True
        case AnyOf(parts=parts):
            truths = [decided(part, seen) for part in parts]
            return True if True in truths else None if None in truths else False
        case _:
            told = told_of(condition.subject, seen)
            if told.free:
                return None
            truths = [_holds(condition, value) for value in told.values]
            return truths[0] if truths and len(set(truths)) == 1 else None


def told_of(subject: Subject, seen: Seen) -> Told:
    """What the subject can say; free where that is anything, or nothing."""
    name = subject.argument or ""
    match subject.name:
        case "header":
            return seen.headers.get(name.lower(), FREE)
        case "cookie":
            told = seen.headers.get("cookie", FREE)
            return told if told == NOTHING else FREE
        case "host":
            return seen.headers.get(HOST, FREE)
        case "ip" | "country":
            return FREE if seen.at_door else NOTHING
        case "claim" | "key" | "scope" | "client" | "caller" | "user":
            return _of_the_shown(subject.name, name, seen)
        case _:
            return FREE


def _of_the_shown(kind: str, name: str, seen: Seen) -> Told:
    """What the first credential that says anything says."""
    values: set[str | None] = set()
    for group in seen.shown:
        tolds = [_said(seen.ground, one, kind, name) for one in group]
        if any(told.free for told in tolds):
            return FREE
        found = {value for told in tolds for value in told.values}
        values |= found - {None}
        if seen.sure and None not in found:
            return Told(frozenset(values), free=False)
    return Told(frozenset(values | {None}), free=False)


def _said(ground: Ground, shown: Shown, kind: str, name: str) -> Told:
    credential = ground.credentials[shown.credential]
    if kind == "client":
        return Told(frozenset((shown.client,)), free=False)
    if kind in ("caller", "user"):
        return FREE
    token = isinstance(credential, Jwt | GatewayJwt | OauthClient)
    if shown.client is not None:
        known = _presented(ground, shown).get((kind, name))
        if known is not None:
            return Told(frozenset((known,)), free=False)
        return FREE if token == (kind != "key") else NOTHING
    if isinstance(credential, GatewayJwt) and kind == "claim":
        named = [values for said, values in shown.says if said == name]
        written = name == "sub" or any(claim.name == name for claim in credential.claims)
        return Told(named[0], free=False) if named else FREE if written else NOTHING
    if isinstance(credential, OauthClient) and kind == "scope":
        return Told(frozenset((name if name in credential.scopes else None,)), free=False)
    if isinstance(credential, OauthClient) and (kind, name) == ("claim", "sub"):
        return Told(frozenset((shown.holder,)), free=False)
    return NOTHING


def minted(
    claims: tuple[MintedClaim, ...], seen: Seen
) -> tuple[tuple[str, frozenset[str | None]], ...]:
    """What is known of the claims of a token that is signed for these requests."""
    said: dict[str, Told] = {}
    for claim in claims:
        if isinstance(claim.value, Subject):
            told = told_of(claim.value, seen)
            if None in told.values and claim.name in (*said, "sub"):
                told = FREE  # what was there before stays where there is no value
        else:
            text = claim.value if isinstance(claim.value, str) else f"${claim.value.variable}"
            told = Told(frozenset((text,)), free=False)
        said[claim.name] = told
    return tuple((name, told.values) for name, told in said.items() if not told.free)


def _presented(ground: Ground, shown: Shown) -> dict[tuple[str, str], str]:
    """What the program says of a client's credential, as far as it is plain."""
    client = ground.federation.clients[shown.client or ""]
    found: dict[tuple[str, str], str] = {}
    credential = ground.credentials[shown.credential]
    if isinstance(credential, OauthClient):
        found.update({("scope", scope): scope for scope in credential.scopes})
    for presents in client.presents:
        if presents.credential == shown.credential and presents.saying is not None:
            _note(presents.saying, found)
            break
    return found


def _note(saying: Condition, found: dict[tuple[str, str], str]) -> None:
    match saying:
        case AllOf(parts=parts):
            for part in parts:
                _note(part, found)
        case Compares(subject=Subject(name="claim" | "key" as kind, argument=str(name)), how="="):
            found[kind, name] = str(saying.value)
        case IsThere(subject=Subject(name="scope", argument=str(name))):
            found["scope", name] = name
        case _:
            pass


# ---------------------------------------------------------------- one value


def _holds(condition: IsThere | Compares | IsOneOf | Matches, value: str | None) -> bool:
    if value is None:
        return False
    host = condition.subject.name == "host"
    match condition:
        case IsThere():
            return True
        case Matches(regex=regex):
            return re.fullmatch(regex, value, re.IGNORECASE if host else 0) is not None
        case IsOneOf(values=wanted):
            return any(_compares(value, "=", one, host) for one in wanted)
        case Compares(how=how, value=wanted):
            return _compares(value, how, wanted, host)


def _compares(value: str, how: str, wanted: Comparable, host: bool) -> bool:
    if host:
        value = value.partition(":")[0].lower()
        wanted = str(wanted).lower()
    here, there = _number(value, wanted), _amount(wanted)
    if here is None or there is None:
        same = value == str(wanted)
        return same if how == "=" else not same if how == "!=" else False
    return {
        "=": here == there, "!=": here != there, "<": here < there,
        "<=": here <= there, ">": here > there, ">=": here >= there,
    }[how]  # fmt: skip


def _amount(wanted: Comparable) -> Decimal | None:
    if isinstance(wanted, str):
        return None
    if isinstance(wanted, int):
        return Decimal(wanted)
    if isinstance(wanted, Duration):
        return Decimal(wanted.us)
    return Decimal(wanted.bytes) if isinstance(wanted, Size) else wanted.value


def _number(value: str, wanted: Comparable) -> Decimal | None:
    if isinstance(wanted, str):
        return None
    if isinstance(wanted, Duration | Size):
        read = duration(value) if isinstance(wanted, Duration) else size(value)
        return _amount(read) if isinstance(read, Duration | Size) else None
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
