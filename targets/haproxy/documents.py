"""What was run, and what the makers of HAProxy publish."""

from ..sources import Source

_DAY = "2026-11-20"

RUN = Source("run here: HAProxy 2.6.12", _DAY, "run here")
MANUAL = Source("HAProxy 2.6 configuration manual", _DAY)
