"""What a letter says that tells of many alerts at once: each in three lines, the oldest first.

Mail readers cut off a long letter: of very many alerts the first are shown, and the number of
the others, with where they are.
"""

from dataclasses import dataclass
from datetime import datetime

from alerts.deliver.email.letter import SUBJECT_LENGTH, moment, safe_link
from alerts.deliver.email.text import one_line
from alerts.model.event_digest import DigestAlert, DigestEvent

MOST_SHOWN = 100
_TITLE_LENGTH = 200
_NAME_LENGTH = 80
_RULES_SHOWN = 3
_PLACES_IN_SUBJECT = 3


@dataclass(frozen=True, slots=True)
class AlertShown:
    """One alert. `more_rules` matched beside those that are named."""

    title: str
    link: str | None
    places: tuple[str, ...]
    source: str
    published: str | None
    rules: tuple[str, ...]
    more_rules: int
    alert_id: str


@dataclass(frozen=True, slots=True)
class DigestLetter:
    """All that the templates of a digest show. Every text is clean; none is escaped yet."""

    subject: str
    headline: str
    span: str
    alerts: tuple[AlertShown, ...]
    left_out: int
    all_alerts: str
    delivery_id: str


def digest_letter(event: DigestEvent) -> DigestLetter:
    """Work out the letter of a digest."""
    data = event.data
    shown = tuple(map(_shown, data.alerts[:MOST_SHOWN]))
    headline = f"{data.count:,} more alert{'' if data.count == 1 else 's'}"
    return DigestLetter(
        subject=_subject(headline, shown),
        headline=headline,
        span=_span(data.first_at, data.last_at),
        alerts=shown,
        left_out=data.count - len(shown),
        all_alerts=data.all_alerts,
        delivery_id=event.id,
    )


def _shown(alert: DigestAlert) -> AlertShown:
    names = [one_line(rule.name, _NAME_LENGTH) for rule in alert.rules]
    return AlertShown(
        title=one_line(alert.title or "A report without words", _TITLE_LENGTH),
        link=safe_link(alert.url),
        places=tuple(one_line(place, _NAME_LENGTH) for place in alert.places),
        source=one_line(alert.source, _NAME_LENGTH),
        published=moment(alert.published_at),
        rules=tuple(names[:_RULES_SHOWN]),
        more_rules=len(names[_RULES_SHOWN:]) + alert.more_rules,
        alert_id=alert.alert_id,
    )


def _subject(headline: str, shown: tuple[AlertShown, ...]) -> str:
    """Say how many, and the places that most of them name."""
    named: dict[str, int] = {}
    for alert in shown:
        for place in alert.places:
            named[place] = named.get(place, 0) + 1
    most = sorted(named, key=lambda place: -named[place])[:_PLACES_IN_SUBJECT]
    return one_line(f"{headline}{': ' if most else ''}{', '.join(most)}", SUBJECT_LENGTH)


def _span(first: datetime, last: datetime) -> str:
    if first.date() == last.date():
        return f"{first.day} {first:%B %Y, %H:%M} to {last:%H:%M} UTC"
    return f"{moment(first)} to {moment(last)}"
