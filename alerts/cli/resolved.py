"""A resolution as a line of JSON: what was found, and which regions a rule would match.

The names of its members are part of the public surface; other programs read them.
"""

import orjson

from alerts.match.explain import primary_entities
from alerts.model.entity import Evidence, Kind, Mention, Resolution
from alerts.model.event_told import told
from alerts.model.report import Report
from alerts.resolve.event import read_event
from alerts.resolve.gazetteer import Gazetteer


def resolved_line(report: Report, resolution: Resolution, gazetteer: Gazetteer) -> bytes:
    """Write what one report names, on one line."""
    news = primary_entities(resolution.mentions).values()
    return orjson.dumps(
        {
            "id": report.id,
            "entities": [_entity(mention, gazetteer) for mention in resolution.mentions],
            "regions": [m.entity for m in news if m.kind is Kind.REGION],
            "ambiguous": [
                {**_words(doubt.evidence), "candidates": doubt.candidates}
                for doubt in resolution.ambiguous
            ],
            "unresolved": [_words(evidence) for evidence in resolution.unresolved],
            "event": told(read_event(report, resolution.places)).model_dump(mode="json"),
        },
        option=orjson.OPT_APPEND_NEWLINE,
    )


def _entity(mention: Mention, gazetteer: Gazetteer) -> dict[str, object]:
    known = gazetteer.entity(mention.entity)
    return {
        "id": mention.entity,
        "kind": mention.kind,
        "name": known.name if known else mention.entity,
        "mention": mention.role,
        "part": mention.part,
        "via": mention.via,
        "evidence": [_words(evidence) for evidence in mention.evidence],
    }


def _words(evidence: Evidence) -> dict[str, object]:
    return {
        "field": evidence.field,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
    }
