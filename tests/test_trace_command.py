"""`gatewright trace` as people type it: what it understands, what it shows, what it never shows."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Ran, as_process
from gatewright.compiler.curl import curl_parts
from gatewright.compiler.model import Federation
from gatewright.compiler.pipeline import compile_file
from gatewright.compiler.resolve.faults import faults_in
from gatewright.compiler.trace import Carried, Message, Question
from gatewright.doors import cli
from gatewright.doors.requests import question_of
from gatewright.doors.show.cells import width
from gatewright.doors.show.curl import curl_rows, curl_text
from gatewright.doors.show.ink import Ink
from gatewright.doors.show.trace_text import trace_text
from gatewright.doors.usage import UsageError
from gatewright.dsl.source import Source
from gatewright.targets.find import KNOWN
from hypothesis import given, strategies as st
from traces import traced

SHOP = """\
federation shop
region eu = aws.eu-west-1
region us = aws.us-east-1
env INNER_SECRET secret
credential tokens = jwt { issuer "https://login.example/"  audience "shop" }
credential keys   = api_key { bucket "partners"  header "x-api-key" }
credential query  = api_key { bucket "feeds"  query "key" }
credential inner  = shared_secret { header "x-gateway-secret"  env INNER_SECRET }
client web     { region eu  presents tokens with scope("buy") }
client partner { region us  presents keys }

gateway edge on zuplo {
  domain "api.example.com"
  accept tokens or keys or query
  route /orders/** -> orders { strip tokens, keys  attach inner }
  route GET /home -> gather {
    recent: orders at /orders/recent { attach inner }
    news:   optional news at /latest
  } { strip tokens, keys }
  route /reviews/** -> split { 90% old_reviews, 10% new_reviews } { strip tokens, keys, query }
  route GET /up -> respond 200 "fine" as "text/plain" { accept anyone }
  route /mine/** when claim(role) = "admin" -> news { strip tokens }
}
gateway orders on aws {
  internal
  accept inner
  route /orders/** -> order_service { strip inner }
}
gateway ring on zuplo { domain "ring.example.com"  accept anyone  route /ring/** -> back }
gateway back on aws   { accept anyone  route /ring/** -> ring }

service order_service { url "http://orders.internal:8080"  region eu }
service news          { url "http://news.internal:8080" }
service old_reviews   { url "http://old.internal:8080" }
service new_reviews   { url "http://new.internal:8080" }
scenario bad { slow news by 5x }
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the shop in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.gate").write_text(SHOP)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run_in_process(*arguments: str) -> Ran:
        status = cli.main(("trace", "shop.gate", *arguments))
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_in_process


def shop() -> Federation:
    compilation = compile_file("shop.gate", KNOWN)
    assert compilation.federation is not None
    return compilation.federation


def asked(request: str, **options: object) -> Question:
    """The question that these options ask of the shop."""
    nothing: dict[str, object] = {
        "client": "anyone",
        "headers": [],
        "claims": [],
        "scopes": [],
        "metadata": [],
    }
    unsaid = dict.fromkeys(("to", "host", "body", "region", "ip", "country"))
    return question_of("gatewright trace", shop(), request, {**nothing, **unsaid, **options})


# ---- the request ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "method", "path", "host"),
    [
        ("GET /orders/42?x=1", "GET", "/orders/42?x=1", None),
        ("/orders/42", "GET", "/orders/42", None),
        ("  post   /orders ", "POST", "/orders", None),
        ("GET https://API.example.com/orders", "GET", "/orders", "api.example.com"),
        ("https://api.example.com:8443", "GET", "/", "api.example.com"),
        ("//double/slash", "GET", "//double/slash", None),
        ("/a%2Fb/../c", "GET", "/a%2Fb/../c", None),
        ("/straße", "GET", "/stra%C3%9Fe", None),
        ("/x?q=a|b&r", "GET", "/x?q=a|b&r", None),
    ],
)
def test_a_request_is_read_as_a_client_would_send_it(
    typed: str, method: str, path: str, host: str | None
) -> None:
    question = asked(typed)

    assert (method, path, host) == (question.method, question.path, question.host)


def test_the_options_say_more_about_the_request() -> None:
    question = asked(
        "/orders",
        client="web",
        to="edge",
        headers=["X-Tenant:  acme ", "Host: api.example.com"],
        claims=["role=admin"],
        scopes=["buy"],
        metadata=["plan=gold=1"],
        body="20MB",
        region="us",
        ip="192.0.2.1",
        country="CH",
    )

    assert question == Question(
        "GET",
        "/orders",
        client="web",
        to="edge",
        host="api.example.com",
        headers=(("x-tenant", "acme"),),
        claims={"role": "admin"},
        scopes=("buy",),
        metadata={"plan": "gold=1"},
        body_bytes=20_000_000,
        region="us",
        ip="192.0.2.1",
        country="CH",
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["orders"], "`orders` is no path; a path begins with /, a URL with https://"),
        (["ftp://x/y"], "`ftp://x/y` is no path"),
        (["https:///x"], "`https:///x` is no path"),
        (["GET /a b"], "`GET /a b` is no request; write `GET /path`, with %20 for a blank"),
        ([""], "`` is no request"),
        (["/a#b"], "`/a#b` has a fragment, which no client ever sends"),
        (["https://[x/y"], "`https://[x/y` is no URL"),
        (["https://a/x", "--host", "b"], "the request has two hosts, `a` and `b`"),
        (["/x", "--host", "a b"], "`a b` is no name of a host"),
        (["/x", "--as", "wbe"], "there is no client `wbe`; there is `web`"),
        (["/x", "--to", "edgy"], "there is no gateway or entry `edgy`; there is `edge`"),
        (["/x", "--region", "asia"], "there is no region `asia`; there is `eu` and `us`"),
        (["/x", "--header", "x-tenant"], "`x-tenant` is no header; write it as 'name: value'"),
        (["/x", "--header", "a b: c"], "`a b: c` is no header"),
        (["/x", "--header", "a: b\x07"], "the header `a` holds a character that cannot be sent"),
        (["/x", "--claim", "role"], "--claim takes NAME=VALUE, and `role` is something else"),
        (["/x", "--key", "=x"], "--key takes NAME=VALUE"),
        (["/x", "--body", "20"], "--body takes a size such as 20MB or 64KiB, and `20` is none"),
        (["/x", "--seed", "one"], "--seed takes a whole number, and `one` is none"),
        (["/x", "--guard", "of"], "`of` is not one of on, off"),
        (["/nothing/here"], "GET /nothing/here may go to "),
    ],
)
def test_what_cannot_be_meant_is_told(
    run: Callable[..., Ran], arguments: list[str], said: str
) -> None:
    ran = run(*arguments)

    assert (2, "") == (ran.status, ran.out)
    assert said in ran.err


@given(st.text(), st.text())
def test_no_text_at_all_is_a_bug(typed: str, more: str) -> None:
    try:
        question = asked(typed, headers=[more], host=more, claims=[more], body=more)
    except UsageError:
        return
    assert question.path.startswith("/")


# ---- what is broken ------------------------------------------------------------------------------

FAULTS = [
    "fail news from 60s for 30s",
    "slow news by 5x",
    "slow orders by exponential(mean 200ms)",
    "errors news by 20% as 503",
    "dns news, orders",
    "tls orders",
    "refuse orders",
    "reset orders",
    "egress edge",
    "partition eu, us",
    "expire tokens",
    "load web by 3x",
]


@pytest.mark.parametrize("words", FAULTS)
def test_a_fault_means_what_it_means_in_a_scenario(words: str, folder: Path) -> None:
    (folder / "broken.gate").write_text(f"{SHOP}scenario one {{ {words} }}\n")
    compilation = compile_file("broken.gate", KNOWN)
    assert compilation.federation is not None
    faults, findings = faults_in(Source("--with", words), shop(), KNOWN)

    assert () == findings
    assert compilation.federation.scenarios["one"].faults == faults
    assert [words] == [fault.at.text for fault in faults if fault.at]


@pytest.mark.parametrize(
    ("words", "message", "pointed_at"),
    [
        ("dns ordrs", "nothing here is called `ordrs`", "ordrs"),
        ("refuse web", "`web` is a client, and a service or a gateway is needed", "web"),
        ("slow news by 5", "`5` has no unit", "5"),
        ("slow news", "", "news"),
        ("partition eu", "a partition lies between regions", "partition eu"),
        ("drop news", "`drop` starts no statement in a `scenario` block", "drop"),
        ("", "this is no fault", ""),
        ("dns news } service x {", "this is no fault", "dns news } service x {"),
    ],
)
def test_a_wrong_fault_is_told_in_its_own_words(
    run: Callable[..., Ran], words: str, message: str, pointed_at: str
) -> None:
    ran = run("/up", "--with", words)
    _, (finding, *_) = faults_in(Source("--with", words), shop(), KNOWN)

    assert (2, "") == (ran.status, ran.out)
    assert message in ran.err
    assert "  --with:1:" in ran.err
    assert "scenario asked" not in ran.err
    assert pointed_at == finding.at.text
    assert words == finding.at.source.text


@given(st.text(alphabet=st.sampled_from("dns fail news orders,by5x%{}#\"'\n ")))
def test_whatever_stands_in_a_fault_is_pointed_at_in_it(words: str) -> None:
    source = Source("--with", words)
    for finding in faults_in(source, shop(), KNOWN)[1]:
        assert finding.at.source is source or finding.at.source.name == "shop.gate"
        assert 0 <= finding.at.start <= finding.at.end <= len(finding.at.source.text)


# ---- what is shown -------------------------------------------------------------------------------


def test_each_hop_says_who_let_it_in_what_leaves_and_what_comes_back(
    run: Callable[..., Ran],
) -> None:
    ran = run("GET /orders/42?x=1", "--as", "web")
    lines = [line.strip() for line in ran.out.splitlines()]

    assert 0 == ran.status
    assert "GET /orders/42?x=1 as web" == lines[0]
    for line in (
        "asks      edge at https://api.example.com",
        "1  edge on zuplo  FORWARDED 200",
        "hears     GET /orders/42?x=1, takes the route /orders/**",
        "accepted  tokens, so this is web",
        "+ x-gateway-secret: $INNER_SECRET (inner)",
        "- authorization (tokens)",
        "2  orders on aws  DELIVERED 200",
        "client sees 200 from order_service",
        "requests: edge 1, orders 1 (2 in all); services: order_service 1",
        "curl -i -H \"authorization: Bearer $WEB_TOKENS\" 'https://api.example.com/orders/42?x=1'",
    ):
        assert line in lines


def test_a_hop_that_ends_it_says_why(run: Callable[..., Ran]) -> None:
    ran = run("/orders/42", "--to", "edge")

    assert 0 == ran.status
    assert "AUTH_MISSING 401" in ran.out
    assert "    why       " in ran.out
    assert "client sees 401 application/problem+json from edge" in ran.out


def test_members_stand_as_a_small_tree(run: Callable[..., Ran]) -> None:
    ran = run("/home", "--as", "web", "--with", "refuse news")

    assert "sends     2 requests at once" in ran.out
    assert "├─ recent: GET " in ran.out
    assert "└─ news: GET http://news.internal:8080/latest to news" in ran.out
    assert "gets no answer: refused" in ran.out
    assert "client sees 200" in ran.out


def test_every_way_of_a_split_is_followed_or_one_is_drawn(run: Callable[..., Ran]) -> None:
    both = run("/reviews/1", "--as", "web")
    one = run("/reviews/1", "--as", "web", "--seed", "7")

    assert "way 1 of 2, 90%: edge sends /reviews/** to old_reviews" in both.out
    assert "way 2 of 2, 10%: edge sends /reviews/** to new_reviews" in both.out
    assert "way 1" not in one.out
    assert one.out == run("/reviews/1", "--as", "web", "--seed", "7").out


def test_a_loop_says_what_ends_it(run: Callable[..., Ran]) -> None:
    guarded = run("/ring/x")
    bare = run("/ring/x", "--guard", "off")

    assert "LOOP 508" in guarded.out
    assert "    loop      ring -> back -> ring, " in guarded.out
    assert "    unguarded ring " in guarded.out
    assert "x-gatewright-hops" in guarded.out
    assert "LOOP 431" in bare.out
    assert "x-gatewright-hops" not in bare.out
    assert "round and round .." in bare.out


def test_verbose_shows_what_was_left_alone(run: Callable[..., Ran]) -> None:
    arguments = ("/orders/1", "--as", "web", "--header", "x-tenant: acme")

    assert "+ x-tenant" not in run(*arguments).out
    assert "                x-tenant: acme\n" in run(*arguments, "--verbose").out


def test_colour_is_all_that_a_terminal_adds() -> None:
    found = traced(SHOP, "GET /home", "web")
    plain = trace_text(found, ["dns news"], verbose=True)
    painted = trace_text(found, ["dns news"], Ink(colour=True), verbose=True)

    assert plain != painted
    assert plain == re.sub(r"\x1b\[[0-9;]*m", "", painted)


def test_a_gateway_that_cannot_be_reached_answers_nothing(run: Callable[..., Ran]) -> None:
    ran = run("/up", "--to", "edge", "--with", "dns edge")

    assert 0 == ran.status
    assert "client sees no answer" in ran.out
    assert "with      dns edge" in ran.out


def test_text_fits_the_screen_whatever_the_names_are(folder: Path) -> None:
    long = "x" * 150
    (folder / "long.gate").write_text(
        f'gateway g_{long} on zuplo {{ accept anyone  route /** -> "https://{long}.example/{long}" }}'
    )
    done = as_process("trace", "long.gate", f"/{long}{long}\u00e9", "--header", f"{long}: {long}")
    shown = done.stdout.decode().split("curl -i")[0]

    assert 0 == done.returncode
    assert all(width(line) <= 100 for line in shown.splitlines())


def test_a_long_address_is_shown_whole_only_when_asked_for(run: Callable[..., Ran]) -> None:
    long = "/orders/" + "x" * 100 + "/end"

    assert "x/end (112 characters)" in run(long, "--as", "web").out
    assert "112 characters" not in run(long, "--as", "web", "--verbose").out


def test_what_a_gateway_cannot_send_stays_there(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "shop.gate").write_text(
        SHOP.replace("-> orders { strip", "-> orders over local { strip")
    )
    ran = run("/orders/1", "--as", "web")

    assert "PROTOCOL_UNSUPPORTED" in ran.out
    assert "    not sent  GET local://" in ran.out
    assert "requests: edge 1 (1 in all)" in ran.out


def test_an_entry_leads_to_one_of_its_gateways(run: Callable[..., Ran], folder: Path) -> None:
    (folder / "shop.gate").write_text(f'{SHOP}entry api {{ domain "go.example"  nearest edge }}\n')
    ran = run("https://go.example/up")

    assert "    asks      api at https://go.example; it leads to edge\n" in ran.out


def test_errors_of_the_program_come_first(folder: Path) -> None:
    (folder / "shop.gate").write_text(SHOP.replace("-> order_service", "-> order_servise"))
    done = as_process("trace", "shop.gate", "/up")

    assert (1, b"") == (done.returncode, done.stdout)
    assert b"error[GW0101]" in done.stderr


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    arguments = ("trace", "shop.gate", "/home", "--as", "web", "--format", "json")
    runs = [as_process(*arguments, PYTHONHASHSEED=seed).stdout for seed in ("0", "1", "2")]

    assert 1 == len(set(runs))


# ---- what is never shown -------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_secret_that_was_typed_is_never_shown(run: Callable[..., Ran], form: str) -> None:
    typed = ("--header", "X-Api-Key: h4nd5-0ff", "--header", "Authorization: Bearer h4nd5-0ff")
    ran = run("/orders/1?key=h4nd5-0ff&page=2", *typed, "--to", "edge", "--format", form)

    assert 0 == ran.status
    assert "h4nd5-0ff" not in ran.out + ran.err
    assert "$TYPED_X_API_KEY" in ran.out
    assert "key=$TYPED_KEY&page=2" in ran.out


# ---- for programs --------------------------------------------------------------------------------


def test_the_report_has_paths_as_received_and_as_sent(run: Callable[..., Ran]) -> None:
    report = run("/orders/42?x=1", "--as", "web", "--format", "json").report("trace")
    first, second = report["hops"]

    assert ("edge", "zuplo", "FORWARDED") == (first["gateway"], first["target"], first["verdict"])
    assert ("/orders/42", "x=1", "/orders/**") == (first["path"], first["query"], first["route"])
    assert ("orders", "/orders/42", 2) == tuple(first["sent"][k] for k in ("to", "path", "hop"))
    assert "$INNER_SECRET" == first["sent"]["headers"]["x-gateway-secret"]
    assert "authorization" not in first["sent"]["headers"]
    assert ("inner", "genuine") == tuple(
        first["sent"]["credentials"][0][key] for key in ("name", "state")
    )
    assert ("DELIVERED", 200, 1) == (second["verdict"], second["status"], second["parent"])
    assert 200 == report["client_sees"]["status"]
    assert {"edge": 1, "orders": 1} == report["counts"]
    assert "web" == report["request"]["as"]
    assert [] == report["branches"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["/home", "--as", "web", "--with", "refuse news", "--with", "dns orders"],
        ["/reviews/1", "--as", "partner"],
        ["/ring/x"],
        ["/ring/x", "--guard", "off"],
        ["/up", "--to", "edge", "--with", "dns edge"],
        ["/nowhere", "--to", "edge"],
    ],
)
def test_every_report_fits_its_schema(run: Callable[..., Ran], arguments: list[str]) -> None:
    report = run(*arguments, "--format", "json").report("trace")

    assert len(report["hops"]) <= sum(report["counts"].values())
    for way in report["branches"]:
        assert way["choices"]


# ---- the line for the shell ----------------------------------------------------------------------


def words_of(line: str) -> list[str]:
    """What a shell hands to curl, with every placeholder filled in."""
    script = f'curl() {{ printf "%s\\0" "$@"; }}\nWEB_KEYS=filled\n{line}'
    done = subprocess.run(["sh", "-c", script], capture_output=True, check=True)
    return done.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]


@given(
    st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)),
    st.text(alphabet=st.sampled_from("$`\"'\\!(){};&|<> *a")),
)
def test_the_shell_hands_curl_what_was_sent_and_runs_nothing(value: str, odd: str) -> None:
    plain = value.replace("$", "")
    message = Message(
        "POST",
        "api.example.com",
        f"/a'b{odd}",
        headers=(("x-api-key", "$WEB_KEYS"), ("x-odd", odd), ("x", f"$WEB_KEYS {plain}")),
        credentials=(Carried("keys", "header x-api-key", "web"),),
    )
    expected = ["-i", "-X", "POST", "-H", "x-api-key: filled", "-H", f"x-odd: {odd}"]
    expected += ["-H", f"x: filled {plain}", message.url]

    assert expected == words_of(curl_text(curl_parts(message)))
    assert expected == words_of("\n".join(curl_rows(curl_parts(message), 60)))
