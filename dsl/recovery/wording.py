"""How messages quote the program and name what may stand somewhere, in a reader's words."""

from collections.abc import Iterable
from unicodedata import name

from .lexemes import Lexeme

LONGEST = 40
_KINDS = {
    "WORD": "a name",
    "STRING": 'a text in `".."`',
    "RAW_STRING": "a pattern in `'..'`",
    "BLOCK_STRING": 'a text in `"""`',
    "NUMBER": "a number",
    "MONEY": "an amount such as `5 USD`",
    "DATE": "a date such as `2027-01-31`",
    "TIME": "a time such as `08:00`",
    "PATH": "a path such as `/orders`",
    "METHOD": "a method such as `GET`",
    "LABEL": "a label with its `:`",
}


def quoted(text: str) -> str:
    """A piece of the program in backticks: one line, not long, nothing that a screen obeys."""
    shown = "".join(_shown(letter) for letter in text[: LONGEST + 1])
    if len(shown) > LONGEST:
        shown = shown[: LONGEST - 2] + ".."
    return f"`{shown}`"


def _shown(letter: str) -> str:
    if letter == "`":
        return "'"
    return letter if letter.isprintable() else f"\\u{ord(letter):04x}"


def character(letter: str) -> str:
    """One character, with its name where nobody could see or tell it."""
    if letter.isascii() and letter.isprintable() and letter != "`":
        return f"the character `{letter}`"
    called = name(letter, "").lower()
    seen = f" `{letter}`" if letter.isprintable() and letter not in "` " else ""
    return f"the character{seen} U+{ord(letter):04X}" + (f" ({called})" if called else "")


def found(lexeme: Lexeme) -> str:
    """What stands there, in plain words."""
    match lexeme.kind:
        case "END":
            return "the end of the file"
        case "NUMBER":
            return f"the number {quoted(lexeme.text)}"
        case "PATH":
            return f"the path {quoted(lexeme.text)}"
        case "STRING" | "BLOCK_STRING":
            return f"the text {quoted(lexeme.text)}"
        case "STRAY":
            return character(lexeme.text)
        case _:
            return quoted(lexeme.text)


def one_of(things: Iterable[str]) -> str:
    """`a`, `b` or `c`."""
    listed = list(things)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} or {listed[-1]}"


def kind_in_words(kind: str) -> str | None:
    return _KINDS.get(kind)
