"""Reports as the pipeline would record them, each heard of by the same destinations."""

from collections.abc import Sequence
from datetime import datetime

from alerts.model.alert import Alert, RuleMatch
from alerts.model.event import alert_event
from alerts.model.event_digest import DigestAlert
from alerts.model.ids import ReportKey, alert_id, delivery_id
from alerts.model.report import report_of
from alerts.model.rule import Channel
from alerts.store.reports import NewAlert, NewDelivery, NewReport
from alerts.wiring import chance

SUBSCRIBER = "sub_crash"


def reports_to(
    numbers: Sequence[int], to: Sequence[str], channel: Channel = Channel.WEBHOOK
) -> list[NewReport]:
    """Make reports that everyone hears of."""
    now = chance.now()
    return [_report(f"r-{number}", to, channel, now) for number in numbers]


def _report(name: str, to: Sequence[str], channel: Channel, now: datetime) -> NewReport:
    key = ReportKey("Crash", name, 0)
    alert = alert_id(key, SUBSCRIBER)
    event = _written(key, alert, now) if channel is Channel.EMAIL else _short(name)
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
        NewDelivery(delivery_id(alert, one), one, channel, event, in_digest=said) for one in to
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


def _short(name: str) -> bytes:
    """Write what a webhook may carry: nobody reads more in it than the report's name."""
    return b'{"report":"%b","filler":"%b"}' % (name.encode(), b"x" * 500)


def _written(key: ReportKey, alert: str, now: datetime) -> bytes:
    """Write what a mail is made from; its subject is the report's name."""
    told = {"id": key.id, "source": {"name": key.source}, "title": key.id, "body": "It is told."}
    return alert_event(
        delivery_id="dlv_crash",
        destination_id="dst_crash",
        public_url="https://alerts.example",
        at=now,
        alert=Alert(alert, SUBSCRIBER, key, (RuleMatch("rul_crash", "All", (), ()),), now),
        report=report_of(told),
        entities=(),
    )
