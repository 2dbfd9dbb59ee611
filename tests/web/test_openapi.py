"""The document: valid, whole, and the same as what is served."""

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from openapi_spec_validator import validate

from alerts.web.app import openapi_document
from alerts.web.route import Route
from alerts.web.routes import ROUTES
from tests.web.site import PUBLIC_URL, Site

SERVED = pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")


async def test_the_document_is_valid_openapi_3_1(site: Site) -> None:
    answer = await site.call("GET", "/openapi.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.json["openapi"] == "3.1.0"
    validate(answer.json)
    assert answer.json == openapi_document(PUBLIC_URL)


def test_it_is_the_same_whenever_it_is_written() -> None:
    assert repr(openapi_document(PUBLIC_URL)) == repr(openapi_document(PUBLIC_URL))


def test_every_operation_has_an_id_of_its_own() -> None:
    names = [route.name for route in ROUTES]
    assert len(set(names)) == len(names)


@SERVED
async def test_every_route_is_served_and_knows_what_it_was_not_told(
    site: Site, route: Route[Any, Any]
) -> None:
    path = re.sub(r"\{\w+\}", "x", route.path)
    answer = await site.call(route.method, path + "?nobody=knows")
    expected = {"none": 400, "subscriber": 401, "operator": 401}[route.auth]
    assert answer.status == expected


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        if tag in {"script", "link", "img", "iframe"} or "src" in given or "style" in given:
            self.loaded.append(tag)


async def test_the_page_has_every_operation_and_leads_nowhere_that_is_not_there(
    site: Site,
) -> None:
    answer = await site.call("GET", "/docs")
    assert answer.status == 200
    page = _Page()
    page.feed(answer.text)
    assert page.loaded == []
    assert {route.name for route in ROUTES} <= set(page.ids)
    assert len(set(page.ids)) == len(page.ids)
    assert {it for it in page.links if it != "openapi.json"} <= {f"#{id_}" for id_ in page.ids}


async def test_the_type_of_a_problem_leads_to_what_to_do_about_it(site: Site) -> None:
    problem = (await site.call("GET", "/nowhere")).json
    address, _, anchor = problem["type"].partition("#")
    assert address == f"{PUBLIC_URL}/docs"
    assert f'id="{anchor}"' in (await site.call("GET", "/docs")).text
