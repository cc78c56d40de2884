"""Where output goes: results to standard output, complaints to standard error."""

import os
import sys
from io import TextIOWrapper
from typing import IO, Any

from .show.ink import Ink, ink_for


def make_printable() -> None:
    """A character that the terminal's encoding lacks is escaped instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """One result, with a line end of its own."""
    say_as_is(f"{text}\n")


def say_as_is(text: str) -> None:
    """Text that brings its own line ends. A reader that went away is no mistake."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()


def say_json(report: dict[str, Any]) -> None:
    """ASCII only, so that the bytes do not depend on the reader's locale."""
    import json

    say(json.dumps(report, indent=2))


def complain(text: str) -> None:
    """Something for the person at the keyboard, not for the next program in the pipe."""
    from .show.cells import harmless

    try:
        sys.stderr.write("".join(f"{harmless(line)}\n" for line in text.split("\n")))
        sys.stderr.flush()
    except OSError:
        _write_nowhere(sys.stderr)


def complain_in_colour(text: str) -> None:
    """Text that is already harmless and may be painted."""
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:
        _write_nowhere(sys.stderr)


def flush() -> None:
    """What is still waiting goes out now, while a failure can be told from a bug."""
    sys.stdout.flush()


def discard_output() -> None:
    """From here on results go nowhere: there is nobody, or no room, for them."""
    _write_nowhere(sys.stdout)


def ink_of(stream: IO[str]) -> Ink:
    return ink_for(stream, os.environ)


def _write_nowhere(stream: IO[str]) -> None:
    """Otherwise the interpreter tries once more at its end, and complains."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
