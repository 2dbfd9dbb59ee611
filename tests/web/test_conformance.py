"""What the document promises, kept under requests that nobody would think of.

Requests are generated from the document itself, sound ones and broken ones. No answer may
be a fault of ours, and none may have a status, a type or a shape that is not written down.
"""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import settings
from schemathesis.checks import not_a_server_error
from schemathesis.core import NOT_SET
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from alerts.store.database import Database
from alerts.web.app import Limits, openapi_document
from tests.web.recorded import alerted, owner_of
from tests.web.site import OPERATOR, PUBLIC_URL, Parts, Site, api_of, served

schema = schemathesis.openapi.from_dict(openapi_document(PUBLIC_URL))
# That other methods are 405 is another test's matter; here they would be a tenth of all calls.
schema.config.phases.coverage.unexpected_methods = {"PUT"}

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@dataclass(frozen=True)
class Running:
    """An API with a record of every kind, on a thread of its own."""

    url: str
    key: str
    session: requests.Session
    ids: dict[str, str]


@pytest.fixture(scope="module")
def running(empty_database: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    path = tmp_path_factory.mktemp("conformance") / "alerts.db"
    shutil.copy(empty_database, path)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def run(work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(30)

    async def start() -> tuple[Site, Running]:
        parts = Parts(Database.open(f"sqlite:///{path}"), path)
        limits = Limits(requests_per_minute=10**6)
        site = await served(api_of(parts, limits=limits), parts)
        key = await site.subscriber()
        destination = await site.webhook(key)
        owner = await owner_of(parts, key)
        spare = await site.call("POST", "/v1/keys", key, {"name": "spare"})
        ids = {
            "keys": spare.json["id"],
            "destinations": destination,
            "rules": await site.rule(key, [destination]),
            "alerts": await alerted(parts, owner, destination),
            "subscribers": owner,
            "entities": "SY-DY/al-mayadin",
        }
        return site, Running(site.url, key, session, ids)

    async def stop(site: Site) -> None:
        await site.client.close()
        await site.parts.db.close()

    with requests.Session() as session:
        site, it = run(start())
        yield it
    run(stop(site))
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@schema.parametrize()
@settings(max_examples=6, derandomize=True, deadline=None, database=None)
def test_every_answer_is_as_the_document_says(
    case: "schemathesis.Case[Any]", running: Running
) -> None:
    (security,) = case.operation.definition.raw["security"] or [{}]
    key = {"operatorKey": OPERATOR, "subscriberKey": running.key}.get(next(iter(security), ""))
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    if "{id}" in case.path and case.body is not NOT_SET:
        # Only with a record that is there does the body matter.
        case.path_parameters["id"] = running.ids[case.path.split("/")[2]]
    case.call_and_validate(
        base_url=running.url, session=running.session, headers=headers, checks=CHECKS
    )
