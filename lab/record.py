"""The book of everything that went over the lab's wires, in the order in which it began."""

from dataclasses import replace
from threading import Lock

from .exchange import Exchange, Heard, Said


class Record:
    """Written to by stubs and taps on their own thread, read by whoever drives."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begun: list[tuple[str, str, Heard]] = []
        self._said: dict[int, Said] = {}

    def begin(self, caller: str, callee: str, heard: Heard) -> int:
        """A request has arrived; the number is for `end`."""
        with self._lock:
            self._begun.append((caller, callee, heard))
            return len(self._begun) - 1

    def body(self, number: int, size: int) -> None:
        """The body of that request is through."""
        with self._lock:
            caller, callee, heard = self._begun[number]
            self._begun[number] = caller, callee, replace(heard, body_bytes=size)

    def end(self, number: int, said: Said) -> None:
        """The whole answer has been handed back."""
        with self._lock:
            self._said[number] = said

    def mark(self) -> int:
        """How many requests there have been up to here."""
        with self._lock:
            return len(self._begun)

    def since(self, mark: int) -> tuple[Exchange, ...]:
        with self._lock:
            return tuple(
                Exchange(caller, callee, heard, self._said.get(number))
                for number, (caller, callee, heard) in enumerate(self._begun)
                if number >= mark
            )
