"""The headers that tell callers how long a route will be there."""

from calendar import timegm
from email.utils import formatdate

from ...compiler.model import Route
from ...compiler.units import CalendarDate
from .places import Json


def lifetime_changes(route: Route) -> list[Json]:
    """`deprecation` as RFC 9745 has it, `sunset` as RFC 8594."""
    changes: list[Json] = []
    if route.deprecated is not None:
        changes.append(_set("deprecation", f"@{_seconds(route.deprecated)}"))
    if route.sunset is not None:
        changes.append(_set("sunset", formatdate(_seconds(route.sunset), usegmt=True)))
    return changes


def _seconds(date: CalendarDate) -> int:
    return timegm((date.year, date.month, date.day, 0, 0, 0))


def _set(name: str, value: str) -> Json:
    return {"verb": "set", "header": name, "text": value}
