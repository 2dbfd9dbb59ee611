"""A name that turns private after it was saved, or is so in part, is not dialled."""

import asyncio
import socket
from collections.abc import Sequence

import pytest
from structlog.testing import capture_logs

from alerts.deliver.webhook.egress import EgressGuard
from alerts.deliver.webhook.names import Answers
from alerts.model.delivery import Delivered, TryAgain
from alerts.model.errors import InvalidInput
from tests.deliver.webhook.test_webhook_channel import channel, delivery

PUBLIC = "93.184.215.14"
LOCAL = ["127.0.0.0/8"]


class NameServer:
    """Gives another answer each time, the last one for ever after."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self._answers = list(answers)
        self.asked = 0

    async def look_up(self, host: str, port: int, flags: int) -> Answers:
        self.asked += 1
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if not answer:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [(family[":" in address], address) for address in answer]


class Receiver:
    """Counts who comes."""

    def __init__(self) -> None:
        self.met = 0

    async def meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.met += 1
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        writer.close()


async def test_a_name_that_was_public_when_saved_is_judged_again_at_the_dial() -> None:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.meet, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        url = f"https://rebound.example:{port}/"
        names = NameServer([PUBLIC], ["127.0.0.1"])
        guard = EgressGuard(look_up=names.look_up)
        await guard.check_destination(url)
        async with channel(guard) as opened:
            outcome = await opened.send(delivery(url))
    assert isinstance(outcome, TryAgain)
    assert outcome.reason == "not dialled: it leads to an address that webhooks must not reach"
    assert not outcome.temporary
    assert names.asked == 2
    assert receiver.met == 0


@pytest.mark.parametrize(
    "answer",
    [
        [PUBLIC, "127.0.0.1"],
        ["127.0.0.1", PUBLIC],
        [PUBLIC, "::ffff:10.0.0.1"],
        [PUBLIC, "fe80::1%lo"],
        [PUBLIC, "169.254.169.254"],
    ],
)
async def test_one_private_address_among_public_ones_condemns_the_name(answer: list[str]) -> None:
    guard = EgressGuard(look_up=NameServer(answer).look_up)
    with pytest.raises(InvalidInput, match="must not reach"):
        await guard.check_destination("https://both.example/")
    with capture_logs() as logs:
        async with channel(guard) as opened:
            outcome = await opened.send(delivery("https://both.example/"))
    (said,) = logs
    assert said["event"] == "egress.refused"
    assert "is not" in said["reason"]
    assert isinstance(outcome, TryAgain)
    assert outcome.reason == "not dialled: it leads to an address that webhooks must not reach"


async def test_all_who_wait_for_one_look_up_hear_the_same() -> None:
    guard = EgressGuard(look_up=NameServer(["10.0.0.1"]).look_up)
    async with channel(guard) as opened:
        sent = delivery("https://inner.example/")
        outcomes = await asyncio.gather(*(opened.send(sent) for _ in range(5)))
    assert set(outcomes) == {
        TryAgain(
            "not dialled: it leads to an address that webhooks must not reach", temporary=False
        )
    }


async def test_a_name_in_an_allowed_network_is_dialled_where_it_was_judged() -> None:
    receiver = Receiver()
    server = await asyncio.start_server(receiver.meet, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        names = NameServer(["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"])
        guard = EgressGuard(LOCAL, look_up=names.look_up)
        url = f"http://inbox.example:{port}/"
        await guard.check_destination(url)
        async with channel(guard) as opened:
            assert await opened.send(delivery(url)) == Delivered(204)
    assert (names.asked, receiver.met) == (2, 1)


async def test_a_plain_one_is_dialled_inside_the_allowed_networks_alone() -> None:
    names = NameServer(["10.0.0.1"], [PUBLIC])
    guard = EgressGuard(["10.0.0.0/8"], look_up=names.look_up)
    await guard.check_destination("http://inbox.example/")
    with capture_logs() as logs:
        async with channel(guard) as opened:
            outcome = await opened.send(delivery("http://inbox.example/"))
    assert outcome == TryAgain(
        "not dialled: it leads to an address that webhooks must not reach", temporary=False
    )
    assert [line["reason"] for line in logs] == [f"{PUBLIC} is outside, and without TLS"]


async def test_another_service_s_port_is_dialled_inside_the_allowed_networks_alone() -> None:
    names = NameServer(["10.0.0.1"], [PUBLIC])
    guard = EgressGuard(["10.0.0.0/8"], look_up=names.look_up)
    await guard.check_destination("https://inbox.example:25/")
    with capture_logs() as logs:
        async with channel(guard) as opened:
            outcome = await opened.send(delivery("https://inbox.example:25/"))
    assert isinstance(outcome, TryAgain)
    assert not outcome.temporary
    assert [line["reason"] for line in logs] == [f"{PUBLIC} is outside, and its port is 25"]


async def test_a_name_that_is_gone_is_told_from_one_that_is_forbidden() -> None:
    guard = EgressGuard(look_up=NameServer([]).look_up)
    async with channel(guard) as opened:
        outcome = await opened.send(delivery("https://gone.example/"))
    assert outcome == TryAgain("the host name does not resolve")
