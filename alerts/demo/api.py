"""The service's HTTP API, as a user's own small program would call it."""

from collections.abc import Mapping
from typing import Any

import aiohttp

from alerts.model.errors import Unavailable


class CallFailed(Unavailable):
    """The service did not answer as its documentation says."""


class Api:
    """Calls with one key. `base` is the service's URL."""

    def __init__(self, session: aiohttp.ClientSession, base: str, key: str) -> None:
        self._session = session
        self.base = base
        self.key = key

    def with_key(self, key: str) -> "Api":
        """Give the same service seen with another key."""
        return Api(self._session, self.base, key)

    async def get(self, path: str) -> Mapping[str, Any]:
        """GET a JSON object. Raises `CallFailed`."""
        return await self._call("GET", path, None)

    async def post(self, path: str, body: Mapping[str, object]) -> Mapping[str, Any]:
        """POST a JSON object and give the one that is answered. Raises `CallFailed`."""
        return await self._call("POST", path, body)

    async def page(self, method: str, url: str) -> None:
        """Visit a page without a key, as a browser does. Raises `CallFailed`."""
        await self._send(method, url, {}, None)

    async def not_ready(self) -> str | None:
        """Say in a sentence what `/readyz` is still waiting for, or None."""
        async with self._session.get(f"{self.base}/readyz") as response:
            return None if response.status < 400 else await response.text()  # noqa: PLR2004 - HTTP's error statuses

    async def _call(
        self, method: str, path: str, body: Mapping[str, object] | None
    ) -> Mapping[str, Any]:
        answer = await self._send(
            method, f"{self.base}{path}", {"Authorization": f"Bearer {self.key}"}, body
        )
        if not isinstance(answer, dict):
            raise CallFailed(f"{method} {path} answered no JSON object")
        return answer

    async def _send(
        self, method: str, url: str, headers: Mapping[str, str], body: Mapping[str, object] | None
    ) -> object:
        try:
            async with self._session.request(method, url, headers=headers, json=body) as response:
                if response.status >= 400:  # noqa: PLR2004 - HTTP's error statuses
                    told = await response.text()
                    raise CallFailed(
                        f"{method} {response.url.path} answered {response.status}: {told}"
                    )
                return await response.json() if "json" in response.content_type else None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise CallFailed(f"{method} {url} failed: {error}") from error
