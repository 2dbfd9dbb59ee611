"""However an address is spelt, it is judged as the address that it is, or refused."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ssrfguard import Policy, SSRFGuardError

from alerts.deliver.webhook.addresses import why_not_public
from alerts.deliver.webhook.egress import EgressGuard
from alerts.model.errors import InvalidInput

GUARD = EgressGuard()
OTHER = Policy(allowed_schemes=frozenset({"https"}), max_url_length=2048)
_WIDE = str.maketrans("0123456789.", "０１２３４５６７８９．")
_ROUND = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")


def refused(url: str) -> bool:
    try:
        GUARD.check_url(url)
    except InvalidInput:
        return True
    return False


def spellings(address: IPv4Address) -> list[str]:
    """Write an IPv4 address in the ways that some parser somewhere takes for it."""
    number, plain = int(address), str(address)
    a, b, c, d = address.packed
    packed = f"{a:02x}{b:02x}:{c:02x}{d:02x}"
    return [
        *(plain, f"{plain}.", f"{plain}。", plain.translate(_WIDE), plain.translate(_ROUND)),
        *(str(number), f"0x{number:x}", f"0X{number:08X}", f"0{number:o}", f"{number}."),
        *(f"{a}.{b}.{c * 256 + d}", f"{a}.{(b << 16) + (c << 8) + d}"),
        *(f"0x{a:x}.{b}.{c}.{d}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"{a:03}.{b:03}.{c:03}.{d:03}"),
        *(f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}", f"{a}.0x{b:x}.0{c:o}.{d}"),
        *("".join(f"%{byte:02x}" for byte in plain.encode()), plain.replace(".", "%2e")),
        *(f"[::ffff:{plain}]", f"[::ffff:{packed}]", f"[0:0:0:0:0:ffff:{packed}]"),
        *(f"[::{plain}]", f"[::ffff:0:{plain}]", f"[64:ff9b::{plain}]", f"[64:ff9b:1::{plain}]"),
        *(f"[2002:{packed}::]", f"[2002:{packed}::1]", f"[{plain}]", f"[::ffff:{plain}%25lo]"),
        *(f"example.com@{plain}", f"example.com:443@{plain}", f"{plain}\\@example.com"),
    ]


# One of each kind of address that is nobody's business.
FORBIDDEN = [
    *("0.0.0.0", "10.1.2.3", "100.64.1.1", "127.0.0.1", "127.255.255.254", "169.254.169.254"),
    *(
        "172.16.0.1",
        "192.0.0.8",
        "192.168.0.254",
        "198.19.255.255",
        "224.0.0.251",
        "255.255.255.255",
    ),
]


@pytest.mark.parametrize(
    "host", [spelt for text in FORBIDDEN for spelt in spellings(IPv4Address(text))]
)
def test_a_forbidden_address_is_refused_however_it_is_spelt(host: str) -> None:
    assert refused(f"https://{host}/")
    assert refused(f"https://{host}:8443/hook?x=1")


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_no_spelling_makes_an_address_more_public_than_it_is(address: IPv4Address) -> None:
    if why_not_public(address) is not None:
        assert all(refused(f"https://{host}/") for host in spellings(address))


@given(
    st.one_of(
        st.integers(0, 2**32 - 1).map(IPv4Address).flatmap(lambda a: st.sampled_from(spellings(a))),
        st.integers(0, 2**128 - 1).map(lambda number: f"[{IPv6Address(number)}]"),
        st.integers(0, 2**125 - 1).map(lambda low: f"[{IPv6Address((1 << 125) | low)}]"),
        st.text(st.sampled_from("0123456789abcdefx.:[]%@#?/\\-_~ａ．。①\t\r\n "), max_size=20),
    )
)
def test_no_url_passes_that_another_guard_refuses(host: str) -> None:
    url = f"https://{host}/"
    try:
        OTHER.check_url(url)
    except SSRFGuardError:
        # The other guard takes no names for what they are but ports and literals it does.
        assert refused(url) or _is_a_plain_name(host)


def _is_a_plain_name(host: str) -> bool:
    """Tell a name, on which the guards may differ until it is looked up."""
    return any(c.isalpha() or c in "_-~" for c in host) and "[" not in host


def test_there_are_more_than_a_hundred_hostile_spellings() -> None:
    assert len({spelt for text in FORBIDDEN for spelt in spellings(IPv4Address(text))}) > 300
