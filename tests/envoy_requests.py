"""Requests at random to put to a random federation: right ones, wrong ones, and what is broken."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from envoy_programs import HEADERS, METHODS, REGEXES, VALUES
from gatewright.compiler.model import Exactly, Federation, Off, Param, PathPattern, Route
from gatewright.compiler.trace import Question


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and in the words of a scenario what is broken while it is made."""

    question: Question
    fault: str = ""


def standing_fault(federation: Federation, seed: int) -> str:
    """What is broken from the start, in a few programs: a name that no DNS has."""
    random = Random(f"standing {seed}")
    behind = [*list(federation.gateways)[1:], *federation.services]
    return f"dns {random.choice(behind)}" if random.random() < 0.08 else ""


def requests(federation: Federation, seed: int, count: int) -> list[Asked]:
    """Right and wrong ones."""
    random = Random(f"requests {seed}")
    return [_request(random, federation) for _ in range(count)]


def _request(random: Random, federation: Federation) -> Asked:
    edge = federation.gateways["edge"]
    route = random.choice(edge.routes)
    path = _bent(random, _instance(random, route.path, _behind(random, federation, route)))
    method = random.choice(route.methods or ("GET", "GET", "POST", "PUT"))
    method = method if random.random() < 0.85 else random.choice(METHODS)
    body = random.choice((0, 10, 2_000)) if method in {"POST", "PUT", "PATCH"} else 0
    question = Question(
        method,
        path + ("/long" * 13_000 if random.random() < 0.01 else "") + _query(random),
        client=random.choice(
            ("web", "web", "shop", "shop", "shop", "shop", "app", "stranger", "anyone")
        ),
        to="edge",
        host="elsewhere.example" if random.random() < 0.03 else None,
        headers=tuple(_sent_headers(random)),
        body_bytes=body,
    )
    return Asked(question, _fault(random, federation))


def _behind(random: Random, federation: Federation, route: Route) -> str:
    """A tail that means something to a gateway behind, or nothing in particular."""
    others = [r for g in federation.gateways.values() for r in g.routes if r is not route]
    if others and random.random() < 0.6:
        return _instance(random, random.choice(others).path, "/z")
    return random.choice(("", "/", "/x", "/x/y", "/1/2/"))


def _instance(random: Random, pattern: PathPattern, tail: str) -> str:
    path = ""
    for part in pattern.segments:
        match part:
            case Exactly(text=text):
                path += f"/{text}"
            case Param(regex=None):
                path += f"/{random.choice(('7', 'ab', 'v1', 'orders', 'a%20b', '%C3%A4'))}"
            case Param(regex=regex):
                path += f"/{random.choice((*REGEXES[regex or ''], 'nope', '7'))}"
            case _:
                return (path + tail) or "/"
    return path or "/"


def _bent(random: Random, path: str) -> str:
    """As it is, or with something that gateways are known to disagree on."""
    kind = random.random()
    if kind < 0.7:
        return path
    at = random.randrange(len(path))
    cut = path.rfind("/", 0, at + 1) if kind < 0.9 else len(path)
    escaped = path[:cut] + "%2F" + path[cut + 1 :] if cut else path + "%2F"
    bends = (
        path + "/",
        path.upper(),
        path[:cut] + "//" + path[cut + 1 :],
        path[:cut] + "/./" + path[cut + 1 :],
        path[:cut] + "/zz/../" + path[cut + 1 :],
        path[:cut] + "/%2e%2e/" + path[cut + 1 :],
        escaped,
        path + "/..",
        path + "%20;p=1",
        path.replace("o", "%6F").replace("a", "%61"),
        path.replace("r", "%72", 1),
        path[:-1] or "/",
    )
    return random.choice(bends)


def _query(random: Random) -> str:
    return random.choice(("", "", "?q=2", "?page=2&q=", "?q=%2F&x=a+b", "?key=forged", "?"))


def _sent_headers(random: Random) -> Iterator[tuple[str, str]]:
    for name in HEADERS:
        if random.random() < 0.3:
            yield name, random.choice(VALUES)
    for share, name, values in (
        (0.1, "cookie", ("beta=on", "a=b; beta=on", "beta=off")),
        (0.04, "x-gatewright-hops", ("1", "2", "7", "100", "nine", "-1", "01")),
        (0.04, "x-api-key", ("forged",)),
        (0.06, "x-secret", ("forged",)),
        (0.05, "authorization", ("Bearer forged", "Basic Zm9vOmJhcg==")),
        (0.05, "origin", ("https://shop.example", "https://evil.example")),
        (0.04, "access-control-request-method", ("GET",)),
        (0.05, "x-forwarded-for", ("203.0.113.7",)),
        (0.04, "x-envoy-retry-on", ("5xx",)),
        (0.04, "x-request-id", ("mine",)),
        (0.01, "x-long", ("long" * 16_000,)),
    ):
        if random.random() < share:
            yield name, random.choice(values)


def _fault(random: Random, federation: Federation) -> str:
    if random.random() < 0.75:
        return ""
    behind = [*list(federation.gateways)[1:], *federation.services]
    name = random.choice(behind)
    service = random.choice(list(federation.services))
    return random.choice((
        f"refuse {name}",
        f"reset {name}",
        f"tls {name}",
        f"tls {name}" if _waits_for_ever(federation) else f"fail {name}",
        f"errors {service} by 100%",
        f"errors {service} by 100% as 503",
        f"errors {service} by 100% as 404",
        f"slow {service} by constant(900ms)",
    ))  # fmt: skip


def _waits_for_ever(federation: Federation) -> bool:
    """Where nobody gives up connecting, the system does, after two minutes: too long for a test."""
    return any(
        route.policy.connect is not None and isinstance(route.policy.connect.value, Off)
        for gateway in federation.gateways.values()
        for route in gateway.routes
    )
