"""What waits is settled quickly by a database whose statistics were taken before it came.

PostgreSQL gathers them when a tenth of a table has changed, which of a large one takes days.
"""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import Connection, text

from alerts.model.rule import DestinationState
from alerts.store import destinations
from alerts.store.database import Database
from tests.contracts.store.making import HOUSE, MINUTE, NOW, house

MANY = 30_000
# A hundred times what it takes, and a tenth of what the wrong plan would.
LIMIT_S = 10.0
_FILL = """
INSERT INTO deliveries (id, subscriber_id, destination_id, channel, purpose, event, status,
                        attempts, created_at, next_at, updated_at)
SELECT 'dlv_' || '{status}' || lpad(n::text, 8, '0'), 'sub_a', 'dst_a', 'webhook', 'alert',
       'x'::bytea, '{status}', 0, n, {next_at}, 0
FROM generate_series(1, {count}) n
"""


def fill(status: str, next_at: str, connection: Connection, count: int = MANY) -> None:
    connection.execute(text(_FILL.format(status=status, next_at=next_at, count=count)))


@pytest.fixture
async def db(postgresql_template: str, request: pytest.FixtureRequest) -> AsyncIterator[Database]:
    url = await request.getfixturevalue("postgres").create_database(template=postgresql_template)
    made = Database.open(url, command_timeout_s=LIMIT_S)
    await house(made, HOUSE)

    def age(connection: Connection) -> None:
        fill("delivered", "NULL", connection, 3 * MANY)
        connection.execute(text("ANALYZE"))

    await made.write(age)
    yield made
    await made.close()


async def test_a_destination_is_disabled_and_enabled(db: Database) -> None:
    await db.write(lambda connection: fill("pending", "n", connection))
    for state, before in (
        (DestinationState.DISABLED, DestinationState.ACTIVE),
        (DestinationState.ACTIVE, DestinationState.DISABLED),
    ):
        assert await destinations.set_state(
            db, "dst_a", state, None, NOW + MINUTE, only_from=[before]
        )


async def test_a_destination_is_unsubscribed(db: Database) -> None:
    await db.write(lambda connection: fill("pending", "n", connection))
    await destinations.unsubscribe(db, "dst_a", NOW + MINUTE)
    found = await destinations.find(db, "dst_a")
    assert found is not None
    assert found.state is DestinationState.UNSUBSCRIBED
