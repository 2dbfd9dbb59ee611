"""A subscriber's rules on the server, over its HTTP API like any other program.

What the server refuses is told in its own words, with pointers into what was sent. Whoever calls
too often is told when to come back, and that is waited for; nothing else is tried again here, for
whoever calls may simply call again.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar
from urllib.parse import parse_qs, urlencode, urlsplit

import aiohttp
import orjson
from pydantic import BaseModel, ValidationError

from alerts.model.errors import InvalidInput, Problem, Unavailable
from alerts.pauses import until_set
from alerts.web.destination_shapes import DestinationAnswer, Destinations
from alerts.web.problem import Problem as Told
from alerts.web.problem import Trouble
from alerts.web.rule_shapes import RuleAnswer, Rules

_PAGE = 200
_PATIENCE_S = 90.0
_TRIED = {"id": "example", "source": {"name": "example"}, "body": "example"}
M = TypeVar("M", bound=BaseModel)


class ChangedMeanwhile(Exception):  # noqa: N818 - named by what happened, and no fault
    """Somebody changed the rule since it was read; nothing was done to it."""


class StillBeingMade(Exception):  # noqa: N818 - named by what to do: wait for it
    """Somebody else asks for the same in this moment, or did and was cut off."""


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes


class Server:
    """The rules and destinations of whoever has `key`. `base` is the service's URL."""

    def __init__(self, session: aiohttp.ClientSession, base: str, key: str) -> None:
        self._session = session
        self._base = base.rstrip("/")
        self._key = key

    async def rules(self) -> list[RuleAnswer]:
        """Give all rules."""
        return [rule async for page in self._pages("/v1/rules", Rules) for rule in page.items]

    async def destinations(self) -> list[DestinationAnswer]:
        """Give all destinations."""
        pages = self._pages("/v1/destinations", Destinations)
        return [one async for page in pages for one in page.items]

    async def rule(self, rule_id: str) -> tuple[RuleAnswer, str]:
        """Give a rule and its entity tag. Raises `ChangedMeanwhile` if it is gone."""
        path = f"/v1/rules/{rule_id}"
        answer = await self._done("GET", path)
        return self._read(RuleAnswer, answer, path), answer.headers.get("ETag", "")

    async def check(self, when: Mapping[str, object]) -> tuple[Problem, ...]:
        """Tell what the server would refuse a condition for; nothing is written."""
        try:
            await self._done("POST", "/v1/explain", {"report": _TRIED, "rule": {"when": when}})
        except InvalidInput as error:
            at = "/rule"
            return tuple(
                Problem(p.pointer.removeprefix(at), p.detail, p.candidates) for p in error.problems
            ) or (Problem("/when", error.detail),)
        return ()

    async def create(self, sent: Mapping[str, object], key: str) -> RuleAnswer:
        """Create a rule, or give the one that was created with this key within a day.

        Raises `StillBeingMade`.
        """
        answer = await self._done("POST", "/v1/rules", sent, {"Idempotency-Key": key})
        return self._read(RuleAnswer, answer, "/v1/rules")

    async def replace(self, rule_id: str, tag: str, sent: Mapping[str, object]) -> RuleAnswer:
        """Replace a rule that is still as it was when it had this tag."""
        path = f"/v1/rules/{rule_id}"
        answer = await self._done("PUT", path, sent, {"If-Match": tag})
        return self._read(RuleAnswer, answer, path)

    async def delete(self, rule_id: str, tag: str) -> None:
        """Delete a rule that is still as it was when it had this tag."""
        await self._done("DELETE", f"/v1/rules/{rule_id}", None, {"If-Match": tag})

    async def _pages(self, path: str, shape: type[M]) -> AsyncIterator[M]:
        query = {"limit": str(_PAGE)}
        while True:
            answer = await self._done("GET", f"{path}?{urlencode(query)}")
            yield self._read(shape, answer, path)
            cursor = _cursor(answer.headers.get("Link", ""))
            if cursor is None:
                return
            query["cursor"] = cursor

    async def _done(
        self,
        method: str,
        path: str,
        sent: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> _Answer:
        """Call, and give what was answered if it was done. Raises what it was refused for."""
        answer = await self._asked(method, path, sent, headers or {})
        while answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            seconds = answer.headers.get("Retry-After", "")
            wait = float(seconds) if seconds.isdecimal() else _PATIENCE_S
            if wait > _PATIENCE_S:
                raise Unavailable(f"the server wants no more requests for {wait:.0f} seconds")
            await until_set(asyncio.Event(), wait)
            answer = await self._asked(method, path, sent, headers or {})
        if answer.status >= HTTPStatus.MULTIPLE_CHOICES:
            self._refuse(method, path, answer)
        return answer

    async def _asked(
        self, method: str, path: str, sent: object, headers: Mapping[str, str]
    ) -> _Answer:
        all_headers = {"Authorization": f"Bearer {self._key}", **headers}
        body = None
        if sent is not None:
            body = orjson.dumps(sent)
            all_headers["Content-Type"] = "application/json"
        try:
            async with self._session.request(
                method, f"{self._base}{path}", data=body, headers=all_headers, allow_redirects=False
            ) as response:
                return _Answer(response.status, response.headers, await response.read())
        except aiohttp.InvalidURL as error:
            raise InvalidInput(
                f"{self._base} is no URL; give one as http://localhost:8080"
            ) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise Unavailable(f"no answer from {self._base}: {_reason(error)}") from error

    def _refuse(self, method: str, path: str, answer: _Answer) -> None:
        status = answer.status
        if status < HTTPStatus.BAD_REQUEST:
            leads = answer.headers.get("Location", "nowhere")
            raise InvalidInput(f"{self._base} leads on to {leads}: give the last address")
        try:
            told = Told.model_validate_json(answer.body)
        except ValidationError:
            where = f"{method} {path.partition('?')[0]}"
            kind = answer.headers.get("Content-Type", "nothing")
            text = f"{where} at {self._base} answered {status} and {kind}"
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise Unavailable(text) from None
            raise InvalidInput(f"{text}: is it this service that is there?") from None
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Unavailable(f"the server says: {told.detail}")
        if status == HTTPStatus.PRECONDITION_FAILED or (
            status == HTTPStatus.NOT_FOUND and path.startswith("/v1/rules/")
        ):
            raise ChangedMeanwhile
        if told.type.rpartition("#")[2] == Trouble.CONFLICT.words.slug:
            raise StillBeingMade
        raise InvalidInput(f"the server says: {told.detail}", tuple(_problems(told)))

    def _read(self, shape: type[M], answer: _Answer, path: str) -> M:
        try:
            return shape.model_validate_json(answer.body)
        except ValidationError as error:
            raise InvalidInput(
                f"what {self._base}{path} answers cannot be read here: is it this service that is"
                " there, and of this release?"
            ) from error


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__


def _problems(told: Told) -> Iterator[Problem]:
    for flaw in told.errors or ():
        ids = tuple(candidate.id for candidate in flaw.candidates or ())
        yield Problem(flaw.pointer or "", flaw.detail, ids)


def _cursor(link: str) -> str | None:
    """Give where the next page begins. The address is the public one, which may not be ours."""
    address, _, relation = link.partition(">")
    if 'rel="next"' not in relation:
        return None
    return parse_qs(urlsplit(address.lstrip("<")).query).get("cursor", [None])[0]
