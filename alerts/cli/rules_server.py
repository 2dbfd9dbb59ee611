"""The way to the service that rules of files are put to, as the environment says."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from alerts.model.errors import InvalidInput, Problem
from alerts.rule_files.server import Server
from alerts.settings import read_access

_AWAY_AFTER_S = 60


@asynccontextmanager
async def opened(url: str | None) -> AsyncIterator[Server]:
    """Open the way to the service at `url`, or where the environment says. Raises `InvalidInput`.

    There is no option for the key: whoever is on the machine can read a command line.
    """
    access = read_access(os.environ if url is None else {**os.environ, "ALERTS_API_URL": url})
    if access.api_key is None:
        detail = "is not set; it has your API key, or ALERTS_API_KEY_FILE names a file that has"
        raise InvalidInput("there is no key", (Problem("ALERTS_API_KEY", detail),))
    timeout = aiohttp.ClientTimeout(total=_AWAY_AFTER_S)
    async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
        yield Server(session, access.api_url, access.api_key.get_secret_value())
