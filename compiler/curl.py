"""A request as a line for the shell; secrets are variables that the reader has to set."""

import re
import shlex
from dataclasses import replace

from .trace.outcome import Trace
from .trace.request import Message

PLACEHOLDER = re.compile(r"\$[A-Z][A-Z0-9_]*")
DOTS = re.compile(r"/(\.|%2[eE]){1,2}(/|$)")
SPECIAL = re.compile(r'["\\`$!]')


def first_message(trace: Trace) -> Message | None:
    """The request as the client sends it, where a gateway received it.

    A gateway whose host the program does not say goes by a variable.
    """
    if not trace.hops:
        return None
    message = trace.hops[0].received
    if has_a_host(trace):
        return message
    name = re.sub(r"[^A-Z0-9]", "_", trace.start.upper())
    return replace(message, host=f"${name}_HOST")


def has_a_host(trace: Trace) -> bool:
    """Whether the program, or the caller, says under which name the first gateway is reached."""
    return trace.question.host is not None or "." in trace.hops[0].received.host


def curl_parts(message: Message) -> list[str]:
    """`curl -i ..`, to be joined by blanks; whatever else stands in it means nothing to the shell."""
    parts = ["curl -I" if message.method == "HEAD" else "curl -i"]
    if DOTS.search(message.path):  # curl would resolve them before it sends anything
        parts.append("--path-as-is")
    if message.method not in ("GET", "HEAD") or (message.method == "GET" and message.body_bytes):
        parts.append(f"-X {message.method}")
    if any(one.place == "connection" for one in message.credentials):
        parts.append('--cert "$CLIENT_CERTIFICATE" --key "$CLIENT_KEY"')
    parts += (f"-H {_quoted(f'{name}: {value}')}" for name, value in message.headers)
    if message.body_bytes:
        parts.insert(0, f"head -c {message.body_bytes} /dev/zero |")
        parts.append("--data-binary @-")
    parts.append(_quoted(message.url))
    return parts


def _quoted(text: str) -> str:
    """Quoted so that placeholders are filled in, and nothing else is."""
    if not PLACEHOLDER.search(text):
        return shlex.quote(text)
    if not SPECIAL.search(PLACEHOLDER.sub("", text)):
        return f'"{text}"'
    pieces: list[str] = []
    end = 0
    for found in PLACEHOLDER.finditer(text):
        pieces += (_plain(text[end : found.start()]), f'"{found[0]}"')
        end = found.end()
    return "".join((*pieces, _plain(text[end:])))


def _plain(text: str) -> str:
    return shlex.quote(text) if text else ""
