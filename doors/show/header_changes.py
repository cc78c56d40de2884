"""What a gateway did to the headers and credentials of a request, one change a line."""

from collections.abc import Iterator
from typing import Literal

from ...compiler.target import HOP_HEADER
from ...compiler.trace import Carried, Message
from ...dsl.frozen import frozen

Sign = Literal["+", "~", "-", " "]


@frozen
class Change:
    """`+` came, `~` has another value now, `-` is gone, a blank went through as it was."""

    sign: Sign
    name: str
    value: str = ""
    credential: str | None = None


def changes(before: Message, after: Message, *, unchanged: bool) -> list[Change]:
    """In the order of the headers as they leave; what is gone comes last."""
    sent = [
        *_of_headers(before, after),
        *_of_other_places(before, after),
        *_gone(before, after),
    ]
    return [one for one in sent if unchanged or one.sign != " "]


def _of_headers(before: Message, after: Message) -> Iterator[Change]:
    said = _values(before)
    for name, value in _values(after).items():
        earlier = said.get(name)
        sign: Sign = "+" if earlier is None else " " if earlier == value else "~"
        yield Change(sign, name, value, _credential_at(after, f"header {name}"))


def _of_other_places(before: Message, after: Message) -> Iterator[Change]:
    """A key in the query, a certificate on the connection: no header shows them."""
    for one in _elsewhere(after):
        sign: Sign = " " if one.credential in {c.credential for c in before.credentials} else "+"
        yield Change(sign, one.place, credential=one.credential)


def _gone(before: Message, after: Message) -> Iterator[Change]:
    kept = _values(after)
    for name in _values(before):
        if name not in kept:
            yield Change("-", name, credential=_credential_at(before, f"header {name}"))
    places = {one.place for one in after.credentials}
    for one in _elsewhere(before):
        if one.place not in places:
            yield Change("-", one.place, credential=one.credential)


def _values(message: Message) -> dict[str, str]:
    """Each name once; several values of a name are joined, as HTTP allows."""
    values: dict[str, str] = {}
    for name, value in message.headers:
        values[name] = f"{values[name]}, {value}" if name in values else value
    return values


def _elsewhere(message: Message) -> Iterator[Carried]:
    return (one for one in message.credentials if not one.place.startswith("header "))


def _credential_at(message: Message, place: str) -> str | None:
    if place == f"header {HOP_HEADER}":
        return "hop guard"
    return next((said(one) for one in message.credentials if one.place == place), None)


def said(credential: Carried) -> str:
    """Its name, and whether it is any good."""
    if credential.state == "genuine":
        return credential.credential
    return f"{credential.credential}, {credential.state}"
