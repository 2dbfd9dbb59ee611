"""A bounce is believed where its address is ours and its machine-readable part says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.deliver.email.address import MAX_LOCAL_LENGTH, parse_address
from alerts.deliver.email.bounces import LONGEST, ReturnPath, destination_of, refusal_in
from alerts.keyring import Key, Keyring
from alerts.model.errors import InvalidInput
from alerts.model.ids import record_id

OURS = Keyring([Key("k2", b"new" * 11), Key("k1", b"old" * 11)])
BEFORE = Keyring([Key("k1", b"old" * 11)])
OTHERS = Keyring([Key("k", b"foreign" * 5)])
PATH = ReturnPath.of("bounces@alerts.example")
ID = record_id("dst", bytes(range(16)))


def bounce(*recipients: str) -> bytes:
    """Write a delivery status notification about some recipients (RFC 3464)."""
    blocks = "\n".join(f"{fields}\n" for fields in recipients)
    return f"""From: MAILER-DAEMON@mx.example
To: bounces@alerts.example
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0000

{blocks}
--b
Content-Type: message/rfc822

From: alerts@alerts.example
To: desk@newsroom.example
Subject: as it was sent

--b--
""".encode()


DESK = "desk@newsroom.example"
ITS = f"Final-Recipient: rfc822; {DESK}\n"
GONE = f"""{ITS}Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{DESK}>: nobody here of that name"""


def test_each_destination_has_an_address_that_says_which_it_is() -> None:
    sender = PATH.sender_for(ID, OURS)
    assert sender.startswith("bounces+dst_")
    assert sender.endswith("@alerts.example")
    assert len(sender.rpartition("@")[0]) <= MAX_LOCAL_LENGTH
    assert parse_address(sender) == sender
    assert destination_of(f"<{sender.upper()}>", OURS) == ID


def test_an_older_key_still_reads_what_it_wrote() -> None:
    assert destination_of(PATH.sender_for(ID, BEFORE), OURS) == ID


@pytest.mark.parametrize(
    "recipient",
    [
        "bounces@alerts.example",
        PATH.sender_for(ID, OTHERS),
        PATH.sender_for(ID, OURS).replace("+dst_a", "+dst_b"),
        PATH.sender_for(ID, OURS).replace("-", "+"),
        f"bounces+{ID}-@alerts.example",
        "",
        "+" * 200,
    ],
)
def test_an_address_that_we_did_not_write_is_refused(recipient: str) -> None:
    with pytest.raises(InvalidInput):
        destination_of(recipient, OURS)


@given(st.text(max_size=80))
def test_no_address_makes_it_fail(recipient: str) -> None:
    with pytest.raises(InvalidInput):
        destination_of(recipient, OURS)


@pytest.mark.parametrize("address", ["b+x@alerts.example", f"{'b' * 17}@alerts.example", "nobody"])
def test_an_address_that_leaves_no_room_for_the_mark_is_refused(address: str) -> None:
    with pytest.raises(InvalidInput):
        ReturnPath.of(address)


def test_the_reason_is_the_servers_without_the_address() -> None:
    reason = refusal_in(bounce(GONE), DESK)
    assert reason is not None
    assert "nobody here of that name" in reason
    assert "@" not in reason


def test_a_refusal_without_words_gives_its_status() -> None:
    reason = refusal_in(bounce(f"{ITS}Action: failed\nStatus: 5.1.10 (null MX)"), DESK)
    assert reason is not None
    assert reason.endswith("5.1.10")


@pytest.mark.parametrize(
    "fields",
    [
        "Action: delayed\nStatus: 4.4.1",
        "Action: failed\nStatus: 4.4.7",
        "Action: relayed\nStatus: 2.0.0",
        "Action: failed\nStatus: 5.1.8",  # our own address
        "Action: failed\nStatus: 5.2.2",  # the mailbox is full
        "Action: failed\nStatus: 5.5.4",  # our words
        "Action: failed\nStatus: 5.3.4",  # too large a mail
        "Action: failed\nStatus: 5.6.1",
        "Action: failed\nStatus: 5.7.1",  # policy: about us
        "Action: failed\nStatus: 5.4.6",  # a loop on the way
        "Action: failed\nStatus: 5.4.7",  # it took too long
        "Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 554 Message rejected as spam",
        "Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 rejected by policy",
        "Action: failed",
        "Status: 5.1.1",
    ],
)
def test_what_says_nothing_of_the_address_changes_nothing(fields: str) -> None:
    assert refusal_in(bounce(ITS + fields), DESK) is None


@pytest.mark.parametrize(
    "final",
    [
        DESK,
        f"<{DESK}>",
        "Desk@NEWSROOM.example",
    ],
)
def test_its_recipient_is_the_address_however_it_is_written(final: str) -> None:
    assert refusal_in(bounce(GONE.replace(ITS, f"Final-Recipient: RFC822;{final}\n")), DESK)


@pytest.mark.parametrize(
    ("final", "address"),
    [
        (DESK, DESK),
        ("Desk@NEWSROOM.example", DESK),
        (r"desk\x{2B}syria@newsroom.example", "desk+syria@newsroom.example"),
        ("desk@bücher.example", "desk@xn--bcher-kva.example"),
        (r"desk@b\x{FC}cher.example", "desk@xn--bcher-kva.example"),
    ],
)
@pytest.mark.parametrize("form", ["delivery-status", "global-delivery-status"])
def test_a_server_may_write_its_recipient_in_any_script(
    final: str, address: str, form: str
) -> None:
    fields = GONE.replace(ITS, f"Final-Recipient: utf-8; {final}\n")
    letter = bounce("Final-Recipient: rfc822; x@y.example\nAction: delayed\nStatus: 4.4.1", fields)
    letter = letter.replace(b"message/delivery-status", f"message/{form}".encode())
    assert refusal_in(letter, address) is not None
    assert refusal_in(letter, "editor@newsroom.example") is None


@pytest.mark.parametrize(
    "final", [r"a\x{110000}@b.example", "a@" + "b" * 70 + ".example", "a@..", r"\x{D800}@b.example"]
)
def test_a_recipient_that_nobody_can_read_changes_nothing(final: str) -> None:
    fields = GONE.replace(ITS, f"Final-Recipient: utf-8; {final}\n")
    assert refusal_in(bounce(fields), DESK) is None


INSIDE = "Final-Recipient: rfc822; Desk@mailbox3.newsroom.example\nOriginal-Recipient: rfc822; "


def test_a_server_may_have_another_host_of_its_own_behind_the_name() -> None:
    assert refusal_in(bounce(GONE.replace(ITS, f"{INSIDE}{DESK}\n")), DESK) is not None


@pytest.mark.parametrize(
    "recipients",
    [
        [GONE.replace(ITS, f"{INSIDE}editor@newsroom.example\n")],
        [GONE.replace(ITS, f"{INSIDE}{DESK}\n"), GONE.replace(DESK, "editor@newsroom.example")],
    ],
)
def test_another_host_is_nothing_of_the_address_where_it_may_be_somebody_else_s(
    recipients: list[str],
) -> None:
    assert refusal_in(bounce(*recipients), DESK) is None


@pytest.mark.parametrize(
    "final",
    [
        "Final-Recipient: rfc822; editor@newsroom.example",
        "Final-Recipient: rfc822; editor@newsroom.example\nOriginal-Recipient: rfc822; " + DESK,
        f"Final-Recipient: x-local; {DESK}",
        f"Final-Recipient: rfc822; {DESK}.example",
        f"Final-Recipient: rfc822; {DESK}, editor@newsroom.example",
        "Final-Recipient: rfc822",
        f"X-Final-Recipient: rfc822; {DESK}",
    ],
)
def test_a_refusal_of_somebody_else_changes_nothing(final: str) -> None:
    assert refusal_in(bounce(GONE.replace(ITS, f"{final}\n")), DESK) is None


def test_without_a_code_the_reply_says_whether_there_is_nobody() -> None:
    fields = "Action: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 no such user here"
    reason = refusal_in(bounce(ITS + fields), DESK)
    assert reason is not None
    assert reason.endswith("550 no such user here")


def test_a_bounce_that_somebody_attached_to_a_letter_is_not_ours() -> None:
    letter = b'Content-Type: multipart/mixed; boundary="m"\n\n--m\n' + bounce(GONE) + b"\n--m--\n"
    assert refusal_in(letter, DESK) is None


def test_a_letter_of_a_thousand_parts_in_each_other_is_no_bounce() -> None:
    nested = "".join(
        f'Content-Type: multipart/report; boundary="{n}"\n\n--{n}\n' for n in range(1200)
    )
    assert refusal_in(nested.encode(), DESK) is None


def test_one_recipient_that_is_gone_is_enough() -> None:
    assert refusal_in(bounce("Action: delayed\nStatus: 4.4.1", GONE), DESK) is not None


def test_a_letter_that_only_speaks_of_a_bounce_is_none() -> None:
    letter = b"From: a@b.example\nSubject: Status: 5.1.1\n\nAction: failed\nStatus: 5.1.1\n"
    assert refusal_in(letter, DESK) is None


def test_what_is_longer_than_any_bounce_is_not_read() -> None:
    assert refusal_in(bounce(GONE) + b" " * LONGEST, DESK) is None


@given(st.binary(max_size=400), st.integers(0, 900))
def test_no_bytes_make_it_fail(more: bytes, at: int) -> None:
    whole = bounce(GONE)
    refusal_in(whole[:at] + more + whole[at:], DESK)
