"""Federations and requests at random, with every word that sets of requests have to follow."""

from dataclasses import dataclass, field
from random import Random

from gatewright.compiler.facts import AddedHeader, Normalisation, ProductFacts
from gatewright.compiler.model import Federation
from gatewright.compiler.trace import Question
from traces import plain_facts

HEAD = """
federation chance
env S secret
env U secret
credential auth  = jwt { issuer "https://id.example/" audience "one", "two" }
credential other = jwt { issuer "https://id.example/" audience "two" }
credential alien = jwt { issuer "https://alien.example/" }
credential key   = api_key { bucket "b"  header "x-key" }
credential again = api_key { bucket "b"  header "x-again" }
credential asked = api_key { bucket "b"  query "key" }
credential inner = shared_secret { header "x-inner"  env S }
credential pass  = gateway_jwt { signer g0  audience "one"  claims { "role" = claim(role)  "fixed" = "yes" } }
credential own   = gateway_jwt { signer g1 }
credential cert  = mtls { subject "cn" }
credential user  = basic { env U }
credential agent = oauth_client { token_url "https://id.example/token"  id "a"  secret env S  scopes "read" }
label pii { within EU }
service s0 { url "http://s0" }
service s1 { url "https://s1/base"  accept inner or pass }
"""

CLIENTS = (
    "client c0 { presents auth CALLS }",
    'client c1 { presents auth with (claim(role) = "clerk" and scope("read")), key CALLS }',
    "client c2 { presents other, cert CALLS }",
    'client c3 { presents key with key("tenant") = "acme", inner CALLS }',
    "client c4 { presents agent, asked CALLS }",
    "client c5 { presents user, again CALLS }",
)

ACCEPTS = (
    "auth", "key", "inner", "pass", "auth or key", "auth and key", "key or pass", "asked or inner",
    "cert", "user or agent", "other or auth", "pass or own", "agent", "alien or auth", "again or key",
    'auth with claim(role) = "clerk"', 'auth with scope("read")', 'key with key("tenant") = "acme"',
    'pass with claim(fixed) = "yes"', 'pass with claim(role) = "clerk" or inner', "cert and other",
    'auth with header("x-v") = "1" or inner', "(auth or key) and inner", 'own or user',
)  # fmt: skip
STRIPS = ("auth", "key", "inner", "user", "asked", "pass")
ATTACHES = ("inner", "pass", "key", "agent", "cert", "asked", "own", "user", "again", "auth")
EXCHANGES = ("auth for pass", "auth for agent", "key for inner", "other for key", "agent for own",
             "auth for own")  # fmt: skip
HEADERS = (
    'set "x-v" = "1"', 'set "x-v" = "2"', 'remove "x-v"', 'rename "x-v" to "x-w"', 'add "x-w" = "1"',
    'set "x-inner" = env S', 'set "x-key" = header("x-v")', 'remove "x-key"',
    'rename "x-key" to "x-again"', 'rename "x-v" to "x-inner"', 'set "x-w" = claim(role)',
    'add "x-inner" = "made up"', 'rename "x-w" to "x-v"', 'remove "cookie"',
)  # fmt: skip
CONDITIONS = (
    'header("x-v") = "1"', 'not header("x-v")', 'header("x-w") != "1"', 'query("q") = "1"',
    'cookie("c") = "1"', 'claim(role) = "clerk"', 'client = "c1"', 'host = "api.example.com"',
    'ip in ["10.0.0.0/8"]', 'country = "SE"', 'method = "POST"', 'scope("read")',
    'key("tenant") = "acme"', 'header("x-v") and header("x-w")', 'caller = "c0"',
    'header("x-v") = "1" or header("x-w") = "1"', 'host = "g1"', 'claim(fixed) = "yes"',
)  # fmt: skip
PARAMS = ('param(x) = "b"', 'param(x) in ["7", "b"]', 'param(x) = "c" and header("x-v")')
PATTERNS = (
    "/**", "/**", "/a/**", "/a/**", "/a/{x}", "/{x}", "/{x}/**", "/a/{x: '[0-9]+'}/**", "/a/b", "/b",
    "/a/b/**", "/{x}/b", "/{x: '[a-c]+'}", "/a/{x}/c", "/", "/a/", "/b/{x}/**", "/a/{y}/{x}",
)  # fmt: skip
METHODS = ("", "", "", "", "", "", "GET ", "GET|POST ", "POST ", "OPTIONS ", "DELETE|GET ")
TEMPLATES = ("", "", "", "at /{**}", "at /a/{**}", "at /a/b/{**}", "at /b", "at /", "at /a/b")
ONWARDS = ("", "", "at /a/{**}", "at /b/{**}")
NAMED = ("at /a/{x}", "at /{x}", "at /{x}/b", "at /{x}/a/b")

DECODING = Normalisation("resolve", "merge", "decode", "decode", merges_first=False)
FACTS = (
    plain_facts(),
    plain_facts(routing_normalisation=Normalisation("resolve", "merge", "reject", "decode")),
    plain_facts(routing_normalisation=Normalisation("resolve", "keep", "reject", "decode")),
    plain_facts(routing_normalisation=Normalisation("keep", "keep", "keep", "keep")),
    plain_facts(routing_normalisation=Normalisation("keep", "keep", "decode", "decode")),
    plain_facts(routing_normalisation=DECODING),
    plain_facts(exposes_internal=True),
    plain_facts(headers_strips_checked=("jwt", "gateway_jwt", "api_key")),
    plain_facts(headers_host="kept", headers_drops=("x-w", "x-a*")),
    plain_facts(headers_adds=(AddedHeader("x-v", "1"), AddedHeader("x-w", "{client_ip}", True))),
    plain_facts(tokens_issuer="https://id.example/", tokens_algorithms=("RS256",)),
)


@dataclass
class Drawn:
    """A program, what its gateways stand on, and the words that stand in it."""

    text: str
    facts: dict[str, ProductFacts]
    words: set[str] = field(default_factory=set[str])


def drawn(seed: int) -> Drawn:
    chance = Random(seed)
    count = chance.randint(2, 5)
    clients = [_client(chance, one, count) for one in chance.sample(CLIENTS, 3)]
    gateways = [_gateway(chance, number, count) for number in range(count)]
    entry = (
        'entry front { domain "api.example.com" nearest g0, g1 }' if chance.random() < 0.3 else ""
    )
    text = "\n".join([HEAD, *clients, *gateways, entry])
    return Drawn(text, {f"g{n}": chance.choice(FACTS) for n in range(count)})


def _client(chance: Random, text: str, count: int) -> str:
    called = f"calls g{chance.randrange(count)}" if chance.random() < 0.4 else ""
    return text.replace("CALLS", called)


def _gateway(chance: Random, number: int, count: int) -> str:
    head = [
        chance.choice(("", "public", "public", "internal")),
        f"accept {_accept(chance)}" if chance.random() < 0.6 else "",
        'domain "api.example.com"' if number < 2 and chance.random() < 0.4 else "",
        chance.choice(("state blocked", "state retired")) if chance.random() < 0.03 else "",
        f"headers {{ {chance.choice(HEADERS)} }}" if chance.random() < 0.15 else "",
        'cors { origins "*" }' if chance.random() < 0.1 else "",
    ]
    routes: dict[str, str] = {}
    for _ in range(chance.randint(1, 5)):
        key = chance.choice(METHODS) + chance.choice(PATTERNS)
        if chance.random() < 0.3:
            key += f" when {chance.choice(CONDITIONS)}"
        routes.setdefault(key, f"  route {key} {_action(chance, key, count)}")
    if chance.random() < 0.5:
        to = f"g{chance.randrange(count)} {chance.choice(ONWARDS)}"
        routes.setdefault("/**", f"  route /** -> {to}{_block(chance, route=True)}")
    rows = "\n".join(routes.values())
    return f"gateway g{number} on envoy {{\n  {'  '.join(head)}\n{rows}\n}}"


def _accept(chance: Random) -> str:
    return "anyone" if chance.random() < 0.4 else chance.choice(ACCEPTS)


def _upstream(chance: Random, key: str, count: int) -> str:
    to = chance.choice([*(f"g{n}" for n in range(count)) , *(f"g{n}" for n in range(count)), "s0", "s1",
                        '"https://out.example/base"'])  # fmt: skip
    template = chance.choice(TEMPLATES + (NAMED if "{x" in key else ()))
    if "{**}" in template and "/**" not in key:
        template = ""
    over = " over http" if chance.random() < 0.1 else ""
    return f"{to} {template}{over}"


def _travel(chance: Random) -> str:
    said: list[str] = []
    if chance.random() < 0.35:
        said.append(f"strip {', '.join(chance.sample(STRIPS, chance.randint(1, 2)))}")
    if chance.random() < 0.2:
        said.append(f"exchange {chance.choice(EXCHANGES)}")
    if chance.random() < 0.35:
        said.append(f"attach {', '.join(chance.sample(ATTACHES, chance.randint(1, 2)))}")
    if chance.random() < 0.1:
        said.append(f"pass {chance.choice(STRIPS)}")
    return "  ".join(said)


def _block(chance: Random, route: bool) -> str:
    said = [_travel(chance)]
    if chance.random() < (0.3 if route else 0.12):
        said.append(f"accept {_accept(chance)}")
    if chance.random() < 0.2:
        said.append(f"headers {{ {chance.choice(HEADERS)}  {chance.choice(HEADERS)} }}")
    if chance.random() < 0.1:
        said.append("carries pii")
    if route and chance.random() < 0.04:
        said.append("blocked")
    if route and chance.random() < 0.05:
        said.append('cors { origins "*" }')
    return f" {{ {'  '.join(one for one in said if one)} }}" if any(said) else ""


def _action(chance: Random, key: str, count: int) -> str:
    def member() -> str:
        return _upstream(chance, key, count) + _block(chance, route=False)

    block = _block(chance, route=True)
    kind = chance.randint(0, 15)
    if kind == 0:
        order = "in order " if chance.random() < 0.3 else ""
        return f"-> gather {order}{{ a: {member()}  b: optional {member()} }}{block}"
    if kind == 1:
        first, second = chance.sample(CONDITIONS, 2)
        last = f"else -> {member()}" if chance.random() < 0.8 else ""
        return f"-> choose {{ {first} -> {member()}  {second} -> {member()}  {last} }}{block}"
    if kind == 2 and "{x" in key:
        return f"-> choose {{ {chance.choice(PARAMS)} -> {member()}  else -> {member()} }}{block}"
    if kind == 3:
        return f"-> first {{ {member()}, {member()} }}{block}"
    if kind in (4, 8):
        return f"-> split {{ 60% {member()}, 40% {member()} }}{block}"
    if kind == 5:
        calls = f"calls g{chance.randrange(count)}, s0"
        inside = block.strip()[1:-1] if block else ""
        return f'-> function "x.ts" {{ {calls} {inside} }}'
    if kind == 6:
        return f'-> respond 200 "ok"{block}'
    return f"-> {_upstream(chance, key, count)}{block}"


# ---------------------------------------------------------------- requests

PIECES = ("a", "b", "c", "7", "42", "ab", "", "x", "%61", "..", ".", "a%2Fb", "%2e%2e", "..%2Fa")
SHOWN = ("x-v", "x-w", "x-inner", "x-key", "x-again", "authorization", "cookie", "origin")


def questions(
    federation: Federation, facts: dict[str, ProductFacts], seed: int, count: int
) -> list[Question]:
    chance = Random(f"{seed} asked")
    doors = _doors(federation, facts)
    return [
        _question(chance, federation, *chance.choice(doors)) for _ in range(count if doors else 0)
    ]


def _doors(federation: Federation, facts: dict[str, ProductFacts]) -> list[tuple[str, str]]:
    behind = {name for entry in federation.entries.values() for name in entry.leads_to}
    public = [g.name for g in federation.gateways.values() if g.exposure.value == "public"]
    found: list[tuple[str, str]] = []
    for client in federation.clients.values():
        everything = [*federation.entries, *(n for n in public if n not in behind)]
        found += [(client.name, called) for called in client.calls or everything]
    exposed = [name for name in federation.gateways if facts[name].exposes_internal.value]
    found += [("anyone", name) for name in (*federation.entries, *public, *exposed)]
    return found


def _question(chance: Random, federation: Federation, client: str, called: str) -> Question:
    path = _path(chance, federation, called)
    query = "&".join(p for p in ("q=1", "key=forged") if chance.random() < 0.2)
    if client == "c4":
        query = query.replace("key=forged", "").strip("&")
    own = {"c0": ("authorization",), "c1": ("authorization", "x-key"), "c2": ("authorization",),
           "c3": ("x-key", "x-inner"), "c4": ("authorization",), "c5": ("authorization", "x-again")}  # fmt: skip
    names = [n for n in SHOWN if n not in own.get(client, ()) and chance.random() < 0.2]
    headers = [(name, "c=1" if name == "cookie" else chance.choice("12")) for name in names]
    method = chance.choice(("GET", "GET", "GET", "GET", "POST", "DELETE", "OPTIONS"))
    if method == "OPTIONS":
        headers += [("origin", "https://x"), ("access-control-request-method", "GET")]
    if client == "anyone" and chance.random() < 0.1:
        headers.append(("connection", "x-inner, x-v"))
    says = {"role": chance.choice(("clerk", "boss"))} if client in ("c0", "c2", "c4") else {}
    return Question(
        method,
        f"{path}?{query}" if query else path,
        client,
        called,
        _host(chance),
        tuple(dict(headers).items()),
        says if chance.random() < 0.5 else {},
        ("read",) if chance.random() < 0.3 else (),
        ip=chance.choice((None, "10.1.2.3", "192.0.2.1")),
        country=chance.choice((None, "SE", "NO")),
    )


def _path(chance: Random, federation: Federation, called: str) -> str:
    """Mostly one that some gateway has a route for, the one that is called above all."""
    if chance.random() < 0.255:
        return "/" + "/".join(chance.choice(PIECES) for _ in range(chance.randint(0, 4)))
    if chance.random() < 0.1:
        return (
            f"{_path(chance, federation, called)}/{chance.choice(('..', '.', '', '%2e%2e/..'))}/b"
        )
    near = federation.gateways.get(called)
    some = chance.choice(list(federation.gateways.values()))
    gateway = near if near is not None and chance.random() < 0.8 else some
    route = chance.choice(gateway.routes)
    plain = [p for p in PIECES[:7] if p] if chance.random() < 0.85 else PIECES
    parts = [getattr(p, "text", None) or chance.choice(plain) for p in route.path.segments]
    if route.path.has_tail:
        parts = parts[:-1] + [chance.choice(plain) for _ in range(chance.randint(0, 3))]
    return "/" + "/".join(parts)


def _host(chance: Random) -> str | None:
    """Now and then one that some gateway serves, now and then one that none does."""
    return chance.choice(("api.example.com", "api.example.com", "x.example", *[None] * 5))
