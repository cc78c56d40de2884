"""What was run, and what the makers of Caddy publish."""

from ..sources import Source

_DAY = "2026-11-20"

RUN = Source("run here: Caddy 2.6.2", _DAY, "run here")
PROXY = Source("Caddy documentation, reverse_proxy", _DAY)
OPTIONS = Source("Caddy documentation, global options", _DAY)
MATCHERS = Source("Caddy documentation, request matchers", _DAY)
DIRECTIVES = Source("Caddy documentation, Caddyfile directives", _DAY)
