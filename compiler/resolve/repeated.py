"""Findings that a loop, or a policy in use at many places, repeats: told once, with how many more."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ...dsl.finding import Finding

MANY = 3
NAMES_SHOWN = 4
_NAME = re.compile(r"`[^`]*`")


def told_once_a_place(findings: Iterable[Finding]) -> list[Finding]:
    """Of many at one place, in the same words but for the names in them, the first."""
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for one in findings:
        key = (one.code, one.at.source.name, one.at.start, one.at.end, _NAME.sub("`", one.message))
        alike.setdefault(key, []).append(one)
    return [
        one
        for found in alike.values()
        for one in ((_with_others(found),) if len(found) >= MANY else found)
    ]


def _with_others(found: list[Finding]) -> Finding:
    first, *others = found
    known = {*_NAME.findall(first.message)}
    names = (name for one in others for name in _NAME.findall(one.message) if name not in known)
    shown = [*dict.fromkeys(names)][:NAMES_SHOWN]
    such = f", such as {', '.join(shown)}" if shown else ""
    note = f"this line brings about {len(others)} more like it{such}"
    return replace(first, notes=(note, *first.notes))
