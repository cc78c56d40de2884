"""Headers on the way out and on the way back."""

from collections.abc import Iterable
from dataclasses import replace

from ..facts import AddedHeader
from ..model import (
    FromEnv,
    HeaderChange,
    Location,
    Policy,
    SharedSecret,
    Subject,
    Traced,
    in_force,
)
from ..target import HOP_HEADER
from .conditions import View, value_of
from .request import Carried, Message
from .walk import Walk

Pairs = tuple[tuple[str, str], ...]

HOP_BY_HOP = (
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
    "te", "trailer", "transfer-encoding", "upgrade",
)  # fmt: skip
_ORDER = ("remove", "rename", "set", "add")


def without(message: Message, names: Iterable[str]) -> Message:
    """The request without these headers, and without the credentials that travelled in them.

    `x-envoy-*` is every header that begins so.
    """
    gone = {name.lower() for name in names}
    begun = tuple(name.removesuffix("*") for name in gone if name.endswith("*"))

    def stays(name: str) -> bool:
        return name not in gone and not name.startswith(begun)

    # A ring may have added thousands of headers of a few names by now.
    names_there = {name for name, _ in message.headers}
    leaving = {name for name in names_there if not stays(name)}
    headers = message.headers
    if leaving:
        headers = tuple(pair for pair in headers if pair[0] not in leaving)
    kept = tuple(
        one
        for one in message.credentials
        if not one.place.startswith("header ") or stays(one.place.removeprefix("header "))
    )
    return replace(message, headers=headers, credentials=kept)


def end_to_end(message: Message) -> Message:
    named = (message.header("connection") or "").lower().split(",")
    return without(message, (*HOP_BY_HOP, *(name.strip() for name in named if name.strip())))


def changed(walk: Walk, gateway: str, message: Message, policy: Policy, view: View) -> Message:
    """As the program's `headers` blocks say; values are those of the request as it came."""
    for change in _in_order(policy.request_headers):
        name = change.header.lower()
        before = message.header(name)
        if change.verb == "rename" and before is not None:
            new = (change.renamed_to or "").lower()
            moved = _moved(message, f"header {name}", f"header {new}")
            message = _with(without(message, (name, new)), new, before)
            message = replace(message, credentials=(*message.credentials, *moved))
        elif change.verb == "remove":
            message = without(message, (name,))
        elif change.verb in ("set", "add"):
            if change.verb == "set":  # also where there is no value: nobody forges it then
                message = without(message, (name,))
            value = _value(walk, change, view)
            if value is not None:
                spelt = _spelt(walk, gateway, name, change)
                message = _with(message, name, value)
                message = replace(message, credentials=(*message.credentials, *spelt))
    return message


def _moved(message: Message, old: str, new: str) -> tuple[Carried, ...]:
    """A credential in a header that gets another name is there under that name."""
    return tuple(replace(one, place=new) for one in message.credentials if one.place == old)


def _spelt(walk: Walk, gateway: str, name: str, change: HeaderChange) -> tuple[Carried, ...]:
    """A header that is set to the variable of a secret carries that secret, however it is put."""
    if change.verb != "set" or not isinstance(change.value, FromEnv):
        return ()
    variable = change.value.variable
    return tuple(
        Carried(one.name, f"header {name}", gateway)
        for one in walk.federation.credentials.values()
        if isinstance(one, SharedSecret) and (one.variable, one.header.lower()) == (variable, name)
    )[:1]


def answered(walk: Walk, headers: Pairs, policy: Policy, view: View) -> Pairs:
    """The headers of an answer, as the program changes them on the way back."""
    changed_pairs = list(headers)
    for change in _in_order(policy.response_headers):
        name = change.header.lower()
        value = _value(walk, change, view)
        if change.verb == "rename":
            new = (change.renamed_to or "").lower()
            changed_pairs = [(new if n == name else n, v) for n, v in changed_pairs]
        if change.verb in ("remove", "set"):
            changed_pairs = [pair for pair in changed_pairs if pair[0] != name]
        if change.verb in ("set", "add") and value is not None:
            changed_pairs.append((name, value))
    return _located(tuple(changed_pairs), in_force(policy.location))


def _located(headers: Pairs, location: Location | None) -> Pairs:
    """A Location that leaves the public prefix is written back."""
    if location is None:
        return headers

    def back(value: str) -> str:
        head, mark, rest = value.partition("://")
        authority, slash, path = rest.partition("/") if mark else ("", "/", head.lstrip("/"))
        whole = slash + path
        prefix = location.prefix.rstrip("/")
        if whole != prefix and not whole.startswith(f"{prefix}/"):
            return value
        there = location.public_prefix.rstrip("/") + whole[len(prefix) :]
        return f"{head}://{authority}{there}" if mark else there

    return tuple((name, back(v) if name == "location" else v) for name, v in headers)


def _in_order(changes: tuple[Traced[HeaderChange], ...]) -> list[HeaderChange]:
    return sorted((one.value for one in changes), key=lambda change: _ORDER.index(change.verb))


def _value(walk: Walk, change: HeaderChange, view: View) -> str | None:
    if isinstance(change.value, Subject):
        return value_of(change.value, view)
    return walk.said(change.value)


def _with(message: Message, name: str, value: str) -> Message:
    return replace(message, headers=(*message.headers, (name, value)))


def added(message: Message, headers: tuple[AddedHeader, ...], made_of: dict[str, str]) -> Message:
    """What the product adds by itself."""
    for one in headers:
        name, value = one.name.lower(), one.value
        for word, meaning in made_of.items():
            value = value.replace("{" + word + "}", meaning)
        before = message.header(name)
        if one.appended and before is not None:
            value = f"{before}, {value}"
        message = _with(without(message, (name,)), name, value)
    return message


def counted(message: Message, passes: int) -> Message:
    """With the hop guard's counter one higher."""
    return _with(without(message, (HOP_HEADER,)), HOP_HEADER, str(passes + 1))


def bytes_of(message: Message) -> int:
    """Names and values of all headers together."""
    headers = message.headers
    return len("".join([name + value for name, value in headers]).encode())
