"""SMTP_URL means what it says, and no password travels in the clear by accident."""

import pytest

from alerts.deliver.email.server import MailServer, parse_smtp_url
from alerts.model.errors import InvalidInput


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", MailServer("mail.example", 25)),
        ("smtp://mail.example:1025", MailServer("mail.example", 1025)),
        (
            "smtp://mail.example:1025?starttls=never",
            MailServer("mail.example", 1025, starttls=False),
        ),
        (
            "smtp://me%40x:p%2Fw@mail.example",
            MailServer("mail.example", 587, starttls=True, user="me@x", password="p/w"),
        ),
        (
            "smtp://me:pw@mail.example?starttls=auto",
            MailServer("mail.example", 587, user="me", password="pw"),
        ),
        (
            "smtps://me:pw@mail.example",
            MailServer("mail.example", 465, tls=True, starttls=False, user="me", password="pw"),
        ),
    ],
)
def test_a_url_is_read(url: str, server: MailServer) -> None:
    assert parse_smtp_url(url) == server


@pytest.mark.parametrize(
    "url",
    [
        "", "mail.example", "http://mail.example", "smtp://", "smtp://mail.example:99999",
        "smtp://mail.example/path", "smtp://me:hunter2@mail.example?starttls=maybe",
        "smtp://me:hunter2@mail.example?tls=1", "smtp://[::1",
    ],
)  # fmt: skip
def test_a_url_that_is_none_is_refused_without_showing_it(url: str) -> None:
    with pytest.raises(InvalidInput, match="SMTP_URL") as refused:
        parse_smtp_url(url)
    assert "hunter2" not in str(refused.value)


def test_a_password_is_not_printed() -> None:
    assert "hunter2" not in repr(parse_smtp_url("smtps://me:hunter2@mail.example"))
