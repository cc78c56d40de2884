"""How much a test tries: a little every time, a lot in the deep tier."""

import os


def deep_factor() -> float:
    """What GATEWRIGHT_DEEP asks for: 0 the quick tier, 1 the deep one, a fraction a share of it."""
    factor = float(os.environ.get("GATEWRIGHT_DEEP") or 0)
    if not 0 <= factor <= 1:
        raise ValueError(f"GATEWRIGHT_DEEP is a number from 0 to 1, not {factor}")
    return factor


def deep(n_normal: int, n_deep: int) -> int:
    """How many cases to try in this run; a test file that asks is run again in the deep tier."""
    return max(n_normal, round(n_deep * deep_factor()))
