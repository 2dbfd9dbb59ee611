"""What a report says of its event: its type, when it was, how grave it was.

The producer's own fields win and are given as they are; what is missing is read from title
and lead, with the words that told it. What no word tells stays unknown.
"""

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR, MINYEAR, datetime

from alerts.model.entity import Evidence
from alerts.model.event_reading import EventReading, Precision
from alerts.model.report import Report
from alerts.resolve.event.kinds import event_type_of
from alerts.resolve.event.lexicon import Passage, Said
from alerts.resolve.event.severity import severity_of
from alerts.resolve.event.when import occurrence_of
from alerts.resolve.event.zones import clock_of


def read_event(report: Report, places: Iterable[str] = ()) -> EventReading:
    """Read the event that a report tells; `places` are the ids of the regions where it was."""
    passages = tuple(_passages(report))
    kind = None if report.event_type else event_type_of(passages)
    harm = None if report.severity else severity_of(passages)
    told = (
        None
        if report.occurred_at
        else occurrence_of(passages, _published(report), clock_of(frozenset(places)))
    )
    exact = Precision.EXACT if report.occurred_at else None
    return EventReading(
        event_type=kind[0] if kind else report.event_type,
        event_type_evidence=_words(kind),
        occurred_at=told.at if told else report.occurred_at,
        precision=told.precision if told else exact,
        occurred_at_evidence=(told.passage.evidence_of(told.start, told.end),) if told else (),
        severity=harm[0] if harm else report.severity,
        severity_evidence=_words(harm),
    )


def _published(report: Report) -> datetime | None:
    """Give when it was published, but not at the ends of the calendar, where days cannot be counted."""
    at = report.published_at
    return at if at is not None and MINYEAR < at.year < MAXYEAR else None


def _words(told: tuple[object, Passage, tuple[Said, ...]] | None) -> tuple[Evidence, ...]:
    return tuple(told[1].evidence(said) for said in told[2]) if told else ()


def _passages(report: Report) -> Iterator[Passage]:
    sentence = 0
    for field, text in (("/title", report.title), ("/body", report.body)):
        if text:
            passage = Passage(field, text, sentence)
            sentence = passage.sentences
            yield passage
