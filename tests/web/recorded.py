"""An alert in the database, put there as the pipeline puts it."""

from alerts.model.alert import Alert, Because, NamedEntity, RuleMatch
from alerts.model.digest import Rate
from alerts.model.entity import Evidence, Kind, Role
from alerts.model.event import alert_body, alert_event
from alerts.model.ids import alert_id, delivery_id
from alerts.model.report import report_of
from alerts.model.rule import Channel
from alerts.store.reports import NewAlert, NewDelivery, NewReport, record
from alerts.store.subscribers import get_key
from tests.web.site import PUBLIC_URL, Parts


async def owner_of(parts: Parts, key: str) -> str:
    """Give the id of the subscriber that a key is of."""
    found = await get_key(parts.db, key.partition(".")[0])
    assert found is not None
    return found.subscriber_id


async def alerted(
    parts: Parts, owner: str, destination: str, report: str = "1", *, rate: Rate | None = None
) -> str:
    """Record a report that matched a rule of `owner`; give the alert's id."""
    now = parts.clock.now()
    told = report_of(
        {"id": report, "source": {"name": "SOHR"}, "title": "Blast at the Koniko gas field"}
    )
    words = Evidence("/title", 13, 19, "Koniko")
    because = Because(
        clause="facility",
        wanted="conoco-gas-plant",
        entity="conoco-gas-plant",
        kind=Kind.FACILITY,
        name="Conoco gas plant",
        role=Role.PRIMARY,
        evidence=words,
    )
    rule = RuleMatch("rul_a", "Fields", (destination,), (because,))
    alert = Alert(alert_id(told.key, owner), owner, told.key, (rule,), now)
    entity = NamedEntity("conoco-gas-plant", Kind.FACILITY, "Conoco gas plant", Role.PRIMARY)
    way = delivery_id(alert.id, destination)
    event = alert_event(
        delivery_id=way,
        destination_id=destination,
        public_url=PUBLIC_URL,
        at=now,
        alert=alert,
        report=told,
        entities=[entity],
    )
    new = NewAlert(
        alert.id,
        owner,
        alert_body(alert=alert, report=told, entities=[entity]),
        (NewDelivery(way, destination, Channel.WEBHOOK, event),),
    )
    row = NewReport(
        key=told.key,
        content=b"",
        raw=b"{}",
        mentions=b"{}",
        gazetteer="1",
        published_at=None,
        occurred_at=None,
        topic="reports",
        partition=0,
        offset=0,
        kafka_at=now,
        alerts=(new,),
    )
    await record(parts.db, [row], now, rate=rate)
    return alert.id
