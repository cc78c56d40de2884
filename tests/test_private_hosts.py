"""Which hosts a credential may go to in the clear: those that strangers do not stand in front of."""

import pytest
from gatewright.compiler.checks.exposure.addresses import host_in, is_private, scheme_in

PRIVATE = (
    "localhost",
    "orders",
    "orders.internal",
    "printer.local",
    "orders.shop.svc",
    "orders.shop.svc.cluster.local",
    "127.0.0.1",
    "::1",
    "10.1.2.3",
    "172.16.0.9",
    "192.168.1.1",
)
PUBLIC = (
    "orders.example.com",
    "internal.example.com",
    "8.8.8.8",
    "172.32.0.1",
    "localhost.example.com",
)


@pytest.mark.parametrize("host", PRIVATE)
def test_a_private_host_is_known(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_host_is_known(host: str) -> None:
    assert not is_private(host)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://orders.internal:8080/v1", "orders.internal"),
        ("http://user@Orders.example.com", "orders.example.com"),
        ("http://[::1]:8080/", "::1"),
        ("https://orders", "orders"),
    ],
)
def test_a_host_is_read_out_of_its_address(url: str, host: str) -> None:
    assert host == host_in(url)


def test_a_scheme_is_the_same_however_it_is_spelt() -> None:
    assert "http" == scheme_in("HTTP://orders.example.com")
