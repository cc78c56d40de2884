"""What the makers of Gateway API and Envoy Gateway publish; no cluster was run."""

from ..sources import Source

_DAY = "2026-11-20"

GATEWAY_API = Source("Gateway API 1.6.1, HTTPRoute", _DAY)
TRAFFIC = Source("Envoy Gateway 1.9 documentation, BackendTrafficPolicy", _DAY)
CLIENTS = Source("Envoy Gateway 1.9 documentation, ClientTrafficPolicy", _DAY)
SECURITY = Source("Envoy Gateway 1.9 documentation, SecurityPolicy", _DAY)
EXTENSIONS = Source("Envoy Gateway 1.9 documentation, EnvoyExtensionPolicy", _DAY)
ROUTE_FILTERS = Source("Envoy Gateway 1.9 documentation, HTTPRouteFilter", _DAY)
BACKENDS = Source("Envoy Gateway 1.9 documentation, Backend", _DAY)
TIMEOUTS = Source("Envoy Gateway documentation, HTTP timeouts", _DAY)
DEFINITIONS = Source("Envoy Gateway 1.9.0, definitions of its resources with their rules", _DAY)
ENVOY = Source("run here: envoy 1.40.0, the proxy that Envoy Gateway starts", _DAY)
