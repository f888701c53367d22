"""From which address a request comes, with or without a proxy before the portal."""

from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

PROXY_HEADER = "X-Real-IP"


def client_address(request: HttpRequest) -> str:
    """The address of whoever asks, written in one way; "" where it is not known.

    Only with `LIANXI_HTTPS=1` is there a proxy, and only then is its `X-Real-IP` believed: the
    proxy must write it over whatever the client sent (docs/how-to/deploy.md). A header that
    holds no single address is no word of the proxy's, and the connection's address stands.
    """
    said = request.headers.get(PROXY_HEADER, "") if settings.HTTPS else ""
    return _address(said) or _address(str(request.META.get("REMOTE_ADDR", "")))


def _address(text: str) -> str:
    """An IP address in its one form, an IPv4 address that came as IPv6 as IPv4; "" for no address.

    >>> _address("2001:DB8::0:1"), _address("::ffff:192.0.2.7"), _address("192.0.2.7, 192.0.2.8")
    ('2001:db8::1', '192.0.2.7', '')
    """
    try:
        address = ip_address(text.strip())
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address)))  # without the zone of a link
    return str(address)
