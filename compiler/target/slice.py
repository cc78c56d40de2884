"""One gateway, with all that its renderer may know and nothing of the others' inside."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen
from ..model import Client, Credential, Entry, Gateway, Protocol, Text, Variable

HOP_HEADER = "x-gatewright-hops"
"""The hop guard's counter: absent is 0, each guarded gateway adds one, none takes it off."""


@frozen
class Destination:
    """Where one upstream stands.

    A text address may hold `${NAME}` where a variable gives a part of it. `tls` is whether the
    connection is encrypted; `host` is what the Host header says.
    """

    name: str
    kind: Literal["gateway", "service", "url"]
    over: Protocol
    url: Text | None  # scheme, host, port and base path; None for a cloud function
    host: Text | None = None
    lambda_arn: Text | None = None
    vendor_name: Text | None = None  # of a gateway, for links inside an instance
    target: str | None = None  # of a gateway

    @property
    def tls(self) -> bool:
        return isinstance(self.url, str) and self.url.startswith("https:")


@frozen
class GatewaySlice:
    """Everything by its name; only what this gateway's routes mention."""

    federation: str
    environment: str | None
    gateway: Gateway
    serves_tls: bool  # somebody calls it by https
    serves_plain: bool = False  # somebody calls it `over http`
    destinations: Mapping[tuple[str, Protocol], Destination] = field(
        default_factory=dict[tuple[str, Protocol], Destination]
    )
    credentials: Mapping[str, Credential] = field(default_factory=dict[str, Credential])
    clients: Mapping[str, Client] = field(default_factory=dict[str, Client])
    variables: Mapping[str, Variable] = field(default_factory=dict[str, Variable])
    called_by: tuple[str, ...] = ()  # gateways and clients that lead here
    entries: tuple[Entry, ...] = ()  # public names over several gateways, this one among them
