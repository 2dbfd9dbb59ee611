"""Who may call what."""

import hashlib

import pytest

from tests.web.conftest import Serve
from tests.web.site import OPERATOR, Site


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer",
        "Basic a2V5OmtleQ==",
        "Bearer two words",
        "Bearer nonsense",
        "Bearer \xe4",
    ],
)
async def test_without_a_key_that_could_be_one_it_is_401_with_a_challenge(
    site: Site, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = await site.call("GET", "/v1/rules", headers=headers)
    assert answer.status == 401
    assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="alerts"')


async def test_a_wrong_secret_an_unknown_id_and_a_revoked_key_are_told_apart_by_nobody(
    site: Site,
) -> None:
    key = await site.subscriber()
    key_id, _, secret = key.partition(".")
    other = await site.call("POST", "/v1/keys", key, {"name": "to be revoked"})
    await site.call("DELETE", f"/v1/keys/{other.json['id']}", key)
    wrong_secret = f"{key_id}.{secret[::-1]}"
    unknown_id = f"key_{'a' * 26}.{secret}"
    answers = [
        await site.call("GET", "/v1/rules", bearer)
        for bearer in (wrong_secret, unknown_id, other.json["key"])
    ]
    assert [answer.status for answer in answers] == [401, 401, 401]
    assert len({answer.text for answer in answers}) == 1


async def test_the_scheme_may_be_written_in_any_case(site: Site) -> None:
    key = await site.subscriber()
    answer = await site.call("GET", "/v1/rules", headers={"Authorization": f"bearer {key}"})
    assert answer.status == 200


async def test_a_subscribers_key_does_not_open_what_is_the_operators(site: Site) -> None:
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/subscribers", key, {"name": "x"})
    assert answer.status == 403


async def test_the_operators_key_does_not_open_what_is_a_subscribers(site: Site) -> None:
    assert (await site.call("GET", "/v1/rules", OPERATOR)).status == 401


async def test_a_wrong_operators_key_is_401(site: Site) -> None:
    answer = await site.call("POST", "/v1/subscribers", OPERATOR + "x", {"name": "x"})
    assert answer.status == 401


@pytest.mark.parametrize("path", ["/v1/subscribers", "/v1/reports"])
async def test_where_no_operator_key_is_set_nobody_is_the_operator_and_the_reason_is_given(
    serve: Serve, path: str
) -> None:
    site = await serve(operator_key_hash=None)
    for key in (OPERATOR, "", None):
        answer = await site.call("POST", path, key, {})
        assert answer.status == 403
        assert "ALERTS_OPERATOR_KEY" in answer.json["detail"]


async def test_any_printable_operator_key_works(serve: Serve) -> None:
    key = "k!~#$%&'()*+,-./:;<=>?@[]^_`{|}"
    site = await serve(operator_key_hash=hashlib.sha256(key.encode()).digest())
    assert (await site.call("POST", "/v1/subscribers", key, {"name": "x"})).status == 201
