"""Where TLS begins and ends is told apart from the connection under it."""

import asyncio
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import aiohttp
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from alerts.deliver.webhook.egress import EgressGuard
from alerts.deliver.webhook.stopwatch import Stopwatch, TimedSocket, trace
from alerts.model.delivery import Phases

GUARD = EgressGuard(["127.0.0.0/8"])


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "receiver")])
    now = datetime.now(UTC)  # noqa: TID251 - TLS reads the world's clock
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False
        )
        .sign(key, SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = tmp_path / "receiver.pem"
    path.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return path


async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
    writer.close()


async def test_tls_has_its_own_time(certificate: Path) -> None:
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)
    server = await asyncio.start_server(meet, "127.0.0.1", 0, ssl=served)
    trusting = ssl.create_default_context(cafile=str(certificate))
    connector = aiohttp.TCPConnector(
        ssl=trusting, socket_factory=lambda info: TimedSocket.of(GUARD.socket_factory(info))
    )
    watch = Stopwatch()
    async with server, aiohttp.ClientSession(connector=connector, trace_configs=[trace()]) as http:
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        with watch.running():
            async with http.post(url, trace_request_ctx=watch) as response:
                watch.answer()
                assert response.status == 204
    phases = watch.phases(tls=True)
    lengths = (phases.dns, phases.connect, phases.tls, phases.first_byte)
    assert all(length is not None and length >= 0 for length in lengths)
    assert phases.tls
    assert phases.connect
    assert phases.tls > phases.connect  # a handshake is more than a packet to ourselves


def test_what_never_began_has_no_length() -> None:
    assert Stopwatch().phases(tls=True) == Phases()
