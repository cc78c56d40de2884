"""The lab's own ends of every wire: one event loop, in a thread of its own."""

import asyncio
from collections.abc import Callable, Coroutine
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

T = TypeVar("T")
ANSWER_WITHIN = 30


class Network:
    """Runs the stubs and taps beside whoever drives requests; leaving it ends them all."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._at_end: list[Callable[[], None]] = []
        self._thread = Thread(target=self._loop.run_forever, name="lab network", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for close in self._at_end:
            close()
        self.do(_cancel_all())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(ANSWER_WITHIN)
        self._loop.close()

    def at_end(self, close: Callable[[], None]) -> None:
        """To be called when the network is left."""
        self._at_end.append(close)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Carry something out on the loop, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(ANSWER_WITHIN)


async def _cancel_all() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
