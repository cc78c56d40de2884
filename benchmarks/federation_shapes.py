"""Correct federations of many routes in three shapes: stars, chains and meshes of gateways.

A route has at most 30 tokens. `python benchmarks/federation_shapes.py star 1000` prints one.
"""

import argparse
from collections.abc import Callable, Iterator

HEAD = """\
federation {shape} "As many routes as wanted"

region eu = aws.eu-west-1
env INNER_SECRET secret
credential members = jwt {{ issuer "https://login.example/" audience "large" jwks "https://login.example/keys" }}
credential inner = shared_secret {{ header "x-inner" env INNER_SECRET }}
client web {{ region eu presents members callers 20K }}
policy sane {{ timeout connect 2s, response 10s  limit 600/min }}
policy within {{ timeout connect 1s, response 5s }}
"""

TARGETS = ("kong", "envoy", "nginx", "haproxy", "caddy", "azure")

EDGE = """\
gateway edge on envoy {{
  region eu
  domain "api.example.com"
  use sane
  accept members
{routes}
}}"""

INNER = """\
gateway {name} on {target} {{
  region eu
  internal
  use within
  accept inner
{routes}
}}"""

SERVICE = 'service {name} {{ url "http://{host}.internal:8080" region eu workers 16 }}'

ROUTES_OF_A_TEAM = 10
OUT = "strip members attach inner timeout response 9s, connect 2s retry off body max 1MiB cache off"
ON = "timeout response 5s, connect 500ms retry off body max 1MiB cache off cors off quota off"
IN = "strip inner timeout response 3s, connect 500ms retry off body max 1MiB cache off"


def star(routes: int) -> str:
    """One gateway at the edge, and a team's gateway and service behind each ten of its routes."""
    teams = max(1, routes // (2 * ROUTES_OF_A_TEAM))
    each = routes // (2 * teams)
    edge = [
        f"  route /t{team}/r{one}/{{id}}/** -> team_{team} {{ {OUT} }}"
        for team in range(teams)
        for one in range(each)
    ]
    parts = [HEAD.format(shape="star"), EDGE.format(routes="\n".join(edge))]
    for team in range(teams):
        inside = [_served(f"/t{team}/r{one}", f"service_{team}") for one in range(each)]
        parts += [_inner(f"team_{team}", team, inside), _service(f"service_{team}")]
    return "\n".join(parts)


DEEP = 10


def chain(routes: int) -> str:
    """Ten gateways in a row, each of which knows every path by name."""
    each = max(1, routes // DEEP)
    parts = [HEAD.format(shape="chain")]
    edge = [f"  route /r{one}/{{id}}/** -> hop_1 {{ {OUT} }}" for one in range(each)]
    parts.append(EDGE.format(routes="\n".join(edge)))
    for hop in range(1, DEEP - 1):
        on = [f"  route /r{one}/{{id}}/** -> hop_{hop + 1} {{ {ON} }}" for one in range(each)]
        parts.append(_inner(f"hop_{hop}", hop, on))
    last = [_served(f"/r{one}", "service_0") for one in range(each)]
    parts += [_inner(f"hop_{DEEP - 1}", DEEP, last), _service("service_0")]
    return "\n".join(parts)


def mesh(routes: int) -> str:
    """Gateways that each know all others by the first segment, and take it off on the way."""
    gateways = max(2, int(routes**0.5))
    parts = [HEAD.format(shape="mesh")]
    edge = [f"  route /g{one}/** -> mesh_{one} at /{{**}} {{ {OUT} }}" for one in range(gateways)]
    parts.append(EDGE.format(routes="\n".join(edge)))
    for here in range(gateways):
        on = [
            f"  route /g{other}/** -> mesh_{other} at /{{**}} {{ {ON} }}"
            for other in range(gateways)
            if other != here
        ]
        parts += [
            _inner(f"mesh_{here}", here, [*on, _served("/own", f"service_{here}")]),
            _service(f"service_{here}"),
        ]
    return "\n".join(parts)


def _served(path: str, service: str) -> str:
    return f"  route GET|POST {path}/{{id}}/** -> {service} {{ {IN} }}"


def _inner(name: str, number: int, routes: list[str]) -> str:
    target = TARGETS[number % len(TARGETS)]
    return INNER.format(name=name, target=target, routes="\n".join(routes))


def _service(name: str) -> str:
    return SERVICE.format(name=name, host=name.replace("_", "-"))


SHAPES: dict[str, Callable[[int], str]] = {"star": star, "chain": chain, "mesh": mesh}


def routes_in(text: str) -> int:
    return sum(1 for _ in _routes(text))


def _routes(text: str) -> Iterator[str]:
    return (line for line in text.splitlines() if line.startswith("  route "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shape", choices=SHAPES)
    parser.add_argument("routes", type=int, nargs="?", default=1_000)
    wanted = parser.parse_args()
    print(SHAPES[wanted.shape](wanted.routes))


if __name__ == "__main__":
    main()
