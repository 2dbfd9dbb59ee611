"""The data of an alert as its receiver has it, and what is left of one that is too long.

A report may hold a megabyte in its title, or meet ten thousand rules; a receiver is sent what
it can take. What is cut is cut by number and length alone, so that the same alert is cut in the
same way each time, and what stands is whole: no words are shortened that evidence points at.
"""

from datetime import datetime

from alerts.model.entity import Kind, Part, Role
from alerts.model.event_because import MatchedRule
from alerts.model.event_told import EventTold, Shape, Words

KEPT = (50, 20, 5, 1)  # so many of each thing are kept at first, and fewer if that is too long
_TEXT_KEPT = 1000
_WORDS_KEPT = 200
_CUT = "…"
_URL_KEPT = 2048


class EventSource(Shape):
    """Who reported."""

    name: str
    url: str | None
    kind: str | None


class EventReport(Shape):
    """The report in short; `excerpt` is a piece of its body around the first evidence."""

    id: str
    source: EventSource
    title: str | None
    published_at: datetime | None
    url: str | None
    excerpt: str | None


class EventEntity(Shape):
    """An entity that the report names or implies."""

    id: str
    kind: Kind
    name: str
    mention: Role
    part: Part | None
    via: str | None
    evidence: Words | None = None
    lat: float | None
    lon: float | None


class AlertData(Shape):
    """The data of an alert, and of a test, which has the same shape.

    `unresolved` are names in the producer's own lists of which nobody knows what they name. Of a
    report that names hundreds, not all `entities` are shown; what is news comes first. Where an
    alert was too long to be sent whole, `whole_alert` is where to read it.
    """

    alert_id: str
    subscriber_id: str
    rules: tuple[MatchedRule, ...]
    report: EventReport
    event: EventTold | None = None
    entities: tuple[EventEntity, ...]
    unresolved: tuple[Words, ...] = ()
    whole_alert: str | None = None


def cut(data: AlertData, kept: int, whole_alert: str) -> AlertData:
    """Leave out of an alert what makes it long; `whole_alert` is where all of it can be read."""
    return data.model_copy(
        update={
            "rules": tuple(_rule(rule, kept) for rule in data.rules[:kept]),
            "report": _report(data.report),
            "event": None if data.event is None else _told(data.event, kept),
            "entities": tuple(_entity(entity) for entity in data.entities[:kept]),
            "unresolved": (),
            "whole_alert": whole_alert,
        }
    )


def _rule(rule: MatchedRule, kept: int) -> MatchedRule:
    because = (
        reason.model_copy(update={"evidence": _words(reason.evidence)})
        for reason in rule.because[:kept]
    )
    return rule.model_copy(update={"because": tuple(because)})


def _entity(entity: EventEntity) -> EventEntity:
    return entity.model_copy(update={"evidence": _words(entity.evidence)})


def _told(event: EventTold, kept: int) -> EventTold:
    evidence = {
        name: tuple(word for word in words if _words(word) is not None)[:kept]
        for name, words in event.evidence.items()
    }
    return event.model_copy(update={"evidence": evidence})


def _report(report: EventReport) -> EventReport:
    source = report.source
    return report.model_copy(
        update={
            "source": source.model_copy(
                update={"name": cut_text(source.name), "url": whole_url(source.url)}
            ),
            "title": cut_text(report.title) if report.title else report.title,
            "url": whole_url(report.url),
            "excerpt": cut_text(report.excerpt) if report.excerpt else report.excerpt,
        }
    )


def cut_text(text: str, length: int = _TEXT_KEPT) -> str:
    """Give a text of so many code points at most, and let be seen where it was cut."""
    return text if len(text) <= length else text[: length - 1] + _CUT


def whole_url(url: str | None) -> str | None:
    """Give a URL whole or not at all: a piece of one leads elsewhere."""
    return url if url is None or len(url) <= _URL_KEPT else None


def _words(words: Words | None) -> Words | None:
    return words if words is None or len(words.text) <= _WORDS_KEPT else None
