"""What a letter says, worked out from the event before any template is filled.

The order is that of a reader at night: what happened, where, who says so, and then why this
letter came to them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from alerts.deliver.email.text import Piece, clean, mark, one_line
from alerts.model.event import AlertEvent, EventEntity, EventKind
from alerts.model.event_because import MatchedRule, PlaceSeen, Reason
from alerts.model.event_places import foremost_places, wanted_by

SUBJECT_LENGTH = 140
_HEADLINE_LENGTH = 300
_ALSO_SHOWN = 12
_NOUNS = {
    "event_type": "What happened:",
    "severity": "Severity:",
    "language": "Language:",
    "words": "The words",
    "near": "Where:",
    "within": "Where:",
    "not": "Not",
}
_MEMBERS = {"/location": "the coordinates that the source gave"}
_FIELDS = {"/title": "in the title", "/body": "in the text"}


@dataclass(frozen=True, slots=True)
class Why:
    """One clause that was met, in words: `words` as the report has them, or what implied it."""

    noun: str
    name: str
    words: str | None
    where: str
    via: str | None


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A rule of the reader's that matched."""

    name: str
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class AlertLetter:
    """All that the alert templates show. Every text is clean; none is escaped yet."""

    subject: str
    is_test: bool
    headline: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    places: tuple[str, ...]
    source: str
    published: str | None
    link: str | None
    link_host: str | None
    rules: tuple[RuleShown, ...]
    also: tuple[str, ...]
    alert_id: str


def alert_letter(event: AlertEvent) -> AlertLetter:
    """Work out the letter of an alert or a test."""
    data, report = event.data, event.data.report
    words = [r.evidence.text for rule in data.rules for r in rule.because if r.evidence]
    excerpt = clean(report.excerpt or "").strip()
    headline = one_line(report.title or excerpt or "A report without words", _HEADLINE_LENGTH)
    places = _places(data.entities, data.rules)
    link = safe_link(report.url)
    shown = wanted_by(data.rules)
    return AlertLetter(
        subject=_subject(headline, places, is_test=event.type is EventKind.TEST),
        is_test=event.type is EventKind.TEST,
        headline=mark(headline, words),
        excerpt=mark(excerpt, words) if report.title else (),
        places=places,
        source=one_line(report.source.name, 100),
        published=moment(report.published_at),
        link=link,
        link_host=urlsplit(link).hostname if link else None,
        rules=tuple(_rule(rule, data.entities) for rule in data.rules),
        also=_also(data.entities, shown, places),
        alert_id=data.alert_id,
    )


def _subject(headline: str, places: Sequence[str], *, is_test: bool) -> str:
    """Say what happened and, unless the headline does already, where."""
    told = headline.casefold()
    unsaid = [place for place in places if place.casefold() not in told]
    nearest_and_widest = dict.fromkeys([*unsaid[:1], *unsaid[-1:]])
    where = f" ({', '.join(nearest_and_widest)})" if unsaid else ""
    lead = "[Test] " if is_test else ""
    room = SUBJECT_LENGTH - len(where) - len(lead)
    return one_line(f"{lead}{one_line(headline, max(room, SUBJECT_LENGTH // 2))}{where}", 200)


def _places(entities: Iterable[EventEntity], rules: Iterable[MatchedRule]) -> tuple[str, ...]:
    names = foremost_places(entities, rules)
    return tuple(dict.fromkeys(one_line(name, 80) for name in names))


def _rule(rule: MatchedRule, entities: Sequence[EventEntity]) -> RuleShown:
    names = {entity.id: entity.name for entity in entities}
    why = tuple(dict.fromkeys(_why(reason, names) for reason in rule.because))
    return RuleShown(one_line(rule.name, 200), why)


def _why(reason: Reason, names: dict[str, str]) -> Why:
    evidence = reason.evidence
    via = (names | _MEMBERS).get(reason.via, reason.via) if reason.via else None
    return Why(
        noun=_NOUNS.get(reason.clause, reason.clause.capitalize()),
        name=one_line(_what(reason), 120),
        words=one_line(evidence.text, 120) if evidence else None,
        where=_FIELDS.get(evidence.field, "in the producer's own list") if evidence else "",
        via=one_line(via, 120) if via else None,
    )


def _what(reason: Reason) -> str:
    """Name what met a clause."""
    if reason.entity is not None:
        return reason.entity.name
    saw = reason.saw
    if isinstance(saw, PlaceSeen):
        far = f"{saw.km:.1f} km away, " if saw.km is not None else ""
        return f"{far}{reason.wanted}"
    if saw is None:
        return reason.wanted
    return f"{reason.wanted} (it was {saw})" if reason.clause == "not" else saw.replace("_", " ")


def _also(
    entities: Iterable[EventEntity], shown: set[str], places: Sequence[str]
) -> tuple[str, ...]:
    """Name what else the report names; what is only implied would drown it."""
    names = [e.name for e in entities if e.via is None and e.id not in shown]
    fresh = dict.fromkeys(one_line(name, 80) for name in names)
    return tuple(name for name in fresh if name not in places)[:_ALSO_SHOWN]


def safe_link(url: str | None) -> str | None:
    """Give a web link that holds nothing but itself, or None."""
    if not url or clean(url) != url or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    plain = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    return url if plain else None


def moment(at: datetime | None) -> str | None:
    """Write a time for a reader anywhere."""
    return f"{at.day} {at:%B %Y, %H:%M} UTC" if at else None
