"""`SMTP_URL`, read once: where our mail goes out, and how it is protected on the way.

`smtps://` is TLS from the first byte (port 465). `smtp://` (port 587, or 25 without a user)
upgrades by STARTTLS: `?starttls=require` insists on it and on a good certificate, `never`
forbids, `auto` takes it when offered. With a password the default is `require`, as no password travels in the clear
unless somebody says so.
"""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from alerts.model.errors import InvalidInput

_STARTTLS = {"require": True, "never": False, "auto": None}


@dataclass(frozen=True, slots=True)
class MailServer:
    """An outgoing mail server; `starttls` None means: when it is offered."""

    host: str
    port: int
    tls: bool = False
    starttls: bool | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def is_insisted_on(self) -> bool:
        """Tell whether its certificate has to be good.

        Where TLS is only taken when offered, whoever could forge a certificate could as well
        withhold the offer: a bad one is no worse than none (RFC 7435), and a mail server as
        Debian installs it has one that nobody signed.
        """
        return self.tls or self.starttls is True


def parse_smtp_url(text: str) -> MailServer:
    """Read `smtp://user:password@host:port?starttls=…` or `smtps://…`. Raises `InvalidInput`.

    The message never shows the URL, as it may hold a password.
    """
    try:
        url = urlsplit(text.strip())
        port, host = url.port, url.hostname
    except ValueError as error:
        raise InvalidInput("SMTP_URL: not a URL") from error
    if url.scheme not in {"smtp", "smtps"} or not host or url.path.strip("/") or url.fragment:
        raise InvalidInput("SMTP_URL: must be smtp://host:port or smtps://host:port")
    tls = url.scheme == "smtps"
    user = unquote(url.username) if url.username else None
    options = dict(parse_qsl(url.query))
    wanted = options.pop("starttls", "require" if user and not tls else "auto")
    if options or wanted not in _STARTTLS:
        raise InvalidInput("SMTP_URL: the only option is starttls=require, never or auto")
    return MailServer(
        host=host,
        port=port or (465 if tls else 587 if user else 25),
        tls=tls,
        starttls=False if tls else _STARTTLS[wanted],
        user=user,
        password=unquote(url.password) if url.password else None,
    )
