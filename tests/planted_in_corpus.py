"""Correct federations, each with one fault in its text, and the finding that has to tell it.

A row names a program, the code, what stands on the line that has to be pointed at, and the edit: a
text of the program and the text that somebody typed in its place. `also` are further errors that
come of the same edit and are right: what it breaks besides, and not the same thing told again.
`times` is how often it is told at most; more than once only where the edit stands in a `for`, a
policy, a gateway that another is like, or leaves several routes or members without what they need.
"""

from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

TESTS = Path(__file__).parent
PARTS = TESTS / "precision" / "parts"


@dataclass(frozen=True, slots=True)
class Plant:
    """One fault in one program."""

    program: str
    code: str
    at: str
    change: tuple[tuple[str, str], ...]
    also: frozenset[str]
    more: str
    times: int

    @property
    def name(self) -> str:
        return f"{self.code}-{self.program}-{self.at}"

    @property
    def text(self) -> str:
        text = file_of(self.program).read_text(encoding="utf-8")
        for old, new in self.change:
            assert old in text, (self.name, old)
            text = text.replace(old, new, 1)
        return text + self.more

    def write(self, folder: Path) -> str:
        """The path of the program with the fault in it; what it imports stands beside it."""
        copytree(PARTS, folder / "parts", dirs_exist_ok=True)
        file = folder / "fed.gate"
        file.write_text(self.text, encoding="utf-8")
        return str(file)


def file_of(program: str) -> Path:
    """A program of tests/precision, or with a slash before it an example."""
    if program.startswith("/"):
        return TESTS.parent / "examples" / program[1:] / "fed.gate"
    return TESTS / "precision" / f"{program}.gate"


def plant(
    code: str,
    program: str,
    at: str,
    *change: tuple[str, str],
    also: tuple[str, ...] = (),
    more: str = "",
    times: int = 1,
) -> Plant:
    return Plant(program, code, at, change, frozenset(also), more, times)


PLANTED: list[Plant] = [
    plant(
        "GW0201",
        "close-patterns",
        "/posts/new as anyone",
        ("-> editor { accept writers strip writers }", "-> editor { accept anyone strip writers }"),
        also=("GW2109",),
    ),
    plant(
        "GW0201",
        "three-gateways-in-a-row",
        "/v1/routes/mon/4",
        ("route GET /routes/{day}/{van}", "route POST /routes/{day}/{van}"),
    ),
    plant(
        "GW0201",
        "many-shops-by-for",
        "/paris/bread",
        (
            "  for town in towns {\n",
            "  route GET /{town}/bread -> bonn { strip tills }\n  for town in towns {\n",
        ),
    ),
    plant(
        "GW0201",
        "edge-signs-for-two",
        "/audits/17 as taxpayer",
        ('accept people with claim(role) = "officer" exchange', "exchange"),
    ),
    plant("GW0202", "control-plane-over-three", "gateway numbers", ('  owner "numbering"\n', "")),
    plant("GW0202", "payments-may-call-two-places", "route", ("response 20s", "response 40s")),
    plant(
        "GW0202", "insurance-scopes-on-wso2", "gateway claims", ('  owner "claims platform"\n', "")
    ),
    plant(
        "GW0202",
        "residency-kept",
        "patients",
        ("region vir }", "region vir }"),
        ("region dub }\nservice stat", "region vir }\nservice stat"),
        also=("GW5101",),
    ),
    plant("GW1101", "ring-that-settles", "/v2/legacy/**", ("at /v1/{**}", "at /v2/legacy/{**}")),
    plant("GW1101", "ring-of-three-with-numbers", "/v3/old/**", ("at /b/{**}", "at /c/old/{**}")),
    plant(
        "GW1101",
        "three-gateways-in-a-row",
        "route /parcels/**",
        (
            "route /parcels/** -> parcels { strip zone }",
            "route /parcels/** -> door at /v1/parcels/{**} { strip zone }",
        ),
    ),
    plant(
        "GW1101",
        "token-checked-at-each-door",
        "route GET /rota",
        ("-> rota_service\n", "-> outside\n"),
    ),
    plant(
        "GW1101",
        "/auth-forward",
        "-> outer",
        ("-> orders { strip team_login, team_keys }", "-> outer"),
    ),
    plant(
        "GW1101",
        "/auth-forward",
        "-> outer",
        more='environment staging { gateway member { route /orders/** -> outer { strip outer_only } } }\ncredential outer_only = api_key { bucket "b" header "x-o" }\n',
    ),
    plant(
        "GW1101",
        "tenants-by-claim",
        "saas",
        ("else                   -> shared_files", "else                   -> saas"),
        ("} { strip staff }", "}"),
        also=("GW2107",),
    ),
    plant(
        "GW1101",
        "canary-on-haproxy",
        "10% edge",
        ("10% search_2 } { strip keys }", "10% edge }"),
        also=("GW2107",),
    ),
    plant(
        "GW1101",
        "bff-on-envoy",
        "/page/home",
        (
            "tips: optional hints at /tips\n  } { strip users }",
            "tips: optional pages at /page/home\n  }",
        ),
        also=("GW2107",),
    ),
    plant(
        "GW1101",
        "/nearest-entry",
        "route /orders/**",
        ("gateway edge_eu on envoy", "gateway edge_eu on nginx"),
        ("like edge_eu on envoy", "like edge_eu on nginx"),
        ("-> orders { strip keys }", "-> first { orders, edge_us } { pass keys }"),
    ),
    plant("GW1101", "museum-moves-its-pages", "/shop/**", ("-> shop at /{**} {", "-> museum {")),
    plant(
        "GW1101",
        "/showcase",
        "reviews",
        (
            "split sticky by caller { 90% reviews_old, 10% reviews_new } {\n    strip auth0, partners\n  }",
            "edge",
        ),
    ),
    plant(
        "GW1101",
        "/nearest-entry",
        "edge_",
        ("gateway edge_eu on envoy", "gateway edge_eu on nginx"),
        ("-> orders { strip keys }", "-> first { orders, edge_us } { pass keys }"),
        (
            "like edge_eu on envoy { region us  listen 10000 }",
            "like edge_eu on nginx { region us  listen 10000  route /orders/** -> first { orders, edge_eu } { pass keys } }",
        ),
    ),
    plant(
        "GW1101",
        "failover-inside-one-region",
        "-> docs",
        (
            'service store_mil { url "https://store-mil.internal" region mil }',
            "gateway store_mil on nginx { internal region mil accept erp timeout connect 1s, response 2s route GET /invoices/** -> docs { pass erp carries invoices } }",
        ),
        ("{ strip erp carries", "{ pass erp carries"),
    ),
    plant(
        "GW1102", "ring-that-settles", "/v2/legacy/**", ("at /v1/{**}", "at /v2/legacy/again/{**}")
    ),
    plant("GW1102", "ring-of-three-with-numbers", "/v3/old/**", ("at /b/{**}", "at /c/old/x/{**}")),
    plant(
        "GW1102",
        "three-gateways-in-a-row",
        "route /parcels/**",
        (
            "route /parcels/** -> parcels { strip zone }",
            "route /parcels/** -> door at /v1/parcels/again/{**} { strip zone }",
        ),
    ),
    plant(
        "GW1102",
        "/auth-forward",
        "route /orders/**",
        ("-> member\n", "-> member at /orders/v1/{**}\n"),
        ("-> orders { strip team_login, team_keys }", "-> outer"),
    ),
    plant(
        "GW1102",
        "tenants-by-claim",
        "saas",
        (
            "else                   -> shared_files",
            "else                   -> saas at /files/shared/{**}",
        ),
        ("} { strip staff }", "}"),
        also=("GW2107",),
    ),
    plant("GW1105", "three-gateways-in-a-row", "/v1/**", ("-> cluster at /{**} {", "-> cluster {")),
    plant("GW1105", "two-products-one-edge", "/stock/**", ("-> stock at /{**} {", "-> stock {")),
    plant("GW1105", "two-products-one-edge", "/price/**", ("-> price {", "-> price at /{**} {")),
    plant(
        "GW1105", "local-links-of-one-instance", "/cardiology/**", ("at /beds/{**}", "at /bed/{**}")
    ),
    plant(
        "GW1105",
        "morning-screen-in-order",
        "/busses",
        ("at GET /buses/{driver}", "at GET /busses/{driver}"),
    ),
    plant(
        "GW1105",
        "migration-between-products",
        "25% new_house",
        ("25% new_house at /api/treatments/{**}", "25% new_house"),
    ),
    plant("GW1105", "imported-teams", "/charging/**", ("charging.api at /{**}", "charging.api")),
    plant(
        "GW1105",
        "reading-turned-into-a-post",
        "/reports/{year",
        ("at POST /run/", "at POST /runs/"),
    ),
    plant(
        "GW1105",
        "/environments",
        "route /orders/** -> orders_gw",
        more="environment training { gateway orders_gw { remove route /orders/**  route /v2/orders/** -> orders { strip inner } } }\n",
    ),
    plant(
        "GW1105",
        "star-of-five-teams",
        "/${desk}/**",
        ("-> ${desk} { strip readers", "-> ${desk} at /{**} { strip readers"),
        times=5,
    ),
    plant(
        "GW1105",
        "ring-of-three-with-numbers",
        "route /c/**       -> third_gen",
        ("at /v3/{**}", "at /v4/{**}"),
    ),
    plant(
        "GW1105",
        "control-plane-over-three",
        "GET /tariffs/**  -> tariffs",
        ("-> tariffs {", "-> tariffs at /tarifs/{**} {"),
    ),
    plant(
        "GW1105",
        "/local-instance",
        "/catalog/**",
        ("at /items/{**} over local", "at /item/{**} over local"),
    ),
    plant(
        "GW1105", "/product-of-products", "/catalog/**", ("-> catalog at /{**} {", "-> catalog {")
    ),
    plant(
        "GW1106",
        "lifted-code-of-the-product",
        "GET /leaks/{street}",
        (
            "  route /admin/**",
            "  route GET /leaks/{street: '.*'} -> readings { strip meters }\n  route /admin/**",
        ),
    ),
    plant(
        "GW1106",
        "open-weather-on-caddy",
        "GET /forecast/{city} ",
        (
            "  route GET /healthz",
            "  route GET /forecast/{town: '.*'} -> respond 410\n  route GET /healthz",
        ),
    ),
    plant(
        "GW1106",
        "idempotent-orders",
        "GET /orders/{id} ",
        (
            "  route GET /orders/{id}",
            "  route GET /orders/{no: '[^/]*'} -> respond 410\n  route GET /orders/{id}",
        ),
    ),
    plant(
        "GW1108",
        "close-patterns",
        "/posts/",
        (
            "route GET /posts/{slug}                  ->",
            "route GET /posts/{word: '[a-z0-9]+'} -> posts at /by-slug/{word}\n  route GET /posts/{slug}                  ->",
        ),
    ),
    plant(
        "GW1108",
        "museum-moves-its-pages",
        "/press",
        (
            "  route GET /tickets/**",
            "  route GET /press/{edition: '[0-9]+'} -> press at /edition/{edition}\n  route GET /tickets/**",
        ),
    ),
    plant(
        "GW1108",
        "versions-by-header",
        "x-",
        (
            "route GET /items      ->",
            'route GET /items/{id} when header("x-beta") -> items_1\n  route GET /items      ->',
        ),
    ),
    plant(
        "GW1108",
        "many-shops-by-for",
        "route",
        (
            "    route POST /${town}/orders     ->",
            "    route GET /${town}/orders/{number} -> ${town} at /order/{number} { strip tills }\n    route POST /${town}/orders     ->",
        ),
        times=20,
    ),
    plant(
        "GW1108",
        "/versioning",
        "/orders/** when",
        (
            "route /orders/** -> v2 { strip keys }",
            'route /orders/** -> v2 { strip keys }\n  route /orders/** when header("x-channel") = "beta" -> v3 { strip keys }',
        ),
    ),
    plant(
        "GW1108",
        "library-with-basic-auth",
        "/loans/{n",
        (
            "  route DELETE /loans/{number}",
            "  route GET /loans/{nr} -> loans { accept clerks strip clerks }\n  route DELETE /loans/{number}",
        ),
    ),
    plant(
        "GW1109",
        "star-of-five-teams",
        "gateway weather",
        (
            "for desk in [sport, politics, culture, weather, markets] {\n    route",
            "for desk in [sport, politics, culture, markets] {\n    route",
        ),
    ),
    plant(
        "GW1109",
        "bank-kong-then-envoy",
        "/payments/**",
        (
            "  route POST /payments    -> core { strip customers attach core_pass }\n  route GET /payments/{id} -> core { strip customers attach core_pass }\n",
            "",
        ),
    ),
    plant(
        "GW1109",
        "migration-between-products",
        "gateway new_house",
        ("    25% new_house at /api/treatments/{**}\n", ""),
        ("75% old_house", "100% old_house"),
    ),
    plant(
        "GW1109",
        "imported-teams",
        "gateway api",
        ("  route /charging/** -> charging.api at /{**} { strip drivers attach bridge }\n", ""),
    ),
    plant(
        "GW1109",
        "browser-with-cors",
        "/lists",
        (
            "  route GET|POST /todos/** -> todo_service",
            "  route GET /lists/{id} -> todo_service { strip api_pass }\n  route GET|POST /todos/** -> todo_service",
        ),
    ),
    plant(
        "GW1109",
        "two-doors-one-room",
        "gateway partner_door",
        ('  domain "partners.rail.example"\n', "  internal\n"),
        ("calls partner_door", "calls public_door"),
        also=("GW2101",),
        times=2,
    ),
    plant(
        "GW1110",
        "local-links-of-one-instance",
        "/surgery/**",
        ('  name "surgery-main-5f3j7a"', '  name "surgery-main-5f3j7a"'),
        ('  instance hospital\n  name "surgery', '  instance clinic\n  name "surgery'),
    ),
    plant(
        "GW1110",
        "/local-instance",
        "/catalog/**",
        (
            '  instance eu-dedicated\n  name     "catalog',
            '  instance us-dedicated\n  name     "catalog',
        ),
    ),
    plant(
        "GW1110",
        "/local-instance",
        "orders over local",
        more="environment desk { gateway orders { instance desk } }\n",
    ),
    plant(
        "GW1110",
        "local-links-of-one-instance",
        "/cardiology/**",
        ('  instance hospital\n  name "cardiology', '  name "cardiology'),
    ),
    plant(
        "GW1111",
        "two-hosts-one-gateway",
        "partners.tea.example",
        ('domain "shop.tea.example", "partners.tea.example"', 'domain "shop.tea.example"'),
        times=2,
    ),
    plant(
        "GW1111",
        "beta-testers-by-header",
        "maps.hike.example",
        (
            "  route GET /tiles/",
            '  route GET /old/{z} when host = "maps.hike.example" -> tiles { strip devs }\n  route GET /tiles/',
        ),
    ),
    plant(
        "GW1111",
        "/environments",
        "when host",
        (
            "route /orders/** -> orders { strip inner }",
            'route /orders/** when host = "api.example.com" -> orders { strip inner }',
        ),
        also=("GW1105",),
    ),
    plant(
        "GW1111",
        "two-hosts-one-gateway",
        "shop.tea.example",
        more='environment staging { gateway two_names { domain "shop.staging.tea.example", "partners.tea.example" } }\n',
        times=2,
    ),
    plant(
        "GW1119",
        "tenants-by-claim",
        "choose",
        (
            "    else                   -> shared_files\n",
            '    claim(tenant) = "globex" -> shared_files\n',
        ),
    ),
    plant(
        "GW1119",
        "beta-testers-by-header",
        "choose",
        (
            "    else                          -> tiles\n",
            '    header("x-channel") = "stable" -> tiles\n',
        ),
    ),
    plant(
        "GW1119",
        "tenant-header-set-by-the-door",
        "choose",
        (
            "    else                         -> small_contacts\n",
            '    header("x-tenant") = "small" -> small_contacts\n',
        ),
    ),
    plant(
        "GW1119",
        "/tenant-routing",
        "/machines/**",
        (
            'key("tenant") = "globex" -> globex at /{**}\n    else                     -> shared at /{**}\n',
            'key("tenant") = "globex" -> globex at /{**}\n',
        ),
    ),
    plant(
        "GW1119",
        "/showcase",
        "choose",
        (
            "    else                   -> shared_service at /{**}\n",
            '    param(tenant) in ["globex", "initech"] -> shared_service at /{**}\n',
        ),
    ),
    plant(
        "GW2101",
        "bank-kong-then-envoy",
        "POST /payments",
        (
            "route POST /payments    -> core { strip customers attach core_pass }",
            "route POST /payments    -> core { strip customers }",
        ),
    ),
    plant(
        "GW2101",
        "star-of-five-teams",
        "/${desk}/**",
        ("internal accept politics_pass", "internal accept sport_pass"),
    ),
    plant("GW2101", "aws-before-azure", "/readings/**", ("strip apps attach bridge", "strip apps")),
    plant(
        "GW2101",
        "morning-screen-in-order",
        "roster at",
        ("strip drivers attach depot", "strip drivers"),
    ),
    plant(
        "GW2101", "imported-teams", "/charging/**", ("strip drivers attach bridge", "strip drivers")
    ),
    plant(
        "GW2101",
        "migration-between-products",
        "new_house",
        ("75% old_house", "75% old_house { attach house }"),
        ("strip guests attach house", "strip guests"),
    ),
    plant(
        "GW2101",
        "/residency",
        "people",
        (
            "{ region de  internal  listen 10000 }",
            "{ region de  internal  listen 10000  accept other }",
        ),
        more='env OTHER secret\ncredential other = shared_secret { header "x-other" env OTHER }\n',
    ),
    plant(
        "GW2101",
        "broker-fetches-tokens",
        "POST /bookings",
        ("exchange agents for freight_login", "strip agents"),
    ),
    plant(
        "GW2101",
        "control-plane-over-three",
        "GET /tariffs/**",
        ("-> tariffs { strip resellers attach to_numbers }", "-> tariffs { strip resellers }"),
    ),
    plant(
        "GW2101",
        "three-environments-with-overlays",
        "GET /stock",
        ("environment preview {", "environment preview {\n  service stock { accept stock_new }"),
        more='env NEW secret\ncredential stock_new = shared_secret { header "x-new" env NEW }\n',
    ),
    plant(
        "GW2101",
        "keys-in-the-query",
        "/guide/",
        ("strip boxes attach catalog_login", "strip boxes"),
    ),
    plant(
        "GW2101",
        "two-doors-one-room",
        "POST /groups     -> seats",
        (
            "route POST /groups     -> seats { strip agencies attach partner_pass",
            "route POST /groups     -> seats { strip agencies attach public_pass",
        ),
    ),
    plant(
        "GW2101",
        "reading-turned-into-a-post",
        "GET /offices",
        ("at /lists/offices { attach reports_login cache 1h }", "at /lists/offices { cache 1h }"),
    ),
    plant(
        "GW2101",
        "failover-inside-one-region",
        "/invoices/**",
        (
            'service store_mil { url "https://store-mil.internal" region mil }',
            'service store_mil { url "https://store-mil.internal" region mil accept desk }',
        ),
        more="env DESK secret\ncredential desk = basic { env DESK }\n",
    ),
    plant(
        "GW2101",
        "elsewhere-in-each-environment",
        "/persons/{id}",
        (
            'https://store.mil.example" region mil }',
            'https://store.mil.example" region mil accept spare_pass }',
        ),
        more='env SPARE secret\ncredential spare_pass = shared_secret { header "x-spare" env SPARE }\n',
    ),
    plant(
        "GW2102",
        "forwarded-token-service-checks",
        "/me/**",
        ("route /me/** -> profiles", "route /me/** -> profiles { strip members }"),
    ),
    plant(
        "GW2102", "token-checked-at-each-door", "/rota/**", ("{ pass nurses }", "{ strip nurses }")
    ),
    plant(
        "GW2102",
        "/auth-forward",
        "/orders/** -> member",
        ("/orders/** -> member", "/orders/** -> member { strip login }"),
    ),
    plant(
        "GW2102",
        "three-gateways-in-a-row",
        "/parcels/**",
        ("-> parcels { strip zone }", "-> parcels { strip zone, couriers }"),
    ),
    plant(
        "GW2102",
        "eight-partners-two-see-reports",
        "/reports/",
        (
            "pass key_7, key_8 strip key_1, key_2, key_3, key_4, key_5, key_6 }",
            "pass key_8 strip key_1, key_2, key_3, key_4, key_5, key_6, key_7 }",
        ),
    ),
    plant(
        "GW2102",
        "staff-and-customers",
        "authorization",
        ("  limit 20/s per ip\n", '  limit 20/s per ip\n  headers { remove "authorization" }\n'),
    ),
    plant(
        "GW2102",
        "/auth-forward",
        "headers {",
        ("  limit   600/min per caller\n", "  limit   600/min per caller\n  use clean\n"),
        more='policy clean { headers { remove "x-api-key" } }\n',
    ),
    plant(
        "GW2103",
        "/auth-forward",
        "/orders/** -> member",
        (
            'credential team_login = jwt {\n  issuer   "https://login.example.com/"\n  audience "shop"',
            'credential team_login = jwt {\n  issuer   "https://login.example.com/"\n  audience "team"',
        ),
    ),
    plant(
        "GW2103",
        "/auth-forward",
        "/orders/** -> member",
        more='environment preview { credential team_login = jwt { issuer "https://preview.example.com/" } }\n',
    ),
    plant(
        "GW2103",
        "edge-signs-for-two",
        "/returns/**",
        ("  accept inside\n", "  accept inside_returns\n"),
        more='credential inside_returns = gateway_jwt { signer counter audience "tax-returns" }\n',
    ),
    plant(
        "GW2103",
        "gateway-token-exchange",
        "/reports/**",
        ("accept edge_token", "accept other_token"),
        more='credential other_token = gateway_jwt { signer edge audience "reports" }\n',
    ),
    plant(
        "GW2103",
        "three-gateways-in-a-row",
        "/parcels/**",
        ("  internal\n  accept couriers\n", "  internal\n  accept couriers_2\n"),
        more='credential couriers_2 = jwt { issuer "https://id.courier.example" audience "courier" jwks "https://id.courier.example/keys" }\n',
    ),
    plant(
        "GW2104",
        "local-links-of-one-instance",
        "accept anyone",
        (
            "  internal\n  use careful\n  accept ward_pass\n  route GET|PUT",
            "  internal\n  use careful\n  accept anyone\n  route GET|PUT",
        ),
    ),
    plant(
        "GW2104",
        "local-links-of-one-instance",
        "GET /surgery ",
        (
            "route GET /surgery            -> theatre { strip",
            "route GET /surgery            -> theatre { accept anyone strip",
        ),
    ),
    plant(
        "GW2104", "gateway-token-exchange", "accept anyone", ("accept edge_token", "accept anyone")
    ),
    plant("GW2104", "/environments", "accept  anyone", ("accept  inner", "accept  anyone")),
    plant(
        "GW2104",
        "/environments",
        "orders_gw",
        more="environment testing { gateway orders_gw { accept anyone } }\n",
    ),
    plant("GW2104", "/auth-shared-secret", "gateway member", ("  accept  member_pass\n", "")),
    plant(
        "GW2104",
        "/product-of-products",
        "team_pass or anyone",
        (
            "  internal\n  accept  team_pass\n  timeout connect 2s",
            "  internal\n  accept  team_pass or anyone\n  timeout connect 2s",
        ),
    ),
    plant(
        "GW2104",
        "/control-plane",
        "accept  anyone",
        (
            'domain  "payments.example.com"\n  accept  team_pass',
            'domain  "payments.example.com"\n  accept  anyone',
        ),
    ),
    plant(
        "GW2104",
        "/local-instance",
        "gateway orders",
        ('name     "orders-main-7hd21k"\n  accept   inner\n', 'name     "orders-main-7hd21k"\n'),
    ),
    plant(
        "GW2105",
        "reading-is-free-writing-is-not",
        "/pages/**",
        ('  headers { remove "x-author" }\n', ""),
    ),
    plant(
        "GW2105",
        "tenant-header-set-by-the-door",
        "POST /imports",
        ('    headers { set "x-tenant" = key("tenant") }\n', ""),
        also=("GW4104",),
    ),
    plant(
        "GW2105",
        "certificates-between-gateways",
        "/transfers",
        (
            'carries balances body max 16KiB headers { set "x-subject" = claim(sub) }',
            "carries balances body max 16KiB",
        ),
    ),
    plant(
        "GW2105",
        "/tenant-routing",
        "-> acme at",
        ('strip keys  headers { set "x-tenant" = key("tenant") }', "strip keys"),
        times=2,
    ),
    plant(
        "GW2105",
        "certificates-between-gateways",
        "/transfers",
        ('body max 16KiB headers { set "x-subject"', 'body max 16KiB headers { add "x-subject"'),
    ),
    plant(
        "GW2105",
        "tenants-of-the-path-and-region",
        "/orgs/mine",
        (
            "  route GET /orgs       ->",
            "  route GET /orgs/mine -> directory at /orgs { strip clerks }\n  route GET /orgs       ->",
        ),
    ),
    plant(
        "GW2107",
        "two-products-one-edge",
        "/stock/**",
        ("at /{**} { strip partners attach team }", "at /{**} { attach team }"),
    ),
    plant(
        "GW2107",
        "many-shops-by-for",
        "/orders ",
        ("-> ${town} at /orders { strip tills body", "-> ${town} at /orders { body"),
    ),
    plant(
        "GW2107",
        "keys-in-the-query",
        "/logos/**",
        ("-> logos { strip boxes headers", "-> logos { headers"),
    ),
    plant(
        "GW2107",
        "fleet-with-certificates",
        "{day}",
        ("accept tractors or dealers strip dealers", "accept tractors or dealers"),
    ),
    plant("GW2107", "canary-on-haproxy", "/search/**", ("} { strip keys }", "}"), times=2),
    plant(
        "GW2107",
        "two-credentials-at-once",
        "GET /parts",
        ("{ strip machine, service_people }", "{ strip machine }"),
    ),
    plant(
        "GW2107",
        "bank-kong-then-envoy",
        "/accounts/** -> ledger",
        ("-> ledger { strip core_pass }", "-> ledger"),
    ),
    plant(
        "GW2107",
        "several-answers-in-parallel",
        "photos.example.org",
        ("} { strip travellers returns", "} { returns"),
        times=3,
    ),
    plant(
        "GW2107",
        "payments-may-call-two-places",
        "POST /charges",
        (
            "route POST /charges -> card_scheme at /v3/charges { strip shops attach psp }",
            "route POST /charges -> card_scheme at /v3/charges { attach psp }",
        ),
    ),
    plant(
        "GW2109",
        "library-with-basic-auth",
        "GET /loans",
        (
            '-> loans { accept readers with scope("loans:read") strip readers }',
            "-> loans { strip readers }",
        ),
    ),
    plant(
        "GW2109",
        "fleet-with-certificates",
        "POST /telemetry",
        ("-> telemetry { accept tractors }", "-> telemetry"),
    ),
    plant(
        "GW2109",
        "webhooks-in",
        "POST /pay",
        ("accept pay_hook strip", "accept pay_hook or anyone strip"),
    ),
    plant(
        "GW2109",
        "two-hosts-one-gateway",
        'GET /teas/{id} when host = "partners',
        (
            'route GET /teas/{id} when host = "partners.tea.example" -> price_list { accept partners strip',
            'route GET /teas/{id} when host = "partners.tea.example" -> price_list { strip',
        ),
        also=("GW4103",),
    ),
    plant(
        "GW2109",
        "/tenant-routing",
        "/machines/**",
        ("} { accept keys  strip keys", "} { strip keys"),
        also=("GW2105",),
    ),
    plant(
        "GW2109",
        "insurance-scopes-on-wso2",
        "GET /claims",
        ('  accept staff with scope("claims:read")\n  route', "  route"),
    ),
    plant(
        "GW2111",
        "certificates-between-gateways",
        "/balances/",
        ("strip customers attach link carries", "strip customers carries"),
    ),
    plant(
        "GW2114",
        "browser-with-cors",
        "/todos/**",
        (
            '  cors { origins "https://app.spa.example" methods GET|POST headers "authorization" max_age 1h }\n',
            "",
        ),
        (
            "  accept api_pass\n",
            '  accept api_pass\n  cors { origins "https://app.spa.example" methods GET|POST headers "authorization" }\n',
        ),
    ),
    plant(
        "GW2114",
        "three-gateways-in-a-row",
        "accept couriers",
        (
            "-> parcel_service { body",
            '-> parcel_service { cors { origins "https://app.courier.example" methods POST } body',
        ),
    ),
    plant(
        "GW2114",
        "bank-kong-then-envoy",
        "/accounts/**",
        (
            "-> ledger { strip core_pass }",
            '-> ledger { strip core_pass cors { origins "https://bank.example" methods GET } }',
        ),
    ),
    plant(
        "GW2114",
        "star-of-five-teams",
        "/${desk}/**",
        (
            "internal accept culture_pass",
            'internal cors { origins "*" methods GET } accept culture_pass',
        ),
    ),
    plant("GW2115", "open-weather-on-caddy", "gateway weather", ("  accept anyone\n", "")),
    plant(
        "GW2115",
        "ring-of-three-with-numbers",
        "gateway second_gen",
        ("listen 8002\n  hop_guard 6\n  accept anyone\n", "listen 8002\n  hop_guard 6\n"),
    ),
    plant("GW2115", "versions-by-header", "gateway catalogue", ("  accept anyone\n", "")),
    plant("GW2115", "close-patterns", "gateway blog", ("  accept anyone\n", ""), also=("GW2109",)),
    plant(
        "GW2115",
        "reading-is-free-writing-is-not",
        "gateway door",
        ('accept members with claim(role) = "moderator" strip', "strip"),
        also=("GW4103",),
    ),
    plant(
        "GW3101",
        "bank-kong-then-envoy",
        "response",
        ("connect 500ms, response 5s", "connect 500ms, response 9s"),
    ),
    plant(
        "GW3101",
        "bodies-and-waits-in-order",
        "response 2",
        ("timeout response 15s", "timeout response 25s"),
    ),
    plant(
        "GW3101",
        "a-public-gateway-behind-another",
        "response",
        ("connect 1s, response 10s", "connect 1s, response 20s"),
    ),
    plant(
        "GW3101",
        "three-gateways-in-a-row",
        "response 7s",
        ("connect 500ms, response 5s", "connect 500ms, response 8s"),
    ),
    plant(
        "GW3101",
        "/environments",
        "response",
        more="environment slow { gateway orders_gw { timeout connect 2s, response 15s } }\n",
    ),
    plant(
        "GW3101",
        "streams-of-prices",
        "response",
        ("timeout response 1500ms", "timeout response 3s"),
    ),
    plant(
        "GW3101",
        "/residency",
        "response",
        (
            "people_de like people_eu on envoy { region de  internal  listen 10000 }",
            "people_de like people_eu on envoy { region de  internal  listen 10000  timeout connect 1s, response 30s }",
        ),
    ),
    plant("GW3101", "/bff", "response", ("response 1s", "response 9s")),
    plant(
        "GW3103",
        "one-retry-in-one-place",
        "retry",
        ("response 2500ms\n  retry off", "response 2500ms\n  retry 2 on 503"),
    ),
    plant(
        "GW3103",
        "bodies-and-waits-in-order",
        "retry",
        ("body max 50MiB\n  retry off", "body max 50MiB\n  retry 2 on 503"),
        ("body max 64MiB\n  retry off", "body max 64MiB\n  retry 3 on 503"),
    ),
    plant(
        "GW3103",
        "certificates-between-gateways",
        "retry",
        ("response 9s\n  retry off", "response 9s\n  retry 2 on 503"),
        ("response 7s\n  retry off", "response 7s\n  retry 2 on 503"),
    ),
    plant(
        "GW3103",
        "two-doors-one-room",
        "retry",
        ("response 9s\n  retry off", "response 9s\n  retry 1 on 503"),
        ("response 7s\n  retry off", "response 7s\n  use again"),
        more="policy again { retry 3 on 503 }\n",
    ),
    plant(
        "GW3104",
        "bank-kong-then-envoy",
        "retry 2",
        ("response 8s\n  retry off", "response 8s\n  retry 2 on 503 methods GET|POST"),
    ),
    plant(
        "GW3104",
        "idempotent-orders",
        "retry 2",
        ('    idempotent by header("idempotency-key")\n', ""),
    ),
    plant(
        "GW3104",
        "one-retry-in-one-place",
        "POST /signatures",
        ("attach inner retry off }", "attach inner retry 1 on 503 methods POST }"),
    ),
    plant(
        "GW3104",
        "one-retry-in-one-place",
        "PATCH /stops",
        ('methods PATCH idempotent by header("x-request-id")', "methods PATCH"),
    ),
    plant(
        "GW3104",
        "payments-may-call-two-places",
        "retry",
        ("  retry off\n", "  use stubborn\n"),
        more="policy stubborn { retry 1 on 502, timeout methods POST }\n",
    ),
    plant(
        "GW3104",
        "webhooks-in",
        "retry",
        more="environment staging { gateway hooks { retry 2 on 503 methods POST } }\n",
    ),
    plant(
        "GW3104",
        "cached-catalogue",
        "retry",
        ("  retry off\n", "  retry 1 on 503 methods GET|POST\n"),
    ),
    plant(
        "GW3105",
        "one-retry-in-one-place",
        "retry",
        ("response 2500ms\n  retry off", "response 2500ms\n  retry 5 on 503, timeout"),
        also=("GW3103",),
    ),
    plant(
        "GW3105",
        "bank-kong-then-envoy",
        "retry",
        ("response 5s\n  retry off", "response 5s\n  retry 2 on 503, timeout"),
    ),
    plant(
        "GW3105",
        "three-gateways-in-a-row",
        "retry",
        ("connect 500ms, response 5s", "connect 500ms, response 5s\n  retry 2 on 503, timeout"),
    ),
    plant("GW3105", "/bff", "retry", ("response 1s", "response 1s\n  retry 9 on timeout")),
    plant("GW3105", "idempotent-orders", "retry 2", ("attempt 3s", "attempt 3s, total 5s")),
    plant("GW3108", "aws-before-azure", "response 60s", ("response 20s", "response 60s")),
    plant("GW3108", "thumbnails-as-lambdas", "response 40s", ("response 25s", "response 40s")),
    plant(
        "GW3108",
        "thumbnails-as-lambdas",
        "20MB",
        ("-> uploads { strip apps }", "-> uploads { strip apps body max 20MB }"),
    ),
    plant(
        "GW3108",
        "dev-and-live-accounts",
        "connect",
        ("timeout response 10s", "timeout connect 25s, response 30s"),
    ),
    plant(
        "GW3108",
        "single-page-app-on-http-api",
        "45s",
        ("  cors {", "  use patient\n  cors {"),
        ("  timeout response 12s\n", ""),
        more="policy patient { timeout response 45s }\n",
    ),
    plant(
        "GW4101",
        "tiers-and-quotas-on-kong",
        "limit 100/min",
        ("accept keys\n  limit 300/min", "accept keys\n  limit 100/min"),
    ),
    plant(
        "GW4101",
        "paid-api-open-status-page",
        "limit 60/min",
        ("accept keys\n  limit 600/min", "accept keys\n  limit 60/min"),
    ),
    plant(
        "GW4101",
        "plans-with-a-price",
        "limit 500/min",
        ("accept buyers\n  limit 600/min", "accept buyers\n  limit 500/min"),
    ),
    plant(
        "GW4101",
        "paid-api-open-status-page",
        "limit 10/s",
        ("-> words { strip keys }", "-> words { strip keys limit 10/s }"),
    ),
    plant(
        "GW4101",
        "paid-api-open-status-page",
        "limit",
        more="environment staging { gateway dictionary { limit 20/min per caller } }\n",
    ),
    plant(
        "GW4102", "ring-of-three-with-numbers", "limit 500/s", ("limit 50/s per ip", "limit 500/s")
    ),
    plant(
        "GW4102",
        "either-login-becomes-one-token",
        "limit 200/min",
        ("limit 60/min per caller", "limit 200/min per caller"),
    ),
    plant("GW4102", "ring-that-settles", "limit 300/s", ("limit 100/s", "limit 300/s")),
    plant(
        "GW4102",
        "eight-partners-two-see-reports",
        "limit 30/s",
        ("limit 10/s per caller", "limit 30/s per caller"),
    ),
    plant(
        "GW4103",
        "bank-kong-then-envoy",
        "limit 10/min",
        ("accept core_pass\n", "accept core_pass\n  limit 10/min per caller\n"),
    ),
    plant("GW4103", "open-weather-on-caddy", "per caller", ("per ip", "per caller")),
    plant(
        "GW4103",
        "star-of-five-teams",
        "per ip",
        ("internal accept culture_pass", "internal limit 20/s per ip accept culture_pass"),
    ),
    plant("GW4103", "versions-by-header", "per caller", ("limit 200/s", "limit 200/s per caller")),
    plant(
        "GW4103",
        "local-links-of-one-instance",
        "per caller",
        ("policy careful { timeout", "policy careful { limit 100/min per caller timeout"),
        times=2,
    ),
    plant(
        "GW4103", "cached-catalogue", "per caller", ("limit 100/s }", "limit 100/s per caller }")
    ),
    plant(
        "GW4103",
        "tenant-header-set-by-the-door",
        "quota",
        ("accept room\n", "accept room\n  quota 1M/month per caller\n"),
    ),
    plant(
        "GW4103",
        "/showcase",
        "limit",
        ("  limit  off  # it is behind `edge`, which limits every caller\n", ""),
    ),
    plant("GW4104", "open-weather-on-caddy", "x-user", ("per ip", 'per header("x-user")')),
    plant(
        "GW4104",
        "beta-testers-by-header",
        "x-channel",
        ("limit 20/s per caller", 'limit 20/s per header("x-channel")'),
    ),
    plant("GW4104", "/hello", "x-forwarded-for", ("per caller", 'per header("x-forwarded-for")')),
    plant(
        "GW4104",
        "tenants-of-the-path-and-region",
        "x-org",
        ("limit 100/min per claim(org)", 'limit 100/min per header("x-org")'),
    ),
    plant(
        "GW4104",
        "entry-by-shares",
        "visitor",
        ("limit 20/s burst 40 per ip", 'limit 20/s burst 40 per cookie("visitor")'),
        times=2,
    ),
    plant(
        "GW4105",
        "morning-screen-in-order",
        "/morning/",
        ("  amplification <= 5\n", ""),
        ("gateway screen on wso2 {\n", "gateway screen on wso2 {\n  plan bill\n"),
        ("  internal\n  accept depot", "  internal\n  plan bill\n  accept depot"),
        more="plan bill { base 10 USD includes 1M price 1 USD per 1K shared account }\n",
    ),
    plant(
        "GW4105",
        "/showcase",
        "/home",
        ("  amplification <= 3\n", ""),
        ("    requests per month at edge <= 600M\n    cost per month <= 6000 USD\n", ""),
        ("catalog at /catalog/top  { attach inner }", "orders at /orders/top { attach edge_pass }"),
    ),
    plant(
        "GW4105",
        "/bff",
        "/screen/",
        ("  amplification <= 4\n", ""),
        ('  domain  "app.example.com"\n', '  domain  "app.example.com"\n  plan bill\n'),
        ("gateway profiles on kong {\n", "gateway profiles on kong {\n  plan bill\n"),
        ("gateway baskets on kong {\n", "gateway baskets on kong {\n  plan bill\n"),
        more="plan bill { base 10 USD includes 1M price 1 USD per 1K shared account }\n",
    ),
    plant(
        "GW4106",
        "plans-with-a-price",
        "plan vendor_bill",
        ("price 8 USD per 1M shared", "price 8 USD per 1M cap 10M shared"),
    ),
    plant("GW4106", "/showcase", "plan zuplo_bill", ("  price    5 USD per 1M\n", "")),
    plant(
        "GW4106",
        "several-answers-in-parallel",
        "plan rest",
        ("price 3.50 USD per 1M", "includes 1M cap 5M"),
    ),
    plant(
        "GW4106",
        "dev-and-live-accounts",
        "plan live",
        more="workload autumn { from show 50/s { GET /audio/{id} } }\n",
    ),
    plant("GW4107", "bodies-and-waits-in-order", "max 64MiB", ("max 100MiB", "max 10MiB")),
    plant("GW4107", "two-doors-one-room", "POST /groups     -> seats", ("max 256KiB", "max 64KiB")),
    plant("GW4107", "tenant-header-set-by-the-door", "max 5MiB", ("max 8MiB", "max 1MiB")),
    plant(
        "GW4107",
        "streams-of-prices",
        "body max",
        (
            "timeout connect 200ms, response 5s, idle 5m\n",
            "timeout connect 200ms, response 5s, idle 5m\n  body max 10MiB\n",
        ),
    ),
    plant(
        "GW4107",
        "bodies-and-waits-in-order",
        "body max",
        more="environment small { gateway sorting { body max 1MiB } }\n",
    ),
    plant(
        "GW4111",
        "local-links-of-one-instance",
        "gateway reception",
        (
            'instance hospital\n  name "reception',
            'instance hospital\n  stage development\n  name "reception',
        ),
    ),
    plant(
        "GW4111",
        "gateway-token-exchange",
        "gateway inner",
        ("  internal\n  accept edge", "  internal\n  stage development\n  accept edge"),
    ),
    plant(
        "GW4111",
        "/environments",
        "gateway edge",
        more="environment production { gateway edge { stage development } }\n",
    ),
    plant(
        "GW4111",
        "/product-of-products",
        "gateway orders",
        (
            "  internal\n  accept  team_pass\n  timeout connect 2s",
            "  internal\n  stage development\n  accept  team_pass\n  timeout connect 2s",
        ),
    ),
    plant(
        "GW5101",
        "residency-kept",
        "/patients/**",
        ('https://patients.internal" region dub', 'https://patients.internal" region vir'),
    ),
    plant(
        "GW5101",
        "failover-inside-one-region",
        "/invoices/**",
        ("region par = aws.eu-west-3", "region par = aws.us-east-1"),
    ),
    plant(
        "GW5101",
        "elsewhere-in-each-environment",
        "/persons/{id}",
        ("  service store { region mil }", "  service store { region hel }"),
    ),
    plant(
        "GW5101",
        "local-links-of-one-instance",
        "/cardiology/**",
        (
            "gateway cardiology on zuplo {\n  region fra",
            "gateway cardiology on zuplo {\n  region vir",
        ),
        more="region vir = aws.us-east-1\n",
    ),
    plant(
        "GW5101",
        "certificates-between-gateways",
        "/balances/",
        ('https://core.vault.internal" region dub', 'https://core.vault.internal" region ohio'),
        more="region ohio = aws.us-east-2\n",
    ),
    plant(
        "GW5101",
        "/showcase",
        "/orders/**",
        (
            'url     "http://orders.internal:8080"\n  region  eu',
            'url     "http://orders.internal:8080"\n  region  us',
        ),
    ),
    plant(
        "GW5101",
        "tenants-of-the-path-and-region",
        "/orgs/harbor",
        ('https://ledger.harbor.example" region fra', 'https://ledger.harbor.example" region iad'),
        more="region iad = azure.eastus\n",
    ),
    plant(
        "GW5102",
        "/residency",
        "/people/**",
        (
            "people_de like people_eu on envoy { region de",
            "people_de like people_eu on envoy { region us",
        ),
    ),
    plant(
        "GW5102",
        "failover-inside-one-region",
        "/invoices/**",
        ("region mil = aws.eu-south-1", "region mil = aws.us-east-1"),
    ),
    plant(
        "GW5102",
        "elsewhere-in-each-environment",
        "/persons/{id}",
        ('https://store.mil.example" region mil', 'https://store.mil.example" region hel'),
    ),
    plant(
        "GW5102",
        "/nearest-entry",
        "orders",
        ("-> orders { strip keys }", "-> orders { strip keys carries pii }"),
        ("client chicago { region us  presents keys  callers 300 }\n", ""),
        ("  GET /orders/1 as chicago -> 200 via edge_us\n", ""),
        more="label pii { within EU }\n",
    ),
    plant(
        "GW5104",
        "museum-moves-its-pages",
        "/internal/**",
        ("  route GET /tickets/**", "  route /internal/** -> pieces\n  route GET /tickets/**"),
    ),
    plant(
        "GW5104",
        "open-weather-on-caddy",
        "/internal/stats",
        ("  route GET /healthz", "  route GET /internal/stats -> forecasts\n  route GET /healthz"),
    ),
    plant(
        "GW5104",
        "ring-that-settles",
        "gateway new_platform",
        (
            "new_platform on envoy {\n  listen 8002\n  accept anyone\n",
            "new_platform on zuplo {\n  internal\n",
        ),
    ),
    plant(
        "GW5104",
        "answered-by-the-inner-redirect",
        "gateway florist",
        (
            "gateway florist on nginx {\n  internal\n  accept shop_pass\n",
            "gateway florist on zuplo {\n  internal\n",
        ),
        ("{ attach shop_pass location", "{ location"),
    ),
    plant(
        "GW5106",
        "payments-may-call-two-places",
        "POST /settlements",
        ('"https://acquirer.example/batch"', '"http://acquirer.example/batch"'),
        ('egress only card_scheme, "https://acq', 'egress only card_scheme, "http://acq'),
    ),
    plant(
        "GW5106",
        "broker-fetches-tokens",
        "-> freight",
        ("https://api.freight.example", "http://api.freight.example"),
    ),
    plant(
        "GW5106",
        "own-code-on-azure",
        "-> spot",
        ("https://spot.fx.example", "http://spot.fx.example"),
    ),
    plant(
        "GW5106",
        "two-products-one-edge",
        "over http",
        ("-> stock at /{**} {", "-> stock at /{**} over http {"),
    ),
    plant(
        "GW5106",
        "residency-kept",
        "/patients/**",
        ("https://patients.internal", "http://patients.example"),
    ),
    plant(
        "GW5106",
        "forwarded-token-service-checks",
        "/me/**",
        ("http://127.0.0.1:9002", "http://profiles.club.example"),
    ),
    plant(
        "GW5106",
        "three-environments-with-overlays",
        "/stock/",
        ('"https://stock.preview.books.internal"', '"http://stock.preview.books.example"'),
    ),
    plant(
        "GW5109",
        "local-links-of-one-instance",
        "/surgery/**",
        ("-> surgery over local {", "-> surgery {"),
    ),
    plant(
        "GW5109",
        "local-links-of-one-instance",
        "/cardiology/**",
        ("at /beds/{**} over local {", "at /beds/{**} {"),
    ),
    plant(
        "GW5109", "/local-instance", "/catalog/**", ("at /items/{**} over local", "at /items/{**}")
    ),
    plant(
        "GW5111",
        "payments-may-call-two-places",
        "POST /settlements",
        ('egress only card_scheme, "https://acquirer.example", ', "egress only card_scheme, "),
    ),
    plant(
        "GW5111",
        "three-gateways-in-a-row",
        "/parcels/**",
        ("  accept zone and couriers\n", "  accept zone and couriers\n  egress only vans\n"),
    ),
    plant(
        "GW5111",
        "several-answers-in-parallel",
        "photos",
        (
            "limit 800/s\n",
            'limit 800/s\n  egress only fares, happenings, "https://id.trips.example"\n',
        ),
    ),
    plant(
        "GW5111",
        "migration-between-products",
        "new_house",
        (
            "limit 100/min per caller\n",
            'limit 100/min per caller\n  egress only old_house, "https://id.spa.example"\n',
        ),
    ),
    plant(
        "GW5111",
        "bank-kong-then-envoy",
        "-> ledger",
        more="environment sealed { gateway core { egress only payments } }\n",
    ),
    plant(
        "GW6104",
        "answered-by-the-inner-redirect",
        "/florist/**",
        (' location from "/" to "/florist/" }', " }"),
        times=2,
    ),
    plant(
        "GW6104",
        "two-products-one-edge",
        "/stock/**",
        (
            "route GET /items       -> warehouse { strip team }",
            'route GET /items       -> redirect 302 "/items/all"',
        ),
    ),
    plant(
        "GW6104",
        "three-gateways-in-a-row",
        "/v1/**",
        (
            "route GET /routes/{day}/{van} -> vans { strip zone, couriers }",
            'route GET /routes/{day}/{van} -> vans { strip zone, couriers }\n  route GET /routes -> redirect 303 "/routes/today/1"',
        ),
    ),
    plant(
        "GW6106",
        "grpc-inside",
        "over grpc",
        ("gateway floor on envoy {\n", "gateway floor on zuplo {\n"),
        ("  listen 8443\n", ""),
        also=("GW7101",),
    ),
    plant(
        "GW6106",
        "chat-over-websocket",
        "over websocket",
        (
            'gateway chat on haproxy {\n  domain "chat.game.example"\n  listen 8443\n',
            'gateway chat on aws {\n  domain "chat.game.example"\n',
        ),
        also=("GW7101",),
    ),
    plant(
        "GW6106",
        "streams-of-prices",
        "over grpc",
        (
            "gateway feed_inner on nginx {\n  internal\n  listen 8444\n",
            "gateway feed_inner on wso2 {\n  internal\n",
        ),
        also=("GW7101",),
    ),
    plant("GW6106", "cached-catalogue", "over h2", ("-> catalogue {", "-> catalogue over h2 {")),
    plant(
        "GW6109",
        "cached-for-each-caller",
        "/me/plan",
        ('set "x-gym" = "north" } cache 60s per caller', 'set "x-member" = caller } cache 60s'),
    ),
    plant(
        "GW6109",
        "token-checked-at-each-door",
        "cache",
        ("{ pass nurses }", "{ pass nurses cache 30s }"),
        also=("GW7101",),
    ),
    plant(
        "GW6109",
        "tenants-of-the-path-and-region",
        "GET /orgs ",
        (
            '{ set "x-org" = claim(org) } }',
            '{ set "x-org" = claim(org) } cache 60s per header("accept-language") }',
        ),
    ),
    plant(
        "GW6109",
        "certificates-between-gateways",
        "/balances/",
        ("carries balances headers { set", "carries balances cache 10s headers { set"),
    ),
    plant(
        "GW6109",
        "/auth-forward",
        "cache",
        ("  limit   600/min per caller\n", "  limit   600/min per caller\n  use fast\n"),
        more="policy fast { cache 5m }\n",
    ),
    plant(
        "GW6110",
        "/residency",
        "/people/**",
        (
            "{ region de  internal  listen 10000 }",
            '{ region de  internal  listen 10000  route /people/** -> respond 404 "moved" }',
        ),
    ),
    plant(
        "GW6110",
        "search-with-a-second-chance",
        "/find ",
        (
            'service plain  { url "http://plain.internal:8080" latency 30ms }',
            'gateway plain on caddy { internal accept anyone timeout connect 500ms, response 2s route GET /find/{id} -> plain_pages route GET /find -> respond 404 }\nservice plain_pages { url "http://plain.internal:8080" }',
        ),
    ),
    plant(
        "GW6110",
        "failover-inside-one-region",
        "/invoices/**",
        (
            'service store_mil { url "https://store-mil.internal" region mil }',
            'gateway store_mil on nginx { internal region mil accept anyone timeout connect 1s, response 2s route /** -> mil_disks { blocked } }\nservice mil_disks { url "https://store-mil.internal" region mil }',
        ),
    ),
    plant(
        "GW6113",
        "own-code-on-azure",
        "/pairs",
        (
            "-> spot { strip brokers attach rates_key cache 10s }",
            '-> spot { strip brokers attach rates_key cache 10s returns "text/csv" }',
        ),
    ),
    plant(
        "GW6113",
        "morning-screen-in-order",
        "/morning/",
        ('headers { remove "cookie" }', 'headers response { remove "content-type" }'),
    ),
    plant(
        "GW6113",
        "idempotent-orders",
        "GET /orders",
        (
            "-> order_service { strip shops }",
            '-> order_service { strip shops returns "application/json" }',
        ),
        ('orders.internal:8080" }', 'orders.internal:8080" returns "text/html" }'),
    ),
    plant(
        "GW6113",
        "browser-with-cors",
        "/todos/**",
        (
            "-> todos { strip users attach api_pass }",
            '-> todos { strip users attach api_pass returns "application/json" }',
        ),
        ("-> todo_service { strip api_pass }", "-> respond 204"),
    ),
    plant(
        "GW7101",
        "bff-on-envoy",
        "gather",
        ('gateway pages on zuplo {\n  name "pages-main-ab12cd"\n', "gateway pages on nginx {\n"),
        ("  unreachable problem 502\n", ""),
    ),
    plant(
        "GW7101",
        "morning-screen-in-order",
        "gather",
        ("gateway screen on wso2", "gateway screen on haproxy"),
    ),
    plant(
        "GW7101",
        "function-with-calls",
        "function",
        ('gateway mixer on zuplo {\n  name "mixer-main-7z8x9c"\n', "gateway mixer on caddy {\n"),
        ("  unreachable problem 502\n", ""),
    ),
    plant("GW7101", "failover-inside-one-region", "first", ("docs on haproxy", "docs on envoy")),
    plant("GW7102", "open-weather-on-caddy", "total", ("response 4s", "response 4s, total 5s")),
    plant(
        "GW7102",
        "versions-by-header",
        "total",
        ("  limit 200/s\n", "  limit 200/s\n  timeout total 2s\n"),
    ),
    plant(
        "GW7102",
        "staff-and-customers",
        "total",
        ("  accept staff\n", "  accept staff\n  use brisk\n"),
        more="policy brisk { timeout total 2s }\n",
    ),
    plant(
        "GW7105",
        "bodies-and-waits-in-order",
        "gateway sorting",
        ("  body max 64MiB\n", ""),
        also=("GW4107",),
    ),
    plant(
        "GW7105",
        "bank-kong-then-envoy",
        "gateway front",
        ("response 8s\n  retry off\n", "response 8s\n"),
    ),
    plant(
        "GW7105",
        "two-doors-one-room",
        "gateway partner_door",
        ("connect 1s, response 9s\n  retry off\n  route", "connect 1s, response 9s\n  route"),
    ),
    plant(
        "GW7109", "dev-and-live-accounts", "gateway pods", ("from zuplo.builder", "from zuplo.free")
    ),
    plant(
        "GW7109",
        "plans-with-a-price",
        "gateway market",
        ("from zuplo.enterprise", "from zuplo.free"),
    ),
    plant(
        "GW7109",
        "/product-of-products",
        "gateway product",
        ("  accept  consumers\n", "  accept  consumers\n  plan zuplo.free\n"),
    ),
    plant("GW1110", "/environments", "over local", ("-> orders_gw {", "-> orders_gw over local {")),
    plant(
        "GW1110",
        "/auth-shared-secret",
        "over local",
        ("-> member {", "-> member over local {"),
        ('  domain  "api.example.com"\n', '  domain  "api.example.com"\n  instance one\n'),
    ),
    plant(
        "GW5109",
        "/environments",
        "-> orders_gw",
        ('  domain  "api.example.com"\n', '  domain  "api.example.com"\n  instance main\n'),
        ('  name    "orders-main-7hd21k"\n', '  name    "orders-main-7hd21k"\n  instance main\n'),
    ),
    plant(
        "GW5109",
        "gateway-token-exchange",
        "/reports/**",
        ('  name "edge-main-1q2w3e"\n', '  name "edge-main-1q2w3e"\n  instance main\n'),
        ('  name "inner-main-4r5t6y"\n', '  name "inner-main-4r5t6y"\n  instance main\n'),
    ),
]
