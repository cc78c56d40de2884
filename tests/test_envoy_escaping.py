"""Nothing that a program says gets out of the place where it belongs."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from envoy_here import Headers, bootstrap, envoy, file_of, needs_envoy, rendered, service
from gatewright.compiler.model import Federation, Forward
from gatewright.targets.envoy.launch import places
from gatewright.targets.envoy.paths import path_regex, substitution
from gatewright.targets.envoy.regexes import escaped, is_exact, without
from hypothesis import given, strategies as st
from meanings import meaning

NASTY = r"""a\"}],\\ %REQ(host)% \$fill \${HOME} ]]--' {\"$fill\": \"text\"} \\1 é"""
PROGRAM = (
    (
        r"""
federation nasty
env SECRET secret
credential key = api_key { bucket "b"  header "x-api-key" }
gateway edge on envoy {
  hop_guard off
  route /a.b+c(%28)/{id}/$x -> orders at /t.$1~!&*+=:@/{id}
  route GET /body -> respond 200 "NASTY" as "text/x-NASTY"
  route GET /to   -> redirect 302 "NASTY"
  route GET /set  -> orders { headers request { set "x-set" = "NASTY" } }
  route GET /back -> orders { headers response { set "x-set" = "NASTY" } }
  route GET /when when header("x-is") = "NASTY" -> orders at /held
  route GET /key  -> orders { accept key with key("NASTY") = "NASTY" }
}
service orders { url "http://orders.internal" }
"""
    )
    .replace("(%28)", "%28")
    .replace("NASTY", NASTY)
)
TEXT = NASTY.replace('\\"', '"').replace("\\$", "$").replace("\\\\", "\\")


@pytest.fixture(scope="module")
def nasty() -> Federation:
    return meaning(PROGRAM)


def test_texts_of_a_program_are_values_only(nasty: Federation) -> None:
    """The only open places are ours."""
    found = {place["$fill"] for place in places(bootstrap(nasty))}
    assert {"admin", "optional", "file", "keys"} == found
    assert "text" not in found


def test_the_programs_are_the_same_for_every_gateway(nasty: Federation) -> None:
    other = rendered(meaning(PROGRAM.replace(NASTY, "plain")))
    for path in ("guard.lua", "gate.lua", "fill.py"):
        assert file_of(rendered(nasty), path) == file_of(other, path)


def test_the_words_for_deploying_stay_one_line_a_line(nasty: Federation) -> None:
    text = file_of(rendered(nasty), "DEPLOY.md")
    for line in text.splitlines():
        if line.startswith("curl "):
            assert re.fullmatch(
                r"curl -i( -X [A-Z]+)?( -H \"[\w-]+: \$\w+\")?( --\S+ \S+)* '[^'$`\\]+'   # .*",
                line,
            )


@pytest.mark.live
def test_nasty_texts_arrive_as_they_are(nasty: Federation, tmp_path: Path) -> None:
    needs_envoy()
    sent: Headers = [("x-is", TEXT.encode().decode("latin-1"))]
    with (
        service() as url,
        envoy(
            nasty, tmp_path / "edge", files={"keys/key.json": json.dumps({"K": "web"})}, orders=url
        ) as up,
    ):
        assert "/t.$1~!&*+=:@/7" == up.get("/a.b+c%28/7/$x").path
        assert 404 == up.get("/aXb+c%28/7/$x").status
        assert 404 == up.get("/a.bbc%28/7/$x").status
        body = up.get("/body")
        assert TEXT == body.text
        assert TEXT.encode().decode("latin-1") == up.get("/to").headers["location"]
        assert [TEXT.encode().decode("latin-1")] == up.get("/set").header("x-set")
        assert TEXT.encode().decode("latin-1") == up.get("/back").headers["x-set"]
        assert "/held" == up.ask("GET", "/when", sent).path
        assert 403 == up.get("/key", ("x-api-key", "K")).status


@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_an_escaped_text_matches_itself_alone(text: str) -> None:
    assert re.fullmatch(escaped(text), text)
    assert not re.fullmatch(escaped(text), text + "x")
    assert not re.fullmatch(escaped(text), "x" * (len(text) + 1))


ATOMS = (
    "a",
    ".",
    r"\S",
    r"\W",
    r"\D",
    "[^a]",
    "[!-~]",
    "[/a]",
    "/",
    r"\/",
    r"[^\d]",
    r"\x2f",
    "[a/b]",
)


@given(
    st.lists(st.tuples(st.sampled_from(ATOMS), st.sampled_from(["", "*", "+", "?", "{1,2}"]))),
    st.text(alphabet="a/b1.", max_size=5),
)
def test_a_narrowed_pattern_is_the_same_but_for_slashes(
    atoms: list[tuple[str, str]], text: str
) -> None:
    regex = "".join(atom + times for atom, times in atoms)
    narrowed = without(regex, "/").replace(r"[^\x00-\x{10FFFF}]", "(?!)")
    wanted = re.fullmatch(regex, text) is not None and "/" not in text
    assert wanted == (re.fullmatch(narrowed, text) is not None)


@pytest.mark.parametrize("regex", ["(?=a)", "(?!a)", "(?<=a)b", r"(a)\1", "(?P<n>a)(?P=n)", "a++"])
def test_what_re2_lacks_is_known(regex: str) -> None:
    assert not is_exact(regex)


@pytest.mark.parametrize("regex", ["a(b|c)*", r"\d{2,3}", "(?:x)", "(?i)a", r"\\1", "[a-z]+?"])
def test_what_re2_has_is_known(regex: str) -> None:
    assert is_exact(regex)


def test_groups_of_the_program_do_not_shift_ours() -> None:
    route = (
        meaning(
            "gateway edge on envoy { route /a/{x: '(b|c)+'}/{y} -> o at /{y}/{x} }\n"
            'service o { url "http://o" }'
        )
        .gateways["edge"]
        .routes[0]
    )
    assert isinstance(route.action, Forward)
    template = route.action.upstream.template
    assert template is not None
    assert "/a/((?:b|c)+)/([^/]+)" == path_regex(route.path)
    assert r"/\2/\1" == substitution(template, route.path)[1]


@pytest.mark.parametrize(
    "words",
    [
        r'route /a -> orders { headers request { set "x: 1\nevil" = "1" } }',
        r'route /a -> orders { headers response { rename "x" to "x y" } }',
        r'route /a when header("x\ny") -> orders',
        r'route /a -> redirect 302 "/b\nset-cookie: evil"',
        r'route /a -> respond 200 "b" as "text/plain\nset-cookie: evil"',
        "route /a -> orders { accept odd }",
    ],
)
def test_what_no_header_can_hold_is_refused(words: str) -> None:
    federation = meaning(
        "env SECRET secret\n"
        r'credential odd = shared_secret { header "x\nevil" env SECRET }'
        f"\ngateway edge on envoy {{ hop_guard off {words} }}\n"
        'service orders { url "http://orders" }\n'
    )
    (loss,) = {one.route: one for one in rendered(federation).losses}.values()
    assert "header" in loss.what
    assert 501 == manager_routes(federation)[0]["direct_response"]["status"]


def manager_routes(federation: Federation) -> list[dict[str, Any]]:
    (chain,) = bootstrap(federation)["static_resources"]["listeners"][0]["filter_chains"]
    config = chain["filters"][0]["typed_config"]["route_config"]
    return config["virtual_hosts"][0]["routes"]
