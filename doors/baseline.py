"""What somebody has accepted: findings written to a file, and held against those of today."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from ..dsl.codes import CODES, Level, level_of
from ..dsl.files import Unreadable, read_text, write_atomically
from ..dsl.finding import Finding
from ..dsl.secrets import without_secrets
from .checked import Accepted, Compared, Key
from .statuses import INPUT_CODES
from .usage import UsageError

VERSION = 1
FIRST_OF_MEANING = "GW0200"
KEYS = ("file", "code", "fingerprint", "message", "count")
HOW_TO_WRITE_ONE = "`gatewright check --write-baseline FILE` writes one"


def compared(accepted: Sequence[Accepted], findings: Sequence[Finding]) -> Compared:
    """Each entry knows as many findings as it counts: first those in its own file, then those of
    a file that was moved. The order of the entries does not matter.
    """
    left: Counter[Key] = Counter()
    for entry in accepted:
        left[entry.key] += entry.count
    in_place = [_takes(left, _key_of(finding)) for finding in findings]
    elsewhere = _by_identity(left)
    known = [
        there or _takes_any(left, elsewhere.get((finding.code, finding.fingerprint), []))
        for there, finding in zip(in_place, findings, strict=True)
    ]
    messages = {entry.key: entry.message for entry in sorted(accepted, key=_in_full)}
    missing = [Accepted(*key, messages[key], left[key]) for key in sorted(left) if left[key]]
    codes = {finding.code for finding in findings}
    return Compared(
        tuple(finding for finding, is_known in zip(findings, known, strict=True) if not is_known),
        tuple(finding for finding, is_known in zip(findings, known, strict=True) if is_known),
        tuple(entry for entry in missing if not _may_be_hidden(entry, codes)),
        tuple(entry for entry in missing if _may_be_hidden(entry, codes)),
    )


def _may_be_hidden(entry: Accepted, codes: set[str]) -> bool:
    """Behind what cannot be read everything is, behind a mistake of language all but the like."""
    if not INPUT_CODES.isdisjoint(codes):
        return True
    return any(map(_is_of_language, codes)) and not _is_of_language(entry.code)


def _is_of_language(code: str) -> bool:
    return code < FIRST_OF_MEANING and level_of(code) is Level.ERROR


def accepted_of(findings: Iterable[Finding]) -> tuple[Accepted, ...]:
    """Entries that know exactly these findings, sorted; what cannot be read cannot be accepted."""
    counts: Counter[Key] = Counter()
    messages: dict[Key, str] = {}
    for finding in findings:
        if finding.code not in INPUT_CODES:
            counts[_key_of(finding)] += 1
            messages.setdefault(_key_of(finding), without_secrets(finding).message)
    return tuple(Accepted(*key, messages[key], counts[key]) for key in sorted(counts))


# ---- the file ------------------------------------------------------------------------------------


def write_baseline(path: str, result: Compared) -> None:
    """What is known today, and what was known and may still be there."""
    both = {entry.key: entry for entry in accepted_of(result.known)}
    for entry in result.hidden:
        more = both[entry.key].count if entry.key in both else 0
        both[entry.key] = Accepted(*entry.key, entry.message, entry.count + more)
    entries = [entry_json(both[key]) for key in sorted(both)]
    text = json.dumps({"version": VERSION, "findings": entries}, indent=2)
    try:
        write_atomically(Path(path), f"{text}\n")
    except OSError as failure:
        reason = str(failure.strerror).lower()
        raise _wrong(f"cannot write the baseline `{path}`: {reason}") from failure


def read_baseline(path: str) -> tuple[Accepted, ...]:
    try:
        content = json.loads(read_text(path))
    except Unreadable as problem:
        raise _wrong(f"cannot read the baseline `{path}`: {problem.why}") from problem
    except (ValueError, RecursionError) as problem:
        where = f" in line {problem.lineno}" if isinstance(problem, json.JSONDecodeError) else ""
        raise _wrong(f"`{path}` is no baseline: it is no JSON{where}") from problem
    match content:
        case {"version": 1, "findings": [*entries]}:
            return tuple(_entry(path, number, one) for number, one in enumerate(entries, 1))
        case {"version": int(version)} if version != VERSION:
            raise _wrong(f"`{path}` is a baseline of version {version}, this one reads {VERSION}")
        case _:
            raise _wrong(f"`{path}` is no baseline; {HOW_TO_WRITE_ONE}")


def entry_json(entry: Accepted) -> dict[str, Any]:
    return {key: getattr(entry, key) for key in KEYS}


def _entry(path: str, number: int, one: object) -> Accepted:
    fields = cast(dict[str, object], one) if isinstance(one, dict) else {}
    match [fields.get(key) for key in KEYS]:
        case [str(file), str(code), str(fingerprint), str(message), int(count)] if (
            code in CODES and count > 0 and not isinstance(count, bool)
        ):
            return Accepted(file, code, fingerprint, message, count)
        case _:
            raise _wrong(f"`{path}` is no baseline: entry {number} is not one of a finding")


def _wrong(message: str) -> UsageError:
    return UsageError("gatewright check", message)


# ---- which entry knows a finding -----------------------------------------------------------------


def _key_of(finding: Finding) -> Key:
    return Path(finding.at.source.name).as_posix(), finding.code, finding.fingerprint


def _by_identity(left: Counter[Key]) -> dict[tuple[str, str], list[Key]]:
    """The entries that still have room, by what they are about; sorted, so the answer is one."""
    found: dict[tuple[str, str], list[Key]] = {}
    for key in sorted(left):
        if left[key]:
            found.setdefault(key[1:], []).append(key)
    return found


def _takes(left: Counter[Key], key: Key) -> bool:
    if not left[key] or key[1] in INPUT_CODES:
        return False
    left[key] -= 1
    return True


def _takes_any(left: Counter[Key], keys: list[Key]) -> bool:
    while keys and not left[keys[0]]:
        keys.pop(0)
    return bool(keys) and _takes(left, keys[0])


def _in_full(entry: Accepted) -> tuple[str, str, str, str]:
    return *entry.key, entry.message
