"""What Kong publishes; Kong itself was not run."""

from ..sources import Source

_DAY = "2026-11-20"

SCHEMA = Source("Kong 3.9.3, schemas of services, routes and plug-ins", _DAY)
TEMPLATE = Source("Kong 3.9, its template of nginx.conf", _DAY)
CONFIG = Source("Kong Gateway documentation, configuration reference", _DAY)
PROXYING = Source("Kong Gateway documentation, proxying", _DAY)
ROUTER = Source("Kong Gateway documentation, router and expressions", _DAY)
BALANCER = Source("Kong 3.9, source of the balancer and of the error handlers", _DAY)
PLUGINS = Source("Kong plug-in hub", _DAY)
PDK = Source("Kong plug-in development kit", _DAY)
NGINX = Source("nginx documentation, on which Kong is built", _DAY)
INGRESS = Source("Kong Ingress Controller documentation", _DAY)
