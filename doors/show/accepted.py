"""What a baseline knows, for people: how much of it is still there, and what can be dropped."""

from collections.abc import Iterator, Sequence

from ..checked import Accepted, Compared
from .cells import clip
from .check_json import Json, finding_json
from .counted import counted
from .window import COLUMNS

SHOWN = 10


def gone_rows(gone: Sequence[Accepted]) -> Iterator[str]:
    if not gone:
        return
    number = sum(entry.count for entry in gone)
    how = "is not found any more" if number == 1 else "are not found any more"
    yield f"{counted(number, 'finding')} of the baseline {how}:"
    for entry in gone[:SHOWN]:
        times = f" ({entry.count} times)" if entry.count > 1 else ""
        yield clip(f"  {entry.file} {entry.code}{times} {entry.message}", COLUMNS)
    if gone[SHOWN:]:
        yield f"  and {len(gone) - SHOWN} more"


def known_words(compared: Compared) -> str:
    return f"{len(compared.known)} known from the baseline"


def baseline_json(compared: Compared) -> Json:
    from ..baseline import entry_json

    known = [finding_json(finding) for finding in compared.known]
    return {"baseline": {"known": known, "gone": [entry_json(one) for one in compared.gone]}}
