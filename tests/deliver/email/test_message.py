"""A letter says what happened, where and why; and whatever a stranger wrote stays text."""

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver.email.message import Sender, message_bytes
from alerts.keyring import Key, Keyring, TokenPurpose
from alerts.model.delivery import Delivery, Purpose
from alerts.model.entity import Kind, Role
from alerts.model.errors import InvalidInput
from alerts.model.event import (
    AlertData,
    AlertEvent,
    EventEntity,
    EventKind,
    EventReport,
    EventSource,
    confirmation_event,
)
from alerts.model.event_because import Found, MatchedRule, PlaceSeen, Reason
from alerts.model.event_told import Words
from alerts.model.rule import Channel

AT = datetime(2021, 7, 13, 0, 0, 4, tzinfo=UTC)
KEYRING = Keyring([Key("k", b"secret" * 6)])
SENDER = Sender.of("Alerts <alerts@alerts.example>", "https://alerts.example/")
ARABIC = "سقوط صاروخ محلي الصنع على حقل العمر النفطي شرق دير الزور دون وقوع خسائر بشرية"


def entity(key: str, kind: Kind, name: str, via: str | None = None) -> EventEntity:
    return EventEntity(
        id=key, kind=kind, name=name, mention=Role.PRIMARY, part=None, via=via, lat=None, lon=None
    )


CONOCO = entity("conoco-gas-plant", Kind.FACILITY, "Conoco gas plant")
DEIR_EZ_ZOR = entity("SY-DY", Kind.REGION, "Deir ez-Zor", via="conoco-gas-plant")
COALITION = entity("coalition", Kind.ACTOR, "International Coalition")
WORDS = Words(field="/body", start=28, end=44, text="Koniko gas field")


def reason(found: EventEntity, words: Words | None) -> Reason:
    return Reason(
        clause=found.kind,
        wanted=found.id,
        entity=Found(id=found.id, kind=found.kind, name=found.name),
        evidence=words,
        mention=Role.PRIMARY,
        via=found.via,
    )


def report(
    title: str | None = "Blast heard", excerpt: str | None = "A blast was heard at the Koniko gas field.",
    url: str | None = "https://zhyan.example/1585", source: str = "Zhyan",
) -> EventReport:  # fmt: skip
    return EventReport(
        id="zhyan-1585",
        source=EventSource(name=source, url=url, kind="media"),
        title=title,
        published_at=AT,
        url=url,
        excerpt=excerpt,
    )


def letter(
    shown: EventReport | None = None, rule: str = "Gas", because: tuple[Reason, ...] | None = None
) -> Delivery:
    event = AlertEvent(
        id="dlv_1",
        source="https://alerts.example",
        type=EventKind.ALERT,
        time=AT,
        data=AlertData(
            alert_id="alr_1",
            subscriber_id="sub_1",
            rules=(
                MatchedRule(
                    id="rul_1",
                    name=rule,
                    because=because or (reason(CONOCO, WORDS), reason(DEIR_EZ_ZOR, WORDS)),
                ),
            ),
            report=shown or report(),
            entities=(CONOCO, DEIR_EZ_ZOR, COALITION),
        ),
    )
    return Delivery(
        id="dlv_1",
        destination_id="dst_1",
        subscriber_id="sub_1",
        alert_id="alr_1",
        channel=Channel.EMAIL,
        purpose=Purpose.ALERT,
        event=event.to_bytes(),
        target="desk@newsroom.example",
        headers=None,
        secret=None,
        attempts=0,
        created_at=AT,
        lease="lease",
    )


def read(raw: bytes) -> EmailMessage:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def sent(delivery: Delivery | None = None) -> EmailMessage:
    return read(message_bytes(delivery or letter(), SENDER, KEYRING))


def part(message: EmailMessage, subtype: str) -> str:
    body = message.get_body((subtype,))
    assert isinstance(body, EmailMessage)
    content = body.get_content()
    assert isinstance(content, str)
    return content


def test_the_subject_says_what_and_where() -> None:
    assert sent()["Subject"] == "Blast heard (Conoco gas plant, Deir ez-Zor)"


def test_without_a_title_the_words_themselves_are_the_subject() -> None:
    shown = report(title=None, excerpt="A blast was heard at the Conoco gas plant.")
    assert (
        sent(letter(shown))["Subject"] == "A blast was heard at the Conoco gas plant. (Deir ez-Zor)"
    )


def test_a_subject_in_another_script_arrives_letter_for_letter() -> None:
    subject = str(sent(letter(report(title=ARABIC)))["Subject"])
    assert subject == f"{ARABIC} (Conoco gas plant, Deir ez-Zor)"


@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_both_bodies_say_why_who_and_how_to_stop(subtype: str) -> None:
    message = sent()
    body = part(message, subtype)
    for said in (
        "Gas",
        "Conoco gas plant",
        "Koniko gas field",
        "in the text",
        "follows from",
        "Zhyan",
        "13 July 2021, 00:00 UTC",
        "https://zhyan.example/1585",
        "International Coalition",
        str(message["List-Unsubscribe"]).strip("<>"),
    ):
        assert said in body


def clause(
    key: str, wanted: str, saw: str | PlaceSeen | None = None, words: Words | None = None
) -> Reason:
    return Reason(
        clause=key, wanted=wanted, entity=None, evidence=words, mention=None, via=None, saw=saw
    )


@pytest.mark.parametrize("subtype", ["plain", "html"])
def test_a_clause_that_names_no_entity_says_what_met_it(subtype: str) -> None:
    place = PlaceSeen(lat=35.0, lon=40.0, by="/location", km=2.34, precision_km=None)
    because = (
        clause("words", "blast", words=Words(field="/title", start=0, end=5, text="Blast")),
        clause("severity", "at least moderate", "severe"),
        clause("near", "within 10 km of 35, 40.02", place),
        clause("not", "region: IQ", "SY-DY, SY"),
    )
    text = " ".join(re.sub(r"<[^>]+>", " ", part(sent(letter(because=because)), subtype)).split())
    for told in (
        "The words blast : named as “ Blast ” in the title",
        "Severity: severe",
        "Where: 2.3 km away, within 10 km of 35, 40.02",
        "Not region: IQ (it was SY-DY, SY)",
    ):
        assert re.sub(r"[\s“”:]+", "", told) in re.sub(r"[\s“”:]+", "", text), text


def test_the_words_that_matched_are_marked() -> None:
    assert re.search(r"at the <mark[^>]*>Koniko gas field</mark>\.", part(sent(), "html"))


def test_the_headers_say_that_a_machine_wrote_and_how_to_stop_it() -> None:
    message = sent()
    assert message["Message-ID"] == "<dlv_1@alerts.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "Alerts <sub_1.alerts.example>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Date"].datetime == AT
    assert message["To"] == "desk@newsroom.example"
    url = str(message["List-Unsubscribe"]).strip("<>")
    assert url.startswith("https://alerts.example/unsubscribe/")
    token = url.rpartition("/")[2]
    assert KEYRING.verify_token(token, TokenPurpose.UNSUBSCRIBE, AT) == "dst_1"


def test_all_that_is_told_of_one_report_stands_in_one_thread_of_a_mailbox() -> None:
    first, corrected = letter(), replace(letter(report(title="Two blasts heard")), id="dlv_2")
    of_another = letter(report(source="Another Desk"))
    elsewhere = replace(letter(), destination_id="dst_2")
    threads = [str(sent(one)["References"]) for one in (first, corrected, of_another, elsewhere)]
    assert threads[0] == threads[1]
    assert len(set(threads)) == 3
    assert re.fullmatch(r"<report\.[0-9a-f]{32}@alerts\.example>", threads[0])
    message = sent(corrected)
    assert message["In-Reply-To"] == threads[0]
    assert message["Message-ID"] == "<dlv_2@alerts.example>"


def test_a_thread_is_named_on_one_line_however_long_our_domain() -> None:
    sender = Sender.of(f"a@{'.'.join(['x' * 60] * 3)}.example", "https://alerts.example")
    raw = message_bytes(letter(), sender, KEYRING)
    assert re.search(rb"\r\nReferences: <report\.[0-9a-f]{32}@x[x.]+\.example>\r\n", raw)


def test_a_test_and_a_confirmation_begin_no_thread() -> None:
    event = AlertEvent.read(letter().event).model_copy(update={"type": EventKind.TEST}).to_bytes()
    message = sent(replace(letter(), event=event, purpose=Purpose.TEST))
    assert message["References"] is None


def test_the_unsubscribe_header_stands_on_one_line_as_it_is() -> None:
    raw = message_bytes(letter(), SENDER, KEYRING)
    assert re.search(rb"\r\nList-Unsubscribe: <https://[^\r\n ]+>\r\n", raw)


def test_the_bytes_are_the_same_each_time() -> None:
    assert message_bytes(letter(), SENDER, KEYRING) == message_bytes(letter(), SENDER, KEYRING)


def test_a_confirmation_shows_its_link_and_nothing_that_a_user_wrote() -> None:
    event = confirmation_event(
        delivery_id="dlv_1", public_url="https://alerts.example", at=AT, destination_id="dst_1"
    )
    message = sent(replace(letter(), event=event, purpose=Purpose.CONFIRMATION))
    text = part(message, "plain")
    found = re.search(r"https://alerts\.example/confirm/(\S+)", text)
    assert found is not None
    assert KEYRING.verify_token(found[1], TokenPurpose.CONFIRM, AT) == "dst_1"
    assert found[0] in part(message, "html")
    assert message["List-Unsubscribe"] is None
    assert "sub_1" not in str(message)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "data:text/html,x", 'https://zhyan.example/" onclick="x', "//x.example",
        "https://user:pw@x.example/", "ftp://x.example/", "https://x.example/\u202egpj.exe", "https://[::1",
    ],
)  # fmt: skip
def test_a_link_that_could_deceive_is_left_out(url: str) -> None:
    message = sent(letter(report(url=url)))
    assert "Read the report" not in part(message, "plain")
    assert "onclick" not in part(message, "html")


def test_markup_in_a_report_is_shown_as_text() -> None:
    hostile = "<img src=https://spy.example/x.png><script>x</script>"
    html = part(
        sent(letter(report(title=hostile, excerpt=hostile, source=hostile), hostile)), "html"
    )
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img" in html


def test_right_to_left_text_is_isolated() -> None:
    html = part(sent(letter(report(title=ARABIC, excerpt=ARABIC), ARABIC)), "html")
    assert re.search(rf'<h1[^>]* dir="auto"[^>]*>{ARABIC}', html)
    assert f"<bdi>{ARABIC}</bdi>" in html


_HOSTILE = st.text(
    st.one_of(st.sampled_from("\r\n\0\u202e\u2066\u2028:<>@\x1b\x85\x0b "), st.characters())
).map(lambda text: text + "\r\nBcc: victim@x.example")


@given(title=_HOSTILE, rule=_HOSTILE, source=_HOSTILE, key=_HOSTILE)
def test_no_text_adds_a_header_or_turns_the_subject_around(
    title: str, rule: str, source: str, key: str
) -> None:
    storable = [t.encode("utf-8", "ignore").decode() for t in (title, rule, source, key)]
    shown = report(title=storable[0], source=storable[2], url=f"https://x.example/{storable[3]}")
    shown = shown.model_copy(update={"id": storable[3]})
    raw = message_bytes(letter(shown, storable[1]), SENDER, KEYRING)
    message = read(raw)
    assert message.keys() == sent().keys()
    assert raw.isascii()
    assert b"\0" not in raw
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    subject = str(message["Subject"])
    assert not set(subject) & set("\r\n\0\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("mail_from", ["", "Alerts", "Alerts <a@x.example, b@y.example>"])
def test_a_sender_that_is_no_address_is_refused(mail_from: str) -> None:
    with pytest.raises(InvalidInput):
        Sender.of(mail_from, "https://alerts.example")
