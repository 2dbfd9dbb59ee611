"""The gazetteer over HTTP."""

from urllib.parse import quote

import pytest

from tests.web.site import Site


@pytest.mark.parametrize("q", ["Koniko", "konik", "كونيكو", "conoco-gas-plant", "Konico"])
async def test_an_entity_is_found_by_any_of_its_names_in_any_script(site: Site, q: str) -> None:
    key = await site.subscriber()
    found = await site.call("GET", "/v1/entities", key, params={"q": q})
    assert found.status == 200
    assert found.json["items"][0]["id"] == "conoco-gas-plant"


async def test_a_search_can_be_kept_to_one_kind_and_so_many(site: Site) -> None:
    key = await site.subscriber()
    of_kind = await site.call("GET", "/v1/entities?q=syria&kind=actor", key)
    assert {it["kind"] for it in of_kind.json["items"]} == {"actor"}
    one = await site.call("GET", "/v1/entities?q=omar&limit=1", key)
    assert len(one.json["items"]) == 1


@pytest.mark.parametrize("query", ["", "?q=", "?q=a&kind=planet", "?q=a&limit=0"])
async def test_a_search_that_asks_for_nothing_is_refused(site: Site, query: str) -> None:
    key = await site.subscriber()
    assert (await site.call("GET", f"/v1/entities{query}", key)).status == 400


@pytest.mark.parametrize("id_", ["SY-DY/al-mayadin", "SY-DY%2Fal-mayadin"])
async def test_an_id_with_a_slash_is_found_however_it_is_written(site: Site, id_: str) -> None:
    key = await site.subscriber()
    found = await site.call("GET", f"/v1/entities/{id_}", key)
    assert found.json["id"] == "SY-DY/al-mayadin"
    assert found.json["parents"] == [
        {
            "id": "SY-DY",
            "kind": "region",
            "name": "Deir ez-Zor",
            "link": "part_of",
            "takes_in": True,
        }
    ]


async def test_a_retired_id_gives_the_entity_that_replaced_it(site: Site) -> None:
    key = await site.subscriber()
    assert (await site.call("GET", "/v1/entities/koniko-field", key)).json["id"] == (
        "conoco-gas-plant"
    )


@pytest.mark.parametrize("id_", ["nowhere", "%00", "..%2f..%2fetc", quote("لا شيء")])
async def test_an_entity_that_is_not_there_is_404(site: Site, id_: str) -> None:
    key = await site.subscriber()
    assert (await site.call("GET", f"/v1/entities/{id_}", key)).status == 404
