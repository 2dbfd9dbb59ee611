"""Where TLS begins and ends is told apart from the connection under it."""

import asyncio
import ssl
from pathlib import Path

import aiohttp
import pytest

from alerts.deliver.webhook.egress import EgressGuard
from alerts.deliver.webhook.stopwatch import Stopwatch, TimedConnector, TimedSocket
from alerts.model.delivery import Phases
from tests.servers.certificate import self_signed

GUARD = EgressGuard(["127.0.0.0/8"])


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return self_signed(tmp_path / "receiver.pem")


async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
    writer.close()


async def test_tls_has_its_own_time(certificate: Path) -> None:
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate)
    server = await asyncio.start_server(meet, "127.0.0.1", 0, ssl=served)
    trusting = ssl.create_default_context(cafile=str(certificate))
    connector = TimedConnector(
        ssl=trusting, socket_factory=lambda info: TimedSocket.of(GUARD.socket_factory(info))
    )
    watch = Stopwatch()
    async with server, aiohttp.ClientSession(connector=connector) as http:
        url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        with watch.running():
            async with http.post(url) as response:
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
