"""The headers that say that a route is on its way out."""

from ..model import Route
from ..units import CalendarDate


def lifetime_headers(route: Route) -> tuple[tuple[str, str], ...]:
    """`deprecation` as RFC 9745 has it, `sunset` as RFC 8594."""
    found: list[tuple[str, str]] = []
    if route.deprecated is not None:
        found.append(("deprecation", f"@{_seconds(route.deprecated)}"))
    if route.sunset is not None:
        found.append(("sunset", _http_date(route.sunset)))
    return tuple(found)


def _seconds(day: CalendarDate) -> int:
    from datetime import date

    return (date(day.year, day.month, day.day) - date(1970, 1, 1)).days * 86_400


def _http_date(day: CalendarDate) -> str:
    from email.utils import formatdate

    return formatdate(_seconds(day), usegmt=True)
