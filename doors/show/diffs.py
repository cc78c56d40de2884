"""Two texts side by side, as a unified diff."""

from .cells import harmless
from .ink import Ink


def diff_text(before: str, after: str, old: str, new: str, ink: Ink) -> str:
    from difflib import unified_diff

    lines = unified_diff(before.splitlines(), after.splitlines(), old, new, lineterm="")
    return "\n".join(_painted(harmless(line), ink) for line in lines)


def _painted(line: str, ink: Ink) -> str:
    if line.startswith(("+++", "---")):
        return ink("strong", line)
    if line.startswith("+"):
        return ink("second", line)
    return ink("error", line) if line.startswith("-") else line
