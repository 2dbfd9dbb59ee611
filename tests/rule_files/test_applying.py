"""Rules of files against a server over HTTP: told first, done once, and nobody overwritten."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from alerts.model.errors import InvalidInput, Unavailable
from alerts.resolve.gazetteer import Gazetteer
from alerts.rule_files.applying import Action, Deed, Refused, applied, planned
from alerts.rule_files.creating import created_once
from alerts.rule_files.difference import Plan
from alerts.rule_files.reading import RuleFiles
from alerts.rule_files.server import Server, StillBeingMade
from alerts.web.app import Limits
from alerts.web.rule_shapes import RuleAnswer
from tests.rule_files.making import LIMITS, read, told
from tests.web.conftest import Serve, empty_database, parts, serve, site  # noqa: F401 - fixtures
from tests.web.site import Site, gazetteer

FIELDS = "{name: Fields, when: {facility: [Koniko]}}"
SYRIA = "{name: Syria, when: {region: [SY]}, notify: [hook], enabled: false}"
HOOK = "https://hooks.example/a"
FILE = f"destinations: {{hook: {{url: '{HOOK}'}}}}\nrules:\n- {FIELDS}\n- {SYRIA}\n"


class Owner:
    """A subscriber with a webhook, and their way to the server."""

    def __init__(self, at: Site, key: str, server: Server, folder: Path) -> None:
        self.site = at
        self.key = key
        self.server = server
        self._folder = folder

    def read(self, text: str) -> RuleFiles:
        files = read(self._folder, text)
        assert told(files.findings) == []
        return files

    async def plan(self, text: str, *, delete: bool = False) -> Plan:
        return await planned(self.read(text), self.server, gazetteer(), LIMITS, delete=delete)

    async def apply(self, plan: Plan) -> list[Deed]:
        return [deed async for deed in applied(plan, self.read(FILE), self.server)]

    async def put(self, text: str, *, delete: bool = False) -> list[Action]:
        return [deed.action for deed in await self.apply(await self.plan(text, delete=delete))]

    async def rules(self) -> dict[str, Any]:
        items = (await self.site.call("GET", "/v1/rules", self.key)).json["items"]
        return {item["name"]: item for item in items}

    async def change(self, name: str, changes: dict[str, Any]) -> None:
        path = f"/v1/rules/{(await self.rules())[name]['id']}"
        assert (await self.site.call("PATCH", path, self.key, changes)).status == 200


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened:
        yield opened


async def owner_at(site: Site, session: aiohttp.ClientSession, folder: Path) -> Owner:  # noqa: F811 - the fixture
    key = await site.subscriber()
    await site.webhook(key, HOOK)
    return Owner(site, key, Server(session, site.url, key), folder)


@pytest.fixture
async def owner(site: Site, session: aiohttp.ClientSession, tmp_path: Path) -> Owner:  # noqa: F811 - the fixture
    return await owner_at(site, session, tmp_path)


async def test_what_is_applied_is_there_as_it_was_written(owner: Owner) -> None:
    assert await owner.put(FILE) == [Action.CREATED, Action.CREATED]
    rules = await owner.rules()
    assert rules["Fields"]["when"] == {"facility": ["Koniko"]}
    assert (rules["Fields"]["notify"], rules["Fields"]["enabled"]) == ([], True)
    assert len(rules["Syria"]["notify"]) == 1
    assert rules["Syria"]["enabled"] is False


async def test_to_apply_again_changes_nothing(owner: Owner) -> None:
    await owner.put(FILE)
    before = await owner.rules()
    again = await owner.plan(FILE, delete=True)
    assert again.is_empty
    assert again.same == 2
    assert await owner.apply(again) == []
    assert await owner.rules() == before


async def test_a_plan_writes_nothing(owner: Owner) -> None:
    await owner.plan(FILE, delete=True)
    assert await owner.rules() == {}


async def test_only_what_differs_is_changed_and_keeps_its_id(owner: Owner) -> None:
    await owner.put(FILE)
    before = await owner.rules()
    file = FILE.replace("[Koniko]", "[Conoco], severity: {at_least: severe}")
    plan = await owner.plan(file)
    ((change),) = plan.changes
    assert [(d.pointer, d.before, d.after) for d in change.differences] == [
        ("/when/facility", ["Koniko"], ["Conoco"]),
        ("/when/severity", None, {"at_least": "severe"}),
    ]
    assert [deed.action for deed in await owner.apply(plan)] == [Action.CHANGED]
    after = await owner.rules()
    assert after["Fields"]["id"] == before["Fields"]["id"]
    assert after["Syria"] == before["Syria"]


async def test_what_is_in_no_file_stays_unless_it_was_asked_to_go(owner: Owner) -> None:
    await owner.put(FILE)
    file = f"rules: [{FIELDS}]"
    plan = await owner.plan(file)
    assert plan.is_empty
    assert [rule.name for rule in plan.strays] == ["Syria"]
    assert await owner.put(file, delete=True) == [Action.DELETED]
    assert list(await owner.rules()) == ["Fields"]


async def test_an_id_lets_a_rule_have_another_name(owner: Owner) -> None:
    await owner.put(FILE)
    id_ = (await owner.rules())["Fields"]["id"]
    file = FILE.replace("name: Fields", f"id: {id_}, name: Plants")
    assert await owner.put(file, delete=True) == [Action.CHANGED]
    assert (await owner.rules())["Plants"]["id"] == id_


async def test_every_page_of_rules_is_read(owner: Owner) -> None:
    names = [f"rule {number}" for number in range(205)]
    rules = "\n".join(f"- {{name: {name}, when: {{region: [SY]}}}}" for name in names)
    assert await owner.put(f"rules:\n{rules}") == [Action.CREATED] * 205
    plan = await owner.plan(f"rules:\n{rules}", delete=True)
    assert (plan.same, plan.is_empty) == (205, True)


@pytest.mark.parametrize("file", [FILE.replace("Koniko", "Conoco"), "rules: []"])
async def test_a_rule_that_was_changed_after_the_plan_is_left_alone(
    owner: Owner, file: str
) -> None:
    await owner.put(FILE.replace(SYRIA, "{name: Other, when: {words: [drone]}}"))
    plan = await owner.plan(file, delete=True)
    for name in await owner.rules():
        await owner.change(name, {"enabled": name == "Other"})
    before = await owner.rules()
    assert [deed.action for deed in await owner.apply(plan)][-1] is Action.CHANGED_MEANWHILE
    after = await owner.rules()
    assert {name: after[name] for name in before} == before


async def test_a_rule_that_was_deleted_after_the_plan_stops_it(owner: Owner) -> None:
    await owner.put(FILE)
    plan = await owner.plan(FILE.replace("Koniko", "Conoco"))
    await owner.put("rules: []", delete=True)
    assert [deed.action for deed in await owner.apply(plan)] == [Action.CHANGED_MEANWHILE]
    assert await owner.rules() == {}


async def test_of_changes_in_the_same_moment_none_is_lost(owner: Owner) -> None:
    await owner.put(FILE)
    files = [FILE.replace("[Koniko]", f"[Koniko], words: [number {n}]") for n in range(4)]
    plans = [await owner.plan(file) for file in files]
    deeds = await asyncio.gather(*map(owner.apply, plans))
    assert sorted(deed.action for (deed,) in deeds) == [
        Action.CHANGED,
        *[Action.CHANGED_MEANWHILE] * 3,
    ]


async def test_a_file_that_two_apply_in_the_same_moment_makes_each_rule_once(owner: Owner) -> None:
    plans = [await owner.plan(FILE) for _ in range(3)]
    deeds = await asyncio.gather(*map(owner.apply, plans))
    assert all([deed.action for deed in told] == [Action.CREATED] * 2 for told in deeds)
    assert sorted(await owner.rules()) == ["Fields", "Syria"]


async def test_a_rule_that_was_deleted_is_made_again_from_the_same_file(owner: Owner) -> None:
    for _ in range(3):
        assert await owner.put(FILE) == [Action.CREATED] * 2
        assert (
            await owner.put(FILE.partition("rules:")[0] + "rules: []", delete=True)
            == [Action.DELETED] * 2
        )
        assert await owner.rules() == {}


async def test_a_rule_that_got_another_name_is_not_taken_for_the_one_of_the_file(
    owner: Owner,
) -> None:
    await owner.put(FILE)
    await owner.change("Syria", {"name": "Something else"})
    assert Action.CREATED in await owner.put(FILE)
    assert sorted(await owner.rules()) == ["Fields", "Something else", "Syria"]


class CutOff(Server):
    """A server at which whoever created a rule first was cut off."""

    first: str | None = None

    async def create(self, sent: Mapping[str, object], key: str) -> RuleAnswer:
        self.first = self.first or key
        if key == self.first:
            raise StillBeingMade
        return await super().create(sent, key)


async def test_a_rule_whose_making_was_cut_off_is_made(
    owner: Owner, session: aiohttp.ClientSession
) -> None:
    server = CutOff(session, owner.site.url, owner.key)
    (wanted, *_) = (await owner.plan(FILE)).creates
    made = [await created_once(server, wanted.sent, look_again_s=0.0) for _ in range(2)]
    assert made[0] == made[1]
    assert list(await owner.rules()) == ["Fields"]


async def test_a_name_that_two_give_to_different_rules_in_the_same_moment_is_told(
    owner: Owner,
) -> None:
    first = await owner.plan(FILE)
    second = await owner.plan(FILE.replace("[Koniko]", "[Koniko], words: [drone]"))
    await owner.apply(first)
    deeds = await owner.apply(second)
    assert {deed.name for deed in deeds if deed.action is Action.DOUBLED} == {"Fields"}
    with pytest.raises(Refused) as refused:
        await owner.plan(FILE)
    assert "the server has 2 rules of this name" in refused.value.findings[0].detail
    assert len(refused.value.findings[0].candidates) == 2


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (FILE.replace(HOOK, f"{HOOK}/b"), "0.yaml:1 /destinations/hook: the server has no such"),
        (FILE.replace("url", "address"), "0.yaml:1 /destinations/hook: the server has no such"),
        (FILE.replace("{name: Fields", "{id: rul_a1, name: x"), "0.yaml:3 /rules/0/id: the server"),
        (FILE.replace("Koniko", "Konico"), "0.yaml:3 /rules/0/when/facility/0: no facility is"),
        (FILE.replace("Koniko", "Omar"), "/rules/0/when/facility/0: 'Omar' could mean 2"),
    ],
)
async def test_what_the_server_would_refuse_is_told_before_anything_is_written(
    owner: Owner, file: str, expected: str
) -> None:
    with pytest.raises(Refused) as refused:
        await owner.plan(file)
    (line,) = told(refused.value.findings)
    assert expected in line
    assert await owner.rules() == {}


async def test_the_same_address_twice_needs_an_id(owner: Owner) -> None:
    await owner.site.webhook(owner.key, HOOK)
    with pytest.raises(Refused) as refused:
        await owner.plan(FILE)
    ids = refused.value.findings[0].candidates
    assert len(ids) == 2
    assert await owner.put(FILE.replace(f"url: '{HOOK}'", f"id: {ids[0]}")) == [Action.CREATED] * 2


async def test_a_name_that_only_the_server_knows_is_for_it_to_judge(owner: Owner) -> None:
    files = owner.read(FILE)
    nothing_known = Gazetteer.of(())
    plan = await planned(files, owner.server, nothing_known, LIMITS, delete=False)
    assert len(plan.creates) == 2


async def test_what_the_server_refuses_in_the_end_is_told_in_the_file(
    serve: Serve,  # noqa: F811 - the fixture
    session: aiohttp.ClientSession,
    tmp_path: Path,
) -> None:
    owner = await owner_at(await serve(limits=Limits(rules=1)), session, tmp_path)
    plan = await owner.plan(FILE)
    with pytest.raises(Refused) as refused:
        await owner.apply(plan)
    assert "at most 1 rules" in told(refused.value.findings)[0]
    assert len(await owner.rules()) == 1


Serving = AsyncIterator[str]


@pytest.fixture
async def elsewhere() -> Serving:
    """Another service, which answers whatever it is asked, and leads elsewhere from /old."""
    patience = iter([False, True])

    async def answer(request: web.Request) -> web.Response:
        if request.path.startswith("/old"):
            raise web.HTTPMovedPermanently("/new")
        if request.path.startswith("/busy") and not next(patience):
            return web.Response(status=429, headers={"Retry-After": "0"})
        if request.path.startswith("/busy"):
            return web.json_response({"items": []})
        if request.path.startswith("/full"):
            return web.Response(status=429, headers={"Retry-After": "3600"})
        status = 502 if request.path.startswith("/broken") else 200
        return web.Response(text="<p>Hello", content_type="text/html", status=status)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    async with TestServer(app) as running:
        yield str(running.make_url("/"))


@pytest.mark.parametrize(
    ("path", "error", "said"),
    [
        ("", InvalidInput, "is it this service that is there"),
        ("old", InvalidInput, "leads on to /new: give the last address"),
        ("broken", Unavailable, "answered 502 and text/html"),
        ("full", Unavailable, "no more requests for 3600 seconds"),
    ],
)
async def test_another_service_is_told_from_this(
    elsewhere: str,
    session: aiohttp.ClientSession,
    path: str,
    error: type[Exception],
    said: str,
) -> None:
    with pytest.raises(error, match=said):
        await Server(session, f"{elsewhere}{path}", "key").rules()


async def test_nobody_is_there_or_knows_the_key(
    owner: Owner, session: aiohttp.ClientSession
) -> None:
    with pytest.raises(Unavailable, match="no answer from"):
        await Server(session, "http://127.0.0.1:9", "key").rules()
    with pytest.raises(InvalidInput, match="the key is not one of a subscriber"):
        await Server(session, owner.site.url, "nonsense").rules()


async def test_who_calls_too_often_waits_and_goes_on(
    elsewhere: str, session: aiohttp.ClientSession
) -> None:
    assert await Server(session, f"{elsewhere}busy", "key").rules() == []
