"""What a receiver is sent of alerts over its owner's rate: one event that lists them.

What the list says of an alert is written down when the alert is recorded, like an alert's own
event. So a rule that is changed before the digest is sent changes nothing in it.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import orjson

from alerts.model.event import MAX_EVENT_BYTES
from alerts.model.event_data import AlertData, cut_text, whole_url
from alerts.model.event_places import foremost_places
from alerts.model.event_told import Shape

MOST_LISTED = 1000
_HEAD_BYTES = 16 * 1024  # more than all that stands around the list
_RULES_NAMED = 20
_TITLE_LENGTH = 300
_NAME_LENGTH = 200


class DigestRule(Shape):
    """A rule that matched, and notifies this destination."""

    id: str
    name: str


class DigestAlert(Shape):
    """An alert in short. Of very many rules the first are named, and `more_rules` counted.

    `title` is the report's, or the beginning of its text; `url` is the report's own, and
    `whole_alert` is where the alert can be read with every reason.
    """

    alert_id: str
    recorded_at: datetime
    rules: tuple[DigestRule, ...]
    more_rules: int
    title: str | None
    places: tuple[str, ...]
    source: str
    published_at: datetime | None
    url: str | None
    whole_alert: str

    def to_bytes(self) -> bytes:
        """Write it as it is kept until its digest is made."""
        return self.model_dump_json().encode()


class DigestData(Shape):
    """The data of a digest: `count` alerts, recorded between two times, the oldest first.

    Of too many for one message the first are listed and `left_out` says how many are not;
    `all_alerts` is where every one of them can be read.
    """

    subscriber_id: str
    destination_id: str
    count: int
    first_at: datetime
    last_at: datetime
    alerts: tuple[DigestAlert, ...]
    left_out: int
    all_alerts: str


class DigestEvent(Shape):
    """The CloudEvents 1.0 event of a digest."""

    specversion: Literal["1.0"] = "1.0"
    id: str
    source: str
    type: Literal["alert.digest"] = "alert.digest"
    time: datetime
    datacontenttype: Literal["application/json"] = "application/json"
    data: DigestData

    @classmethod
    def read(cls, event: bytes) -> "DigestEvent":
        """Read back what `digest_event` wrote."""
        return cls.model_validate_json(event)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a digest is made of: how many alerts there are, and of the oldest what is said of each.

    `entries` are as `DigestAlert.to_bytes` wrote them, and `MOST_LISTED` at most.
    """

    delivery_id: str
    destination_id: str
    subscriber_id: str
    count: int
    first_at: datetime
    last_at: datetime
    entries: Sequence[bytes]


def digest_alert(data: AlertData, public_url: str, at: datetime) -> DigestAlert:
    """Put an alert in short, with all its rules; see `heard_by`."""
    report = data.report
    title = report.title or report.excerpt
    return DigestAlert(
        alert_id=data.alert_id,
        recorded_at=at,
        rules=tuple(
            DigestRule(id=rule.id, name=cut_text(rule.name, _NAME_LENGTH)) for rule in data.rules
        ),
        more_rules=0,
        title=cut_text(title, _TITLE_LENGTH) if title else None,
        places=tuple(
            cut_text(name, _NAME_LENGTH) for name in foremost_places(data.entities, data.rules)
        ),
        source=cut_text(report.source.name, _NAME_LENGTH),
        published_at=report.published_at,
        url=whole_url(report.url),
        whole_alert=f"{public_url}/v1/alerts/{data.alert_id}",
    )


def heard_by(alert: DigestAlert, rule_ids: Collection[str]) -> DigestAlert:
    """Leave only these rules: a destination hears of those that notify it."""
    rules = [rule for rule in alert.rules if rule.id in rule_ids]
    return alert.model_copy(
        update={
            "rules": tuple(rules[:_RULES_NAMED]),
            "more_rules": max(len(rules) - _RULES_NAMED, 0),
        }
    )


def digest_event(gathered: Gathered, *, public_url: str, at: datetime) -> bytes:
    """Write the event, of no more than `MAX_EVENT_BYTES`."""
    listed = _fitting(gathered.entries)
    data = DigestData(
        subscriber_id=gathered.subscriber_id,
        destination_id=gathered.destination_id,
        count=gathered.count,
        first_at=gathered.first_at,
        last_at=gathered.last_at,
        alerts=tuple(map(DigestAlert.model_validate_json, listed)),
        left_out=gathered.count - len(listed),
        all_alerts=f"{public_url}/v1/alerts?delivery={gathered.delivery_id}",
    )
    event = DigestEvent(id=gathered.delivery_id, source=public_url, time=at, data=data)
    return orjson.dumps(event.model_dump(mode="json"))


def _fitting(entries: Sequence[bytes]) -> Sequence[bytes]:
    room = MAX_EVENT_BYTES - _HEAD_BYTES
    for place, entry in enumerate(entries):
        room -= len(entry) + 1
        if room < 0:
            return entries[:place]
    return entries
