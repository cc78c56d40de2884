"""Requests that go round: what ends them, and what a trace says of it."""

import pytest
from gatewright.compiler.units import Size
from gatewright.doors.show.trace_text import trace_text
from traces import by_target, plain_facts, traced, verdicts

THREE = """
federation three
gateway web   on nginx   { accept anyone  hop_guard off  route /orders/** -> lb over http }
gateway lb    on haproxy { accept anyone  hop_guard off  route /orders/** -> files %s over http }
gateway files on caddy   { accept anyone  hop_guard off  %s }
service end { url "http://end" }
"""
ROUND = "route /orders/** -> web over http"

NGINX = by_target(
    nginx=plain_facts(ceilings_connections_max=512, ceilings_uri_max=Size(8192)),
    caddy=plain_facts(failures_reset=502),
)


def test_three_products_go_round_until_one_is_out_of_connections() -> None:
    found = traced(THREE % ("", ROUND), "GET /orders/1", to="web", facts_of=NGINX)
    last = found.hops[-1]

    assert verdicts(found) == [
        "web FORWARDED 502",
        "lb FORWARDED 502",
        "files FORWARDED 502",
        "web LOOP None",  # its 256th pass, which it does not take
    ]
    assert found.answer.status == 502
    assert dict(found.branches[0].counts) == {"web": 255, "lb": 255, "files": 255}
    assert last.loop is not None
    assert last.loop.ring == ("web", "lb", "files")
    assert last.loop.turns == 255
    assert last.loop.ended_by == "the 512 connections that `web` can hold"
    assert last.parent == 3


def test_a_cycle_that_settles_is_no_loop() -> None:
    """The second turn asks for something else."""
    settles = "route /orders/{id} -> web at /orders/done/{id} over http  route /** -> end"
    found = traced(THREE % ("", settles), "GET /orders/1", to="web", facts_of=NGINX)

    assert found.hops[-1].verdict.name == "DELIVERED"
    assert dict(found.branches[0].counts) == {"web": 2, "lb": 2, "files": 2}


def test_a_path_that_grows_never_repeats_and_still_never_ends() -> None:
    more = "at /orders/" + "x" * 70 + "/{**}"
    found = traced(THREE % (more, ROUND), "GET /orders/1", to="web", facts_of=NGINX)
    last = found.hops[-1]

    assert str(last.verdict) == "GROWING_LOOP"
    assert found.answer.status == 414
    assert last.loop is not None
    assert last.loop.grows_by == 71
    assert last.loop.ended_by == "the 8KiB that `web` takes as a path"
    assert len(found.hops) == 4


def test_a_header_that_grows_is_a_growing_loop_too() -> None:
    text = """
federation headers
gateway a on nginx { accept anyone  hop_guard off  route /** -> b over http {
  headers { add "x-trail" = "one more pass through the first gateway" }
} }
gateway b on caddy { accept anyone  hop_guard off  route /** -> a over http }
"""
    facts = by_target(nginx=plain_facts(ceilings_headers_max=Size(4096)))
    found = traced(text, "GET /", to="a", facts_of=facts)

    assert str(found.hops[-1].verdict) == "GROWING_LOOP"
    assert found.hops[-1].loop is not None
    assert found.hops[-1].loop.grows_by == 0  # the path stays as it is
    assert found.answer.status == 431


@pytest.mark.parametrize("guard", [8, 4, 2])
def test_the_hop_guard_ends_it_early_and_says_what_would_be_without_it(guard: int) -> None:
    text = (THREE % ("", ROUND)).replace("hop_guard off", f"hop_guard {guard}")
    found = traced(text, "GET /orders/1", to="web", facts_of=NGINX)
    last = found.hops[-1]

    assert str(last.verdict) == "LOOP"
    assert found.answer.status == 508
    assert sum(count for _, count in found.branches[0].counts) == guard + 1
    assert last.loop is not None
    assert last.loop.without_guard is not None
    assert dict(last.loop.without_guard.passes)["web"] == 255
    assert last.loop.without_guard.status == 502


def test_each_guarded_gateway_adds_one_and_a_forged_counter_stops_only_its_own_request() -> None:
    text = (THREE % ("", "route /** -> end")).replace("hop_guard off", "hop_guard 8")
    counter = "x-gatewright-hops"

    honest = traced(text, "GET /orders/1", to="web")
    assert [hop.sent[0].message.header(counter) for hop in honest.hops] == ["1", "2", "3"]
    forged = traced(text, "GET /orders/1", to="web", headers=((counter, "99"),))
    assert verdicts(forged) == ["web LOOP 508"]
    silly = traced(text, "GET /orders/1", to="web", headers=((counter, "-1"),))
    assert verdicts(silly) == ["web ANSWERED 400"]


def test_a_guard_that_is_off_neither_checks_nor_touches_the_counter() -> None:
    text = THREE % ("", "route /** -> end")
    found = traced(text, "GET /orders/1", to="web", headers=(("x-gatewright-hops", "99"),))

    assert found.answer.status == 200
    assert found.hops[-1].sent[0].message.header("x-gatewright-hops") == "99"


def test_where_no_limit_is_known_the_one_who_waits_ends_it() -> None:
    found = traced(THREE % ("", ROUND), "GET /orders/1", to="web")
    assert found.hops[-1].loop is not None
    assert "waits" in found.hops[-1].loop.ended_by
    assert found.answer.status == 504

    never = plain_facts(defaults_response=None)
    found = traced(THREE % ("", ROUND), "GET /orders/1", to="web", facts_of=lambda _: never)
    assert found.hops[-1].loop is not None
    assert found.hops[-1].loop.ended_by == "nothing in the model"
    assert found.answer.status is None


def test_a_gather_that_comes_back_to_itself_ends_as_well() -> None:
    text = """
federation storm
gateway a on nginx { accept anyone  hop_guard off  route /** -> gather { x: b  y: b } }
gateway b on caddy { accept anyone  hop_guard off  route /** -> a }
"""
    found = traced(text, "GET /", to="a")

    assert str(found.hops[-1].verdict) == "LOOP" or any(h.loop for h in found.hops)
    assert sum(count for _, count in found.branches[0].counts) == 5000


def test_a_ring_that_nothing_is_known_to_end_says_so() -> None:
    found = traced(
        """
        gateway a on zuplo { domain "a.example.com" accept anyone hop_guard off route /x -> b }
        gateway b on zuplo { accept anyone hop_guard off route /x -> a }
        """,
        "GET /x",
    )
    loops = [hop.loop for hop in found.hops if hop.loop is not None]

    assert [True] == [loop.goes_on for loop in loops]


def test_of_a_storm_only_the_first_hops_are_written_out() -> None:
    chain = "".join(
        f"gateway g{n} on envoy {{ internal  accept anyone  route /** -> "
        f"gather {{ a: {to} at /a  b: {to} at /b  c: {to} at /c }} }}\n"
        for n, to in enumerate(["g1", "g2", "g3", "g4", "s"])
    )
    found = traced(f'{chain}service s {{ url "http://s" }}\n', "GET /x", to="g0")
    shown = trace_text(found, [], verbose=False)

    assert len(found.hops) == 121
    assert "    .. 21 hops more; `--format json` has them all ..\n" in shown
    assert "requests: g0 1, g1 3, g2 9, g3 27, g4 81 (121 in all); services: s 243\n" in shown
