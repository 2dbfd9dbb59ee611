"""Only the operator says how many alerts an hour a subscriber is sent each by itself."""

import pytest

from tests.web.site import OPERATOR, Site

PATH = "/v1/subscribers"
MOST = "max_alerts_per_hour"


@pytest.mark.parametrize("most", [0, 7, None])
async def test_a_number_is_set_when_a_subscriber_is_made(site: Site, most: int | None) -> None:
    made = await site.call("POST", PATH, OPERATOR, {"name": "Desk", MOST: most})
    assert (made.status, made.json.get(MOST)) == (201, most)
    kept = await site.call("GET", f"{PATH}/{made.json['id']}", OPERATOR)
    assert kept.json == {name: value for name, value in made.json.items() if name != "key"}


async def test_it_is_changed_and_given_back(site: Site) -> None:
    made = await site.call("POST", PATH, OPERATOR, {"name": "Desk"})
    path = f"{PATH}/{made.json['id']}"
    changed = await site.call("PATCH", path, OPERATOR, {MOST: 100})
    assert (changed.status, changed.json[MOST]) == (200, 100)
    given_back = await site.call("PATCH", path, OPERATOR, {MOST: None})
    assert (given_back.status, MOST in given_back.json) == (200, False)


@pytest.mark.parametrize("most", [-1, 1.5, "7", True, 1_000_001])
async def test_what_is_no_number_is_refused(site: Site, most: object) -> None:
    answer = await site.call("POST", PATH, OPERATOR, {"name": "Desk", MOST: most})
    assert (answer.status, answer.pointers) == (422, [f"/{MOST}"])


async def test_a_change_of_nothing_is_refused(site: Site) -> None:
    made = await site.call("POST", PATH, OPERATOR, {"name": "Desk"})
    answer = await site.call("PATCH", f"{PATH}/{made.json['id']}", OPERATOR, {})
    assert (answer.status, answer.pointers) == (422, [f"/{MOST}"])


@pytest.mark.parametrize("method", ["GET", "PATCH"])
async def test_it_is_the_operator_s_alone(site: Site, method: str) -> None:
    made = await site.call("POST", PATH, OPERATOR, {"name": "Desk"})
    body = {MOST: 1} if method == "PATCH" else None
    path = f"{PATH}/{made.json['id']}"
    assert (await site.call(method, path, made.json["key"], body)).status == 403
    assert (await site.call(method, f"{PATH}/sub_nobody", OPERATOR, body)).status == 404
