"""What really went over a wire: a request as it was received, and what came back."""

from ..dsl.frozen import frozen

CLIENT = "client"
"""The caller on links that start outside the federation."""

Headers = tuple[tuple[str, str], ...]


@frozen
class Heard:
    """A request as its receiver saw it; `target` is the request line's, byte for byte."""

    method: str
    target: str
    headers: Headers
    body_bytes: int = 0

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        return self.target.partition("?")[2]

    def header(self, name: str) -> str | None:
        return value_of(self.headers, name)


@frozen
class Said:
    """An answer, whole."""

    status: int
    headers: Headers
    body: bytes = b""

    def header(self, name: str) -> str | None:
        return value_of(self.headers, name)


@frozen
class Exchange:
    """One request from `caller` to `callee`; `said` is None where no whole answer came back."""

    caller: str
    callee: str
    heard: Heard
    said: Said | None


def value_of(headers: Headers, name: str) -> str | None:
    """All values of a header in one text, as a list header means it."""
    values = [value for key, value in headers if key == name]
    return ", ".join(values) if values else None
