"""From the rules that a report matched to the rows that carry it on.

One alert a subscriber, one delivery a destination. The reasons come from `explain`, not
from the index, and so does whether a rule is met: it may have been changed since the index was
asked, and what an alert says is what the reference verdict says.
"""

from collections.abc import Generator, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import NamedTuple, TypedDict

import orjson

from alerts.match.explain import explain
from alerts.match.facts import Facts, facts_of, sites_of
from alerts.match.glimpse import Glimpse
from alerts.model.alert import Alert, Because, NamedEntity, RuleMatch
from alerts.model.delivery import Status
from alerts.model.entity import Evidence, Mention, Resolution, Role
from alerts.model.event import alert_event, whole_alert
from alerts.model.event_digest import digest_alert, heard_by
from alerts.model.event_reading import EventReading
from alerts.model.ids import alert_id, delivery_id
from alerts.model.report import Report
from alerts.model.rule import Addressee, DestinationState, Rule
from alerts.pipeline.incoming import Incoming
from alerts.pipeline.rule_book import RuleBook
from alerts.resolve.gazetteer import Gazetteer
from alerts.store.reports import NewAlert, NewDelivery, NewReport

_MAX_UNRESOLVED = 20  # shown; a list may have thousands
_MAX_ENTITIES = 300  # shown; a megabyte may name ten thousand, and every alert would be as long
_SENDS = {DestinationState.ACTIVE, DestinationState.FAILING}


class _Shown(TypedDict):
    """What every alert of a report shows of it. Worked out once, and only if somebody is told."""

    entities: Sequence[NamedEntity]
    event: EventReading
    unresolved: Sequence[Evidence]


class Met(NamedTuple):
    """A rule that a report meets, and why."""

    rule: Rule
    because: tuple[Because, ...]


class FanOut:
    """Makes the rows of one report. `public_url` is the source of every event."""

    def __init__(self, rules: RuleBook, gazetteer: Gazetteer, public_url: str) -> None:
        self._rules = rules
        self._gazetteer = gazetteer
        self._public_url = public_url

    def could_match(self, report: Report, entities: AbstractSet[str]) -> bool:
        """Tell whether any rule would match if all that a report names were as the rule likes it."""
        sites = sites_of(report, entities, self._gazetteer)
        return self._rules.index.could_match(Glimpse(report, entities, sites))

    def facts(self, report: Report, resolution: Resolution) -> Facts:
        """Put together what rules may look at."""
        return facts_of(report, resolution, self._gazetteer)

    def matching(self, facts: Facts) -> list[str]:
        """Give the ids of the rules that a report meets, by the index."""
        return self._rules.index.matching(facts)

    def judging(self, rules: Iterable[Rule], facts: Facts) -> Generator[None, None, list[Met]]:
        """Give those of these rules that a report meets, with why; in steps, as `making`."""
        met: list[Met] = []
        for rule in rules:
            explanation = explain(rule.when, facts, self._gazetteer.name_of)
            if explanation.met:
                met.append(Met(rule, explanation.because))
            yield
        return met

    def making(
        self,
        incoming: Incoming,
        resolution: Resolution,
        facts: Facts,
        met: Sequence[Met],
        now: datetime,
    ) -> Generator[None, None, NewReport]:
        """Make the report's row with its alerts and their deliveries.

        In steps, one event each: thousands may want the same report, and whoever drives this
        can let others in between.
        """
        report = incoming.report
        shown: _Shown | None = None
        in_order = sorted(met, key=lambda one: (one.rule.subscriber_id, one.rule.id))
        alerts = []
        for owner, some in groupby(in_order, key=lambda one: one.rule.subscriber_id):
            shown = shown or self._shown(facts, resolution)
            alerts.append((yield from self._alert(owner, list(some), incoming, shown, now)))
        return NewReport(
            key=report.key,
            content=report.content,
            raw=incoming.raw,
            mentions=orjson.dumps(resolution),
            entities=tuple([mention.entity for mention in resolution.mentions]),
            gazetteer=self._gazetteer.version,
            published_at=report.published_at,
            occurred_at=report.occurred_at,
            topic=incoming.topic,
            partition=incoming.partition,
            offset=incoming.offset,
            kafka_at=incoming.kafka_at,
            alerts=tuple(alerts),
        )

    def _alert(
        self,
        owner: str,
        met: Sequence[Met],
        incoming: Incoming,
        shown: _Shown,
        now: datetime,
    ) -> Generator[None, None, NewAlert]:
        report = incoming.report
        alert = Alert(
            id=alert_id(report.key, owner),
            subscriber_id=owner,
            report=report.key,
            rules=tuple(
                RuleMatch(rule.id, rule.name, rule.notify, because) for rule, because in met
            ),
            created_at=now,
        )
        whole = whole_alert(alert=alert, report=report, **shown)
        body = whole.model_dump_json().encode()
        in_short = digest_alert(whole, self._public_url, now)
        yield
        deliveries = []
        for to in self._addressees(owner, met):
            made = self._delivery(alert, to, report, shown, now, incoming.traceparent)
            heard = {rule.rule_id for rule in alert.rules if to.id in rule.notify}
            said = heard_by(in_short, heard).to_bytes()
            deliveries.append(replace(made, in_digest=said))
            yield
        return NewAlert(id=alert.id, subscriber_id=owner, body=body, deliveries=tuple(deliveries))

    def _addressees(self, owner: str, met: Sequence[Met]) -> list[Addressee]:
        """Give the destinations that hear of it; a disabled one's deliveries are held."""
        wanted = dict.fromkeys(to for one in met for to in one.rule.notify)
        known = (self._rules.addressees.get(to) for to in wanted)
        hears = {*_SENDS, DestinationState.DISABLED}
        return [to for to in known if to and to.subscriber_id == owner and to.state in hears]

    def _delivery(
        self,
        alert: Alert,
        to: Addressee,
        report: Report,
        shown: _Shown,
        now: datetime,
        traceparent: str | None,
    ) -> NewDelivery:
        id_ = delivery_id(alert.id, to.id)
        return NewDelivery(
            id=id_,
            destination_id=to.id,
            channel=to.channel,
            event=alert_event(
                delivery_id=id_,
                destination_id=to.id,
                public_url=self._public_url,
                at=now,
                alert=alert,
                report=report,
                **shown,
                traceparent=traceparent,
            ),
            status=Status.PENDING if to.state in _SENDS else Status.HELD,
        )

    def _shown(self, facts: Facts, resolution: Resolution) -> _Shown:
        return {
            "entities": [self._named(m) for m in _foremost(resolution.mentions)],
            "event": facts.event,
            "unresolved": resolution.lost[:_MAX_UNRESOLVED],
        }

    def _named(self, mention: Mention) -> NamedEntity:
        entity = self._gazetteer.entity(mention.entity)
        return NamedEntity(
            id=mention.entity,
            kind=mention.kind,
            name=entity.name if entity else mention.entity,
            role=mention.role,
            part=mention.part,
            via=mention.via,
            evidence=mention.evidence[0] if mention.evidence else None,
            lat=entity.lat if entity else None,
            lon=entity.lon if entity else None,
        )


def _foremost(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Give as many mentions as an alert shows; of too many, what is news before background."""
    if len(mentions) <= _MAX_ENTITIES:
        return mentions
    return sorted(mentions, key=lambda mention: mention.role is Role.CONTEXT)[:_MAX_ENTITIES]
