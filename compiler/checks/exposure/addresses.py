"""What the addresses of a program tell: scheme, host, and whether strangers can listen there."""

from typing import TYPE_CHECKING

from ....dsl.source import Span
from ..ways import Way

if TYPE_CHECKING:
    from ...model import Federation, Text

PRIVATE_ENDS = (".internal", ".local", ".svc", ".localhost")
IN_A_CLUSTER = ".svc."


def url_text(federation: "Federation", url: "Text | None") -> str | None:
    """An address as this environment has it; None where only the environment knows."""
    if url is None or isinstance(url, str):
        return url
    variable = federation.variables.get(url.variable)
    return variable.value if variable is not None else None


def scheme_in(url: str) -> str:
    return url.partition("://")[0].lower()


def host_in(url: str) -> str:
    """The host without its port."""
    authority = url.partition("://")[2].partition("/")[0].rpartition("@")[2]
    if authority.startswith("["):
        return authority[1:].partition("]")[0].lower()
    return authority.partition(":")[0].lower()


def is_private(host: str) -> bool:
    """Loopback, an address of a private network, a single label, a name that no one outside has."""
    if "." not in host and ":" not in host:
        return True
    if host.endswith(PRIVATE_ENDS) or IN_A_CLUSTER in host:
        return True
    from ipaddress import ip_address

    try:
        address = ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_private


def over_of(way: Way) -> Span | None:
    """The words `over http` of an upstream with the blank before them, where they are written."""
    import re

    at = way.upstream.at
    if at is None:
        return None
    said = re.compile(r"(?:\s+at\s+(?:[A-Z]+\s+)?/\S*)?(\s+over\s+\w+)").match(
        at.source.text, at.end
    )
    return Span(at.source, said.start(1), said.end(1)) if said else None


def behind_upstream(way: Way) -> Span | None:
    """Where `over ..` would be written; None where it is written already."""
    import re

    at = way.upstream.at
    if at is None or over_of(way) is not None:
        return None
    text = at.source.text
    path = re.compile(r"\s+at\s+(?:[A-Z]+\s+)?/[^\s,;]*").match(text, at.end)
    end = path.end() if path else at.end
    return Span(at.source, end, end)
