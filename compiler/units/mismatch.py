"""Why a token is not the value that its place asks for; a value itself, never an exception."""

from ...dsl.frozen import frozen

SHOWN_CHARACTERS = 24


@frozen
class Mismatch:
    """What is wrong, and the texts that would be right, the likeliest first.

    The message states the problem and never the way out. Each suggestion stands for the whole
    token, and parses as what was asked for.
    """

    message: str
    suggestions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def quoted(text: str) -> str:
    """Program text as a message shows it: in backticks, on one line, and never a screenful."""
    short = text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"
    return "`" + " ".join(short.replace("`", "'").split()) + "`"


def listed(words: tuple[str, ...]) -> str:
    """`a`, `b` or `c`."""
    shown = [f"`{word}`" for word in words]
    return " or ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
