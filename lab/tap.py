"""Stands on the wire between two gateways, writes down what passes, and changes nothing."""

import asyncio
import ssl
from asyncio import StreamReader, StreamWriter

from .exchange import Said
from .listener import Listener, Tls, reset
from .network import Network
from .ports import HERE
from .record import Record
from .stub import heard_from
from .wire import HEAD_BYTES_MAX, PIECE, Head, answer_body, content_of, read_head, request_body

POLL = 0.01
READ_OFF_FOR = 1.0
A_MOMENT = 0.05


class Tap:
    """One gateway as one of its callers reaches it.

    `beyond` is the port that the gateway itself listens on, with `trusting` set where it speaks
    TLS there, under the name `known_as`.
    """

    def __init__(
        self,
        network: Network,
        record: Record,
        caller: str,
        gateway: str,
        beyond: int,
        tls: Tls | None = None,
        trusting: ssl.SSLContext | None = None,
        known_as: str = HERE,
    ) -> None:
        self._record, self._caller, self._gateway = record, caller, gateway
        self._beyond, self._trusting, self._known_as = beyond, trusting, known_as
        self.listener = Listener(network, self._serve, tls)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        while (head := await read_head(reader)) is not None:
            await asyncio.sleep(self.listener.behaviour.delay)
            if not await self._pass_on(reader, writer, head):
                return

    async def _pass_on(self, reader: StreamReader, writer: StreamWriter, head: Head) -> bool:
        """One request and its answer; False where the connection ends with it."""
        try:
            inner_reader, inner_writer = await asyncio.open_connection(
                HERE,
                self._beyond,
                ssl=self._trusting,
                server_hostname=self._known_as if self._trusting else None,
                limit=HEAD_BYTES_MAX,
            )
        except OSError:
            reset(writer)
            return False
        try:
            return await self._exchange(reader, writer, inner_reader, inner_writer, head)
        finally:
            inner_writer.close()

    async def _exchange(
        self,
        reader: StreamReader,
        writer: StreamWriter,
        inner_reader: StreamReader,
        inner_writer: StreamWriter,
        head: Head,
    ) -> bool:
        """The answer may come before the body is through, so both directions run at once."""
        heard = heard_from(head, 0)
        number = self._record.begin(self._caller, self._gateway, heard)
        sending = asyncio.create_task(_send(reader, inner_writer, head))
        watching = asyncio.create_task(_gone(reader, sending))
        answering = asyncio.create_task(_answer(inner_reader, writer, heard.method))
        await asyncio.wait({answering, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not sending.done():  # an answer may overtake the end of a body by a moment
            await asyncio.wait({sending}, timeout=A_MOMENT)
        whole_request = sending.done()
        if whole_request and not sending.exception():
            self._record.body(number, sending.result())
        for task in (sending, watching, answering):
            if not task.done():
                task.cancel()
        said = _result(answering)
        if said is None:
            reset(writer)
            return False
        self._record.end(number, said)
        if not whole_request:
            await _read_off(reader)
        return whole_request


def _result(answering: "asyncio.Task[Said | None]") -> Said | None:
    if not answering.done() or answering.cancelled() or answering.exception():
        return None
    return answering.result()


async def _send(reader: StreamReader, writer: StreamWriter, head: Head) -> int:
    """How many bytes of content there were."""
    writer.write(head.raw)
    pieces: list[bytes] = []
    async for piece in request_body(reader, head):
        writer.write(piece)
        pieces.append(piece)
        await writer.drain()
    return len(content_of(pieces, head))


async def _answer(reader: StreamReader, writer: StreamWriter, method: str) -> Said | None:
    head = await read_head(reader)
    while head is not None and 100 <= head.status < 200:
        writer.write(head.raw)
        head = await read_head(reader)
    if head is None:
        return None
    writer.write(head.raw)
    pieces: list[bytes] = []
    async for piece in answer_body(reader, head, method):
        writer.write(piece)
        pieces.append(piece)
    await writer.drain()
    return Said(head.status, head.headers, content_of(pieces, head))


async def _gone(reader: StreamReader, sending: "asyncio.Task[int]") -> None:
    """Ends when the caller gives up: the gateway beyond must then notice as well."""
    await asyncio.wait({sending})
    while not reader.at_eof():
        await asyncio.sleep(POLL)


async def _read_off(reader: StreamReader) -> None:
    """What is still under way; a connection closed over unread bytes would take the answer back."""
    try:
        async with asyncio.timeout(READ_OFF_FOR):
            while await reader.read(PIECE):
                pass
    except TimeoutError:
        pass
