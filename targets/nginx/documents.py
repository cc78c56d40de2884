"""What was run, and what the makers of nginx publish."""

from ..sources import Source

_DAY = "2026-11-20"

RUN = Source("run here: nginx 1.22.1", _DAY, "run here")
CORE = Source("nginx documentation, ngx_http_core_module", _DAY)
PROXY = Source("nginx documentation, ngx_http_proxy_module", _DAY)
LIMIT = Source("nginx documentation, ngx_http_limit_req_module", _DAY)
CACHE = Source("nginx documentation, proxy_cache", _DAY)
MODULES = Source("nginx documentation, list of modules", _DAY)
SSL = Source("nginx documentation, ngx_http_ssl_module", _DAY)
