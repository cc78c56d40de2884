"""What a gateway asks of the product it stands on, need by need, and where it asks."""

from dataclasses import field
from enum import StrEnum

from ...dsl.frozen import frozen
from ...dsl.source import Span


class Need(StrEnum):
    """Its value reads well after "needs"."""

    # finding a route
    PATH_PARAM = "path parameters"
    PATH_REGEX = "path parameters with a pattern"
    PATH_TAIL = "path prefixes"
    METHODS = "routes by method"
    WHEN_HEADER = "routes by header"
    WHEN_QUERY = "routes by query"
    WHEN_COOKIE = "routes by cookie"
    WHEN_HOST = "routes by host"
    WHEN_IP = "routes by client address"
    WHEN_CALLER = "routes by caller"
    WHEN_CLAIM = "routes by claim or scope"
    WHEN_KEY_METADATA = "routes by metadata of an API key"
    WHEN_COUNTRY = "routes by country"

    # what a route does
    REWRITE = "rewritten paths"
    METHOD_CHANGE = "changed methods"
    GATHER = "gather"
    CHOOSE = "choose"
    SPLIT = "split"
    SPLIT_STICKY = "sticky split"
    FIRST = "first"
    FUNCTION = "own code"
    REDIRECT = "redirect"
    RESPOND = "respond"
    BLOCKED = "blocked routes"
    DEPRECATED = "deprecation headers"

    # how it calls
    PLAIN_HTTP = "plain HTTP upstreams"
    H2 = "HTTP/2 upstreams"
    GRPC = "gRPC upstreams"
    WEBSOCKET = "WebSocket upstreams"
    LOCAL = "local links"
    LAMBDA = "cloud functions as upstreams"
    LOCAL_LAMBDA = "cloud functions over local links"
    URL_FROM_VARIABLE = "upstream addresses from variables"

    # who is let in
    ACCEPT_JWT = "checking a JWT"
    ACCEPT_API_KEY = "checking an API key"
    ACCEPT_API_KEY_IN_QUERY = "checking an API key in the query"
    ACCEPT_SHARED_SECRET = "checking a shared secret"  # noqa: S105  the words, not a secret
    ACCEPT_GATEWAY_JWT = "checking a gateway's token"
    ACCEPT_MTLS = "checking a client certificate"
    ACCEPT_BASIC = "checking a user and password"
    ACCEPT_OAUTH = "checking an OAuth client's token"
    ACCEPT_EITHER = "accepting one of several credentials"
    ACCEPT_ALL = "demanding several credentials at once"
    ACCEPT_CONDITION = "conditions on an accepted credential"

    # what travels on
    STRIP = "stripping a credential"
    EXCHANGE = "exchanging a credential"
    ATTACH_JWT = "attaching a JWT"
    ATTACH_API_KEY = "attaching an API key"
    ATTACH_SHARED_SECRET = "attaching a shared secret"  # noqa: S105  the words, not a secret
    ATTACH_GATEWAY_JWT = "minting a token"
    ATTACH_MTLS = "showing a client certificate"
    ATTACH_BASIC = "attaching a user and password"
    ATTACH_OAUTH = "fetching a token as an OAuth client"

    # policies
    TIMEOUT_CONNECT = "a connect timeout"
    TIMEOUT_RESPONSE = "a response timeout"
    TIMEOUT_TOTAL = "a total timeout"
    TIMEOUT_IDLE = "an idle timeout"
    TIMEOUT_ATTEMPT = "a timeout per attempt"
    RETRY = "retries"
    LIMIT = "a rate limit"
    LIMIT_PER_CALLER = "a rate limit per caller"
    LIMIT_PER_KEY = "a rate limit per address, claim or header"
    QUOTA = "a quota"
    CACHE = "a cache"
    BODY_MAX = "a body limit"
    CORS = "CORS"
    BREAKER = "a circuit breaker"
    UNREACHABLE_PROBLEM = "a problem document for an unreachable upstream"
    LOG_UPSTREAM_ERRORS = "logging upstream errors"
    LOCATION = "rewritten Location headers"
    REQUEST_HEADERS = "changed request headers"
    RESPONSE_HEADERS = "changed response headers"
    HEADERS_FROM_REQUEST = "headers made of claims, parameters or other headers"

    # the gateway itself
    HOP_GUARD = "a hop guard"
    DOMAIN = "a domain of its own"
    INTERNAL = "staying internal"
    EGRESS = "egress rules"
    STATE = "a blocked or retired state"
    OPAQUE = "pieces of the product's own configuration"


@frozen
class NeedAt:
    """One need where it arises: the route by its name, None for the gateway as a whole."""

    need: Need
    route: str | None = None
    default: bool = False  # nobody wrote it: the default hop guard
    at: Span | None = field(default=None, compare=False, repr=False)
