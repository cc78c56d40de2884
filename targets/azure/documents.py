"""What Microsoft publishes on API Management: the day of the page, or that on which it was read."""

from ..sources import Source

_DAY = "2026-11-20"
_LEARN = "Microsoft Learn, API Management"

LIMITS = Source(f"{_LEARN}: service limits, classic tiers and Consumption", "2020-04-14")
V2_LIMITS = Source(f"{_LEARN}: service limits, v2 tiers", "2024-09-12")
GATEWAYS = Source(f"{_LEARN}: gateways overview", "2024-06-11")
TIERS = Source(f"{_LEARN}: feature comparison of the tiers", _DAY)
ERRORS = Source(f"{_LEARN}: error handling in policies", "2020-01-10")
UNAUTHORIZED = Source("Microsoft support, API Management: unauthorized errors (401)", "2020-08-14")
THROTTLED = Source("Microsoft support, API Management: 403 and 429 errors", _DAY)
FORWARD = Source(f"{_LEARN}: forward-request policy", _DAY)
VALIDATE_JWT = Source(f"{_LEARN}: validate-jwt policy", _DAY)
SET_HEADER = Source(f"{_LEARN}: set-header policy", _DAY)
QUOTA = Source(f"{_LEARN}: quota policy", _DAY)
CORS = Source(f"{_LEARN}: cors policy", _DAY)
EXPRESSIONS = Source(f"{_LEARN}: policy expressions", _DAY)
BACKENDS = Source(f"{_LEARN}: backends", _DAY)
DOMAINS = Source(f"{_LEARN}: custom domains", _DAY)
NETWORKS = Source(f"{_LEARN}: virtual networks", _DAY)
RESOURCES = Source(
    "Microsoft's resource schema, Microsoft.ApiManagement 2024-05-01", _DAY, "vendor's validator"
)
CHAINED = Source("Azure PaaS blog, self-chained API Management requests", "2020-11-30")
SCHEMA = Source("Microsoft's policy schemas (vscode-apimanagement)", _DAY, "vendor's validator")
