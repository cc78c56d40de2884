"""What was run, what its validator took, and what the makers of Envoy publish."""

from ..sources import Source

_DAY = "2026-11-20"

RUN = Source("run here: envoy 1.40.0", _DAY, "run here")
RENDERED = Source("run here: what Gatewright renders for envoy 1.40.0", _DAY, "run here")
VALIDATED = Source("envoy 1.40.0 --mode validate", _DAY, "vendor's validator")
TIMEOUTS = Source("Envoy documentation, how to configure timeouts", _DAY)
MANAGER = Source("Envoy documentation, HTTP connection manager", _DAY)
FILTERS = Source("Envoy documentation, HTTP filters", _DAY)
