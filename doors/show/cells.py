"""How wide text is on a terminal, and how to print text that somebody else wrote harmlessly."""

from collections.abc import Iterator
from unicodedata import category, east_asian_width

TAB_STOP = 4
COMBINING_AT_MOST = 4  # more marks on one letter than any script needs only smear over other lines
LETTERS_PER_COLUMN = 16  # a name of a megabyte is not measured to its end to show three lines of it

# Controls move the cursor, format characters reorder text, the rest has no width we could know.
HIDDEN_KINDS = frozenset(("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"))


def cells(text: str) -> list[tuple[str, int]]:
    """For each character what to print for it, and how many columns that takes."""
    shown: list[tuple[str, int]] = []
    column = 0
    combining = 0
    for character in text:
        if character == "\t":
            cell = _tab(column)
        elif " " <= character <= "~":
            cell = (character, 1)
        else:
            cell = _unusual(character)
        combining = combining + 1 if cell[1] == 0 else 0
        shown.append(cell if combining <= COMBINING_AT_MOST else ("", 0))
        column += cell[1]
    return shown


def harmless(text: str) -> str:
    """One line that a terminal cannot take for a command: escapes and line ends made visible."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(cell for cell, _ in cells(text))


def width(text: str) -> int:
    """Columns that the text takes once it has been made harmless."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(columns for _, columns in cells(text))


def clip(text: str, columns: int) -> str:
    """The harmless text cut to this width, with an ellipsis where something is missing."""
    text = harmless(text)
    if width(text) <= columns:
        return text
    return _fill(text, columns - 1) + "…"


def clip_start(text: str, columns: int) -> str:
    """Like `clip`, but keeps the end, which is what matters in a path."""
    text = harmless(text)
    if width(text) <= columns:
        return text
    return "…" + _fill(text[::-1], columns - 1)[::-1]


def pad(text: str, columns: int) -> str:
    """The text with blanks behind it up to this width."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int, at_most: int) -> list[str]:
    """Harmless lines of at most this width; words too long for one line are cut."""
    lines: list[str] = []
    line = ""
    for piece in _pieces(text[: LETTERS_PER_COLUMN * columns * at_most], columns):
        joined = f"{line} {piece}" if line else piece
        if width(joined) > columns:
            lines.append(line)
            joined = piece
        line = joined
    lines.append(line)
    if len(lines) <= at_most:
        return lines
    return [*lines[: at_most - 1], clip(f"{lines[at_most - 1]} …", columns)]


def _pieces(text: str, columns: int) -> Iterator[str]:
    """The words, each cut where it is longer than a line."""
    for word in harmless(" ".join(text.split())).split(" "):
        rest = word
        while width(rest) > columns:
            piece = _fill(rest, columns)
            yield piece
            rest = rest[len(piece) :]
        yield rest


def _tab(column: int) -> tuple[str, int]:
    blanks = TAB_STOP - column % TAB_STOP
    return " " * blanks, blanks


def _unusual(character: str) -> tuple[str, int]:
    kind = category(character)
    if character < " ":
        return chr(0x2400 + ord(character)), 1  # the control pictures: one column, plainly visible
    if kind in HIDDEN_KINDS:
        name = f"<U+{ord(character):04X}>"
        return name, len(name)
    if kind in ("Mn", "Me") or "\u1160" <= character <= "\u11ff":
        return character, 0  # drawn on top of the character before it
    return character, 2 if east_asian_width(character) in "WF" else 1


def _fill(text: str, columns: int) -> str:
    """As many characters from the start as fit."""
    taken = 0
    for place, (_, wide) in enumerate(cells(text)):
        taken += wide
        if taken > columns:
            return text[:place]
    return text
