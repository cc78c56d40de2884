"""HTTP/1.1 read from a stream: the head as it came, the body piece by piece, nothing rewritten."""

from asyncio import IncompleteReadError, LimitOverrunError, StreamReader
from collections.abc import AsyncIterator

from ..dsl.frozen import frozen
from .exchange import Headers, value_of

HEAD_BYTES_MAX = 1 << 20
PIECE = 1 << 16
END = b"\r\n\r\n"


@frozen
class Head:
    """`raw` is what came over the wire; header names are in lower case, their order is kept."""

    raw: bytes
    first_line: str
    headers: Headers

    def words(self) -> tuple[str, str, str]:
        """The three parts of the first line."""
        one, _, rest = self.first_line.partition(" ")
        two, _, three = rest.partition(" ")
        return one, two, three

    @property
    def status(self) -> int:
        """Of an answer; 0 where the line is not one of HTTP."""
        word = self.words()[1]
        return int(word) if word.isdigit() else 0


async def read_head(reader: StreamReader) -> Head | None:
    """The next head, or None where the other side has gone or does not speak HTTP."""
    try:
        raw = await reader.readuntil(END)
    except (IncompleteReadError, LimitOverrunError, OSError):
        return None
    first, *lines = raw.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    return Head(raw, first, tuple(_header(line) for line in lines))


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(":")
    return name.strip().lower(), value.strip()


async def request_body(reader: StreamReader, head: Head) -> AsyncIterator[bytes]:
    """The raw pieces behind a request's head; none without a length."""
    async for piece in _sized_body(reader, head):
        yield piece


async def answer_body(reader: StreamReader, head: Head, method: str) -> AsyncIterator[bytes]:
    """The raw pieces behind an answer's head; without a length, all until the other side ends."""
    if method == "HEAD" or head.status in {204, 304} or head.status < 200:
        return
    if _is_chunked(head) or _length(head) is not None:
        async for piece in _sized_body(reader, head):
            yield piece
        return
    while piece := await reader.read(PIECE):
        yield piece


async def _sized_body(reader: StreamReader, head: Head) -> AsyncIterator[bytes]:
    if _is_chunked(head):
        async for piece in _chunks(reader):
            yield piece
        return
    left = _length(head) or 0
    while left:
        piece = await reader.read(min(left, PIECE))
        if not piece:
            raise IncompleteReadError(b"", left)
        left -= len(piece)
        yield piece


async def _chunks(reader: StreamReader) -> AsyncIterator[bytes]:
    while True:
        size_line = await reader.readuntil(b"\r\n")
        size = int(size_line.split(b";")[0], 16)
        yield size_line
        if not size:
            break
        yield await reader.readexactly(size + 2)
    line = b""
    while line != b"\r\n":  # trailers, and the blank line behind them
        line = await reader.readuntil(b"\r\n")
        yield line


def content_of(pieces: list[bytes], head: Head) -> bytes:
    """What the raw pieces of a body say, its framing taken off."""
    raw = b"".join(pieces)
    if not _is_chunked(head):
        return raw
    content = b""
    while raw:
        size_line, _, raw = raw.partition(b"\r\n")
        size = int(size_line.split(b";")[0], 16)
        if not size:
            break
        content, raw = content + raw[:size], raw[size + 2 :]
    return content


def _is_chunked(head: Head) -> bool:
    return "chunked" in (value_of(head.headers, "transfer-encoding") or "").lower()


def _length(head: Head) -> int | None:
    text = value_of(head.headers, "content-length")
    return int(text) if text is not None and text.isdigit() else None
