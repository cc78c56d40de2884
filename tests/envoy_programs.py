"""Federations at random within what Envoy can do: `federation_text(7)` is the same in every run."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

WORDS = ("orders", "users", "files", "v1", "a", "a.b", "x-y")
REGEXES = {"[0-9]+": ("7", "42"), "[a-z]{2,3}": ("ab", "xyz"), "v[12]": ("v1", "v2")}
METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS")
HEADERS = ("x-tenant", "x-kind", "x-debug")
QUERIES = ("q", "page")
VALUES = ("acme", "2", "on")
STATUSES = (200, 204, 403, 410, 503)
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(slots=True)
class Writer:
    """One program while it is written, a line at a time."""

    random: Random
    lines: list[str] = field(default_factory=list[str])
    gateways: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()  # gateways that are called `over http`

    def likely(self, share: float) -> bool:
        return self.random.random() < share

    def one(self, among: Sequence[str]) -> str:
        return self.random.choice(among)

    def say(self, line: str) -> None:
        self.lines.append(line)


def federation_text(seed: int) -> str:
    """A whole program."""
    writer = Writer(Random(seed))
    writer.gateways = ("edge", "inner", "deep")[: writer.random.choice((1, 2, 2, 3, 3))]
    writer.services = ("orders", "users_api", "files")[: writer.random.randint(1, 3)]
    writer.plain = tuple(name for name in writer.gateways[1:] if writer.likely(0.25))
    writer.say("federation chance")
    writer.say("let most = 10K/s")
    writer.say('env EDGE_NAME = "the edge"')
    _write_policies(writer)
    _write_credentials(writer)
    for rank, name in enumerate(writer.gateways):
        _write_gateway(writer, name, rank)
    for name in writer.services:
        _write_service(writer, name)
    return "\n".join(writer.lines) + "\n"


def _write_policies(writer: Writer) -> None:
    writer.say("policy usual {")
    for line in _policy(writer, 0.3):
        writer.say(f"  {line}")
    writer.say("}")


# ---- who shows what ------------------------------------------------------------------------------


def _write_credentials(writer: Writer) -> None:
    place = writer.one(('header "x-api-key"', 'header "x-key"', 'query "key"', ""))
    writer.say("env INNER_SECRET secret")
    writer.say("env DEEP_SECRET secret")
    writer.say(f'credential keys = api_key {{ bucket "shops"  {place} }}')
    writer.say('credential others = api_key { bucket "others"  header "x-other" }')
    writer.say('credential inner_pass = shared_secret { header "x-secret"  env INNER_SECRET }')
    writer.say('credential deep_pass = shared_secret { header "x-deep-secret"  env DEEP_SECRET }')
    writer.say('credential tokens = jwt { issuer "https://id.example/"  audience "shop", "other"')
    writer.say('  jwks "https://id.example/jwks.json" }')
    writer.say('credential partner_key = api_key { bucket "partners"  header "x-partner" }')
    writer.say(
        'client app { presents tokens with (claim(tenant) = "acme" and scope("read"))  calls edge }'
    )
    writer.say('client web { presents keys with key("plan") = "gold"  calls edge  callers 10 }')
    writer.say("client shop { presents keys, others  calls edge }")
    writer.say("client stranger { presents others  calls edge }")


def _accepts(writer: Writer, rank: int) -> str:
    if rank:
        secret = ("inner_pass", "deep_pass")[rank - 1]
        return writer.one((secret, secret, "anyone", f"{secret} or keys"))
    return writer.one((
        "keys",
        "anyone",
        "keys or others",
        "keys and others",
        'keys with key("plan") = "gold" or others',
        "keys or tokens",
        'keys or tokens with scope("read")',
        'keys or tokens with (claim(tenant) = "umbrella" or scope("write"))',
    ))  # fmt: skip


# ---- gateways ------------------------------------------------------------------------------------


def _write_gateway(writer: Writer, name: str, rank: int) -> None:
    writer.say(f"gateway {name} on envoy {{")
    if rank == 0 and writer.likely(0.7):
        writer.say('  domain "api.example.com"')
    if rank:
        writer.say("  internal")
    writer.say(f"  accept {_accepts(writer, rank)}")
    if writer.likely(0.15):
        writer.say(writer.one(("  hop_guard 2", "  hop_guard 3", "  hop_guard 9")))
    elif rank == 0 and len(writer.gateways) == 1:
        writer.say("  hop_guard off")
    for line in _words_of_a_gateway(writer, rank):
        writer.say(f"  {line}")
    heads: set[str] = set()
    for _ in range(writer.random.randint(1, 5)):
        _write_route(writer, rank, heads)
    if writer.likely(0.8):
        _write_last_route(writer, rank)
    writer.say("}")


def _words_of_a_gateway(writer: Writer, rank: int) -> Iterator[str]:
    if writer.likely(0.2):
        yield "use usual"
    yield from _policy(writer, 0.2)
    if writer.likely(0.1):
        yield f"listen {20_000 + rank}"
    if writer.likely(0.1):
        yield f"egress only {', '.join(writer.random.sample(writer.services, 1))}"
    if writer.likely(0.06):
        yield f"state {writer.one(('published', 'deprecated', 'blocked', 'retired'))}"
    if writer.likely(0.1):
        yield 'owner "platform team"  version "1.4"  workers 2'


def _policy(writer: Writer, share: float) -> Iterator[str]:
    if writer.likely(share):
        yield writer.one((
            "timeout connect 300ms, response 400ms",
            "timeout connect 300ms, response 400ms",
            "timeout connect 250ms, total 500ms",
            "timeout connect 250ms, response 2s, idle 1m",
            "timeout connect 250ms, attempt 300ms, total 800ms",
            "timeout off",
        ))  # fmt: skip
    if writer.likely(share):
        yield writer.one((
            "retry 1 on 502, 503, connect",
            "retry 2 on 5xx, reset methods GET|PUT",
            "retry 1 on connect backoff 20ms to 50ms",
            "retry off",
        ))  # fmt: skip
    if writer.likely(share / 2):
        yield "body max 1KB"
    if writer.likely(share):
        yield writer.one(("unreachable problem 502", "unreachable problem 503"))
    if writer.likely(share / 2):
        yield writer.one((
            "limit most per caller",
            "limit 10K/min burst 5K per ip",
            'limit most per header("x-tenant"), route',
            "limit off",
        ))  # fmt: skip
    if writer.likely(share / 3):
        yield "quota 10M/month per client"
    if writer.likely(share / 4):
        yield "log upstream errors"
    if writer.likely(share / 2):
        yield 'location from "/base" to "/public"'
    if writer.likely(share):
        yield from _headers(writer, (), "request")
    if writer.likely(share):
        yield from _headers(writer, (), "response")
    if writer.likely(share / 3):
        more = writer.one(("", "  credentials", '  expose "x-kind"  max_age 1h'))
        yield f'cors {{ origins "https://shop.example"  methods GET|POST  headers "x-a"{more} }}'


def _headers(writer: Writer, params: Sequence[str], direction: str) -> Iterator[str]:
    yield f"headers {direction} {{"
    named = writer.random.sample(HEADERS, 3)
    values = [f'"{writer.one(VALUES)}"']
    if direction == "request":
        values += [f'header("{named[1]}")', *(f"param({name})" for name in params)]
        values += ["env EDGE_NAME", "claim(tenant)"]
    changes = (
        f'  remove "{named[0]}"',
        f'  rename "{named[1]}" to "x-renamed"',
        f'  set "{named[2]}" = {writer.one(values)}',
        f'  add "x-added" = "{writer.one(VALUES)}"',
    )
    yield from writer.random.sample(changes, writer.random.randint(1, 4))
    yield "}"


# ---- routes --------------------------------------------------------------------------------------


def _write_route(writer: Writer, rank: int, heads: set[str]) -> None:
    pattern, params = _pattern(writer)
    methods = _methods(writer)
    when = _condition(writer, pattern)
    head = f"{methods} {pattern} {when}"
    if head in heads:
        return
    heads.add(head)
    action, block = _action(writer, rank, params, pattern.endswith("/**"))
    for line in _policy(writer, 0.08):
        block.append(line)
    if writer.likely(0.05) and "retry" in " ".join(block):
        block.append('idempotent by header("idempotency-key")')
    writer.say(f"  route {methods} {pattern} {when} {action} {{")
    for line in block:
        writer.say(f"    {line}")
    writer.say("  }")


def _write_last_route(writer: Writer, rank: int) -> None:
    """Whatever no other route takes goes on, so that requests get somewhere."""
    upstream, block = _upstream(writer, rank, (), tail=True)
    writer.say(f"  route {writer.one(('/**', '/{all}/**'))} -> {upstream} {{")
    for line in [*block, *_travel(writer, rank)]:
        writer.say(f"    {line}")
    writer.say("  }")


def _pattern(writer: Writer) -> tuple[str, list[str]]:
    parts: list[str] = []
    params: list[str] = []
    for place in range(writer.random.randint(0, 3)):
        name = f"p{place}"
        kind = writer.random.random()
        if kind < 0.6:
            parts.append(writer.one(WORDS))
            continue
        params.append(name)
        regex = writer.one(tuple(REGEXES))
        parts.append(f"{{{name}: '{regex}'}}" if kind < 0.8 else f"{{{name}}}")
    if writer.likely(0.6):
        parts.append("**")
    return "/" + "/".join(parts), params


def _methods(writer: Writer) -> str:
    if writer.likely(0.6):
        return ""
    return "|".join(writer.random.sample(METHODS, writer.random.randint(1, 3)))


def _condition(writer: Writer, pattern: str) -> str:
    if writer.likely(0.8):
        return ""
    return "when " + writer.one((
        f'header("{writer.one(HEADERS)}")',
        f'header("{writer.one(HEADERS)}") = "{writer.one(VALUES)}"',
        f'header("{writer.one(HEADERS)}") in ["acme", "on"]',
        "header(\"x-kind\") matches '[a-z]+'",
        f'query("{writer.one(QUERIES)}")',
        f'query("{writer.one(QUERIES)}") = "2"',
        'not header("x-debug")',
        'header("x-tenant") and query("q")',
        '(header("x-tenant") or header("x-kind") = "on")',
        'cookie("beta") = "on"',
        'method != "PUT"',
        'host = "api.example.com"',
        'param(p0) != "7"' if "{p0" in pattern else 'query("page")',
    ))  # fmt: skip


def _action(writer: Writer, rank: int, params: Sequence[str], tail: bool) -> tuple[str, list[str]]:
    kind = writer.random.random()
    if kind < 0.04:
        return f'-> respond {writer.random.choice(STATUSES)} "said so" as "text/plain"', []
    if kind < 0.07:
        status = writer.random.choice(REDIRECTS)
        return f'-> redirect {status} "https://new.example/there"', []
    if kind < 0.09:
        return "", ["blocked"]
    if kind < 0.18:
        return _split(writer, rank, params, tail)
    if kind < 0.26:
        return _choose(writer, rank, params, tail)
    upstream, block = _upstream(writer, rank, params, tail)
    block += _travel(writer, rank)
    if writer.likely(0.06):
        block.append("accept anyone")
    if writer.likely(0.06) and rank == 0:
        block.append("exchange keys for partner_key")
    if writer.likely(0.06):
        block.append("attach partner_key")
    if writer.likely(0.04):
        block.append('returns "application/json"  use usual')
    if writer.likely(0.06):
        block.append("deprecated 2027-01-01 sunset 2027-06-30")
    if writer.likely(0.1):
        block += _headers(writer, params, "request")
    return f"-> {upstream}", block


def _split(writer: Writer, rank: int, params: Sequence[str], tail: bool) -> tuple[str, list[str]]:
    one, block = _upstream(writer, rank, params, tail)
    other, more = _upstream(writer, rank, params, tail)
    sticky = writer.one(("", "", 'sticky by header("x-tenant") ', "sticky by caller "))
    return (
        f"-> split {sticky}{{ 60% {one} {{ {'  '.join(block)} }}  40% {other} {{ {'  '.join(more)} }} }}",
        [],
    )


def _choose(writer: Writer, rank: int, params: Sequence[str], tail: bool) -> tuple[str, list[str]]:
    conditions = ['header("x-kind") = "on"', 'query("q")', 'claim(tenant) = "acme"']
    conditions += ['header("x-tenant") in ["acme", "2"]', 'scope("read")', 'key("plan") = "gold"']
    conditions += [f'param({name}) = "7"' for name in params]
    chosen = writer.random.sample(conditions, 2)
    cases = [*chosen, *(["else"] if writer.likely(0.7) else [])]
    lines: list[str] = []
    for case in cases:
        upstream, block = _upstream(writer, rank, params, tail)
        lines.append(f"{case} -> {upstream} {{ {'  '.join(block)} }}")
    return f"-> choose {{ {'  '.join(lines)} }}", _travel(writer, rank)


def _upstream(
    writer: Writer, rank: int, params: Sequence[str], tail: bool
) -> tuple[str, list[str]]:
    behind = writer.gateways[rank + 1 :]
    block: list[str] = []
    if rank and writer.likely(0.06):
        # Back to where it came from: the hop guard is there for that.
        before = writer.one(writer.gateways[: rank + 1])
        over = " over http" if before in writer.plain else ""
        pass_on = [f"attach {before}_pass"] if before != "edge" else []
        return f"{before}{_rewrite(writer, params, tail)}{over}", pass_on
    if behind and writer.likely(0.75):
        to = writer.one(behind)
        if writer.likely(0.9):
            block.append(f"attach {to}_pass")
    else:
        to = writer.one(writer.services)
    over = " over http" if to in writer.plain else ""
    return f"{to}{_rewrite(writer, params, tail)}{over}", block


def _rewrite(writer: Writer, params: Sequence[str], tail: bool) -> str:
    if writer.likely(0.55):
        return ""
    parts = [writer.one(WORDS)] if writer.likely(0.6) else []
    parts += [f"{{{name}}}" for name in params if writer.likely(0.7)]
    parts += ["{**}"] if tail else []
    method = "POST " if writer.likely(0.08) else ""
    return f" at {method}/{'/'.join(parts)}"


def _travel(writer: Writer, rank: int) -> list[str]:
    if rank:
        secret = ("inner_pass", "deep_pass")[rank - 1]
        return [f"strip {secret}"] if writer.likely(0.7) else []
    return [writer.one(("strip keys", "strip keys, others"))] if writer.likely(0.7) else []


def _write_service(writer: Writer, name: str) -> None:
    scheme = writer.one(("http", "http", "https"))
    base = writer.one(("", "", "/base", "/b/c"))
    writer.say(
        f'service {name} {{ url "{scheme}://{name.replace("_", "-")}.internal:8080{base}" }}'
    )
