"""What a reader copies from the documents works as it is printed.

Requests are made by curl itself to a served API, Python is run, settings and reports are
read by the code that reads them in earnest. What needs Docker is held against the files.
"""

import asyncio
import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from alerts.cli import app
from alerts.model.report import report_of
from alerts.resolve.gazetteer import Gazetteer
from alerts.settings import read_settings
from tests.docs.pages import ROOT, Page, pages
from tests.web.conftest import Serve, empty_database, parts, serve  # noqa: F401 - fixtures
from tests.web.site import OPERATOR, Site

# Helm's page is tried by tests/helm.
READ = tuple(page for page in pages() if page.path.name != "deploy-on-kubernetes.md")
# YAML on that page is rules, tried by test_rules_in_files.
WITH_ENTITIES = tuple(page for page in READ if page.path.name != "keep-rules-in-files.md")
OF_PAGE = pytest.mark.parametrize("page", READ, ids=lambda page: page.name)
WEBHOOK = "http://127.0.0.1:9/hook"


@pytest.fixture(scope="module")
def shipped() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture
async def site(serve: Serve, shipped: Gazetteer) -> Site:  # noqa: F811 - the fixture
    return await serve(gazetteer=shipped)


def commands(page: Page) -> list[str]:
    """The commands of a page, one each, those of several lines whole."""
    found: list[str] = []
    begun = ""
    for line in "".join(page.blocks("sh")).replace("\\\n", " ").splitlines():
        begun += line
        if _is_whole(begun):
            found.append(begun)
            begun = ""
        else:
            begun += "\n"
    assert not begun, begun
    return [command for command in found if command]


def _is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:
        return False
    return True


def programs() -> dict[str, set[str]]:
    """What our own programs can be told."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    return {"make": {*targets, ".venv"}, "compose": set(compose["services"])}


@OF_PAGE
def test_a_command_is_one_there_is(page: Page) -> None:
    known = programs()
    for command in commands(page):
        match shlex.split(command.rpartition("| ")[2]):
            case ["make", target, *_]:
                assert target in known["make"], command
            case ["docker", "compose", "exec", "-T", service, *_]:
                assert service in known["compose"], command
            case ["docker", "compose", "up" | "down", *_] | ["export" | "openssl" | "curl", *_]:
                pass
            case ["alerts" | ".venv/bin/alerts", *words]:
                _check_words(words)
            case [".venv/bin/pytest", *words]:
                assert all((ROOT / w).exists() for w in words if not w.startswith("-")), command
            case words:
                assert words[0].rpartition("/")[2] in {"npm", "pip", "python", "python3", "tar"}


def _check_words(words: list[str]) -> None:
    command = typer.main.get_command(app)
    while words and hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    context = command.make_context("alerts", list(words))
    context.close()


async def test_the_requests_of_the_tutorial_answer_as_it_says(site: Site) -> None:
    page = Page.at("docs/tutorial/first-alert.md")
    told = {"URL": site.url, "OPERATOR_KEY": OPERATOR}
    answers = await _asked(page, told)
    assert [status for status, _ in answers] == [
        *(200, 201, 201, 200, 200, 201, 422, 202, 202, 200, 200)
    ]
    entities, rule, refused = (answer for _, answer in answers[4:7])
    assert entities["items"][0]["id"] == "conoco-gas-plant"
    assert rule["resolved"] == [{"name": "Koniko", "kind": "facility", "id": "conoco-gas-plant"}]
    assert "conoco-gas-plant" in {c["id"] for c in refused["errors"][0]["candidates"]}
    assert len(site.parts.topic.messages) == 2


@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("README.md", [201, 201, 201, 202]),
        ("docs/how-to/send-reports.md", [202]),
        ("docs/how-to/verify-a-webhook.md", [202, 200]),
    ],
)
async def test_the_requests_of_a_page_are_taken(site: Site, path: str, statuses: list[int]) -> None:
    key = await site.subscriber()
    told = {"URL": site.url, "OPERATOR_KEY": OPERATOR, "KEY": key}
    told["DESTINATION"] = await site.webhook(key, WEBHOOK)
    answers = await _asked(Page.at(path), told)
    assert [status for status, _ in answers] == statuses


async def _asked(page: Page, told: Mapping[str, str]) -> list[tuple[int, Any]]:
    """Run the curl commands of a page, copying what a reader would copy."""
    environment = dict(told)
    answers: list[tuple[int, Any]] = []
    for command in commands(page):
        if not command.startswith("curl "):
            continue
        local = command.replace("http://localhost:8080", told["URL"]).replace(
            "curl -fsS", "curl -sS"
        )
        process = await asyncio.create_subprocess_exec(
            *("sh", "-c", f"{local} -w '\\n%{{http_code}}'"),
            env={"PATH": "/usr/bin:/bin", **environment},
            stdout=asyncio.subprocess.PIPE,
        )
        out, _ = await process.communicate()
        body, _, status = out.decode().rpartition("\n")
        answer = json.loads(body) if body else {}
        answers.append((int(status), answer))
        environment |= {"KEY": answer["key"]} if "key" in answer else {}
        if str(answer.get("id", "")).startswith("dst_"):
            environment["DESTINATION"] = str(answer["id"])
    return answers


@OF_PAGE
def test_settings_can_be_read(page: Page) -> None:
    for block in page.blocks("ini"):
        lines = (line.partition("=") for line in block.splitlines())
        read_settings({name: value for name, _, value in lines})


@OF_PAGE
def test_a_report_is_one(page: Page) -> None:
    for block in page.blocks("json"):
        assert report_of(json.loads(block)).ignored_fields == ()


@pytest.mark.parametrize("page", WITH_ENTITIES, ids=lambda page: page.name)
def test_entities_fit_the_gazetteer(page: Page, shipped: Gazetteer, tmp_path: Path) -> None:
    for place, block in enumerate(page.blocks("yaml")):
        file = tmp_path / f"{place}.yaml"
        file.write_text(block, "utf-8")
        added = Gazetteer.load([file])
        for entry in yaml.safe_load(block):
            if "add_to" in entry:
                for name in (n for names in entry["names"].values() for n in names):
                    assert added.named(name, None) == (entry["add_to"],)
                continue
            entity = added.entity(entry["id"])
            assert entity is not None
            assert shipped.entity(entity.id) is None
            assert added.named(entity.name, entity.kind) == (entity.id,)
