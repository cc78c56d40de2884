"""The line for a shell, in one piece or over as many rows as it needs."""

from collections.abc import Sequence

from .cells import width


def curl_text(parts: Sequence[str]) -> str:
    return " ".join(parts)


def curl_rows(parts: Sequence[str], columns: int) -> list[str]:
    """Still good to be pasted."""
    rows: list[str] = []
    for part in parts:
        if rows and width(f"{rows[-1]} {part} \\") <= columns:
            rows[-1] += f" {part}"
        else:
            rows.append(f"  {part}" if rows else part)
    return [*(f"{row} \\" for row in rows[:-1]), rows[-1]]
