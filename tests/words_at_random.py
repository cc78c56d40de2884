"""How a terminal of the grammar may be spelled, and what may stand between two of them."""

from collections.abc import Callable
from random import Random

from gatewright.dsl.tabulate import CHOICES

CURRENCIES = (
    "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "INR", "AUD", "CAD", "SEK", "NOK", "DKK", "PLN", "BRL"
)  # fmt: skip
KEYWORDS_AS_NAMES = (
    *("gateway", "service", "route", "env", "off", "for", "not", "in", "on", "to", "as", "at"),
    *("per", "every", "no", "public", "limit", "timeout", "gather", "first", "optional", "cost"),
    *("else", "accept", "because", "with", "or", "and", "region", "client", "order", "line"),
    *("request", "response", "GET", "TRACE", "errors", "secret", "by", "like", "import", "path"),
)
PLAIN_NAMES = (
    *("a", "x1", "_", "orders", "Orders", "growing-loop", "x-y-z", "aws.eu-west-1", "p99.9"),
    *("zuplo.builder", "v1.2.3", "a__b", "limitx", "GETS", "get", "responses", "timeout-s"),
    *("${r}", "s_${a}-${b}.z", "${a}${b}", "items_${r}", "a.${x}", "a-${x}", "${x}.y"),
)
UNITS = (
    *("", "", "%", "ms", "s", "m", "h", "d", "K", "M", "G", "B", "KB", "MB", "GB", "KiB", "MiB"),
    *("GiB", "x", "xx", "/s", "/min", "/h", "/day", "/month", "K/s", "M/month", "parsec", "/m"),
)
TEXTS = (
    *("", "a", "https://api.example.com/x?y=1#z", "two words", "{ not a block }", "# no comment"),
    *("'", "say \\\"hello\\\"", "back\\\\slash", "line\\nend", "tab\\tstop", "\\$ {x}", "${x}"),
    *("é", "漢字", "\U0001f6aa door", "\u2028", "\t", "x-${a}-y", "->", ";,|"),
)  # fmt: skip
RAW_TEXTS = ("", "a", '"', "^[a-z]{2,8}-\\d+$", "\\", "${x}", "# { [", "é\U0001f6aa", "(a|b)*")
BLOCK_TEXTS = (
    "",
    "x",
    "\n  - name: a\n    config: { b: 'c' }\n",
    ' one " quote ',
    ' two "" quotes ',
    '\n \\""" \n',
    "\\\\ ${x} # no comment\n\n",
    "\r\n\U0001f6aa\r\n",
)
LITERALS = (
    *("orders", "v1", "a.b~c_d-e", "%2F", "@me:x=1&y*z+w!", "${base}", "v${n}", "-", "a-", "*"),
    *("x?y=1", "$", "a$b", "GET", "gateway", "...", "~"),
)
SEGMENTS = (
    *("{id}", "{id_2}", "{sku: '[a-z]{2,8}'}", '{ver: "v[0-9]+(/x)?"}', "{f:'.*\\.json'}"),
    *('{x: "a}b\\"c"}', "{**}", "**", ""),
)
COMMENTS = ("#\n", "# a comment\n", "#{ \" ' ;\n", "# \U0001f6aa é\r\n", "## {}\n")
BLANKS = (" ", " ", " ", "  ", "\n", "\n  ", "\t", "\r\n", "\f", " \n\n ")
CLOSED_BY_ITSELF = frozenset("{}()[],;|")
LIKE_A_WORD = ("WORD", "NUMBER", "MONEY", "DATE", "TIME", "PATH", "METHOD", "LABEL", "DIRECTION")


def spelled(terminal: str, random: Random, other_reading: frozenset[str]) -> str:
    """A text of this terminal that is none of those."""
    while (text := _SPELLINGS[terminal](random)) in other_reading:
        pass
    return text


def gap(random: Random, must_part: bool, blanks_only: bool) -> str:
    """White space and comments, and often nothing where nothing will do."""
    if not must_part and random.random() < 0.4:
        return ""
    pieces = [random.choice(BLANKS)]
    if not blanks_only and random.random() < 0.06:
        pieces += [random.choice(COMMENTS), random.choice(BLANKS)]
    if not blanks_only and not must_part and random.random() < 0.02:
        del pieces[0]
    return "".join(pieces)


def touch(left_kind: str, left: str, right_kind: str, right: str) -> bool:
    """Whether two tokens may stand side by side with nothing between them."""
    if left in CLOSED_BY_ITSELF or left == "->":
        return True
    if left == ":":
        return False  # `10:20` would be a time of day
    if right in CLOSED_BY_ITSELF or right == "->":
        return not (left_kind == "PATH" and right == "{")
    if _is_wordlike(left_kind, left) and _is_wordlike(right_kind, right):
        return left_kind not in ("PATH", "NUMBER", "MONEY", "DATE", "TIME") and right_kind == "PATH"
    if left_kind == "PATH":
        return False
    return not (left[-1] in "\"'" and right[0] in "\"'")


def _is_wordlike(kind: str, text: str) -> bool:
    return kind in LIKE_A_WORD or text[0].isalpha()


def _word(random: Random) -> str:
    if random.random() < 0.25:
        return random.choice(KEYWORDS_AS_NAMES)
    if random.random() < 0.02:
        return random.choice(CURRENCIES)
    return random.choice(PLAIN_NAMES)


def _label(random: Random) -> str:
    while "." in (word := _word(random)):
        pass
    return word


def _number(random: Random) -> str:
    whole = random.choice(("0", "1", "5", "10", "007", "250", "1000", "99999999999"))
    sign = "-" if random.random() < 0.05 else ""
    fraction = random.choice(("", "", "", ".5", ".25", ".0"))
    return sign + whole + fraction + random.choice(UNITS)


def _money(random: Random) -> str:
    blank = random.choice((" ", "", "\t", "  "))
    amount = random.choice(("0", "0.35", "250", "0.0000002", "1000"))
    return amount + blank + random.choice(CURRENCIES)


def _date(random: Random) -> str:
    return f"{random.randint(1990, 2050)}-{random.randint(0, 13):02}-{random.randint(0, 32):02}"


def _time(random: Random) -> str:
    return f"{random.randint(0, 25):02}:{random.randint(0, 61):02}"


def _path(random: Random) -> str:
    pieces = [_segment(random) for _ in range(random.choice((1, 1, 2, 2, 3, 4)))]
    return "".join("/" + piece for piece in pieces)


def _segment(random: Random) -> str:
    return random.choice(LITERALS if random.random() < 0.6 else SEGMENTS)


_SPELLINGS: dict[str, Callable[[Random], str]] = {
    "WORD": _word,
    "LABEL": _label,
    "NUMBER": _number,
    "MONEY": _money,
    "DATE": _date,
    "TIME": _time,
    "PATH": _path,
    "STRING": lambda random: f'"{random.choice(TEXTS)}"',
    "RAW_STRING": lambda random: f"'{random.choice(RAW_TEXTS)}'",
    "BLOCK_STRING": lambda random: f'"""{random.choice(BLOCK_TEXTS)}"""',
    **{
        name: lambda random, texts=texts: random.choice(texts)
        for name, texts in CHOICES.items()
    },
}  # fmt: skip
