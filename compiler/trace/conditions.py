"""Whether a condition holds of one request."""

import re
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal, InvalidOperation

from ...dsl.frozen import frozen
from ..model import (
    AllOf,
    AnyOf,
    Comparable,
    Compares,
    Condition,
    IsOneOf,
    IsThere,
    Matches,
    Not,
    Subject,
)
from ..units import Duration, Size, duration, size
from .carrying import parameter
from .normalising import comparable
from .request import Carried, Message


@frozen
class View:
    """What a gateway can see of a request when it looks at it."""

    message: Message
    shown: tuple[Carried, ...] = ()  # genuine credentials whose claims count
    params: Mapping[str, str] = field(default_factory=dict[str, str])
    ip: str | None = None
    country: str | None = None

    @property
    def caller(self) -> str | None:
        return next((one.names for one in self.shown if one.names is not None), None)

    @property
    def client(self) -> str | None:
        return next((one.client for one in self.shown if one.client is not None), None)


def holds(condition: Condition, view: View) -> bool:
    """An absent value makes every comparison false."""
    match condition:
        case IsThere(subject=subject):
            return value_of(subject, view) is not None
        case Compares(subject=subject, how=how, value=wanted):
            found = value_of(subject, view)
            return found is not None and _compares(subject, found, how, wanted)
        case IsOneOf(subject=subject, values=wanted):
            found = value_of(subject, view)
            return found is not None and any(_compares(subject, found, "=", w) for w in wanted)
        case Matches(subject=subject, regex=regex):
            found = value_of(subject, view)
            # A host is the same however its letters are written.
            flags = re.IGNORECASE if subject.name == "host" else 0
            return found is not None and re.fullmatch(regex, found, flags) is not None
        case Not(inner=inner):
            return not holds(inner, view)
        case AllOf(parts=parts):
            return all(holds(part, view) for part in parts)
        case AnyOf(parts=parts):
            return any(holds(part, view) for part in parts)


def value_of(subject: Subject, view: View) -> str | None:
    """What the request says about the subject, None where it says nothing."""
    name = subject.argument or ""
    match subject.name:
        case "header":
            return view.message.header(name)
        case "query":
            return parameter(view.message.query, name)
        case "cookie":
            return _cookie(view.message.header("cookie"), name)
        case "param":
            taken = view.params.get(name)
            return None if taken is None else comparable(taken)
        case "claim":
            return next((c.claims[name] for c in view.shown if name in c.claims), None)
        case "key":
            return next((c.metadata[name] for c in view.shown if name in c.metadata), None)
        case "scope":
            return next((name for c in view.shown if name in c.scopes), None)
        case _:
            return _of_the_whole(subject.name, view)


def _of_the_whole(subject: str, view: View) -> str | None:
    match subject:
        case "host":
            return view.message.host.partition(":")[0].lower()
        case "method":
            return view.message.method
        case "ip":
            return view.ip
        case "country":
            return view.country
        case "client":
            return view.client
        case _:  # caller, user
            return view.caller


def _cookie(header: str | None, name: str) -> str | None:
    pairs = (part.strip().partition("=") for part in (header or "").split(";"))
    return next((value for key, _, value in pairs if key == name), None)


def _compares(subject: Subject, found: str, how: str, wanted: Comparable) -> bool:
    if subject.name == "ip":
        same = _within(found, str(wanted))
        return same if how == "=" else not same if how == "!=" else False
    if subject.name == "host":
        return _in_order(found, how, str(wanted).lower()) if how in ("=", "!=") else False
    here, there = _number(found, wanted), _amount(wanted)
    if here is None or there is None:
        return _in_order(found, how, str(wanted)) if how in ("=", "!=") else False
    return _in_order(here, how, there)


def _in_order(here: str | Decimal, how: str, there: str | Decimal) -> bool:
    assert type(here) is type(there)
    match how:
        case "=":
            return here == there
        case "!=":
            return here != there
        case "<":
            return here < there  # type: ignore[operator]
        case "<=":
            return here <= there  # type: ignore[operator]
        case ">":
            return here > there  # type: ignore[operator]
        case _:
            return here >= there  # type: ignore[operator]


def _amount(wanted: Comparable) -> Decimal | None:
    match wanted:
        case str():
            return None
        case int():
            return Decimal(wanted)
        case Duration(us=us):
            return Decimal(us)
        case Size(bytes=many):
            return Decimal(many)
        case _:
            return wanted.value


def _number(found: str, wanted: Comparable) -> Decimal | None:
    """The text read as the kind of number that it is compared with."""
    if isinstance(wanted, str):
        return None
    if isinstance(wanted, Duration | Size):
        made = duration(found) if isinstance(wanted, Duration) else size(found)
        return _amount(made) if isinstance(made, Duration | Size) else None
    try:
        number = Decimal(found)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _within(address: str, wanted: str) -> bool:
    from ipaddress import ip_address, ip_network

    try:
        return ip_address(address) in ip_network(wanted, strict=False)
    except ValueError:
        return address == wanted
