"""The database and the secrets that guard what is in it."""

from contextlib import AsyncExitStack

import structlog

from alerts.keyring import Key, Keyring, key_id_of, parse_secret_keys
from alerts.settings import Settings
from alerts.store import signing_keys
from alerts.store.database import Database
from alerts.wiring import chance

log = structlog.get_logger()

_SECRET_BYTES = 32


def open_store(settings: Settings, stack: AsyncExitStack) -> Database:
    """Open the database without connecting yet; the stack closes it."""
    db = Database.open(settings.database_url.get_secret_value(), pool_size=settings.database_pool)
    stack.push_async_callback(db.close)
    return db


async def read_keyring(settings: Settings, db: Database) -> Keyring:
    """Make the keyring of `SECRET_KEY`; unset, of a key that the database keeps.

    A key beside the data it guards protects from little, so that is said aloud. Once the
    setting is there it signs and encrypts, and the kept key still opens what it had sealed.
    """
    if settings.secret_key is not None:
        given = parse_secret_keys(settings.secret_key.get_secret_value())
        before = [Key(key_id, secret) for key_id, secret in await signing_keys.kept(db)]
        return Keyring([*given, *before])
    secret = chance.entropy(_SECRET_BYTES)
    kept = await signing_keys.get_or_create(db, secret, key_id_of(secret), chance.now())
    log.warning(
        "secret_key.unset",
        detail="a key was made and is kept in the database; set ALERTS_SECRET_KEY to keep it apart",
    )
    return Keyring([Key(key_id, secret) for key_id, secret in kept])
