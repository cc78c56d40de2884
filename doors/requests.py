"""A request as somebody types it, `GET /orders/42`, and the options that say more about it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from ..compiler.model import ANYONE, ApiKey, Federation, SharedSecret
from ..compiler.trace.request import Question
from ..compiler.units import Size, size
from .arguments import Arguments
from .near import or_what_there_is
from .usage import UsageError

TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
REQUEST = re.compile(r"(?:(?P<method>[A-Za-z]+)\s+)?(?P<target>\S+)")
PRINTABLE = "!#$%&'()*+,-./:;=?@[]_~|"
"""What a path or a query is sent as it is typed; anything else travels percent-encoded."""


def request_options(parser: Arguments) -> None:
    """Everything about a request that is not in its first line."""
    parser.option("--as", into="client", shown="CLIENT", about="who asks", default=ANYONE)
    parser.option("--to", into="to", shown="GATEWAY|ENTRY", about="which one is asked")
    parser.option("--host", into="host", shown="NAME", about="the host that is asked for")
    parser.repeated("--header", "headers", "'NAME: VALUE'", "a header that the caller sends")
    parser.repeated("--claim", "claims", "NAME=VALUE", "what the caller's tokens say")
    parser.repeated("--scope", "scopes", "SCOPE", "a scope of the caller's tokens")
    parser.repeated("--key", "metadata", "NAME=VALUE", "metadata of the caller's API keys")
    parser.option("--body", into="body", shown="SIZE", about="how long the body is, such as 20MB")
    parser.option("--region", into="region", shown="REGION", about="where the caller is")
    parser.option("--ip", into="ip", shown="ADDRESS", about="the caller's address")
    parser.option("--country", into="country", shown="CODE", about="the caller's country")


def question_of(
    command: str, federation: Federation, request: str, asked: Mapping[str, Any]
) -> Question:
    """What is asked, every name in it known to the program."""
    method, url = _first_line(command, request)
    headers = [_header(command, text) for text in asked["headers"]]
    hosts = [value for name, value in headers if name == "host"]
    client, to, region = asked["client"], asked["to"], asked["region"]
    if client != ANYONE:
        _known(command, "client", client, (*federation.clients, ANYONE))
    if to is not None:
        _known(command, "gateway or entry", to, (*federation.gateways, *federation.entries))
    if region is not None:
        _known(command, "region", region, federation.regions)
    return Question(
        method=method,
        path=_without_secrets(_target(url), federation),
        client=client,
        to=to,
        host=_one_host(command, [url.hostname, asked["host"], *hosts]),
        headers=tuple(
            (name, _placeholder(name) if name in _secret_headers(federation) else value)
            for name, value in headers
            if name != "host"
        ),
        claims=_pairs(command, "--claim", asked["claims"]),
        scopes=tuple(asked["scopes"]),
        metadata=_pairs(command, "--key", asked["metadata"]),
        body_bytes=_body(command, asked["body"]),
        region=region,
        ip=asked["ip"],
        country=asked["country"],
    )


# ---- its first line ------------------------------------------------------------------------------


def _first_line(command: str, request: str) -> tuple[str, SplitResult]:
    """The method, GET where none is named, and the path or the whole URL."""
    found = REQUEST.fullmatch(request.strip())
    if found is None:
        raise UsageError(
            command,
            f"`{request}` is no request; write `GET /path`, with %20 for a blank in the path",
        )
    target = found["target"]
    try:
        url = urlsplit(target)
        is_absolute = url.scheme in ("http", "https") and bool(url.hostname)
    except ValueError:
        raise UsageError(command, f"`{target}` is no URL") from None
    if not is_absolute and not target.startswith("/"):
        raise UsageError(
            command, f"`{target}` is no path; a path begins with /, a URL with https://"
        )
    if not is_absolute:
        url = SplitResult("", "", *_path_and_query(target), "")
    if url.fragment or "#" in target:
        raise UsageError(command, f"`{target}` has a fragment, which no client ever sends")
    return (found["method"] or "GET").upper(), url


def _path_and_query(target: str) -> tuple[str, str]:
    """Of a path alone: `//a` is a path here and no host."""
    path, _, query = target.partition("?")
    return path, query


def _target(url: SplitResult) -> str:
    """The path and query as they are sent."""
    path = quote(url.path or "/", safe=PRINTABLE.replace("?", "") + "%")
    return f"{path}?{quote(url.query, safe=PRINTABLE + '%')}" if url.query else path


def _one_host(command: str, said: Sequence[str | None]) -> str | None:
    hosts = list(dict.fromkeys(one.lower() for one in said if one))
    if len(hosts) > 1:
        raise UsageError(command, f"the request has two hosts, `{hosts[0]}` and `{hosts[1]}`")
    if hosts and not re.fullmatch(r"[a-z0-9._:\[\]-]+", hosts[0]):
        raise UsageError(command, f"`{hosts[0]}` is no name of a host")
    return hosts[0] if hosts else None


# ---- its options ---------------------------------------------------------------------------------


def _header(command: str, text: str) -> tuple[str, str]:
    name, colon, value = text.partition(":")
    value = value.strip(" \t")
    if not colon or not TOKEN.fullmatch(name):
        raise UsageError(command, f"`{text}` is no header; write it as 'name: value'")
    if not value.isprintable():
        raise UsageError(command, f"the header `{name}` holds a character that cannot be sent")
    return name.lower(), value


def _pairs(command: str, option: str, texts: Iterable[str]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise UsageError(command, f"{option} takes NAME=VALUE, and `{text}` is something else")
        pairs[name] = value
    return pairs


def _body(command: str, text: str | None) -> int:
    if text is None:
        return 0
    read = size(text)
    if isinstance(read, Size):
        return read.bytes
    raise UsageError(command, f"--body takes a size such as 20MB or 64KiB, and `{text}` is none")


def _known(command: str, kind: str, typed: str, names: Iterable[str]) -> None:
    known = list(dict.fromkeys(names))
    if typed in known:
        return
    raise UsageError(command, f"there is no {kind} `{typed}`{or_what_there_is(typed, known)}")


# ---- what must not be shown again ----------------------------------------------------------------


def _secret_headers(federation: Federation) -> frozenset[str]:
    """Whatever is typed there may be a secret, and a trace is made to be passed around."""
    named = (
        one.header.lower()
        for one in federation.credentials.values()
        if isinstance(one, ApiKey | SharedSecret) and one.header is not None
    )
    return frozenset(("authorization", "proxy-authorization", *named))


def _without_secrets(target: str, federation: Federation) -> str:
    """The same path; a key typed into the query gives way to a placeholder."""
    path, mark, query = target.partition("?")
    keys = {one.query for one in federation.credentials.values() if isinstance(one, ApiKey)}
    parts = (part.partition("=") for part in query.split("&"))
    shown = (
        f"{name}={_placeholder(name)}" if equals and name in keys else f"{name}{equals}{value}"
        for name, equals, value in parts
    )
    return f"{path}{mark}{'&'.join(shown)}"


def _placeholder(name: str) -> str:
    return "$TYPED_" + re.sub(r"[^A-Z0-9]", "_", name.upper())
