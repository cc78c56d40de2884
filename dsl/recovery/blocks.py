"""Which words each kind of block knows: so that a word in the wrong place can be sent home."""

from collections.abc import Iterable
from functools import cache

from ..driver import Machine
from ..source import Source
from ..table import table
from .stack import bodies, words_of

# One program for each kind of block, cut off where a statement of that block could start.
_OPENED = {
    "gateway": "gateway g {",
    "route": "gateway g { route / {",
    "policy": "policy p {",
    "service": "service s {",
    "client": "client c {",
    "plan": "plan p {",
    "tier": "tier t {",
    "region": "region r {",
    "label": "label l {",
    "control_plane": "control_plane c on t {",
    "entry": "entry e {",
    "cors": "policy p { cors {",
    "headers": "policy p { headers {",
    "breaker": "policy p { breaker {",
    "workload": "workload w {",
    "scenario": "scenario s {",
    "expect": "expect {",
    "govern": "govern {",
    "environment": "environment e {",
}
TOP = "at the top level"


@cache
def words_by_block() -> dict[str, frozenset[str]]:
    """The statements of each kind of block, the outermost first."""
    words = {block: _words_after(text) for block, text in _OPENED.items()}
    return {TOP: _words_after(""), **words}


def _words_after(text: str) -> frozenset[str]:
    rows = table()
    machine = Machine(rows, Source("", text))
    assert machine.run(0, len(text)) is None
    return words_of(rows.rows[bodies(machine)[-1].state])


def homes_of(word: str) -> tuple[str, ...]:
    """The kinds of block in which this word starts a statement."""
    return tuple(block for block, words in words_by_block().items() if word in words)


def block_with(words: frozenset[str]) -> str | None:
    """The kind of block that knows exactly these words."""
    for block, known in words_by_block().items():
        if known == words:
            return block
    return None


def in_a(block: str) -> str:
    """`in a gateway` and the like, as it stands in a sentence."""
    if block == TOP:
        return TOP
    return f"in {'an' if block[0] in 'aeiou' else 'a'} `{block}` block"


_LIKELY = (
    *("gateway", "service", "credential", "client", "policy", "region", "import", "federation"),
    *("route", "accept", "use", "limit", "timeout", "domain", "url", "latency", "workers"),
    *("strip", "attach", "presents", "calls", "from", "fail", "slow", "every", "no", "on"),
)


def likely_first(words: Iterable[str]) -> list[str]:
    """The words that somebody who does not know the block most likely looks for, first."""
    rank = {word: number for number, word in enumerate(_LIKELY)}
    return sorted(words, key=lambda word: (rank.get(word, len(rank)), word))
