"""A port of this machine that can be told to refuse, to reset and to swallow connections."""

import asyncio
import ssl
import struct
from asyncio import StreamReader, StreamWriter
from collections.abc import Awaitable, Callable
from socket import AF_INET, SO_LINGER, SOCK_STREAM, SOL_SOCKET, socket

from ..dsl.frozen import frozen
from .behaviour import AS_IT_SHOULD, Behaviour
from .network import Network
from .ports import HERE, reserved
from .wire import HEAD_BYTES_MAX, read_head

Serve = Callable[[StreamReader, StreamWriter], Awaitable[None]]
AT_ONCE = struct.pack("ii", 1, 0)  # close with a reset
FILL = 4  # connections that fill a queue of none


@frozen
class Tls:
    """What a server shows, and what it shows when it is to be distrusted."""

    right: ssl.SSLContext
    wrong: ssl.SSLContext


class Listener:
    """Listens from the start; `behave` changes what happens to whoever connects."""

    def __init__(self, network: Network, serve: Serve, tls: Tls | None = None) -> None:
        self._network, self._serve, self._tls = network, serve, tls
        self._holder = reserved()
        self.port = int(self._holder.getsockname()[1])
        self._server: asyncio.Server | None = None
        self._open: set[StreamWriter] = set()
        self._filling: list[socket] = []
        self.behaviour = AS_IT_SHOULD
        self.behave(AS_IT_SHOULD)
        network.at_end(self.close)

    @property
    def is_tls(self) -> bool:
        return self._tls is not None

    def behave(self, behaviour: Behaviour) -> None:
        """From the next connection on; those that are open are ended."""
        self._network.do(self._behave(behaviour))

    def close(self) -> None:
        self._network.do(self._stop())
        self._holder.close()

    async def _behave(self, behaviour: Behaviour) -> None:
        await self._stop()
        self.behaviour = behaviour
        self._holder.close()
        self._holder = reserved(self.port)
        if behaviour.manner == "refuses":
            return
        if behaviour.manner == "swallows":
            self._swallow()
            return
        context = self._tls and (
            self._tls.wrong if behaviour.manner == "shows a wrong certificate" else self._tls.right
        )
        self._server = await asyncio.start_server(
            self._connected, sock=self._holder.dup(), ssl=context, limit=HEAD_BYTES_MAX
        )

    def _swallow(self) -> None:
        """A queue of none, and it is full: the kernel drops whoever knocks."""
        self._holder.listen(0)
        for _ in range(FILL):
            knock = socket(AF_INET, SOCK_STREAM)
            knock.setblocking(False)
            knock.connect_ex((HERE, self.port))
            self._filling.append(knock)

    async def _stop(self) -> None:
        for knock in self._filling:
            knock.close()
        self._filling.clear()
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in list(self._open):
            reset(writer)
        await asyncio.sleep(0)

    async def _connected(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._open.add(writer)
        try:
            if self.behaviour.manner == "resets":
                await read_head(reader)
                reset(writer)
            else:
                await self._serve(reader, writer)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            reset(writer)  # the other side went away, or speaks no HTTP
        except asyncio.CancelledError:
            pass  # the lab is at its end
        finally:
            self._open.discard(writer)
            writer.close()


def reset(writer: StreamWriter) -> None:
    """End a connection the hard way, so that the other side notices at once."""
    wire = writer.get_extra_info("socket")
    if wire is not None and wire.fileno() >= 0:
        wire.setsockopt(SOL_SOCKET, SO_LINGER, AT_ONCE)
    writer.transport.abort()
