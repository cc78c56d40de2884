"""Correct federations, each with one fault in its text, and the finding that has to tell it.

A row names a program, the code, what stands on the line that has to be pointed at, and the edit: a
text of the program and the text that somebody typed in its place. `also` are further errors that
come of the same edit and are right: what it breaks besides, and not the same thing told again.
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
) -> Plant:
    return Plant(program, code, at, change, frozenset(also), more)


PLANTED: list[Plant] = [
    # ---- round and round ----
    plant("GW1101", "ring-that-settles", "/v2/legacy/**", ("at /v1/{**}", "at /v2/legacy/{**}")),
    plant("GW1101", "ring-of-three-with-numbers", "/v3/old/**", ("at /b/{**}", "at /c/old/{**}")),
    plant("GW1101", "three-gateways-in-a-row", "route /parcels/**", ("route /parcels/** -> parcels { strip zone }", "route /parcels/** -> door at /v1/parcels/{**} { strip zone }")),
    plant("GW1101", "token-checked-at-each-door", "route GET /rota", ("-> rota_service\n", "-> outside\n")),
    plant("GW1101", "/auth-forward", "-> outer", ("-> orders { strip team_login, team_keys }", "-> outer")),
    plant("GW1101", "/auth-forward", "-> outer", more="environment staging { gateway member { route /orders/** -> outer { pass team_login, team_keys } } }\n"),
    plant("GW1101", "tenants-by-claim", "saas", ("else                   -> shared_files", "else                   -> saas"), ("} { strip staff }", "}")),
    plant("GW1101", "canary-on-haproxy", "10% edge", ("10% search_2 } { strip keys }", "10% edge }")),
    plant("GW1101", "bff-on-envoy", "/page/home", ("tips: optional hints at /tips\n  } { strip users }", "tips: optional pages at /page/home\n  }")),
    plant("GW1101", "/nearest-entry", "route /orders/**", ("-> orders { strip keys }", "-> first { orders, edge_us } { pass keys }")),
    plant("GW1101", "museum-moves-its-pages", "/shop/**", ("-> shop at /{**} {", "-> museum {")),
    plant("GW1101", "/showcase", "reviews", ("split sticky by caller { 90% reviews_old, 10% reviews_new } {\n    strip auth0, partners\n  }", "edge")),
    # ---- growing ----
    plant("GW1102", "ring-that-settles", "/v2/legacy/**", ("at /v1/{**}", "at /v2/legacy/again/{**}")),
    plant("GW1102", "ring-of-three-with-numbers", "/v3/old/**", ("at /b/{**}", "at /c/old/x/{**}")),
    plant("GW1102", "three-gateways-in-a-row", "route /parcels/**", ("route /parcels/** -> parcels { strip zone }", "route /parcels/** -> door at /v1/parcels/again/{**} { strip zone }")),
    plant("GW1102", "/auth-forward", "route /orders/**", ("-> member\n", "-> member at /orders/v1/{**}\n"), ("-> orders { strip team_login, team_keys }", "-> outer")),
    plant("GW1102", "tenants-by-claim", "saas", ("else                   -> shared_files", "else                   -> saas at /files/shared/{**}"), ("} { strip staff }", "}")),
    # ---- lost ----
    plant("GW1105", "three-gateways-in-a-row", "/v1/**", ("-> cluster at /{**} {", "-> cluster {")),
    plant("GW1105", "two-products-one-edge", "/stock/**", ("-> stock at /{**} {", "-> stock {")),
    plant("GW1105", "two-products-one-edge", "/price/**", ("-> price {", "-> price at /{**} {")),
    plant("GW1105", "local-links-of-one-instance", "/cardiology/**", ("at /beds/{**}", "at /bed/{**}")),
    plant("GW1105", "morning-screen-in-order", "/busses", ("at GET /buses/{driver}", "at GET /busses/{driver}")),
    plant("GW1105", "migration-between-products", "25% new_house", ("25% new_house at /api/treatments/{**}", "25% new_house")),
    plant("GW1105", "imported-teams", "/charging/**", ("charging.api at /{**}", "charging.api")),
    plant("GW1105", "reading-turned-into-a-post", "/reports/{year", ("at POST /run/", "at POST /runs/")),
    plant("GW1105", "/environments", "route /orders/** -> orders_gw", more="environment training { gateway orders_gw { remove route /orders/**  route /v2/orders/** -> orders { strip inner } } }\n"),
    plant("GW1105", "star-of-five-teams", "/${desk}/**", ("-> ${desk} { strip readers", "-> ${desk} at /{**} { strip readers")),
    plant("GW1105", "ring-of-three-with-numbers", "route /c/**       -> third_gen", ("at /v3/{**}", "at /v4/{**}")),
    plant("GW1105", "control-plane-over-three", "GET /tariffs/**  -> tariffs", ("-> tariffs {", "-> tariffs at /tarifs/{**} {")),
    plant("GW1105", "/tenant-routing", "acme", ("service acme   { url \"http://acme.internal:8080\" }", "gateway acme on envoy { internal accept anyone timeout response 5s route /files -> acme_files }\nservice acme_files { url \"http://acme.internal:8080\" }")),
    plant("GW1105", "/local-instance", "/catalog/**", ("at /items/{**} over local", "at /item/{**} over local")),
    plant("GW1105", "/product-of-products", "/catalog/**", ("-> catalog at /{**} {", "-> catalog {")),
    # ---- shadowed ----
    plant("GW1106", "versions-by-header", "GET /items/{id} -> items_1", ("route GET /items      -> items_1", "route GET /items      -> items_1\n  route GET /items/{id: '.+'} -> items_2")),
    plant("GW1106", "old-words-new-words", "GET /v2/airports/{code}", ("  route /internal/**", "  route GET /v2/airports/{code: '[^/]+'} -> respond 404\n  route GET /v2/airports/{code} -> flights_service { strip apps }\n  route /internal/**")),
    plant("GW1106", "webhooks-in", "route /git", ("  route POST /pay", "  route /git -> bookings { accept pay_hook strip pay_hook }\n  route GET|PUT|DELETE|PATCH|HEAD|OPTIONS|TRACE|CONNECT /git -> respond 405\n  route POST /pay")),
    plant("GW1106", "library-with-basic-auth", "GET /loans/{nr}", ("  route DELETE /loans/{number}", "  route GET /loans/{nr} -> loans { accept clerks strip clerks }\n  route DELETE /loans/{number}")),
    plant("GW1106", "lifted-code-of-the-product", "GET /leaks/{street}", ("  route /admin/**", "  route GET /leaks/{street: '.*'} -> readings { strip meters }\n  route /admin/**")),
    # ---- ambiguous ----
    plant("GW1108", "aws-before-azure", "/{day}", ("  route GET /readings/{meter}       ->", "  route GET /readings/{year: '[0-9]+'}/{day} -> store { strip bridge }\n  route GET /readings/{meter}/{day: '[a-z0-9]+'} -> store { strip bridge }\n  route GET /readings/{meter}       ->")),
    plant("GW1108", "close-patterns", "/posts/", ("{slug: '", "{slug: '") if False else ("route GET /posts/{slug}                  ->", "route GET /posts/{word: '[a-z0-9]+'} -> posts at /by-slug/{word}\n  route GET /posts/{slug}                  ->")),
    plant("GW1108", "museum-moves-its-pages", "/press", ("  route GET /tickets/**", "  route GET /press/{edition: '[0-9]+'} -> press at /edition/{edition}\n  route GET /tickets/**")),
    plant("GW1108", "versions-by-header", "x-", ("route GET /items      ->", "route GET /items/{id} when header(\"x-beta\") -> items_1\n  route GET /items      ->")),
    plant("GW1108", "many-shops-by-for", "route", ("    route POST /${town}/orders     ->", "    route GET /${town}/orders/{number} -> ${town} at /order/{number} { strip tills }\n    route POST /${town}/orders     ->")),
    plant("GW1108", "/versioning", "x-channel", ("    route /orders/** -> v2", "") if False else ("route /orders/** -> v2 { strip keys }", "route /orders/** -> v2 { strip keys }\n  route /orders/** when header(\"x-channel\") = \"beta\" -> v3 { strip keys }")),
    # ---- unreachable ----
    plant("GW1109", "star-of-five-teams", "gateway weather", ("for desk in [sport, politics, culture, weather, markets] {\n    route", "for desk in [sport, politics, culture, markets] {\n    route")),
    plant("GW1109", "bank-kong-then-envoy", "/payments/**", ("  route POST /payments    -> core { strip customers attach core_pass }\n  route GET /payments/{id} -> core { strip customers attach core_pass }\n", "")),
    plant("GW1109", "migration-between-products", "gateway new_house", ("    25% new_house at /api/treatments/{**}\n", ""), ("75% old_house", "100% old_house")),
    plant("GW1109", "imported-teams", "gateway api", ("  route /charging/** -> charging.api at /{**} { strip drivers attach bridge }\n", "")),
    plant("GW1109", "browser-with-cors", "/lists", ("  route GET|POST /todos/** -> todo_service", "  route GET /lists/{id} -> todo_service { strip api_pass }\n  route GET|POST /todos/** -> todo_service")),
    plant("GW1109", "entry-by-shares", "gateway crew_two", ("first crew_one, crew_two", "first crew_one")),
    # ---- links into another environment ----
    plant("GW1110", "local-links-of-one-instance", "/surgery/**", ("  name \"surgery-main-5f3j7a\"", "  name \"surgery-main-5f3j7a\""), ("  instance hospital\n  name \"surgery", "  instance clinic\n  name \"surgery")),
    plant("GW1110", "/local-instance", "/catalog/**", ("  instance eu-dedicated\n  name     \"catalog", "  instance us-dedicated\n  name     \"catalog")),
    plant("GW1110", "/local-instance", "orders over local", more="environment desk { gateway orders { instance desk } }\n"),
    plant("GW1110", "local-links-of-one-instance", "/cardiology/**", ("  instance hospital\n  name \"cardiology", "  name \"cardiology")),
    # ---- hosts ----
    plant("GW1111", "two-hosts-one-gateway", "partners.tea.example", ("domain \"shop.tea.example\", \"partners.tea.example\"", "domain \"shop.tea.example\"")),
    plant("GW1111", "beta-testers-by-header", "maps.hike.example", ("  route GET /tiles/", "  route GET /old/{z} when host = \"maps.hike.example\" -> tiles { strip devs }\n  route GET /tiles/")),
    plant("GW1111", "/environments", "when host", ("route /orders/** -> orders { strip inner }", "route /orders/** when host = \"api.example.com\" -> orders { strip inner }"), also=("GW1105",)),
    plant("GW1111", "two-hosts-one-gateway", "shop.tea.example", more="environment staging { gateway two_names { domain \"shop.staging.tea.example\", \"partners.tea.example\" } }\n"),
    # ---- choose ----
    plant("GW1119", "tenants-by-claim", "choose", ("    else                   -> shared_files\n", "    claim(tenant) = \"globex\" -> shared_files\n")),
    plant("GW1119", "beta-testers-by-header", "choose", ("    else                          -> tiles\n", "    header(\"x-channel\") = \"stable\" -> tiles\n")),
    plant("GW1119", "tenant-header-set-by-the-door", "choose", ("    else                         -> small_contacts\n", "    header(\"x-tenant\") = \"small\" -> small_contacts\n")),
    plant("GW1119", "/tenant-routing", "/machines/**", ("key(\"tenant\") = \"globex\" -> globex at /{**}\n    else                     -> shared at /{**}\n", "key(\"tenant\") = \"globex\" -> globex at /{**}\n")),
    plant("GW1119", "/showcase", "choose", ("    else                   -> shared_service at /{**}\n", "    param(tenant) in [\"globex\", \"initech\"] -> shared_service at /{**}\n")),
]
