"""Where a webhook may point: to a server of the world, never by a trick to one inside the house."""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from taizhang.kernel.errors import Refused, _

Address = IPv4Address | IPv6Address
PORTS = {"https": 443, "http": 80}
LONGEST = 300
TRANSLATED = IPv6Network("64:ff9b::/96")  # behind it a translator may hide any address of IPv4 (RFC 6052)


@dataclass(frozen=True, slots=True)
class Target:
    """A checked target: the address found for it is the one connected to, whatever its name resolves to later."""

    host: str
    port: int
    path: str
    address: str
    secure: bool


def target(url: str, *, private: bool) -> Target:
    """Check where a webhook points; refuses what is no address, not encrypted, or inside the house.

    `private` says that this installation allows addresses of its own network; links of the machine itself, such as
    the one where a cloud keeps its secrets, stay refused. Only on loopback may it go unencrypted.
    """
    host, port, secure, path = _read(url)
    found = _resolved(host, port)
    if not found:
        raise Refused(
            _("There is no server “{host}”."), _("Check how it is written."), code="connectors.no-host", host=host
        )
    if not all(_allowed(each, private) for each in found):
        raise Refused(
            _("“{host}” leads into a network that webhooks may not reach."),
            _("Use a server outside, or let the operator allow the own network by TAIZHANG_WEBHOOK_PRIVATE."),
            code="connectors.inside",
            host=host,
        )
    if not secure and not all(each.is_loopback for each in found):
        raise Refused(
            _("A webhook must be encrypted."), _("Use an address that begins with https://."), code="connectors.plain"
        )
    return Target(host, port, path, str(found[0]), secure)


def _read(url: str) -> tuple[str, int, bool, str]:
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        raise _unreadable() from None
    tidy = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST
    if not tidy or parts.scheme not in PORTS or not parts.hostname or "@" in parts.netloc or parts.fragment:
        raise _unreadable()
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.hostname, port, parts.scheme == "https", path


def _unreadable() -> Refused:
    return Refused(
        _("This is no address of a webhook."),
        _("Write it as https://host/path, without a name or password in it."),
        code="connectors.address",
    )


def _resolved(host: str, port: int) -> list[Address]:
    """Every address that a name stands for: one of them inside is enough to refuse it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(_plain(ip_address(str(each[4][0]).partition("%")[0])) for each in found))


def _plain(address: Address) -> Address:
    """The address that an IPv6 address wraps, if it does."""
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address.sixtofour or address
    return address


def _allowed(address: Address, private: bool) -> bool:
    never = address.is_link_local or address.is_multicast or address.is_unspecified
    if never or (isinstance(address, IPv6Address) and (address.teredo or address in TRANSLATED)):
        return False
    return address.is_global or (private and (address.is_private or address.is_loopback))
