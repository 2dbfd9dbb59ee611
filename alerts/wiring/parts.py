"""A builder per part: each takes the world as it is and gives back what runs."""

import asyncio
import hashlib
import os
import socket
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from alerts.deliver.attempt import Instruments
from alerts.deliver.channel import ChannelPort
from alerts.deliver.digesting import Digesting
from alerts.deliver.dispatcher import Dispatcher
from alerts.deliver.email.address import parse_address
from alerts.deliver.email.bounces import ReturnPath
from alerts.deliver.email.channel import EmailChannel
from alerts.deliver.email.domains import DomainTurns
from alerts.deliver.email.message import Sender
from alerts.deliver.email.server import parse_smtp_url
from alerts.deliver.email.suppression import Suppressions
from alerts.deliver.pace import Pace
from alerts.deliver.webhook.channel import Limits as WebhookLimits
from alerts.deliver.webhook.channel import WebhookChannel
from alerts.deliver.webhook.egress import EgressGuard
from alerts.deliver.webhook.headers import check_header
from alerts.intake.batch import BatchReader
from alerts.intake.connection import Cluster, Security
from alerts.intake.consumer import PART as KAFKA
from alerts.intake.consumer import ReportConsumer
from alerts.intake.dead_letters import DeadLetters
from alerts.intake.envelope import report_in
from alerts.intake.topic import ReportTopic
from alerts.keyring import Keyring
from alerts.model.errors import Unavailable
from alerts.model.rule import Channel
from alerts.pauses import until_set
from alerts.pipeline import Pipeline, RuleBook
from alerts.pipeline.fan_out import FanOut
from alerts.resolve.gazetteer import Gazetteer
from alerts.resolve.resolver import Resolver
from alerts.settings import Settings
from alerts.store.clock import DatabaseClock
from alerts.store.database import Database, check_schema, upgrade
from alerts.store.leasing import KeepSeats
from alerts.telemetry.readiness import Readiness
from alerts.web.api import Api, Limits
from alerts.wiring import chance
from alerts.wiring.limits import alert_rate, rule_limits
from alerts.wiring.loading import load
from alerts.wiring.upkeep import upkeep

log = structlog.get_logger()

DATABASE = "database"
_LONGEST_WAIT_S = 5.0


@dataclass(frozen=True, slots=True)
class World:
    """What the parts share. `nudge` is set when there is something to deliver."""

    settings: Settings
    readiness: Readiness
    db: Database
    keyring: Keyring
    clock: DatabaseClock
    nudge: asyncio.Event
    stop: asyncio.Event


async def wait_for_schema(
    settings: Settings, db: Database, readiness: Readiness, stop: asyncio.Event
) -> bool:
    """Wait until the database is there with this release's schema; False when told to stop.

    SQLite is one process's own, and brought up to date here. PostgreSQL is shared: there
    the operator runs `alerts db upgrade` before a release.
    """
    wait_s = 0.25
    while not stop.is_set():
        try:
            if db.dialect == "sqlite":
                await upgrade(settings.database_url.get_secret_value())
            await check_schema(db)
        except Unavailable as error:
            readiness.waiting(DATABASE, str(error))
            log.warning("database.awaited", reason=str(error))
            await until_set(stop, wait_s)
            wait_s = min(wait_s * 2, _LONGEST_WAIT_S)
        else:
            readiness.ready(DATABASE)
            return True
    return False


def cluster(settings: Settings) -> Cluster:
    """Give the way to Kafka."""
    password = settings.kafka_security_password
    return Cluster(
        settings.kafka_bootstrap_servers,
        Security(
            protocol=settings.kafka_security_protocol,
            mechanism=settings.kafka_security_mechanism,
            username=settings.kafka_security_username,
            password=password.get_secret_value() if password else None,
            ca_file=settings.kafka_security_ca_file,
        ),
        fetch_wait_ms=settings.kafka_fetch_wait_ms,
    )


async def intake(
    world: World, resolver: Callable[[], Resolver], stack: AsyncExitStack, seats: KeepSeats
) -> Coroutine[Any, Any, None]:
    """Build the way from Kafka into the database; give what runs it.

    The rules are loaded before the group is joined, so that the first batch waits for nobody.
    `seats` are of the dispatcher of this process, if there is one.
    """
    settings = world.settings
    finder = await asyncio.to_thread(resolver)
    rules = RuleBook(world.db, finder.gazetteer.retired, chance.ticks)
    await load(rules, world.readiness, world.stop)
    pipeline = Pipeline(
        world.db,
        finder,
        rules,
        FanOut(rules, finder.gazetteer, settings.public_url),
        max_age=settings.alert_max_age,
        clock=world.clock.now,
        ticks=chance.ticks,
        recorded=world.nudge.set,
        seats=seats,
        rate=alert_rate(settings),
    )
    kafka = cluster(settings)
    dead = DeadLetters(
        lambda: kafka.producer(settings.max_report_bytes),
        settings.kafka_dead_topic,
        settings.max_report_bytes,
    )
    stack.push_async_callback(dead.close)
    world.readiness.waiting(KAFKA, "joining the consumer group")
    consumer = ReportConsumer(
        kafka,
        topic=settings.kafka_topic,
        group=settings.kafka_group,
        max_records=settings.kafka_batch,
        reader=BatchReader(pipeline, dead, settings.max_report_bytes, clock=world.clock.now),
        readiness=world.readiness,
        stop=world.stop,
    )
    return consumer.run()


async def deliver(world: World, stack: AsyncExitStack) -> Dispatcher:
    """Build what sends webhooks and mail."""
    settings = world.settings
    webhook = WebhookChannel(
        keyring=world.keyring,
        guard=EgressGuard(settings.egress_allow),
        clock=world.clock.now,
        limits=WebhookLimits(total=settings.webhook_timeout),
    )
    channels: dict[Channel, ChannelPort] = {
        Channel.WEBHOOK: await stack.enter_async_context(webhook)
    }
    if settings.smtp_url is None:
        log.warning("mail.unset", detail="ALERTS_SMTP_URL is not set: mail waits until it is")
    else:
        mail = EmailChannel(
            parse_smtp_url(settings.smtp_url.get_secret_value()),
            Sender.of(settings.mail_from, settings.public_url),
            world.keyring,
            connections=settings.mail_concurrency,
            turns=DomainTurns(world.db, settings.mail_rate_per_domain),
            suppressions=Suppressions(world.db, world.clock.now),
            return_path=ReturnPath.of(settings.mail_bounces) if settings.mail_bounces else None,
        )
        channels[Channel.EMAIL] = await stack.enter_async_context(mail)
    making = partial(Digesting, db=world.db, clock=world.clock.now, public_url=settings.public_url)
    return Dispatcher(
        world.db,
        {name: making(channel) for name, channel in channels.items()},
        worker=f"{socket.gethostname()}-{os.getpid()}",
        instruments=Instruments(world.clock.now, chance.ticks, chance.jitter, chance.token),
        public_url=settings.public_url,
        nudge=world.nudge,
        readiness=world.readiness,
        slots={
            Channel.WEBHOOK: settings.webhook_concurrency,
            Channel.EMAIL: settings.mail_concurrency,
        },
        each=settings.destination_concurrency,
        rate=settings.destination_rate or None,
        pace=Pace(
            lease=settings.delivery_lease,
            attempt=max(settings.webhook_timeout * 2, timedelta(seconds=45)),
            poll=settings.delivery_poll,
            grace=settings.shutdown_timeout,
        ),
    )


def watch_queue(world: World) -> Coroutine[Any, Any, None]:
    """Give what keeps the queue's gauges and deletes what is past retention."""
    keep = timedelta(days=world.settings.retention_days)
    apart = timedelta(seconds=1 / world.settings.mail_rate_per_domain)
    return upkeep(world.db, keep, world.clock.now, world.stop, mails_apart=apart)


def api(
    world: World, gazetteer: Gazetteer, resolver: Callable[[], Resolver], stack: AsyncExitStack
) -> Api:
    """Build what the HTTP rooms work with."""
    settings = world.settings
    kafka = cluster(settings)
    topic = ReportTopic(
        lambda: kafka.producer(settings.http_max_body_bytes, settings.http_max_body_bytes),
        settings.kafka_topic,
    )
    stack.push_async_callback(topic.close)
    operator_key = settings.operator_key
    return Api(
        db=world.db,
        gazetteer=gazetteer,
        resolver=resolver,
        read_kept=lambda raw: report_in(raw, (), len(raw)),
        keyring=world.keyring,
        guard=EgressGuard(settings.egress_allow),
        check_header=check_header,
        check_address=parse_address if settings.smtp_url else None,
        topic=topic,
        readiness=world.readiness,
        public_url=settings.public_url,
        operator_key_hash=(
            hashlib.sha256(operator_key.get_secret_value().encode()).digest()
            if operator_key
            else None
        ),
        now=world.clock.now,
        ticks=chance.ticks,
        new_id=chance.new_id,
        entropy=chance.entropy,
        nudge=world.nudge.set,
        limits=Limits(
            body_bytes=settings.http_max_body_bytes,
            report_bytes=settings.max_report_bytes,
            rules=settings.max_rules,
            destinations=settings.max_destinations,
            requests_per_minute=settings.max_requests_per_minute,
            preview_reports=settings.max_preview_reports,
            noisy_per_day=settings.noisy_rule_per_day,
            retention_days=settings.retention_days,
            rule=rule_limits(settings),
        ),
    )
