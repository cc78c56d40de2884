"""Names that look like the one that was typed."""

from collections.abc import Iterable

AT_MOST = 3
LETTERS_COMPARED = 60  # nobody mistypes a longer word letter by letter


def near_names(word: str, candidates: Iterable[str]) -> tuple[str, ...]:
    """Up to three candidates that a slip or two may have turned into this word, nearest first.

    Case does not count, two letters that changed places count as one slip, and one slip in three
    letters is the most. The same candidates in any order give the same answer.
    """
    typed = word.lower()
    if len(typed) > LETTERS_COMPARED:
        return ()
    slips_max = max(len(typed) // 3, 1)
    found = [
        (slips, candidate)
        for candidate in sorted(set(candidates))
        if abs(len(candidate) - len(typed)) <= slips_max
        and (slips := slips_between(typed, candidate.lower())) <= slips_max
        and slips < len(typed)
    ]
    return tuple(candidate for _, candidate in sorted(found)[:AT_MOST])


def slips_between(one: str, other: str) -> int:
    """Restricted Damerau-Levenshtein: letters added, lost, replaced, or swapped with a neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
