"""`alerts mail bounce` as a mail server runs it, on bounces that Postfix itself wrote."""

import email
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from alerts.deliver.email.bounces import ReturnPath
from alerts.deliver.email.channel import EmailChannel
from alerts.deliver.email.server import MailServer
from alerts.keyring import Keyring, parse_secret_keys
from alerts.model.delivery import Delivered
from alerts.model.ids import record_id
from alerts.model.rule import Channel, DestinationState
from alerts.store import destinations
from alerts.store.database import Database, upgrade
from alerts.store.destinations import NewDestination
from tests.contracts.store.making import NOW, house
from tests.deliver.email.test_message import SENDER, letter
from tests.servers.postfix import DOMAIN, PostfixServer

SECRET = "b" * 43 + "="
ID = record_id("dst", bytes(range(16)))
LEFT = f"left@{DOMAIN}"
PATH = ReturnPath.of(f"bounces@{DOMAIN}")


def keyring() -> Keyring:
    return Keyring(parse_secret_keys(SECRET))


def run(database: str, recipient: str, given: bytes) -> tuple[int, Any, str]:
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("ALERTS_")}
    ended = subprocess.run(
        [sys.executable, "-m", "alerts", "mail", "bounce", recipient],
        input=given,
        capture_output=True,
        check=False,
        env={**surroundings, "ALERTS_DATABASE_URL": database, "ALERTS_SECRET_KEY": SECRET},
    )
    said = orjson.loads(ended.stdout) if ended.stdout else None
    return ended.returncode, said, ended.stderr.decode()


async def housed(tmp_path: Path) -> str:
    """Make a database with one mail destination; give its URL."""
    url = f"sqlite:///{tmp_path / 'alerts.db'}"
    await upgrade(url)
    db = Database.open(url)
    await house(db, {"sub_1": "dst_hook"})
    made = NewDestination(ID, "sub_1", Channel.EMAIL, LEFT, DestinationState.ACTIVE)
    await destinations.create(db, made, NOW)
    await db.close()
    return url


async def state(url: str) -> tuple[DestinationState, str | None]:
    db = Database.open(url)
    found = await destinations.find(db, ID)
    await db.close()
    assert found is not None
    return found.state, found.state_reason


async def test_whom_a_server_finds_gone_later_is_disabled(
    postfix: PostfixServer, tmp_path: Path
) -> None:
    url = await housed(tmp_path)
    server = MailServer("127.0.0.1", postfix.port)
    sent = replace(letter(), target=LEFT, destination_id=ID)
    async with EmailChannel(server, SENDER, keyring(), return_path=PATH) as opened:
        assert await opened.send(sent) == Delivered(250)
    (raw,) = await postfix.letters("bounces", 1)
    came_to = email.message_from_bytes(raw)["X-Original-To"]
    assert came_to == PATH.sender_for(ID, keyring())

    status, said, complaint = run(url, came_to, raw)
    assert (status, complaint) == (0, "")
    assert said["destination_id"] == ID
    assert said["disabled"] is True
    assert await state(url) == (DestinationState.DISABLED, said["refused"])


async def test_a_letter_to_a_signed_address_changes_nothing(tmp_path: Path) -> None:
    url = await housed(tmp_path)
    status, said, _ = run(url, PATH.sender_for(ID, keyring()), b"Subject: hello\n\nStatus: 5.1.1\n")
    assert (status, said) == (0, {"destination_id": ID, "refused": None, "disabled": False})
    assert await state(url) == (DestinationState.ACTIVE, None)


async def test_an_address_that_is_not_ours_is_told_so(tmp_path: Path) -> None:
    url = await housed(tmp_path)
    status, said, complaint = run(url, f"bounces+{ID}-{'a' * 16}@{DOMAIN}", b"")
    assert (status, said) == (0, None), "the mail server must not answer whoever forged it"
    assert "not an address that a mail of ours was sent from" in complaint


def test_while_the_database_is_away_the_mail_server_is_to_call_again() -> None:
    away = "postgresql://nobody@127.0.0.1:1/alerts"
    status, said, complaint = run(away, PATH.sender_for(ID, keyring()), b"")
    assert (status, said) == (75, None)
    assert complaint.startswith("alerts: ")
