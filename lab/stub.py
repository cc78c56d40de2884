"""Plays a service: answers with what it heard, or in the way it was told to fail."""

import asyncio
import json
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable
from http import HTTPStatus

from .exchange import Heard, Said
from .listener import Listener, Tls
from .network import Network
from .record import Record
from .wire import Head, content_of, read_head, request_body

SERVICE_HEADER = "x-lab-service"
BAD = 400


class Stub:
    """One service as one of its callers reaches it.

    `refuses` says whether a request lacks what the service asks for; `media` is what it returns.
    """

    def __init__(
        self,
        network: Network,
        record: Record,
        caller: str,
        service: str,
        tls: Tls | None = None,
        media: str | None = None,
        refuses: Callable[[Heard], bool] | None = None,
    ) -> None:
        self._record, self._caller, self._service = record, caller, service
        self._media, self._refuses = media or "application/json", refuses
        self.listener = Listener(network, self._serve, tls)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        while (head := await read_head(reader)) is not None:
            await self._answer(reader, writer, head)

    async def _answer(self, reader: StreamReader, writer: StreamWriter, head: Head) -> None:
        pieces = [piece async for piece in request_body(reader, head)]
        heard = heard_from(head, len(content_of(pieces, head)))
        number = self._record.begin(self._caller, self._service, heard)
        behaviour = self.listener.behaviour
        await asyncio.sleep(behaviour.delay)
        status = behaviour.status
        if status < BAD and self._refuses is not None and self._refuses(heard):
            status = HTTPStatus.UNAUTHORIZED
        said = answer_of(self._service, heard, status, self._media)
        writer.write(written(said, heard.method))
        await writer.drain()
        self._record.end(number, said)


def heard_from(head: Head, body_bytes: int) -> Heard:
    method, target, _ = head.words()
    return Heard(method, target, head.headers, body_bytes)


def answer_of(service: str, heard: Heard, status: int, media: str) -> Said:
    """What the service says: an echo of the request as it arrived."""
    echo = {
        "service": service,
        "method": heard.method,
        "path": heard.path,
        "query": heard.query,
        "headers": heard.headers,
        "body_bytes": heard.body_bytes,
    }
    headers = (("content-type", media), (SERVICE_HEADER, service))
    return Said(status, headers, json.dumps(echo).encode())


def written(said: Said, method: str) -> bytes:
    """The answer as it goes over the wire."""
    reason = HTTPStatus(said.status).phrase if said.status in set(HTTPStatus) else "Told So"
    lines = [f"HTTP/1.1 {said.status} {reason}"]
    lines += [f"{name}: {value}" for name, value in said.headers]
    has_body = said.status not in {204, 304}
    lines += [f"content-length: {len(said.body)}"] if has_body else []
    body = said.body if has_body and method != "HEAD" else b""
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
