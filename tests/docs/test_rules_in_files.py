"""The page on rules in files: its files are read, and the commands say what it prints."""

import asyncio
import os
import re
import shlex
import sys
from pathlib import Path

import pytest

from alerts.resolve.gazetteer import Gazetteer
from tests.docs.pages import Page
from tests.docs.test_examples import commands
from tests.web.conftest import Serve, empty_database, parts, serve  # noqa: F401 - fixtures
from tests.web.site import Site

PAGE = Page.at("docs/how-to/keep-rules-in-files.md")
FILES = PAGE.blocks("yaml")
WRONG, MISSED, PLANNED = PAGE.blocks("text")
HOOK = "https://hooks.example.org/alerts"


@pytest.fixture
async def site(serve: Serve) -> Site:  # noqa: F811 - the fixture
    return await serve(gazetteer=Gazetteer.load())


async def run(folder: Path, line: str, **environment: str) -> tuple[int, str, str]:
    """Run a command; give its status, and what it wrote to standard output and error."""
    _, *words = shlex.split(line)
    own = {k: v for k, v in os.environ.items() if not k.startswith("ALERTS_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "alerts", *words),
        cwd=folder,
        env={**own, **environment},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return int(process.returncode or 0), out.decode(), err.decode()


def without_ids(text: str) -> str:
    return re.sub(r"(rul|dst)_\w+", r"\1_…", text)


async def test_what_is_wrong_is_told_as_on_the_page(tmp_path: Path) -> None:
    (tmp_path / "wrong.yaml").write_text(FILES[1])
    (tmp_path / "missed.yaml").write_text(FILES[2])
    status, out, _ = await run(tmp_path, "alerts rules validate wrong.yaml --text")
    assert (status, out.strip()) == (2, WRONG.strip())
    status, out, _ = await run(tmp_path, "alerts rules test missed.yaml --text")
    assert (status, out.strip()) == (1, MISSED.strip())


async def test_the_commands_of_the_page_bring_the_rules_onto_the_server(
    site: Site, tmp_path: Path
) -> None:
    key = await site.subscriber()
    await site.webhook(key, HOOK)
    access = {"ALERTS_API_URL": site.url, "ALERTS_API_KEY": key}
    file = tmp_path / "rules.yaml"
    file.write_text(FILES[0])
    lines = [line for line in commands(PAGE) if line.startswith("alerts ")]
    # At the first plan nothing is there yet; at the second, in the pipeline, all is.
    for line in lines:
        status, _, err = await run(tmp_path, line, **access)
        assert status == 0, f"{line}: {err}"
    items = (await site.call("GET", "/v1/rules", key)).json["items"]
    assert {item["name"] for item in items} == {
        "Fields east of the Euphrates",
        "Drones over Norway",
    }

    later = FILES[0].replace("Koniko]", "conoco-gas-plant, Tanak]").replace("severe", "moderate", 1)
    file.write_text(later)
    status, out, _ = await run(
        tmp_path, "alerts rules plan rules.yaml --text --exit-code", **access
    )
    assert (status, without_ids(out).strip()) == (1, PLANNED.strip())
