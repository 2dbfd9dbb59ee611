"""Every way to be refused: RFC 9457, the right status, and the place at fault."""

import gzip
from dataclasses import dataclass
from typing import Any

import pytest

from alerts.model.errors import Unavailable
from alerts.web.app import Limits
from tests.web.conftest import Serve
from tests.web.site import OPERATOR, PUBLIC_URL, Answer, Parts, Site

RULE = {"name": "Fields", "when": {"facility": ["Koniko"]}}


def assert_problem(answer: Answer, status: int) -> None:
    assert answer.status == status, answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= answer.json.keys()
    assert answer.json["status"] == status
    assert answer.json["type"].startswith(f"{PUBLIC_URL}/docs#")


async def test_a_path_that_is_not_there_is_404(site: Site) -> None:
    assert_problem(await site.call("GET", "/v2/rules"), 404)


async def test_a_method_that_a_path_does_not_know_is_405_with_those_it_does(site: Site) -> None:
    answer = await site.call("PUT", "/v1/rules")
    assert_problem(answer, 405)
    assert answer.headers["Allow"] == "GET,HEAD,POST"


@pytest.mark.parametrize(
    "body",
    [b"", b"  ", b"{", b"{'a': 1}", b"\xff\xfe", b'{"name": NaN}', b"[" * 100_000],
    ids=["empty", "blank", "cut", "quotes", "not utf-8", "nan", "100,000 deep"],
)
async def test_what_is_no_json_is_400(site: Site, body: bytes) -> None:
    key = await site.subscriber()
    headers = {"Content-Type": "application/json"}
    assert_problem(await site.call("POST", "/v1/rules", key, data=body, headers=headers), 400)


@pytest.mark.parametrize("depth", [150, 500, 900])
async def test_sound_but_deeply_nested_json_is_refused(site: Site, depth: int) -> None:
    key = await site.subscriber()
    nested = b'{"when":' * depth + b"1" + b"}" * depth
    headers = {"Content-Type": "application/json"}
    answer = await site.call("POST", "/v1/rules", key, data=nested, headers=headers)
    assert_problem(answer, answer.status)
    assert answer.status in {400, 422}


@pytest.mark.parametrize("depth", [900, 1010, 1023, 5000])
async def test_deeply_nested_text_that_nobody_can_keep_is_refused(site: Site, depth: int) -> None:
    key = await site.subscriber()
    nested = b"[" * depth + rb'"\u0000"' + b"]" * depth
    headers = {"Content-Type": "application/json"}
    answer = await site.call("POST", "/v1/rules", key, data=nested, headers=headers)
    assert_problem(answer, answer.status)
    assert answer.status in {400, 422}


async def test_what_is_given_twice_is_told_by_its_place(site: Site) -> None:
    key = await site.subscriber()
    body = b'{"name": "x", "when": {"region": ["SY"], "region": ["IQ"]}}'
    headers = {"Content-Type": "application/json"}
    answer = await site.call("POST", "/v1/rules", key, data=body, headers=headers)
    assert_problem(answer, 422)
    assert answer.json["errors"] == [
        {"pointer": "/when/region", "detail": "is given more than once"}
    ]
    assert (await site.call("GET", "/v1/rules", key)).json == {"items": []}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (rb'{"name":"a\u0000b","when":{"region":["SY"]}}', "/name"),
        (rb'{"name":"a","when":{"region":["SY","x\u0000"]}}', "/when/region/1"),
        (rb'{"name":"a","when":{"region":["\ud800"]}}', "/when/region/0"),
        (rb'{"a":{"b":[0,{"\udc00":"\ud800"}]}}', "/a/b/1"),
        (rb'{"a\u0000":1}', ""),
        (rb'{"a":[{"b/":[1,"\u0000"]},"\u0000"]}', "/a/0/b~1/1"),
    ],
    ids=[
        "nul",
        "nul in a list",
        "half a surrogate pair",
        "half a pair in a name",
        "nul in a name",
        "the first of two",
    ],
)
async def test_text_that_nobody_can_keep_is_422_where_it_stands(
    site: Site, body: bytes, pointer: str
) -> None:
    key = await site.subscriber()
    headers = {"Content-Type": "application/json"}
    answer = await site.call("POST", "/v1/rules", key, data=body, headers=headers)
    assert_problem(answer, 422)
    assert answer.pointers == [pointer]


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"enabeld": False}, "/enabeld"),
        ({"name": 7}, "/name"),
        ({"name": ""}, "/name"),
        ({"enabled": "yes"}, "/enabled"),
        ({"notify": "dst_x"}, "/notify"),
        ({"when": None}, "/when"),
        ({"when": {}}, "/when"),
        ({"when": {"facility": ["Koniko", 4]}}, "/when/facility/1"),
        ({"when": {"a/b~c": ["x"]}}, "/when/a~1b~0c"),
        ({"when": {"facility": []}}, "/when/facility"),
    ],
)
async def test_a_member_at_fault_is_named_by_its_pointer(
    site: Site, change: dict[str, Any], pointer: str
) -> None:
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/rules", key, RULE | change)
    assert_problem(answer, 422)
    assert answer.pointers == [pointer]


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "application/json; charset=latin-1"},
        {"Content-Type": "application/json", "Content-Encoding": "gzip"},
    ],
)
async def test_a_body_that_is_not_plain_json_is_415(site: Site, headers: dict[str, str]) -> None:
    key = await site.subscriber()
    body = gzip.compress(b"{}") if "Content-Encoding" in headers else b"{}"
    answer = await site.call("POST", "/v1/rules", key, data=body, headers=headers)
    assert_problem(answer, 415)


async def test_a_body_over_the_limit_is_413_and_says_the_limit(serve: Serve) -> None:
    site = await serve(limits=Limits(body_bytes=1000))
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/rules", key, RULE | {"name": "x" * 1000})
    assert_problem(answer, 413)
    assert "1000 bytes" in answer.json["detail"]


async def test_what_a_subscriber_sends_has_a_lower_limit_than_the_operators_reports(
    serve: Serve,
) -> None:
    site = await serve(limits=Limits(body_bytes=10_000, record_bytes=1000))
    key = await site.subscriber()
    answer = await site.call("POST", "/v1/rules", key, RULE | {"name": "x" * 1000})
    assert_problem(answer, 413)
    assert "1000 bytes" in answer.json["detail"]
    report = {"id": "1", "source": {"name": "a"}, "body": "x" * 2000}
    assert (await site.call("POST", "/v1/reports", OPERATOR, report)).status == 202


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("x=1", "x"),
        ("x=1&x=2", "x"),
        ("limit=1&limit=2", "limit"),
        ("cursor=abc", "cursor"),
        ("status=sent", "status"),
    ],
)
async def test_a_query_parameter_that_cannot_be_used_is_400_by_name(
    site: Site, query: str, name: str
) -> None:
    key = await site.subscriber()
    answer = await site.call("GET", f"/v1/deliveries?{query}", key)
    assert_problem(answer, 400)
    assert [error["parameter"] for error in answer.json["errors"]] == [name]


@pytest.mark.parametrize("id_", ["nope", "dst_%00", "dst_" + "a" * 200, "rul_abc", "%F0%9F"])
async def test_an_id_that_cannot_be_is_404(site: Site, id_: str) -> None:
    key = await site.subscriber()
    assert_problem(await site.call("GET", f"/v1/destinations/{id_}", key), 404)


async def test_one_call_too_many_is_429_and_says_when_to_come_back(serve: Serve) -> None:
    site = await serve(limits=Limits(requests_per_minute=2))
    key, other = await site.subscriber(), await site.subscriber()
    for _ in range(2):
        assert (await site.call("GET", "/v1/rules", key)).status == 200
    answer = await site.call("GET", "/v1/rules", key)
    assert_problem(answer, 429)
    assert answer.headers["Retry-After"] == "30"
    assert (await site.call("GET", "/v1/rules", other)).status == 200


@dataclass
class Broken:
    """A guard that fails."""

    error: Exception

    async def check_destination(self, url: str) -> None:
        raise self.error


async def test_a_fault_of_ours_is_500_is_logged_whole_and_tells_the_caller_nothing(
    serve: Serve, capsys: pytest.CaptureFixture[str]
) -> None:
    site = await serve(guard=Broken(RuntimeError("the password is hunter2")))
    key = await site.subscriber()
    sent = {"type": "webhook", "url": "https://a.example/"}
    answer = await site.call("POST", "/v1/destinations", key, sent)
    assert_problem(answer, 500)
    assert "hunter2" not in answer.text
    assert "hunter2" in capsys.readouterr().out


async def test_a_part_that_is_away_is_503_and_says_when_to_come_back(serve: Serve) -> None:
    site = await serve(guard=Broken(Unavailable("10.0.0.7 refused")))
    key = await site.subscriber()
    sent = {"type": "webhook", "url": "https://a.example/"}
    answer = await site.call("POST", "/v1/destinations", key, sent)
    assert_problem(answer, 503)
    assert answer.headers["Retry-After"] == "5"
    assert "10.0.0.7" not in answer.text


async def test_a_database_that_is_gone_is_503(site: Site, parts: Parts) -> None:
    key = await site.subscriber()
    await parts.db.close()
    parts.path.write_bytes(b"no database any more" * 1000)
    assert_problem(await site.call("GET", "/v1/rules", key), 503)


async def test_every_answer_forbids_caching_and_sniffing_and_hides_the_server(site: Site) -> None:
    key = await site.subscriber()
    for path in ("/v1/rules", "/nothing", "/livez", "/openapi.json", "/docs"):
        headers = (await site.call("GET", path, key)).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Server"] == "alerts"


async def test_who_calls_is_settled_before_the_body_is_read(site: Site) -> None:
    headers = {"Content-Type": "application/json"}
    answer = await site.call("POST", "/v1/rules", data=b"{", headers=headers)
    assert_problem(answer, 401)
    answer = await site.call("POST", "/v1/subscribers", OPERATOR, data=b"{", headers=headers)
    assert_problem(answer, 400)
