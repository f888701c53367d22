"""Whose address a request carries: the connection's, or the proxy's word where there is one."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from lianxi.portal.ui.address import client_address


def asked(connection: str, **headers: str) -> HttpRequest:
    """A request over a connection from an address, with headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return RequestFactory(headers=named).get("/", REMOTE_ADDR=connection)


def test_without_a_proxy_what_a_client_says_of_itself_is_not_believed() -> None:
    request = asked("192.0.2.7", X_Real_IP="198.51.100.1", X_Forwarded_For="198.51.100.2")
    assert client_address(request) == "192.0.2.7"


def test_with_a_proxy_its_header_is_believed_and_no_other(settings: Settings) -> None:
    settings.HTTPS = True
    request = asked("127.0.0.1", X_Real_IP="198.51.100.1", X_Forwarded_For="203.0.113.9")
    assert client_address(request) == "198.51.100.1"
    assert client_address(asked("127.0.0.1", X_Forwarded_For="203.0.113.9")) == "127.0.0.1"


@pytest.mark.parametrize(
    "said", ["", " ", "unknown", "198.51.100.1, 203.0.113.9", "198.51.100.1:80", "::1%0a", "1.2.3"]
)
def test_what_is_no_address_leaves_the_connections(settings: Settings, said: str) -> None:
    settings.HTTPS = True
    assert client_address(asked("127.0.0.1", X_Real_IP=said)) in ("127.0.0.1", "::1")


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2001:DB8:0:0:0:0:0:1", "2001:db8::1"),
        ("::ffff:198.51.100.1", "198.51.100.1"),
        (" 198.51.100.1 ", "198.51.100.1"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_one_client_is_written_in_one_way(settings: Settings, said: str, meant: str) -> None:
    settings.HTTPS = True
    assert client_address(asked("127.0.0.1", X_Real_IP=said)) == meant


def test_a_connection_without_an_address_is_nobodys() -> None:
    assert client_address(asked("")) == ""


@given(st.ip_addresses())
def test_any_address_of_a_connection_is_read(address: object) -> None:
    assert client_address(asked(str(address)))
