"""The request that is traced, as it is asked for and as it looks between two hops."""

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from ...dsl.frozen import frozen

State = Literal["genuine", "forged", "expired"]


@frozen
class Carried:
    """A credential on a request.

    `place` is where it travels: `header x-api-key`, `query key`, `connection`. `holder` is the
    client that presents it or the gateway that attached it. What a token or a key says stands in
    `claims`, `scopes` and `metadata`; `names` is whom it identifies: a subject, a consumer, a user.
    `client` is the client that presents it, None where a gateway does. `names_key` is whether a token
    says which key it was signed with.
    """

    credential: str
    place: str
    holder: str
    state: State = "genuine"
    claims: Mapping[str, str] = field(default_factory=dict[str, str])
    scopes: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])
    issuer: str | None = None
    audience: tuple[str, ...] = ()
    names: str | None = None
    client: str | None = None
    algorithm: str | None = None  # that it is signed with, where that is known
    names_key: bool = True


@frozen
class Message:
    """A request on the wire. Header names are in lower case; secrets are `$PLACEHOLDERS`."""

    method: str
    host: str
    path: str  # as sent, percent-escapes and all, without the query
    query: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    credentials: tuple[Carried, ...] = ()
    body_bytes: int = 0
    scheme: str = "https"

    @property
    def target(self) -> str:
        """What stands in the request line."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.host}{self.target}"

    def header(self, name: str) -> str | None:
        """The value of a header, None where it is absent."""
        wanted = name.lower()
        for key, value in self.headers:
            if key == wanted:
                return value
        return None


@frozen
class Question:
    """What somebody asks to be traced. `client` is `anyone` for a caller who shows nothing.

    `path` may carry a query. `host` None is the first one that the gateway serves. `claims`,
    `scopes` and `metadata` are said of all that the client presents, on top of what the program
    says. `headers` of the caller's own that stand where a credential travels are forgeries.
    """

    method: str
    path: str
    client: str = "anyone"
    to: str | None = None  # a gateway or an entry
    host: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    claims: Mapping[str, str] = field(default_factory=dict[str, str])
    scopes: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])
    body_bytes: int = 0
    region: str | None = None  # of the caller; None: the client's first
    ip: str | None = None
    country: str | None = None
