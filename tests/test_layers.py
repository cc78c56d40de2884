"""Programs in layers: environments, likeness, imports, constants; layout is no layer of meaning."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from gatewright.compiler.model import (
    Federation,
    Forward,
    FromEnv,
    Off,
    Traced,
)
from gatewright.compiler.units import Duration
from meanings import SERVICE, compiled, edge, meaning, the_route, wait

MINUTE = 60_000_000


# ---- environments --------------------------------------------------------------------------------

OVERLAID = """
env URL = "http://base"
let long = 5s
gateway edge on nginx {
  timeout connect long
  limit 5/s
  limit 9/s per ip
  route /a -> orders { timeout response 1s  timeout total 2s  strip key }
  route /b -> orders
}
credential key = api_key { header "x-key" }
service orders { url env URL  workers 5 }
environment staging {
  env URL = "http://staging"
  let long = 6s
  gateway edge {
    limit 7/s
    route /a -> "https://mock.example" { timeout total 3s }
    remove route /b
    route /c -> orders
  }
  service orders { latency 5ms }
}
environment test like staging { service orders { workers 6 } }
environment bare { }
"""


def routes(federation: Federation) -> list[str]:
    return [route.name for route in federation.gateways["edge"].routes]


def test_the_base_program_is_as_written() -> None:
    found = compiled(OVERLAID)

    assert found.federation is not None
    assert ["/a", "/b"] == routes(found.federation)
    assert "http://base" == found.federation.variables["URL"].value
    assert ["staging", "test", "bare"] == list(found.environments)


def test_a_statement_of_an_overlay_replaces_all_of_its_word() -> None:
    staging = compiled(OVERLAID).environments["staging"]
    edge = staging.gateways["edge"]
    route = edge.routes[0]
    assert edge.policy.limits is not None
    assert not isinstance(edge.policy.limits.value, Off)

    assert ["7/s"] == [str(limit.rate) for limit in edge.policy.limits.value]
    assert (None, "3s") == (wait(route.policy, "response"), wait(route.policy, "total"))
    assert ("key",) == route.travel.strip
    assert isinstance(route.action, Forward)
    assert "https://mock.example" == route.action.upstream.to


def test_an_overlay_adds_and_removes_routes_and_sets_constants() -> None:
    staging = compiled(OVERLAID).environments["staging"]

    assert ["/a", "/c"] == routes(staging)
    assert "6s" == wait(staging.gateways["edge"].policy, "connect")
    assert "http://staging" == staging.variables["URL"].value
    assert FromEnv("URL") == staging.services["orders"].url


def test_an_environment_like_another_says_only_what_differs() -> None:
    found = compiled(OVERLAID).environments
    staging, test = found["staging"], found["test"]

    assert staging.gateways == test.gateways
    assert (5, 6) == (staging.services["orders"].workers, test.services["orders"].workers)
    assert staging.services["orders"].latency == test.services["orders"].latency


def test_an_empty_environment_is_the_base_program() -> None:
    found = compiled(OVERLAID)
    assert found.federation is not None

    assert found.federation.gateways == found.environments["bare"].gateways
    assert "bare" == found.environments["bare"].environment


# ---- like ----------------------------------------------------------------------------------------


def test_a_gateway_like_another_takes_all_but_what_there_can_be_only_one_of() -> None:
    found = meaning(
        """
        region eu = aws.eu-west-1
        region us = aws.us-east-1
        gateway edge on nginx {
          region eu  domain "eu.example"  name "edge-eu"  listen 8080  owner "platform"
          timeout connect 1s
          nginx { worker_processes 2 }
          route /a -> orders { timeout response 2s }
          route /b -> orders
        }
        gateway edge_us like edge on azure { region us  route /a { timeout response 3s }  remove route /b }"""
        + SERVICE
    ).gateways["edge_us"]

    assert ("azure", ("us",), "edge") == (found.target, found.regions, found.like)
    assert ((), None, None) == (found.domains, found.vendor_name, found.listen)
    assert ("platform", "1s") == (found.owner, wait(found.policy, "connect"))
    assert () == found.settings
    assert ["/a"] == [route.name for route in found.routes]
    assert "3s" == wait(found.routes[0].policy, "response")


def test_without_a_target_of_its_own_it_stands_on_the_same_product() -> None:
    found = meaning("""
        gateway edge on nginx { nginx { worker_processes 2 } }
        gateway twin like edge""").gateways

    assert "nginx" == found["twin"].target
    assert found["edge"].settings == found["twin"].settings


# ---- imports, constants, loops, texts ------------------------------------------------------------


def test_names_of_an_import_with_as_begin_with_it() -> None:
    found = meaning(
        'import "team.gate" as team\ngateway edge on nginx { route /a -> team.api }',
        team='let n = 3\ngateway api on nginx { route /a -> back }\nservice back { url "http://b" workers n }',
    )
    route = the_route(found.gateways["team.api"])
    assert isinstance(route.action, Forward)

    assert ["team.api", "edge"] == list(found.gateways)
    assert "team.back" == route.action.upstream.to
    assert 3 == found.services["team.back"].workers


def test_a_file_imported_twice_counts_once() -> None:
    found = meaning(
        'import "a.gate"\nimport "b.gate"\ngateway edge on nginx { route /a -> one }',
        a='import "b.gate"\nservice one { url "http://one" }',
        b='service two { url "http://two" }',
    )

    assert ["two", "one"] == list(found.services)


def test_constants_may_stand_anywhere_and_hold_each_other() -> None:
    found = edge(
        "gateway edge on nginx { timeout connect a  route /a -> orders }\nlet a = b\nlet b = 5s"
    )

    assert Traced(Duration(5_000_000)) == found.policy.connect


def test_a_loop_is_the_same_as_writing_it_out() -> None:
    looped = meaning("""
        let zones = [[eu, 40], [us, 80]]
        for zone, n in zones { service s_${zone} { url "http://${zone}.example"  workers n } }
        gateway edge on nginx { for zone in [eu, us] { route /${zone}/** -> s_${zone} } }""")
    written = meaning("""
        service s_eu { url "http://eu.example"  workers 40 }
        service s_us { url "http://us.example"  workers 80 }
        gateway edge on nginx { route /eu/** -> s_eu  route /us/** -> s_us }""")

    assert written == looped


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r'"a \"b\" c"', 'a "b" c'),
        (r'"a\\b"', "a\\b"),
        (r'"a\nb\tc"', "a\nb\tc"),
        (r'"\${zone}"', "${zone}"),
        ('"${zone}.example"', "eu.example"),
        ("'a\\d${zone}'", None),  # single quotes are for patterns
        ('"ünï"', "ünï"),
    ],
)
def test_texts_say_what_they_say(written: str, meant: str | None) -> None:
    if meant is None:
        program = f'gateway g on nginx {{ route /a when header("x") matches {written} -> orders }}'
        found = meaning(program + SERVICE).gateways["g"].routes[0].when

        assert "a\\d${zone}" == getattr(found, "regex", None)
    else:
        assert meant == meaning(f"let zone = eu\nfederation shop {written}").title


# ---- the same meaning ----------------------------------------------------------------------------

ONE_LINE = (
    "gateway edge on nginx{limit 5/s per ip burst 9;timeout connect 1s,response 2s;"
    "route GET|POST /a/{id}/**->orders at /b/{id}/{**}{strip k};route /c->gather{x:orders,y:orders}}"
    'service orders{url "http://orders"}credential k=api_key{header "x-k"}'
)
MANY_LINES = """
# The same, as people write it.
gateway edge on nginx {
  limit 5/s
    burst 9
    per ip
  timeout connect 1s,
          response 2s

  route GET|POST /a/{id}/** -> orders
    at /b/{id}/{**} {
      strip k      # the key ends here
    }
  route /c -> gather {
    x: orders
    y: orders
  }
}

service orders { url "http://orders" }
credential k = api_key {
  header "x-k"
}
"""


def test_layout_and_comments_mean_nothing_and_spans_are_no_data() -> None:
    one, many = meaning(ONE_LINE), meaning(MANY_LINES)

    assert one == many
    assert one.gateways["edge"].at != many.gateways["edge"].at


def test_a_program_that_differs_differs() -> None:
    assert meaning(ONE_LINE) != meaning(ONE_LINE.replace("1s", "2s"))


def test_a_minute_is_a_minute_however_it_is_written() -> None:
    programs = (f"gateway edge on nginx {{ timeout idle {w} }}" for w in ("1m", "60s", "60000ms"))
    found = [meaning(text).gateways["edge"].policy.idle for text in programs]

    assert [Traced(Duration(MINUTE))] * 3 == found


# ---- the same bytes ------------------------------------------------------------------------------

MANY_FINDINGS = "\n".join(
    [
        "gateway edge on ngnix { accept key  timeout conect 5  limit 600/m  route /a/* -> ordrs }",
        "gateway side on nginx { use sane, sain  region eu, eau  plan bil  route /a -> orders2 }",
        "policy sane { use sound }  policy sound { use sane }  policy spare { limit 5 }",
        "let a = b  let b = a  let c = a",
        *(f'service orders{n} {{ url "orders{n}"  workers w{n} }}' for n in range(9)),
        *(f"environment e{n} {{ service orders{n} {{ workers {n}s }}  gateway no{n} {{ }} }}"
          for n in range(9)),
        "env X  env Y",
    ]
)  # fmt: skip


def test_what_check_prints_does_not_hang_on_the_hash_seed(tmp_path: Path) -> None:
    (tmp_path / "fed.gate").write_text(MANY_FINDINGS)
    command = [sys.executable, "-m", "gatewright", "check", "fed.gate", "--format"]
    printed = {
        subprocess.run(
            [*command, form],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        ).stdout
        for form in ("text", "json")
        for seed in ("0", "1", "4711")
    }

    assert 2 == len(printed)
    assert all(text.count(b"GW0") > 30 for text in printed)


# ---- what a block is, changed by an environment --------------------------------------------------

OTHERWISE = """
region home = aws.eu-west-1
region dc { near aws.eu-central-1  within DE }
credential key = api_key { bucket "shop"  header "x-key" }
gateway edge on nginx { region home, dc  accept key  limit 1/s  route /a -> orders }
gateway model on kong { accept key  limit 9/s  timeout total 3s  route /b -> orders }
control_plane plane on wso2 { manages edge }
for team in [one, two] { env URL_${team}  service ${team} { url env URL_${team} } }
environment staging {
  region home { near aws.us-east-1  within US }
  region dc = aws.us-east-1
  credential key = jwt { issuer "https://id.example/" }
  gateway edge like model
  control_plane plane on kong { discover every 5m }
  env URL_one = "http://one"
  for team in [two] { env URL_${team} = "http://${team}"  let pause = 5ms }
  service two { latency pause }
}
"""


def test_an_environment_may_change_what_a_block_is() -> None:
    staging = compiled(OTHERWISE + SERVICE).environments["staging"]
    regions = [(r.base, r.near, r.jurisdictions[0]) for r in staging.regions.values() if r.at]

    assert [(None, "aws.us-east-1", "US"), ("aws.us-east-1", None, "US")] == regions
    assert "jwt" == staging.credentials["key"].kind
    assert "kong" == staging.control_planes["plane"].target


def test_a_gateway_becomes_like_another_its_own_words_on_top() -> None:
    staging = compiled(OTHERWISE + SERVICE).environments["staging"].gateways["edge"]

    assert ("nginx", "model", "3s") == (staging.target, staging.like, wait(staging.policy, "total"))
    assert ["/b", "/a"] == [route.name for route in staging.routes]


def test_loops_of_an_environment_set_variables_and_constants() -> None:
    staging = compiled(OTHERWISE + SERVICE).environments["staging"]

    assert {"URL_one": "http://one", "URL_two": "http://two"} == {
        name: variable.value for name, variable in staging.variables.items()
    }
    assert staging.services["two"].latency is not None


def test_a_gateway_has_the_mode_in_which_it_is_managed() -> None:
    found = meaning(
        """
        gateway edge on nginx { accept anyone  route /a -> orders }
        gateway back on nginx { accept anyone  route /a -> orders }
        gateway legacy on nginx from "nginx.conf"
        control_plane plane on wso2 { manages edge mode read_write  manages back, legacy }
        """
        + SERVICE
    )
    managed = [(m.gateways, m.mode) for m in found.control_planes["plane"].manages]

    assert [(("edge",), "read_write"), (("back",), "write"), (("legacy",), "read")] == managed
    assert ["read_write", "write", "read"] == [g.mode.value for g in found.gateways.values()]


def test_a_gateway_of_an_imported_file_is_like_one_of_that_file() -> None:
    team = "gateway a on nginx { accept anyone  route /a -> s }  gateway b like a"
    found = meaning('import "team.gate" as team', team=team + ' service s { url "http://s" }')

    assert "team.a" == found.gateways["team.b"].like
