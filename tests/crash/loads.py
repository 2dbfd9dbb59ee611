"""Reports as the pipeline would record them, each heard of by the same destinations."""

from collections.abc import Sequence
from datetime import datetime

from alerts.model.event_digest import DigestAlert
from alerts.model.ids import ReportKey, alert_id, delivery_id
from alerts.model.rule import Channel
from alerts.store.reports import NewAlert, NewDelivery, NewReport
from alerts.wiring import chance

SUBSCRIBER = "sub_crash"


def reports_to(numbers: Sequence[int], to: Sequence[str]) -> list[NewReport]:
    """Make reports that everyone hears of."""
    now = chance.now()
    return [_report(f"r-{number}", to, now) for number in numbers]


def _report(name: str, to: Sequence[str], now: datetime) -> NewReport:
    key = ReportKey("Crash", name, 0)
    alert = alert_id(key, SUBSCRIBER)
    event = b'{"report":"%b","filler":"%b"}' % (name.encode(), b"x" * 500)
    said = DigestAlert(
        alert_id=alert,
        recorded_at=now,
        rules=(),
        more_rules=0,
        title=name,
        places=(),
        source="Crash",
        published_at=None,
        url=None,
        whole_alert="https://alerts.example",
    ).to_bytes()
    heard = tuple(
        NewDelivery(delivery_id(alert, one), one, Channel.WEBHOOK, event, in_digest=said)
        for one in to
    )
    return NewReport(
        key=key,
        content=b"content",
        raw=b"{}",
        mentions=b'{"mentions":[]}',
        gazetteer="crash",
        published_at=None,
        occurred_at=None,
        topic="reports",
        partition=0,
        offset=0,
        kafka_at=now,
        alerts=(NewAlert(alert, SUBSCRIBER, b"{}", heard),),
    )
