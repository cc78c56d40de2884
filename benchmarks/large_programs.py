"""Large programs to measure with: N gateways of ten routes, at most 30 tokens a route.

`python benchmarks/large_programs.py 1000` prints how dense the program is; `--write FILE` keeps it.
"""

import argparse
from pathlib import Path

from gatewright.dsl.driver import Machine
from gatewright.dsl.source import Source
from gatewright.dsl.table import table

ROUTES = 10
MOST_TOKENS = 30
TARGETS = ("zuplo", "kong", "envoy", "nginx", "aws", "azure", "haproxy", "caddy", "wso2")

HEAD = """\
federation large "As many gateways as wanted"

region eu = aws.eu-west-1
region us = aws.us-east-1
env INNER_SECRET secret
credential members = jwt { issuer "https://login.example/" audience "large" }
credential inner = shared_secret { header "x-inner" env INNER_SECRET }
client web { region eu presents members callers 20K }
policy sane { limit 600/min per caller  timeout connect 2s, response 10s }
"""

# Ten shapes of routes as people write them; %s is the name of the service behind the gateway.
ROUTE_SHAPES = (
    "route GET /orders -> %s { strip members attach inner timeout response 5s cache 30s per caller }",
    "route GET|POST /orders/{id} -> %s at /v2/{id} { strip members attach inner body max 1MiB }",
    "route /orders/{id}/items/** -> %s at /v2/items/{id}/{**} { strip members attach inner }",
    "route POST /pay -> %s { strip members attach inner timeout response 5s, total 8s retry off }",
    'route GET /catalog/{sku: \'[a-z]{2,8}\'} when header("x-version") = "2" -> %s at /v2/{sku} { attach inner }',
    "route /search/** -> %s over http { strip members cache 30s per caller, ip stale 10s limit 20/s per caller }",
    'route PUT|PATCH|DELETE /admin/** -> %s { accept members with scope("admin") attach inner }',
    'route /old/** -> redirect 308 "https://api.example.com/new" { deprecated 2027-01-01 }',
    'route GET /health -> respond 200 "ok" as "text/plain" { accept anyone }',
    "route /reports/{year}/{month} -> %s { strip members retry 2 on 502, 503 backoff 100ms to 2s }",
)


# The same without their blocks: fewer tokens a route, and a smaller lead over Lark.
LEAN_SHAPES = tuple(shape.partition(" { ")[0] for shape in ROUTE_SHAPES)


def large_program(gateways: int, shapes: tuple[str, ...] = ROUTE_SHAPES) -> str:
    return "\n".join([HEAD, *(_gateway(number, shapes) for number in range(gateways))])


def _gateway(number: int, shapes: tuple[str, ...]) -> str:
    service = f"service_{number}"
    routes = "\n".join("  " + (shape % service if "%s" in shape else shape) for shape in shapes)
    return f"""\
gateway gateway_{number} on {TARGETS[number % len(TARGETS)]} {{
  region {("eu", "us")[number % 2]}
  use sane
  accept members
{routes}
}}
service {service} {{ url "http://service-{number}.internal:8080" region eu workers 16 }}
"""


def tokens_in(text: str) -> int:
    """How many the driver takes."""
    machine = Machine(table(), Source("counted.gate", text))
    lexer = table().lexer
    kinds = (match.lastindex for match in lexer.finditer(text))
    assert machine.run(0, len(text)) is None, "the program does not parse"
    return sum(kind is not None and kind != table().comment_group for kind in kinds)


def density(text: str, gateways: int, shapes: tuple[str, ...] = ROUTE_SHAPES) -> str:
    """How much program a route is, so that a figure per route can be compared with others."""
    routes = gateways * ROUTES
    sizes = [_tokens_of_route(shape) for shape in shapes]
    longest = max(sizes)
    assert longest <= MOST_TOKENS, longest
    each = tokens_in(text) / routes
    return (
        f"{routes:,} routes in {gateways:,} gateways, {len(text) / 1e6:.2f} MB; a route is "
        f"{sum(sizes) / len(sizes):.1f} tokens (at most {longest}), with all around it {each:.1f} tokens "
        f"and {len(text.encode()) / routes:.0f} bytes"
    )


def _tokens_of_route(shape: str) -> int:
    around = "gateway g on kong { %s }"
    written = shape % "s" if "%s" in shape else shape
    return tokens_in(around % written) - tokens_in(around % "")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gateways", type=int, nargs="?", default=1_000)
    parser.add_argument("--write", type=Path, metavar="FILE")
    wanted = parser.parse_args()
    text = large_program(wanted.gateways)
    print(density(text, wanted.gateways))
    if wanted.write is not None:
        wanted.write.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
