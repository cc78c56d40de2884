"""What WSO2 publishes, its source code included; and what others wrote down of a running one."""

from ..sources import Source

_DAY = "2026-11-20"
_DOCS = "WSO2 API Manager documentation"

ERRORS = Source(f"{_DOCS}, Error handling", _DAY)
TUTORIAL = Source(f"{_DOCS}, Create and publish an API (resources of an API)", _DAY)
TUNING = Source(f"{_DOCS}, Tuning performance", _DAY)
SUSPENSION = Source(f"{_DOCS}, Prevent API suspension", _DAY)
API_KEYS = Source(f"{_DOCS}, Secure APIs with API keys", _DAY)
TOKENS = Source(f"{_DOCS}, JWT access tokens", _DAY)
BACKEND_JWT = Source(f"{_DOCS}, Passing end-user attributes to the backend", _DAY)
CONFIGURATION = Source(f"{_DOCS}, Configuration catalogue", _DAY)
THROTTLING = Source(f"{_DOCS}, Rate limiting", _DAY)
ENDPOINTS = Source(f"{_DOCS}, Endpoints", _DAY)
POLICIES = Source(f"{_DOCS}, Operation policies", _DAY)
GATEWAYS = Source(f"{_DOCS}, Gateways and environments", _DAY)
CATALOGUE = Source("WSO2 source code, GatewayFeatureCatalog.json (synapse)", "2026-04-17")
SCHEMA = Source("WSO2 Publisher REST API v4, schema of an API", _DAY, "vendor's validator")
SOURCE = Source("WSO2 source code, gateway tests of API Manager", _DAY)
LICENCE = Source("WSO2 API Manager, Apache License 2.0", _DAY)
