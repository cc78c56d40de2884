"""Programs in which something is broken by another way than `diagnose` would: their text is changed,
or a scenario of the language breaks them. What is then seen is all that `diagnose` is told."""

from dataclasses import dataclass, field, replace
from functools import cache

from gatewright.compiler.diagnose import Diagnosis, Symptom, diagnose
from gatewright.compiler.model import Federation
from gatewright.compiler.trace import NoStart, Question, Setting, Trace, start_of, trace
from gatewright.targets.load import facts_of
from meanings import meaning

SHOP = """
federation shop
region eu = aws.eu-west-1
region us = aws.us-east-1
env DOWNSTREAM_SECRET secret
env OTHER_SECRET secret
credential auth0     = jwt           { issuer "https://shop.eu.auth0.com/"  audience "shop-api"
                                       jwks "https://shop.eu.auth0.com/.well-known/jwks.json" }
credential partners  = api_key       { bucket "partners"  header "x-api-key" }
credential edge_pass = gateway_jwt   { signer edge  audience "orders"  lifetime 5m }
credential inner     = shared_secret { header "x-gateway-secret"  env DOWNSTREAM_SECRET }
client web     { region eu  presents auth0  calls edge  callers 20 }
client partner { region us  presents partners  calls edge  callers 4 }
gateway edge on zuplo {
  region  eu
  domain  "api.example.com"
  name    "shop-edge-main-2s93j2"
  accept  auth0 or partners
  limit   600/min per caller
  timeout connect 2s, response 10s
  route /orders/**      -> orders  { strip auth0, partners  attach edge_pass }
  route /v1/catalog/**  -> catalog at /catalog/{**} { strip auth0, partners  attach inner }
  route GET /home       -> gather {
    summary: orders at /orders/recent { attach edge_pass }
    top:     catalog at /catalog/top  { attach inner }
  } { strip auth0, partners }
  route /partner/**     -> desk
}
gateway orders on zuplo {
  region eu  internal
  name   "orders-main-7hd21k"
  accept edge_pass
  route GET|POST /orders/** -> orders_service { strip edge_pass }
}
gateway catalog on kong {
  region us  internal
  accept inner
  route GET /catalog/** -> catalog_service { strip inner }
}
gateway desk on zuplo {
  region eu
  domain "desk.example.com"
  accept partners
  route /partner/** -> desk_service { strip partners }
}
service orders_service  { url "http://orders.internal:8080"  region eu  returns "application/json" }
service catalog_service { url "http://catalog.internal:8080" region us }
service desk_service    { url "https://desk.internal"        region eu }
"""

CHAIN = """
federation chain
env INNER_SECRET secret
credential key   = api_key       { bucket "b"  header "x-api-key" }
credential inner = shared_secret { header "x-secret"  env INNER_SECRET }
client app { presents key }
gateway door on nginx {
  listen  8080
  accept  key
  timeout connect 1s, response 20s
  body    max 1MB
  route /shop/** -> hall at /{**} { strip key  attach inner }
  route /old/**  -> attic
}
gateway hall on haproxy {
  internal
  accept  inner
  egress  only room, kitchen
  timeout connect 1s, response 5s
  route /items/**  -> room { strip inner }
  route POST /cook -> kitchen { strip inner }
}
gateway room on caddy {
  internal
  accept anyone
  timeout connect 1s, response 30s
  route /items/** -> items
}
gateway attic on envoy {
  internal
  accept anyone
  route /old/** -> museum
}
service items   { url "http://items.internal"  latency constant(40ms) }
service kitchen { url "http://kitchen.internal" }
service museum  { url "https://museum.internal" }
"""

CLOUDS = """
federation clouds
region eu = aws.eu-central-1
env LEGACY_URL = "https://legacy.example.com"
credential staff = jwt { issuer "https://id.example.com/"  audience "clouds"  jwks "https://id.example.com/jwks" }
client desk { region eu  presents staff with scope("read")  calls front }
gateway front on kong {
  region eu
  domain "front.example.com"
  accept staff
  route /a/** -> lake at /{**} { pass staff }
  route /b/** -> hill at /{**} { pass staff }
  route /c/** -> legacy { strip staff }
}
gateway lake on aws {
  region eu  internal
  accept staff
  route /fish/** -> fish { strip staff }
}
gateway hill on azure {
  region eu  internal
  accept staff with scope("read")
  route /trees/** -> trees { strip staff }
}
service fish   { url "https://fish.example.net"  region eu }
service trees  { url "https://trees.example.net" region eu }
service legacy { url env LEGACY_URL }
"""

PAIR = """
federation pair
credential key = api_key { bucket "b"  header "x-api-key" }
client app { presents key  calls api }
entry api { domain "api.example.com"  first near, far  failover 10s }
gateway near on envoy {
  accept key
  route /x/** -> store { strip key }
}
gateway far like near on haproxy { }
service store { url "http://store.internal" }
"""

DEDICATED = """
federation dedicated
credential key  = api_key     { bucket "b"  header "x-api-key" }
credential pass = gateway_jwt { signer front  audience "back" }
client app { presents key  calls front }
gateway front on zuplo {
  instance one
  domain   "front.example.com"
  name     "front-main-aaaaaa"
  accept   key
  route /x/** -> back over local { strip key  attach pass }
  zuplo { projectType managed-dedicated }
}
gateway back on zuplo {
  instance one
  internal
  name     "back-main-bbbbbb"
  accept   pass
  route /x/** -> store { strip pass }
  zuplo { projectType managed-dedicated }
}
service store { url "http://store.internal" }
"""


@dataclass(frozen=True)
class Planted:
    """`change` replaces a text of the program by another, `trouble` is a line of a scenario."""

    name: str
    program: str
    request: str
    client: str
    kind: str  # what the true cause is called
    hop: str  # a name that stands in the hop of the true cause
    change: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
    more: str = ""  # declarations that the broken program has on top
    asked: dict[str, object] = field(default_factory=dict[str, object])  # how it was asked in truth
    seen: dict[str, object] = field(default_factory=dict[str, object])  # what else was observed
    to: str | None = None  # which gateway is asked, where a client knows several

    @property
    def question(self) -> Question:
        method, path = self.request.split()
        return Question(method, path, self.client, to=self.to)


@cache
def healthy(program: str) -> Federation:
    return meaning(program)


def broken(planted: Planted) -> tuple[Setting, Question]:
    text = planted.program
    for old, new in planted.change:
        assert old in text, old
        text = text.replace(old, new)
    if planted.trouble:
        text += f"\nscenario trouble {{ {planted.trouble} }}\n"
    federation = meaning(text + planted.more)
    faults = federation.scenarios["trouble"].faults if planted.trouble else ()
    door = traced(Setting(healthy(planted.program), facts_of), planted.question).start
    question = replace(planted.question, to=door, **planted.asked)  # type: ignore[arg-type]
    return Setting(federation, facts_of, faults), question


def traced(setting: Setting, question: Question) -> Trace:
    start = start_of(setting, question)
    assert not isinstance(start, NoStart), start
    return trace(setting, question)


def symptom_of(planted: Planted) -> Symptom:
    """The status, the gateway that answered, and the gateways on the way that heard nothing."""
    found = traced(*broken(planted))
    meant = traced(Setting(healthy(planted.program), facts_of), planted.question)
    answer = found.answer
    heard = {name for name, count in found.branches[0].counts if count}
    on_the_way = dict.fromkeys(hop.gateway for hop in meant.hops)
    return Symptom(
        answer.status,
        at=answer.by if answer.by in healthy(planted.program).gateways else None,
        silent=tuple(name for name in on_the_way if name not in heard),
        **planted.seen,  # type: ignore[arg-type]
    )


def diagnosed(planted: Planted) -> Diagnosis:
    setting = Setting(healthy(planted.program), facts_of)
    found = diagnose(setting, planted.question, symptom_of(planted))
    assert isinstance(found, Diagnosis)
    return found


def rank_of(planted: Planted) -> int | None:
    """The place of the true cause, the first being 1."""
    for place, cause in enumerate(diagnosed(planted).causes, 1):
        if cause.kind == planted.kind and planted.hop in cause.hop:
            return place
    return None


PLANTED = [
    # no HTTP answer existed
    Planted("wrong name", SHOP, "GET /orders/42", "web", "environment-name", "orders",
            trouble="dns orders"),
    Planted("refused by a self-run gateway", SHOP, "GET /v1/catalog/7", "web", "down", "catalog",
            trouble="refuse catalog"),
    Planted("packets dropped", SHOP, "GET /v1/catalog/7", "web", "down", "catalog",
            trouble="fail catalog"),
    Planted("certificate of a domain", SHOP, "GET /partner/x", "partner", "certificate", "desk",
            trouble="tls desk"),
    Planted("domain without CNAME", SHOP, "GET /partner/x", "partner", "cname", "desk",
            trouble="dns desk"),
    Planted("service refuses behind haproxy", CHAIN, "POST /shop/cook", "app", "down", "kitchen",
            trouble="refuse kitchen"),
    Planted("no name for a service behind caddy", CHAIN, "GET /shop/items/1", "app", "dns", "items",
            trouble="dns items"),
    Planted("egress of haproxy", CHAIN, "POST /shop/cook", "app", "egress", "hall",
            trouble="egress hall"),
    Planted("certificate behind envoy", CHAIN, "GET /old/vase", "app", "certificate", "museum",
            trouble="tls museum"),
    Planted("reset behind aws", CLOUDS, "GET /a/fish/1", "desk", "down", "fish",
            trouble="reset fish"),
    Planted("a variable that leads nowhere", CLOUDS, "GET /c/1", "desk", "address-variable",
            "legacy", trouble="dns legacy"),
    Planted("regions apart", SHOP, "GET /v1/catalog/7", "web", "partition", "catalog",
            trouble="partition eu, us", seen={"ok": ("https://catalog/catalog/7",)}),
    # credentials
    Planted("secrets differ", SHOP, "GET /v1/catalog/7", "web", "trust", "catalog",
            change=(("  region us  internal\n  accept inner", "  region us  internal\n  accept twin"),
                    ("strip inner }", "strip twin }")),
            more='credential twin = shared_secret { header "x-gateway-secret"  env OTHER_SECRET }'),
    Planted("nothing attached", SHOP, "GET /orders/42", "web", "travel", "edge",
            change=(("strip auth0, partners  attach edge_pass }", "strip auth0, partners }"),)),
    Planted("another audience", SHOP, "GET /orders/42", "web", "trust", "orders",
            change=(("accept edge_pass", "accept other_pass"), ("strip edge_pass", "strip other_pass")),
            more='credential other_pass = gateway_jwt { signer edge  audience "else" }'),
    Planted("another bucket", SHOP, "GET /partner/x", "partner", "trust", "desk",
            change=(("  accept partners\n", "  accept agents\n"), ("strip partners }", "strip agents }")),
            more='credential agents = api_key { bucket "agents"  header "x-api-key" }'),
    Planted("key taken off on the way", SHOP, "GET /partner/x", "partner", "travel", "edge",
            change=(("route /partner/**     -> desk", "route /partner/** -> desk { strip partners }"),)),
    Planted("another issuer behind kong", CLOUDS, "GET /a/fish/1", "desk", "trust", "lake",
            change=(("  accept staff\n  route /fish", "  accept crew\n  route /fish"),),
            more='credential crew = jwt { issuer "https://crew.example.com/"  audience "clouds"  '
                 'jwks "https://crew.example.com/jwks" }'),
    Planted("expired token", CLOUDS, "GET /a/fish/1", "desk", "expired", "front",
            trouble="expire staff"),
    Planted("no token", SHOP, "GET /orders/42", "web", "client", "edge",
            change=(("client web     { region eu  presents auth0  calls edge  callers 20 }",
                     "client web { region eu  calls edge  callers 20 }"),)),
    Planted("token without the scope", CLOUDS, "GET /b/trees/1", "desk", "claims", "front",
            change=(('presents staff with scope("read")', "presents staff"),)),
    # what runs is another release
    Planted("route not deployed inside", SHOP, "GET /v1/catalog/7", "web", "older-release", "catalog",
            change=(("route GET /catalog/** -> catalog_service { strip inner }",
                     "route GET /tins/** -> catalog_service { strip inner }"),)),
    Planted("route not deployed at the door", SHOP, "GET /orders/42", "web", "older-release", "edge",
            change=(("route /orders/**      ->", "route /bestellungen/** ->"),)),
    Planted("method not deployed", CHAIN, "POST /shop/cook", "app", "method", "hall",
            change=(("route POST /cook", "route PUT /cook"),)),
    Planted("rewriting not deployed", SHOP, "GET /v1/catalog/7", "web", "rewriting", "catalog",
            change=(("-> catalog at /catalog/{**} {", "-> catalog {"),)),
    Planted("gateway blocked", CLOUDS, "GET /b/trees/1", "desk", "state", "hill",
            change=(("gateway hill on azure {", "gateway hill on azure {\n  state blocked"),)),
    Planted("domain moved away", CLOUDS, "GET /c/1", "desk", "host", "front",
            change=(('domain "front.example.com"', 'domain "back.example.com"'),),
            asked={"host": "front.example.com"}),
    # time
    Planted("slow service, haproxy gives up", CHAIN, "GET /shop/items/1", "app", "slow", "items",
            trouble="slow items by 60s"),
    Planted("slow service behind azure", CLOUDS, "GET /b/trees/1", "desk", "slow", "trees",
            trouble="slow trees by 10m"),
    # answers
    Planted("service fails", CHAIN, "GET /shop/items/1", "app", "service", "items",
            trouble="errors items by 100%"),
    Planted("service is full", CLOUDS, "GET /a/fish/1", "desk", "service", "fish",
            trouble="errors fish by 100% as 503"),
    Planted("one of two fails", SHOP, "GET /home", "web", "service", "orders_service",
            trouble="errors orders_service by 100%"),
    Planted("a login page comes", SHOP, "GET /orders/42", "web", "content", "orders_service",
            change=(('returns "application/json"', 'returns "text/html"'),),
            seen={"media": "text/html"}),
    # too much
    Planted("limit used up", SHOP, "GET /orders/42", "web", "limit", "edge",
            trouble="load web by 1000x",
            more="workload day { from web to edge 200/s { GET /orders/42 } }"),
    Planted("large body", CHAIN, "POST /shop/cook", "app", "body", "door",
            asked={"body_bytes": 2_000_000}),
    # round and apart
    Planted("leads back", CHAIN, "GET /old/vase", "app", "loop", "attic",
            change=(("route /old/** -> museum", "route /old/** -> door"),)),
    Planted("another instance", DEDICATED, "GET /x/1", "app", "instance", "back",
            change=(("gateway back on zuplo {\n  instance one", "gateway back on zuplo {\n  instance two"),)),
    Planted("both of an entry see the store down", PAIR, "GET /x/1", "app", "down", "store",
            trouble="refuse store"),
]  # fmt: skip
