"""Colour, where the reader has a terminal that wants it."""

from collections.abc import Mapping
from typing import IO

CODES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "good": "1;32",
    "bar": "34",
    "second": "36",
    "strong": "1",
    "faint": "2",
}


class Ink:
    """Paints a piece of text, or leaves it as it is."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, style: str, text: str) -> str:
        if not self.colour or not text:
            return text
        return f"\x1b[{CODES[style]}m{text}\x1b[0m"


PLAIN = Ink(colour=False)


def ink_for(stream: IO[str], environ: Mapping[str, str]) -> Ink:
    """Colour only on a terminal, never against the wish in NO_COLOR or TERM=dumb."""
    wanted = not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    return Ink(colour=wanted and stream.isatty())
