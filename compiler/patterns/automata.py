"""Segments that some regexes match and others do not: whether there is one, and which.

All machines read the same letters side by side, breadth first, so the first word found is a
shortest one. Letters that no machine tells apart are tried once. The search has a budget, and
where it is spent the answer is *unknown*.
"""

from collections import deque
from collections.abc import Iterable, Iterator

from .machines import LETTERS, Machine, machine
from .segments import as_compared

MOVES_MAX = 50_000  # of all machines of one search: some hundredths of a second

_States = tuple[int, ...]


def a_word(
    regexes: tuple[str, ...], without: frozenset[str], without_regexes: tuple[str, ...]
) -> str | None:
    """A word that is not empty; `` where there is none, None where that is not known."""
    made = [machine(regex) for regex in (*regexes, *without_regexes)]
    machines = [one for one in made if one is not None]
    if len(machines) < len(made):
        return None
    return _searched(machines, len(regexes), without)


def _searched(machines: list[Machine], n_wanted: int, without: frozenset[str]) -> str | None:
    """The first `n_wanted` machines have to match, the others must not."""
    letters = [1 << LETTERS.index(letter) for letter in _telling(machines, without)]
    seen: set[tuple[_States, str | None]] = set()
    begun = _beginnings(without)
    waiting = deque([(tuple(one.start for one in machines), "")])
    broken = False
    moves = 0
    while waiting and moves < MOVES_MAX:
        states, word = waiting.popleft()
        moves += len(letters) * sum(1 + at.bit_count() for at in states)
        for letter in letters:
            after = tuple(one.after(at, letter) for one, at in zip(machines, states, strict=True))
            longer = word + LETTERS[letter.bit_length() - 1]
            state = after, longer if longer in begun else None
            if not all(after[:n_wanted]) or state in seen:
                continue
            seen.add(state)
            if longer not in without and _fits(machines, after, n_wanted):
                if _is_sent_so(longer):
                    return longer
                broken = True
            waiting.append((after, longer))
    return None if waiting or broken else ""


def _fits(machines: list[Machine], states: _States, n_wanted: int) -> bool:
    ends = [one.ends(at) for one, at in zip(machines, states, strict=True)]
    return all(ends[:n_wanted]) and not any(ends[n_wanted:])


def _is_sent_so(word: str) -> bool:
    """Whether a request can hold it: each `%` is an escape, and one that is needed."""
    return "%" not in word or all(
        as_compared("%" + escape[:2]) == "%" + escape[:2] and _is_hex(escape[:2])
        for escape in word.split("%")[1:]
    )


def _is_hex(escape: str) -> bool:
    return len(escape) == 2 and all(letter in "0123456789ABCDEF" for letter in escape)


def _telling(machines: list[Machine], without: frozenset[str]) -> Iterator[str]:
    """One letter of each kind, the most readable of its kind."""
    sets = list(dict.fromkeys(letters for one in machines for letters in sorted(one.letters)))
    by_name = frozenset(letter for word in without for letter in word)
    seen: set[tuple[object, ...]] = set()
    for place, letter in enumerate(LETTERS):
        kind = (letter if letter in by_name else "", *(letters >> place & 1 for letters in sets))
        if kind not in seen:
            seen.add(kind)
            yield letter


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    """With these behind it a word may still become one of those that are excluded."""
    return frozenset(word[:end] for word in words for end in range(1, len(word) + 1))
