"""Values for the variables, secrets and keys of a federation, made anew for each lab.

They leave a lab only as `$PLACEHOLDERS`.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from secrets import token_urlsafe

from ..compiler.model import ApiKey, Basic, Federation
from ..compiler.target.members import members_of
from ..compiler.trace.carrying import placeholder
from ..compiler.trace.presenting import saying
from ..dsl.frozen import frozen

PLACEHOLDER = re.compile(r"\$(\w+)")
LOGIN = re.compile(r"Basic \$(\w+)")
KEY_BYTES = 18


@frozen
class Keys:
    """`values` by the names of variables and placeholders; some of them are `secret`.

    `accepted` says of each credential which keys, or which users, pass for it, and whose they are
    or with which password.
    """

    values: Mapping[str, str]
    secret: frozenset[str]
    accepted: Mapping[str, Mapping[str, str]]
    metadata: Mapping[str, Mapping[str, str]]  # of every key, by the key

    def filled(self, text: str) -> str:
        """A text with its placeholders replaced by what they stand for here."""
        text = LOGIN.sub(lambda found: self._login(found[1]) or found[0], text)
        return PLACEHOLDER.sub(lambda found: self.values.get(found[1], found[0]), text)

    def hidden(self, text: str) -> str:
        """The same way back: no secret is left in the text."""
        for name, value in self.values.items():
            if name in self.secret and value:
                text = text.replace(_basic(value), f"Basic ${name}").replace(value, f"${name}")
        return text

    def knowing(self, further: Mapping[str, str]) -> "Keys":
        """With secrets that hold for one request only."""
        secret = self.secret | frozenset(further)
        return Keys({**self.values, **further}, secret, self.accepted, self.metadata)

    def write(self, credentials: Iterable[str], folder: Path) -> None:
        """One file for each credential of which there are several keys or users."""
        for name in credentials:
            if name in self.accepted:
                folder.mkdir(mode=0o700, exist_ok=True)
                table = {key: self._owner(key, said) for key, said in self.accepted[name].items()}
                text = json.dumps(table, indent=2) + "\n"
                (folder / f"{name}.json").write_text(text, encoding="utf-8")

    def _owner(self, key: str, said: str) -> str | dict[str, object]:
        metadata = self.metadata.get(key)
        return {"client": said, "metadata": dict(metadata)} if metadata else said

    def login(self, user: str, password: str) -> str:
        """As it reads in a header."""
        return _basic(f"{user}:{password}")

    def _login(self, name: str) -> str | None:
        return _basic(self.values[name]) if name in self.values else None


def _basic(login: str) -> str:
    return f"Basic {b64encode(login.encode()).decode()}"


def keys_for(federation: Federation) -> Keys:
    """One text for each secret, and one key or login for each holder of its own."""
    values: dict[str, str] = {}
    secret: set[str] = set()
    logins = {c.variable for c in federation.credentials.values() if isinstance(c, Basic)}
    for variable in federation.variables.values():
        made = token_urlsafe(KEY_BYTES)
        made = f"login:{made}" if variable.name in logins else made
        values[variable.name] = variable.value or made
        if variable.secret or variable.value is None:
            secret.add(variable.name)
    owned: dict[tuple[str, str], str] = {}
    for holder, name in dict.fromkeys(_holdings(federation)):
        owned[holder, name] = token_urlsafe(KEY_BYTES)
        is_login = isinstance(federation.credentials[name], Basic)
        shown = shown_as(federation, holder, name)
        values[shown] = f"{holder}:{owned[holder, name]}" if is_login else owned[holder, name]
        secret.add(shown)
    accepted = _accepted(federation, owned)
    return Keys(values, frozenset(secret), accepted, _metadata(federation, owned))


def _metadata(
    federation: Federation, owned: Mapping[tuple[str, str], str]
) -> dict[str, Mapping[str, str]]:
    """What a client's `presents .. with` says of its key."""
    found: dict[str, Mapping[str, str]] = {}
    for client in federation.clients.values():
        for shown in client.presents:
            key = owned.get((client.name, shown.credential))
            if key is not None and (metadata := saying(shown.saying).metadata):
                found[key] = metadata
    return found


def shown_as(federation: Federation, holder: str, credential: str) -> str:
    """The placeholder, without its dollar, of what a holder shows."""
    return placeholder(federation.credentials[credential], holder).removeprefix("$")


def _holdings(federation: Federation) -> Iterator[tuple[str, str]]:
    """Who holds a key or a login of its own: clients, and gateways that attach one."""
    for client in federation.clients.values():
        for shown in client.presents:
            if _is_owned(federation, shown.credential):
                yield client.name, shown.credential
    for gateway in federation.gateways.values():
        for name in attached_by(federation, gateway.name):
            if _is_owned(federation, name):
                yield gateway.name, name


def attached_by(federation: Federation, gateway: str) -> list[str]:
    """The credentials that a gateway puts on what it sends."""
    found: list[str] = []
    for route in federation.gateways[gateway].routes:
        for travel in (route.travel, *(member.travel for member in members_of(route.action))):
            found += [*travel.attach, *(swap.new for swap in travel.exchange)]
    return list(dict.fromkeys(found))


def _is_owned(federation: Federation, name: str) -> bool:
    credential = federation.credentials[name]
    return isinstance(credential, ApiKey) or (
        isinstance(credential, Basic) and credential.variable is None
    )


def _accepted(
    federation: Federation, owned: Mapping[tuple[str, str], str]
) -> dict[str, dict[str, str]]:
    """Keys that pass for a credential are those of its bucket; users are those of its own name."""
    accepted: dict[str, dict[str, str]] = {}
    for name, credential in federation.credentials.items():
        if isinstance(credential, ApiKey):
            accepted[name] = {
                key: holder
                for (holder, other), key in owned.items()
                if _same_keys(federation, credential, other)
            }
        elif _is_owned(federation, name):
            accepted[name] = {
                holder: password for (holder, other), password in owned.items() if other == name
            }
    return accepted


def _same_keys(federation: Federation, one: ApiKey, name: str) -> bool:
    other = federation.credentials[name]
    if one.bucket is not None and isinstance(other, ApiKey) and other.bucket is not None:
        return one.bucket == other.bucket
    return one.name == name
