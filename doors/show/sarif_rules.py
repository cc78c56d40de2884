"""The rules of a SARIF log: what each finding means, from the page that `explain` prints."""

import re
from typing import Any

from ...compiler.explain import page
from ...dsl.codes import Level, level_of, slug_of

LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}

_PROVES = re.compile(r"^What it proves: (.+?)\n\n", re.MULTILINE | re.DOTALL)
_MATTERS = re.compile(r"^Why it matters: (.+?)\n\n", re.MULTILINE | re.DOTALL)
_SENTENCE = re.compile(r".+?[.:](?= |$)")


def rule_of(code: str) -> dict[str, Any]:
    text = page(code)
    return {
        "id": code,
        "name": slug_of(code),
        **(_described(text) if text else {}),
        "defaultConfiguration": {"level": LEVELS[level_of(code)]},
    }


def _described(text: str) -> dict[str, Any]:
    proves, matters = _paragraph(_PROVES, text), _paragraph(_MATTERS, text)
    first = _SENTENCE.match(proves)
    return {
        "shortDescription": {"text": first[0] if first else proves},
        "fullDescription": {"text": f"{proves} {matters}"},
        "help": {"text": text, "markdown": text},
    }


def _paragraph(pattern: re.Pattern[str], text: str) -> str:
    """As one line, with a capital; every page has both paragraphs."""
    found = pattern.search(text)
    assert found, text
    words = " ".join(found[1].split())
    return words[:1].upper() + words[1:]
