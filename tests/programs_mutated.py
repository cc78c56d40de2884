"""What a slip, a merge gone wrong or an enemy makes of a program; and bytes that are no program."""

import re
from collections.abc import Callable
from random import Random

_PIECES = re.compile(
    r"\s+|#[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'[^'\n]*'|[\w.$-]+|->|/[^\s{}]*|.", re.DOTALL
)
_STRANGE_CHARACTERS = (
    *("\0", "\x07", "\x1b", "\u00a0", "\u2028", "\ufeff", "\u200b", "\u202e", "é", "漢"),
    *("\U0001f6aa", "“", "”", "\r", "\n", "\\", '"', "'", "`", "^", "@", "$", "&", "*", "/", "?"),
)
_STRANGE_TOKENS = (
    *(
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        ";",
        ",",
        ":",
        "|",
        "=",
        "==",
        "=>",
        "->",
        "<-",
        "<=",
        "!",
        "#",
    ),
    *(
        "//",
        "/*",
        "*/",
        '"',
        '""',
        '"""',
        "'",
        "${",
        "${}",
        "$",
        "-",
        "--",
        "..",
        "/",
        "/a/{",
        "/{}",
    ),
    *("5", "5sec", "1e9", "-1", "2027-13-45", "99:99", "5 USD", "0x10", "gateway", "route", "env"),
    *("off", "not", "for", "in", "on", "GET", "else", "optional", "request", "and", "or", "as"),
)
_DEEP = ("{", "[", "(", "not ", "gather { a: ", "for a in b {", "x {", "list([", "when (")


def mutated(text: str, seed: int) -> str:
    """The text after one to three mutations; the same seed always makes the same ones."""
    random = Random(seed)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        text = random.choice(_MUTATIONS)(text, random)
    return text


def random_bytes(seed: int) -> bytes:
    """Up to 300 bytes: noise, printable noise, text of any script, or words of the language."""
    random = Random(seed)
    size = random.choice((0, 1, 2, 10, 100, 300))
    match seed % 5:
        case 0:
            return random.randbytes(size)
        case 1:
            return bytes(random.choices(range(32, 127), k=size))
        case 2:
            return "".join(chr(_code_point(random)) for _ in range(size)).encode()
        case 3:
            return " ".join(random.choices(_STRANGE_TOKENS, k=size // 3)).encode()
        case _:
            noise = random.randbytes(3)
            words = " ".join(random.choices(_STRANGE_TOKENS, k=size // 4)).encode()
            cut = random.randint(0, len(words))
            return words[:cut] + noise + words[cut:]


def _code_point(random: Random) -> int:
    point = random.choice((random.randint(0, 0x7F), random.randint(0, 0xFFFF), 0x1F6AA))
    return 0xFFFD if 0xD800 <= point <= 0xDFFF else point  # half a character cannot be in a file


def _in_pieces(change: Callable[[list[str], Random], None]) -> Callable[[str, Random], str]:
    def changed(text: str, random: Random) -> str:
        pieces: list[str] = _PIECES.findall(text) or [""]
        change(pieces, random)
        return "".join(pieces)

    return changed


def _delete_token(pieces: list[str], random: Random) -> None:
    del pieces[random.randrange(len(pieces))]


def _double_token(pieces: list[str], random: Random) -> None:
    place = random.randrange(len(pieces))
    pieces.insert(place, pieces[place])


def _swap_tokens(pieces: list[str], random: Random) -> None:
    one, other = random.randrange(len(pieces)), random.randrange(len(pieces))
    pieces[one], pieces[other] = pieces[other], pieces[one]


def _replace_token(pieces: list[str], random: Random) -> None:
    pieces[random.randrange(len(pieces))] = random.choice(_STRANGE_TOKENS)


def _insert_token(pieces: list[str], random: Random) -> None:
    pieces.insert(random.randrange(len(pieces) + 1), f" {random.choice(_STRANGE_TOKENS)} ")


def _move_tokens(pieces: list[str], random: Random) -> None:
    start = random.randrange(len(pieces))
    moved = pieces[start : start + random.randint(1, 8)]
    del pieces[start : start + len(moved)]
    place = random.randrange(len(pieces) + 1)
    pieces[place:place] = moved


def _delete_character(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + text[place + 1 :]


def _insert_character(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    strange = (
        random.choice(_STRANGE_CHARACTERS) if random.random() < 0.7 else chr(_code_point(random))
    )
    return text[:place] + strange + text[place:]


def _swap_characters(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]


def _cut_off(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return text[:place] if random.random() < 0.7 else text[place:]


def _lose_a_brace(text: str, random: Random) -> str:
    places = [place for place, character in enumerate(text) if character in "{}"] or [0]
    place = random.choice(places)
    return text[:place] + text[place + 1 :]


def _insert_something_long(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    long = random.choice(("a", "9", "/a", "-", "${a}", "a.", "'", "#", "\U0001f6aa")) * 3000
    return f"{text[:place]} {long} {text[place:]}"


def _insert_something_deep(text: str, random: Random) -> str:
    place = random.randrange(len(text) + 1)
    return f"{text[:place]} {random.choice(_DEEP) * random.choice((40, 70, 500))} {text[place:]}"


_MUTATIONS: tuple[Callable[[str, Random], str], ...] = (
    *(_in_pieces(change) for change in (_delete_token, _double_token, _swap_tokens)),
    *(_in_pieces(change) for change in (_replace_token, _insert_token, _move_tokens)),
    *(_delete_character, _insert_character, _swap_characters, _cut_off, _lose_a_brace),
    *(_insert_something_long, _insert_something_deep),
)
