"""Which addresses the public internet has, for a program that strangers point at addresses.

`ipaddress.is_global` answers another question: it is true for NAT64 and 6to4 forms of
127.0.0.1 and for multicast. This table is closed instead: IPv6 only inside 2000::/3, IPv4
less every special block (IANA's special-purpose registries), and an address that carries
another is judged by the one it carries.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_FORBIDDEN_V4 = tuple(
    (IPv4Network(block), name)
    for block, name in (
        ("0.0.0.0/8", "this host"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by a carrier or a cloud"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "a cloud's own service"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "documentation"),
        ("192.31.196.0/24", "a DNS sink"),
        ("192.52.193.0/24", "multicast tunnelling"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("192.175.48.0/24", "a DNS sink"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_PUBLIC_V6 = IPv6Network("2000::/3")
_FORBIDDEN_V6 = tuple(
    (IPv6Network(block), name)
    for block, name in (
        ("2001::/23", "reserved for protocols (Teredo among them)"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("2620:4f:8000::/48", "a DNS sink"),
        ("3fff::/20", "documentation"),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the IPv4 address stands in the last 32 bits
_LAST_32_BITS = 0xFFFF_FFFF


def carried(address: Address) -> Address:
    """Give the IPv4 address that a mapped or NAT64 address stands for, else the address."""
    if isinstance(address, IPv4Address):
        return address
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _NAT64:
        return IPv4Address(int(address) & _LAST_32_BITS)
    return address


def why_not_public(address: Address) -> str | None:
    """Say why an address is not the public internet's, or None when it is."""
    real = carried(address)
    if isinstance(real, IPv6Address) and real not in _PUBLIC_V6:
        return "not a public IPv6 address"
    table = _FORBIDDEN_V4 if isinstance(real, IPv4Address) else _FORBIDDEN_V6
    return next((name for block, name in table if real in block), None)


def parse_address(text: str) -> Address | None:
    """Read an IP address without a zone, or give None."""
    try:
        address = ip_address(text)
    except ValueError:
        return None
    zoned = isinstance(address, IPv6Address) and address.scope_id is not None
    return None if zoned else address
