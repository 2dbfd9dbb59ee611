"""No spelling of a private address gets past the guard, at save or at the dial."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ssrfguard import DEFAULT_DENIED

from alerts.deliver.webhook.addresses import why_not_public
from alerts.deliver.webhook.egress import EgressGuard, EgressRefused
from alerts.model.errors import InvalidInput

PUBLIC = "93.184.215.14"
LOCAL = EgressGuard(["127.0.0.0/8", "::1/128"])
GUARD = EgressGuard()

HOSTILE = [
    "https://127.0.0.1/",
    "https://127.0.0.1:8443/hook",
    "https://127.1/",
    "https://127.0.1/",
    "https://127.000.000.001/",
    "https://0177.0.0.1/",
    "https://0x7f.0.0.1/",
    "https://0x7f000001/",
    "https://0X7F.1/",
    "https://2130706433/",
    "https://017700000001/",
    "https://127.0.0.1./",
    "https://①②⑦.⓪.⓪.①/",
    "https://１２７.０.０.１/",
    "https://127。0。0。1/",
    "https://127．0．0．1/",
    "https://%31%32%37.0.0.1/",
    "https://127.0.0.1%00.example.com/",
    "https://0/",
    "https://0.0.0.0/",
    "https://localhost/",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://localhost。/",
    "https://a.localhost/",
    "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "https://10.0.0.1/",
    "https://10.255.255.255/",
    "https://100.64.0.1/",
    "https://100.100.100.200/",
    "https://169.254.169.254/latest/meta-data/",
    "https://168.63.129.16/",
    "https://172.16.0.1/",
    "https://172.31.255.254/",
    "https://192.168.1.1/",
    "https://192.0.0.1/",
    "https://192.0.0.192/",
    "https://192.0.2.1/",
    "https://192.88.99.1/",
    "https://198.18.0.1/",
    "https://198.51.100.7/",
    "https://203.0.113.9/",
    "https://224.0.0.1/",
    "https://239.255.255.255/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://[::1]/",
    "https://[::]/",
    "https://[0:0:0:0:0:0:0:1]/",
    "https://[::127.0.0.1]/",
    "https://[::7f00:1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[::ffff:169.254.169.254]/",
    "https://[::ffff:0:127.0.0.1]/",
    "https://[64:ff9b::127.0.0.1]/",
    "https://[64:ff9b::a9fe:a9fe]/",
    "https://[64:ff9b:1::1]/",
    "https://[2002:7f00:1::]/",
    "https://[2002:a00:1::1]/",
    "https://[2001::1]/",
    "https://[2001:db8::1]/",
    "https://[3fff::1]/",
    "https://[5f00::1]/",
    "https://[100::1]/",
    "https://[fc00::1]/",
    "https://[fd00:ec2::254]/",
    "https://[fe80::1]/",
    "https://[fe80::1%25eth0]/",
    "https://[fe80::1%eth0]/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://[::1",
    "https://[v1.x]/",
    "https://user@example.com/",
    "https://user:password@example.com/",
    "https://@example.com/",
    "https://example.com@127.0.0.1/",
    "https://127.0.0.1#@example.com/",
    "https://example.com\\@127.0.0.1/",
    "https://example.com\t/",
    "https://exam\nple.com/",
    " https://example.com/",
    "https://ex ample.com/",
    "https://example.com/#fragment",
    "https://example.com#",
    "https://example.com:0/",
    "https://example.com:22/",
    "https://example.com:25/",
    "https://example.com:99999/",
    "https://example..com/",
    "https://.example.com/",
    "https://-.example/",
    "https:///path",
    "https:example.com",
    "//example.com/",
    "example.com",
    "",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com/",
    "javascript:alert(1)",
    "http://example.com/",
    "http://93.184.215.14/",
    f"https://{'a' * 64}.example/",
    f"https://{'a.' * 127}example/",
    f"https://example.com/{'x' * 2048}",
]


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_url_is_refused_with_a_reason_at_save(url: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        GUARD.check_url(url)
    (problem,) = refused.value.problems
    assert problem.pointer == "/url"
    assert problem.detail


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/hook?a=b",
        "https://example.com:443/",
        "https://example.com:8443/",
        "https://EXAMPLE.com./",
        "https://bücher.example/",
        "https://xn--bcher-kva.example/",
        "https://hooks_1.example.com/",
        "https://93.184.215.14/",
        "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/",
        "https://[::ffff:93.184.215.14]/",
        "https://[64:ff9b::93.184.215.14]/",
    ],
)
def test_an_ordinary_url_is_taken(url: str) -> None:
    GUARD.check_url(url, resolved=None)


def test_a_name_is_judged_by_every_address_it_leads_to() -> None:
    GUARD.check_url("https://example.com/", [PUBLIC])
    with pytest.raises(InvalidInput, match="must not reach"):
        GUARD.check_url("https://example.com/", [PUBLIC, "10.0.0.1"])


def test_of_an_address_that_one_wrote_oneself_one_hears_why() -> None:
    with pytest.raises(InvalidInput, match=r"it is not on the public internet \(private\)"):
        GUARD.check_url("https://10.0.0.1/")


def test_what_our_name_server_says_of_a_name_is_told_to_nobody() -> None:
    said = set()
    for address in ("10.7.7.7", "127.0.0.1", "169.254.169.254", "fd00::1", "::1", "100.64.0.1"):
        with pytest.raises(InvalidInput) as error:
            GUARD.check_url("https://payroll.corp.example/", [address])
        said.add((error.value.detail, error.value.problems))
    ((detail, _),) = said
    assert detail == "the URL leads to an address that webhooks must not reach"


def test_plain_http_is_only_for_hosts_wholly_inside_the_allowed_networks() -> None:
    LOCAL.check_url("http://127.0.0.1:8080/hook")
    LOCAL.check_url("http://localhost:8080/hook")
    LOCAL.check_url("http://inbox:80/", ["127.0.0.7", "::1"])
    LOCAL.check_url("http://127.0.0.1:25/")
    for resolved in (None, [PUBLIC], ["127.0.0.1", PUBLIC]):
        with pytest.raises(InvalidInput, match="must be https"):
            LOCAL.check_url("http://inbox/", resolved)


def test_an_allowed_network_lets_in_only_itself() -> None:
    LOCAL.check_url("https://[::ffff:127.0.0.1]/")
    with pytest.raises(InvalidInput):
        LOCAL.check_url("https://10.0.0.1/")


def test_a_setting_that_is_no_network_is_named() -> None:
    with pytest.raises(InvalidInput, match=r"EGRESS_ALLOW: '10\.0\.0\.1/8'"):
        EgressGuard(["10.0.0.1/8"])


async def test_a_name_that_does_not_resolve_is_left_to_the_dial() -> None:
    await GUARD.check_destination("https://nowhere.invalid/")
    with pytest.raises(InvalidInput, match="must be https"):
        await GUARD.check_destination("http://nowhere.invalid/")


async def test_the_name_of_this_machine_is_looked_up_and_refused() -> None:
    with pytest.raises(InvalidInput, match="must not reach"):
        await GUARD.check_destination("https://localhost/")


def test_a_dial_to_a_private_address_gets_no_socket_and_a_legible_error() -> None:
    info = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("10.0.0.1", 443))
    with GUARD.watching() as refused, pytest.raises(EgressRefused) as error:
        GUARD.socket_factory(info)
    assert refused == ["10.0.0.1 is not on the public internet (private)"]
    assert "10.0.0.1 is not on the public internet" in str(error.value)


def test_a_dial_to_a_zoned_address_gets_no_socket() -> None:
    address = ("fe80::1%lo", 443, 0, 1)
    info = (socket.AF_INET6, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", address)
    with pytest.raises(EgressRefused, match="not a plain IP address"):
        LOCAL.socket_factory(info)


def test_a_dial_to_a_public_address_gets_a_socket() -> None:
    info = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (PUBLIC, 443))
    with GUARD.socket_factory(info) as made:
        assert made.family == socket.AF_INET


_STRICT = DEFAULT_DENIED
_EDGES = st.sampled_from(
    [
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "2001:0:808:808::",
        "::ffff:a00:1",
        "2001:200::1",
        "192.0.0.9",
        "223.255.255.255",
        "fec0::1",
    ]
).map(ip_address)
_ADDRESSES = st.one_of(
    _EDGES,
    st.integers(0, 2**32 - 1).map(IPv4Address),
    st.integers(0, 2**128 - 1).map(IPv6Address),
    st.integers(0, 2**125 - 1).map(lambda low: IPv6Address((1 << 125) | low)),
    st.integers(0, 2**32 - 1).map(lambda low: IPv6Address(f"64:ff9b::{IPv4Address(low)}")),
    st.integers(0, 2**32 - 1).map(lambda low: IPv6Address(f"::ffff:{IPv4Address(low)}")),
)


@given(_ADDRESSES)
def test_nothing_passes_that_another_guard_refuses(address: IPv4Address | IPv6Address) -> None:
    if _STRICT.classify(address).blocked:
        assert why_not_public(address) is not None
