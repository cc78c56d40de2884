"""The lab's own ends of every wire: stubs that play services, taps that write down what passes."""

import json
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from gatewright.lab.behaviour import AS_IT_SHOULD, Behaviour
from gatewright.lab.certificates import Authority
from gatewright.lab.drive import Door, Outgoing, send
from gatewright.lab.exchange import Exchange, Said
from gatewright.lab.network import Network
from gatewright.lab.record import Record
from gatewright.lab.stub import Stub
from gatewright.lab.tap import Tap

HOST = "orders.internal"
GET = Outgoing("GET", "/orders/42?x=1", HOST, (("x-tenant", "acme"),))


@pytest.fixture
def network() -> Iterator[Network]:
    with Network() as network:
        yield network


def ask(port: int, outgoing: Outgoing = GET, trusting: ssl.SSLContext | None = None) -> Said | None:
    return send(Door(port, HOST, trusting), outgoing)


def answered(record: Record) -> tuple[Exchange, ...]:
    """Everything, once all of it is written down: the client may hear of an answer before that."""
    until = time.monotonic() + 5
    while any(one.said is None for one in record.since(0)) and time.monotonic() < until:
        time.sleep(0.01)
    return record.since(0)


def test_a_stub_echoes_what_it_heard_and_writes_it_down(network: Network) -> None:
    record = Record()
    stub = Stub(network, record, "edge", "orders")

    said = ask(stub.listener.port)

    assert said is not None
    assert 200 == said.status
    echo = json.loads(said.body)
    assert ("orders", "GET", "/orders/42", "x=1") == tuple(
        echo[key] for key in ("service", "method", "path", "query")
    )
    assert [["host", "orders.internal"], ["x-tenant", "acme"]] == echo["headers"]
    (exchange,) = answered(record)
    assert ("edge", "orders", said.status) == (exchange.caller, exchange.callee, 200)
    assert "acme" == exchange.heard.header("x-tenant")


@pytest.mark.parametrize("path", ["/a//b/../c", "/a%2Fb/%2e%2e/c?q=%20&&", "/%E2%9C%93;p=1", "//"])
def test_the_path_goes_over_the_wire_untouched(network: Network, path: str) -> None:
    record = Record()
    stub = Stub(network, record, "edge", "orders")

    ask(stub.listener.port, Outgoing("GET", path, HOST, ()))

    assert [path] == [one.heard.target for one in record.since(0)]


def test_a_stub_can_be_slow_and_can_fail(network: Network) -> None:
    stub = Stub(network, Record(), "edge", "orders")

    stub.listener.behave(Behaviour(status=503, delay=0.2))
    began = time.monotonic()
    said = ask(stub.listener.port)

    assert said is not None
    assert 503 == said.status
    assert time.monotonic() - began >= 0.2


@pytest.mark.parametrize("manner", ["refuses", "resets"])
def test_a_stub_can_be_gone_and_come_back(network: Network, manner: str) -> None:
    stub = Stub(network, Record(), "edge", "orders")

    stub.listener.behave(Behaviour(manner))  # type: ignore[arg-type]

    assert ask(stub.listener.port) is None
    stub.listener.behave(AS_IT_SHOULD)
    assert ask(stub.listener.port) is not None


def test_who_is_swallowed_cannot_connect(network: Network) -> None:
    from socket import create_connection

    stub = Stub(network, Record(), "edge", "orders")
    stub.listener.behave(Behaviour("swallows"))

    with pytest.raises(TimeoutError):
        create_connection(("127.0.0.1", stub.listener.port), timeout=0.5)


def test_a_wrong_certificate_is_not_trusted(network: Network, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    record = Record()
    stub = Stub(network, record, "edge", "orders", authority.server(["orders.internal:8443"]))

    assert ask(stub.listener.port, trusting=authority.trusting()) is not None
    stub.listener.behave(Behaviour("shows a wrong certificate"))
    assert ask(stub.listener.port, trusting=authority.trusting()) is None
    assert 1 == len(record.since(0))


@pytest.mark.parametrize("tls", [False, True])
def test_a_tap_changes_nothing_and_writes_down_both_directions(
    network: Network, tmp_path: Path, tls: bool
) -> None:
    authority, record = Authority(tmp_path), Record()
    shown = authority.server(["orders.internal"]) if tls else None
    trusting = authority.trusting() if tls else None
    stub = Stub(network, record, "inner", "orders", shown)
    tap = Tap(
        network, record, "edge", "inner", stub.listener.port, shown, trusting, "orders.internal"
    )
    post = Outgoing("POST", "/orders//x", HOST, (("x-tenant", "acme"),), b"x" * 200_000)

    said = ask(tap.listener.port, post, trusting)

    outer, inner = answered(record)
    assert ("edge", "inner", "inner", "orders") == (
        outer.caller, outer.callee, inner.caller, inner.callee,
    )  # fmt: skip
    assert outer.heard.headers == inner.heard.headers
    assert outer.heard.target == inner.heard.target == "/orders//x"
    assert 200_000 == outer.heard.body_bytes == inner.heard.body_bytes
    assert outer.said is not None
    assert said is not None
    assert inner.said is not None
    assert said.body == outer.said.body == inner.said.body


def test_behind_a_tap_nobody_may_be(network: Network) -> None:
    stub = Stub(network, Record(), "inner", "orders")
    tap = Tap(network, Record(), "edge", "inner", stub.listener.port)
    stub.listener.close()

    assert ask(tap.listener.port) is None


def test_a_caller_that_gives_up_is_noticed_behind_the_tap(network: Network) -> None:
    record = Record()
    stub = Stub(network, record, "inner", "orders")
    tap = Tap(network, record, "edge", "inner", stub.listener.port)
    stub.listener.behave(Behaviour(delay=5))
    from socket import create_connection

    with create_connection(("127.0.0.1", tap.listener.port)) as wire:
        wire.sendall(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        while len(record.since(0)) < 2:
            time.sleep(0.01)

    assert [None, None] == [one.said for one in record.since(0)]
