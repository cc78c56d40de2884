"""What Amazon publishes on API Gateway, each with the day on which it was read."""

from ..sources import Source

_DAY = "2026-11-20"
_GUIDE = "Amazon API Gateway developer guide"

REST_QUOTAS = Source(f"{_GUIDE}, quotas of REST APIs", _DAY)
HTTP_QUOTAS = Source(f"{_GUIDE}, quotas of HTTP APIs", _DAY)
ANSWERS = Source(f"{_GUIDE}, gateway response types", _DAY)
NOTES = Source(f"{_GUIDE}, important notes", _DAY)
CHOICE = Source(f"{_GUIDE}, choosing between REST and HTTP APIs", _DAY)
REST_JWT = Source(f"{_GUIDE}, JWT authorizers of REST APIs", _DAY)
HTTP_JWT = Source(f"{_GUIDE}, JWT authorizers of HTTP APIs", _DAY)
LAMBDA_AUTH = Source(f"{_GUIDE}, Lambda authorizers", _DAY)
USAGE_PLANS = Source(f"{_GUIDE}, API keys and usage plans", _DAY)
HTTP_ROUTES = Source(f"{_GUIDE}, routes of HTTP APIs", _DAY)
HTTP_MAPPING = Source(f"{_GUIDE}, parameter mapping of HTTP APIs", _DAY)
EXTENSIONS = Source(f"{_GUIDE}, OpenAPI extensions", _DAY)
HTTP_CORS = Source(f"{_GUIDE}, CORS of HTTP APIs", _DAY)
REST_CORS = Source(f"{_GUIDE}, CORS of REST APIs", _DAY)
DOMAINS = Source(f"{_GUIDE}, custom domain names", _DAY)
MTLS = Source(f"{_GUIDE}, mutual TLS authentication", _DAY)
INTEGRATIONS = Source(f"{_GUIDE}, OpenAPI extension x-amazon-apigateway-integration", _DAY)
KNOWLEDGE = Source("AWS knowledge centre, invalid endpoint address", _DAY)
ANSWERED = Source("AWS re:Post, answers of AWS staff on what API Gateway bills", _DAY)
PRICES = Source("AWS whitepaper on private APIs, cost optimization", _DAY)
