"""Pages of a list."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.store.records import After
from alerts.web.paging import read_cursor, write_cursor
from alerts.web.problem import Refusal
from tests.web.site import PUBLIC_URL, Site

INSTANTS = st.datetimes(datetime(1970, 1, 1), datetime(4000, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(INSTANTS, st.from_regex(r"(rul|alr)_[a-z0-9]{1,40}", fullmatch=True))
def test_a_cursor_leads_back_to_its_place_to_the_microsecond(at: datetime, id_: str) -> None:
    place = After(at, id_)
    assert read_cursor(write_cursor(place)) == place


@given(st.text(max_size=60))
def test_what_is_no_cursor_is_refused_and_never_a_fault(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_cursor(text)
    assert refused.value.flaws[0].parameter == "cursor"


@pytest.mark.parametrize("path", ["/v1/rules", "/v1/destinations", "/v1/keys", "/v1/deliveries"])
async def test_pages_linked_by_next_give_every_record_once_newest_first(
    site: Site, path: str
) -> None:
    key = await site.subscriber()
    for number in range(5):
        destination = await site.webhook(key, f"https://hooks.example/{number}")
        await site.rule(key)
        await site.call("POST", f"/v1/destinations/{destination}/test", key)
        await site.call("POST", "/v1/keys", key, {"name": str(number)})
    everything = await site.call("GET", path, key)
    found, address = [], f"{path}?limit=2"
    while address:
        page = await site.call("GET", address, key)
        assert len(page.json["items"]) <= 2
        found += page.json["items"]
        following = re.fullmatch(r'<(.+)>; rel="next"', page.headers.get("Link", ""))
        address = following[1].removeprefix(PUBLIC_URL) if following else ""
    assert found == everything.json["items"]
    assert [it["created_at"] for it in found] == sorted(it["created_at"] for it in found)[::-1]
    assert len({it["id"] for it in found}) == len(found) >= 5


async def test_the_link_keeps_what_else_was_asked_for(site: Site) -> None:
    key = await site.subscriber()
    destination = await site.webhook(key)
    for _ in range(2):
        await site.call("POST", f"/v1/destinations/{destination}/test", key)
    asked = f"status=pending&destination={destination}&limit=1"
    page = await site.call("GET", f"/v1/deliveries?{asked}", key)
    for part in asked.split("&"):
        assert part in page.headers["Link"]


@pytest.mark.parametrize("limit", ["0", "201", "many", ""])
async def test_a_limit_out_of_range_is_refused_by_name(site: Site, limit: str) -> None:
    key = await site.subscriber()
    answer = await site.call("GET", f"/v1/rules?limit={limit}", key)
    assert answer.status == 400
    assert answer.json["errors"][0]["parameter"] == "limit"
