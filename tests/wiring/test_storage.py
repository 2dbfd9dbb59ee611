"""The secrets' way from the settings and the database into the keyring."""

from contextlib import AsyncExitStack
from pathlib import Path

from alerts.keyring import Keyring
from alerts.settings import read_settings
from alerts.store.database import upgrade
from alerts.wiring.storage import open_store, read_keyring

NONCE = b"twelve bytes"


async def keyring(folder: Path, **environment: str) -> Keyring:
    url = f"sqlite:///{folder}/alerts.db"
    await upgrade(url)
    settings = read_settings({"ALERTS_DATABASE_URL": url} | environment)
    async with AsyncExitStack() as stack:
        return await read_keyring(settings, open_store(settings, stack))


async def test_without_a_setting_the_same_key_is_kept_over_restarts(tmp_path: Path) -> None:
    sealed = (await keyring(tmp_path)).seal(b"whsec", record="dst_1", nonce=NONCE)

    assert (await keyring(tmp_path)).open(sealed, record="dst_1") == b"whsec"


async def test_a_key_that_is_set_later_still_opens_what_was_sealed_before(tmp_path: Path) -> None:
    sealed = (await keyring(tmp_path)).seal(b"whsec", record="dst_1", nonce=NONCE)

    later = await keyring(tmp_path, ALERTS_SECRET_KEY="a secret that somebody set")

    assert later.open(sealed, record="dst_1") == b"whsec"
    assert later.seal(b"x", record="r", nonce=NONCE)[:10] != sealed[:10], "the new one seals"
