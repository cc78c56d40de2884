"""What Zuplo publishes, each with the day of the copy that was read (package `zuplo` 7.6.4)."""

from ..sources import Source

_DAY = "2026-09-01"

LIMITS = Source("Zuplo documentation, Platform limits", _DAY)
CHAINING = Source("Zuplo documentation, Proxying between Zuplo gateways", _DAY)
FEDERATED = Source("Zuplo documentation, Managed dedicated: federated gateways", _DAY)
POLICIES = Source("Zuplo documentation, Policy reference", _DAY)
HANDLERS = Source("Zuplo documentation, Handler reference", _DAY)
WEBSOCKET = Source("Zuplo documentation, WebSocket handler", "2026-11-21")
ROUTING = Source("Zuplo documentation, Routing and advanced path matching", _DAY)
NOT_FOUND = Source("Zuplo documentation, Custom not-found handler", _DAY)
ERRORS = Source("Zuplo documentation, HTTP problems and errors", _DAY)
HOST = Source("Zuplo documentation, Managed dedicated: host header override", _DAY)
JWT_SERVICE = Source("Zuplo documentation, JWT service plugin", _DAY)
ENVIRONMENTS = Source("Zuplo documentation, Environments", _DAY)
DOMAINS = Source("Zuplo documentation, Custom domains", _DAY)
PROJECT = Source("Zuplo documentation, Project settings and compatibility dates", _DAY)
VARIABLES = Source("Zuplo documentation, Environment variables", _DAY)
CORS = Source("Zuplo documentation, CORS", _DAY)
CODE = Source("Zuplo documentation, Function handlers and custom code policies", _DAY)
URL_STANDARD = Source("The web's URL standard, which Zuplo's runtime builds on", "2026-11-20")
