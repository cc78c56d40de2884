"""What a program allows of the findings that only a build comes to."""

from collections.abc import Iterable

from ..dsl.codes import Level
from ..dsl.finding import Finding
from .model import Allow, Federation
from .units import CalendarDate


def not_allowed(
    federation: Federation, gateway: str, findings: Iterable[Finding], today: CalendarDate
) -> list[Finding]:
    """Those that no `allow` of the program silences; what cannot be built is an error all the same.

    An `allow` that names a path silences nothing here: a finding is about all routes of a gateway.
    """
    allows = [one for one in federation.allows if _holds(one, gateway, today)]
    return [
        finding
        for finding in findings
        if finding.level is Level.ERROR or all(one.code != finding.code for one in allows)
    ]


def _holds(allow: Allow, gateway: str, today: CalendarDate) -> bool:
    in_time = allow.until is None or not allow.until < today
    return in_time and allow.path is None and allow.at_name in (None, gateway)
