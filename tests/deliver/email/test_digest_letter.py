"""A mail of many alerts can be read at a glance, and says how many it does not show."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.model.delivery import Purpose
from alerts.model.event_digest import DigestAlert, DigestData, DigestEvent, DigestRule
from tests.deliver.email.test_message import ARABIC, letter, part, sent

AT = datetime(2026, 3, 1, 12, 15, tzinfo=UTC)
ALL = "https://alerts.example/v1/alerts?delivery=dlv_1"


def told(number: int = 1, **changes: object) -> DigestAlert:
    alert = DigestAlert(
        alert_id=f"alr_{number}",
        recorded_at=AT,
        rules=(DigestRule(id="rul_1", name="Gas"),),
        more_rules=0,
        title=f"Blast number {number}",
        places=("Conoco gas plant", "Deir ez-Zor"),
        source="Zhyan",
        published_at=AT - timedelta(hours=1),
        url="https://zhyan.example/1585",
        whole_alert=f"https://alerts.example/v1/alerts/alr_{number}",
    )
    return alert.model_copy(update=changes)


def digest(*alerts: DigestAlert, count: int | None = None) -> DigestEvent:
    number = len(alerts) if count is None else count
    data = DigestData(
        subscriber_id="sub_1",
        destination_id="dst_1",
        count=number,
        first_at=AT - timedelta(minutes=15),
        last_at=AT,
        alerts=alerts,
        left_out=number - len(alerts),
        all_alerts=ALL,
    )
    return DigestEvent(id="dlv_1", source="https://alerts.example", time=AT, data=data)


def mail(event: DigestEvent) -> tuple[str, str, str]:
    """Give a mail's subject, text and HTML."""
    delivery = replace(
        letter(),
        purpose=Purpose.DIGEST,
        alert_id=None,
        event=event.model_dump_json().encode(),
        created_at=AT - timedelta(minutes=15),
    )
    message = sent(delivery)
    assert message["Message-ID"] == "<dlv_1@alerts.example>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert "References" not in message
    assert message["Date"].datetime == AT
    return message["Subject"], part(message, "plain"), part(message, "html")


def test_it_says_how_many_where_and_of_each_what_and_why() -> None:
    subject, text, html = mail(digest(told(1), told(2, places=("Deir ez-Zor",))))
    assert subject == "2 more alerts: Deir ez-Zor, Conoco gas plant"
    for said in (text, html):
        assert "1 March 2026, 12:00 to 12:15 UTC" in said
        assert "https://zhyan.example/1585" in said
        for number in (1, 2):
            assert f"Blast number {number}" in said
            assert f"alr_{number}" in said
        assert "too many for one letter" not in said
    assert "Conoco gas plant · Deir ez-Zor · Zhyan · 1 March 2026, 11:15 UTC" in text
    assert "Rule “Gas”" in text
    assert text.index("number 1") < text.index("number 2")


def test_one_is_one_and_days_are_named() -> None:
    event = digest(told(places=()))
    event = event.model_copy(
        update={"data": event.data.model_copy(update={"first_at": AT - timedelta(days=1)})}
    )
    subject, text, _ = mail(event)
    assert subject == "1 more alert"
    assert "28 February 2026, 12:15 UTC to 1 March 2026, 12:15 UTC" in text


@pytest.mark.parametrize(("listed", "count"), [(150, 150), (40, 12_040)])
def test_of_very_many_a_hundred_are_shown_and_the_others_counted(listed: int, count: int) -> None:
    subject, text, html = mail(digest(*map(told, range(listed)), count=count))
    shown = min(listed, 100)
    assert subject.startswith(f"{count:,} more alerts")
    for said in (text, html):
        assert len(re.findall("Blast number", said)) == shown
        assert f"And {count - shown:,} more, too many for one letter" in said
        assert ALL in said


def test_of_many_rules_three_are_named() -> None:
    rules = tuple(DigestRule(id=f"rul_{n}", name=f"Rule {n}") for n in range(5))
    _, text, _ = mail(digest(told(rules=rules, more_rules=7)))
    assert "“Rule 0”, “Rule 1”, “Rule 2” and 9 more" in text


def test_it_stays_readable_from_right_to_left_and_without_words() -> None:
    _, text, html = mail(digest(told(1, title=ARABIC), told(2, title=None, url=None)))
    assert ARABIC in text
    assert html.count('dir="auto"') == 2
    assert "A report without words" in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a@b.example/", "http://[", None])
def test_a_link_that_hides_something_is_none(url: str | None) -> None:
    _, text, html = mail(digest(told(url=url)))
    assert "<a class" not in html
    assert str(url) not in text


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=300), st.text(max_size=50), st.text(max_size=50), st.text(max_size=50))
def test_whatever_a_stranger_wrote_stays_text(
    title: str, place: str, source: str, rule: str
) -> None:
    hostile = f"{title}<script>x</script>\r\nBcc: a@b.example"
    rules = (DigestRule(id="rul_1", name=f"{rule}<img src=x>"),)
    event = digest(told(title=hostile, places=(f"{place}\nTo: c@d",), source=source, rules=rules))
    subject, _, html = mail(event)
    assert "\n" not in subject
    assert "<script" not in html
    assert "<img" not in html
