"""Fills the open places of envoy.json from the environment and from the files beside it.

    python3 fill.py                  writes envoy.filled.json, which only you can read
    python3 fill.py -- envoy ...     the same, then starts `envoy ... -c envoy.filled.json`

DEPLOY.md lists the variables and files. Nothing is printed but what is missing.
"""

import base64
import json
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any, cast
from urllib.parse import SplitResult, urlsplit

Place = dict[str, Any]

HERE = Path(__file__).resolve().parent
PORTS = {"http": 80, "ws": 80, "grpc": 80, "https": 443, "wss": 443, "grpcs": 443}
SECURED = ("https", "wss", "grpcs")
SYSTEM_AUTHORITIES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
)


class MissingError(Exception):
    """What is not there, or is not as it should be."""


def value_of(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise MissingError(f"the variable {name} is not set")
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in value):
        raise MissingError(f"the variable {name} holds a line break or another control character")
    if not is_text(value):
        raise MissingError(f"the variable {name} is not UTF-8")
    return value


def is_text(value: str) -> bool:
    """Half a character is none; Envoy would complain about the file, and show what stands there."""
    return not any(0xD800 <= ord(letter) < 0xE000 for letter in value)


def text(place: Place) -> str:
    return "".join(part if isinstance(part, str) else value_of(part["env"]) for part in place["of"])


def names_in(place: Place) -> str:
    return ", ".join(part["env"] for part in place["of"] if not isinstance(part, str))


def url_of(place: Place) -> tuple[SplitResult, int]:
    said = text(place)
    wrong = MissingError(f"what {names_in(place)} gives is not the URL of an upstream")
    try:
        url = urlsplit(said if "://" in said else f"{place['scheme']}://{said}")
        port = url.port or PORTS.get(url.scheme)
    except ValueError:
        raise wrong from None
    # A scheme that nobody knows would be called without TLS.
    if port is None or not url.hostname:
        raise wrong
    if url.username or url.password or url.query or url.fragment:
        raise wrong
    return url, port


def host(place: Place) -> str:
    return str(url_of(place)[0].hostname)


def port(place: Place) -> int:
    return url_of(place)[1]


def authority(place: Place) -> str:
    url, number_of_port = url_of(place)
    name = str(url.hostname)
    return name if number_of_port == PORTS.get(url.scheme) else f"{name}:{number_of_port}"


def base(place: Place) -> str:
    return url_of(place)[0].path.rstrip("/").replace("\\", "\\\\") + place["then"]


def if_tls(place: Place) -> Any:
    return filled(place["then"]) if url_of(place)[0].scheme in SECURED else None


def file(place: Place) -> str:
    found = HERE / place["path"]
    if not found.is_file():
        raise MissingError(f"the file {place['path']} is missing")
    return str(found)


def authorities(place: Place) -> str:
    """Whom upstreams' certificates are checked against."""
    named = os.environ.get("UPSTREAM_CA")
    if named:
        if not Path(named).is_file():
            raise MissingError("the file that UPSTREAM_CA names is missing")
        return str(Path(named).resolve())
    for found in (HERE / place["file"], *map(Path, SYSTEM_AUTHORITIES)):
        if found.is_file():
            return str(found)
    raise MissingError(f"neither {place['file']} nor the system's list of authorities is there")


def optional(place: Place) -> str | int:
    said = os.environ.get(place["name"], "")
    if not said:
        return place["default"]
    if isinstance(place["default"], str):
        return said
    return number(place["name"], said)


def number(name: str, said: str) -> int:
    if not said.isascii() or not said.isdigit() or not 0 < int(said) < 65536:
        raise MissingError(f"the variable {name} is not a port")
    return int(said)


def table_in(place: Place) -> dict[str, Any]:
    path = place["file"]
    try:
        content = Path(file({"path": path})).read_text(encoding="utf-8")
        table: Any = json.loads(content, object_pairs_hook=partial(each_once, path))
    except ValueError:
        raise MissingError(f"the file {path} is not JSON") from None
    except OSError as problem:
        raise MissingError(f"the file {path} cannot be read: {problem.strerror}") from None
    if not isinstance(table, dict) or not all(cast("dict[str, Any]", table)):
        raise MissingError(f"the file {path} is not an object with a line for each key")
    return cast("dict[str, Any]", table)


def each_once(path: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of two clients with the same key the first would be taken for the second."""
    table = dict(pairs)
    if len(table) < len(pairs):
        raise MissingError(f"the file {path} has the same key twice")
    if not all(is_text(part) for pair in pairs for part in pair if isinstance(part, str)):
        raise MissingError(f"the file {path} holds half of a character")
    return table


def keys(place: Place) -> dict[str, Any]:
    """{"the key": "the client"}, or an object with `client` and `metadata`."""
    made: dict[str, Any] = {}
    for key, owner in table_in(place).items():
        said: Any = {"client": owner} if isinstance(owner, str) else owner
        client = cast("Place", said).get("client") if isinstance(said, dict) else None
        if not isinstance(client, str):
            raise MissingError(f"the file {place['file']} does not name the client of each key")
        made[key] = {"client": client, "metadata": cast("Place", said).get("metadata", {})}
    return made


def encoded(user: str, password: str) -> str:
    login = base64.b64encode(f"{user}:{password}".encode()).decode()
    return f"Basic {login}"


def users(place: Place) -> dict[str, Any]:
    """{"the user": "the password"}"""
    table = table_in(place)
    if not all(isinstance(password, str) and password for password in table.values()):
        raise MissingError(f"the file {place['file']} does not give each user a password")
    if any(":" in user for user in table):
        # It would be the login of another user, whose password begins with the rest.
        raise MissingError(f"the file {place['file']} has a user with a colon in the name")
    return {encoded(user, password): {"client": user} for user, password in table.items()}


def user_and_password(name: str) -> tuple[str, str]:
    user, colon, password = value_of(name).partition(":")
    if not (user and colon and password):
        raise MissingError(f"the variable {name} is not of the form user:password")
    return user, password


def user(place: Place) -> dict[str, Any]:
    name, password = user_and_password(place["env"])
    return {encoded(name, password): {"client": name}}


def login(place: Place) -> str:
    return encoded(*user_and_password(place["env"]))


def jwks(place: Place) -> dict[str, Any]:
    """Keys beside us win over those that the issuer publishes."""
    path = HERE / place["file"]
    if path.is_file():
        return {"local_jwks": {"filename": str(path)}}
    if "remote" not in place:
        raise MissingError(f"the file {place['file']} is missing")
    return {"remote_jwks": filled(place["remote"])}


def admin(_place: Place) -> dict[str, Any]:
    said = os.environ.get("ENVOY_ADMIN_PORT", "")
    if not said:
        return {}
    socket = {"address": "127.0.0.1", "port_value": number("ENVOY_ADMIN_PORT", said)}
    return {"admin": {"address": {"socket_address": socket}}}


PLACES: dict[str, Any] = {
    "text": text,
    "host": host,
    "port": port,
    "authority": authority,
    "base": base,
    "if_tls": if_tls,
    "file": file,
    "authorities": authorities,
    "optional": optional,
    "keys": keys,
    "users": users,
    "user": user,
    "login": login,
    "jwks": jwks,
    "admin": admin,
}
missing: list[str] = []


def filled(node: Any) -> Any:
    """The node without its open places; what cannot be filled is entered among the missing."""
    if isinstance(node, list):
        return [filled(part) for part in cast("list[Any]", node)]
    if not isinstance(node, dict):
        return node
    table = cast("dict[str, Any]", node)
    if "$fill" in table:
        try:
            return PLACES[table["$fill"]](table)
        except MissingError as problem:
            missing.append(str(problem))
            return None
    made: dict[str, Any] = {}
    for key, part in table.items():
        value = filled(part)
        if key == "$merge":
            made.update(value or {})
        elif value is not None:
            made[key] = value
    return made


def write(config: Any) -> None:
    """All or nothing, and readable by us alone: it holds secrets."""
    handle, name = tempfile.mkstemp(prefix=".envoy-", suffix=".json", dir=HERE)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(config, stream)
        os.replace(name, HERE / "envoy.filled.json")
    except BaseException:
        Path(name).unlink()
        raise


def main(arguments: list[str]) -> str | None:
    if arguments and (arguments[0] != "--" or len(arguments) == 1):
        return "usage: fill.py [-- envoy ...]"
    config = filled(json.loads((HERE / "envoy.json").read_text(encoding="utf-8")))
    if missing:
        return "\n".join(dict.fromkeys(missing)) + "\nDEPLOY.md lists what has to be there"
    write(config)
    if arguments:
        command = [*arguments[1:], "-c", str(HERE / "envoy.filled.json")]
        try:
            os.execvp(command[0], command)  # noqa: S606  no shell is wanted
        except OSError as problem:
            return f"{command[0]} cannot be started: {problem.strerror}"
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
