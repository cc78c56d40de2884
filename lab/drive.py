"""Sends one request over real HTTP, its path as given, and hands back what came."""

import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPResponse

from ..dsl.frozen import frozen
from .exchange import Headers, Said
from .ports import HERE

PATIENCE = 40.0


@frozen
class Door:
    """Where a request enters: a port of this machine, and how to speak there."""

    port: int
    name: str  # whose certificate has to be there
    trusting: ssl.SSLContext | None = None


@frozen
class Outgoing:
    """A request as it is to go over the wire, credentials and all."""

    method: str
    target: str
    host: str
    headers: Headers
    body: bytes = b""


def send(door: Door, outgoing: Outgoing) -> Said | None:
    """The whole answer; None where there was none."""
    try:
        wire = socket.create_connection((HERE, door.port), timeout=PATIENCE)
    except OSError:
        return None
    with wire:
        try:
            if door.trusting is None:
                return _exchange(wire, door, outgoing)
            with door.trusting.wrap_socket(wire, server_hostname=door.name) as secured:
                return _exchange(secured, door, outgoing)
        except (OSError, HTTPException):
            return None


def _exchange(wire: socket.socket, door: Door, outgoing: Outgoing) -> Said:
    connection = HTTPConnection(HERE, door.port)
    connection.sock = wire
    connection.putrequest(
        outgoing.method, outgoing.target, skip_host=True, skip_accept_encoding=True
    )
    connection.putheader("host", outgoing.host)
    for name, value in outgoing.headers:
        connection.putheader(name, value)
    if outgoing.body:
        connection.putheader("content-length", str(len(outgoing.body)))
    connection.endheaders()
    if outgoing.body:
        _send_body(wire, outgoing.body)
    return _said(connection.getresponse())


def _send_body(wire: socket.socket, body: bytes) -> None:
    """A gateway may answer and hang up in the middle of a body that is too large for it."""
    try:
        wire.sendall(body)
    except (BrokenPipeError, ConnectionResetError):
        pass


def _said(response: HTTPResponse) -> Said:
    body = response.read()
    headers = tuple((name.lower(), value) for name, value in response.getheaders())
    return Said(response.status, headers, body)
