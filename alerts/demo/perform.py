"""The run itself: set up, enrol three subscribers, play the reports, judge what came.

Everything waits for something to happen and for no longer than it may: a report is sent
when the alerts of the one before have come.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any

import aiohttp

from alerts.demo.api import Api
from alerts.demo.arrivals import Arrival, Arrivals
from alerts.demo.broker import Broker, embedded_broker
from alerts.demo.cast import CAST, YOU, Member, Subscribed, add_rule, confirm, enrol, receipts_of
from alerts.demo.inbox import Post, mail_server, webhook_receiver
from alerts.demo.judge import Receipt, Verdict, judge
from alerts.demo.picture import draw
from alerts.demo.samples import Sample, load_samples
from alerts.demo.screen import Screen
from alerts.demo.show import Options, Running, StartService
from alerts.demo.stage import (
    TOPIC,
    environment,
    free_port,
    new_operator_key,
    running,
    url_of,
)
from alerts.demo.workplace import Workplace, logging_to, workplace
from alerts.model.errors import Unavailable
from alerts.model.rule import Channel
from alerts.pauses import until_set

_START_LIMIT_S = 60.0
_POLL_S = 0.05
_PATIENCE_S = 2.0
_SETTLING_S = 1.0
_READING_S = 0.8


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the acts of the run share."""

    options: Options
    screen: Screen
    broker: Broker
    arrivals: Arrivals
    operator: Api
    hooks: str


async def perform(start_service: StartService, options: Options, screen: Screen) -> int:
    """Run the demo to its end; give 0, or 1 if anything went wrong."""
    samples = load_samples(options.expected)
    port = free_port(options.port)
    async with AsyncExitStack() as stack:
        place = stack.enter_context(workplace())
        log = None if options.verbose else place.log
        stack.enter_context(logging_to(log))
        scene, service = await _set_up(stack, start_service, options, screen, port, place)
        verdict = await _while_running(service, scene.arrivals, _acts(scene, samples))
        if not verdict.is_good and log is not None:
            place.keep = True
            screen.say(f"The service's log is kept: {log}")
    return 0 if verdict.is_good else 1


async def _set_up(
    stack: AsyncExitStack,
    start_service: StartService,
    options: Options,
    screen: Screen,
    port: int,
    place: Workplace,
) -> tuple[_Scene, Running]:
    """Start the broker, the inboxes and the service; the stack takes them down again."""
    post: Post = asyncio.Queue()
    key, url = new_operator_key(), url_of(port)
    broker = await stack.enter_async_context(embedded_broker(TOPIC))
    smtp = await stack.enter_async_context(mail_server(post))
    hooks = await stack.enter_async_context(webhook_receiver(post))
    screen.intro(url, broker.servers, None if options.verbose else place.log)
    told = environment(
        port=port, kafka=broker.servers, smtp=smtp, folder=place.folder, operator_key=key
    )
    with screen.busy("Starting the service"):
        service = await stack.enter_async_context(running(start_service, told))
    session = await stack.enter_async_context(aiohttp.ClientSession())
    arrivals = Arrivals(post, broker.timestamps.of, screen.show)
    operator = Api(session, url, key)
    return _Scene(options, screen, broker, arrivals, operator, hooks), service


async def _while_running(
    service: Running, arrivals: Arrivals, acts: Coroutine[Any, Any, Verdict]
) -> Verdict:
    """Run the acts beside what reads the post, as long as the service runs."""
    main = asyncio.create_task(acts)
    reading = asyncio.create_task(arrivals.run())
    ended = asyncio.create_task(service.ended.wait())
    tasks: set[asyncio.Task[Any]] = {main, reading, ended}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        if main.done():
            return main.result()
        if reading.done():
            reading.result()
        raise Unavailable("the service stopped by itself")
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def _acts(scene: _Scene, samples: Sequence[Sample]) -> Verdict:
    with scene.screen.busy("Enrolling three subscribers, who confirm their mail addresses"):
        everyone = await asyncio.gather(*(_enrol(scene, member) for member in CAST))
    scene.screen.enrolled(everyone)
    with scene.screen.busy("Waiting until Kafka lets the service in (the embedded one takes 3 s)"):
        await _until_ready(scene.operator)
    await _play(scene, samples)
    expected = frozenset(receipt for sample in samples for receipt in receipts_of(sample))
    verdict = await _settle(scene, expected)
    scene.screen.summary(samples, scene.arrivals.read, verdict)
    if scene.options.picture:
        draw(scene.arrivals.read, scene.options.picture)
    if not scene.options.once:
        await _stay_open(scene)
    return verdict


async def _enrol(scene: _Scene, member: Member) -> Subscribed:
    """Make a member a subscriber whose post is read; it has no rule before it is confirmed."""
    who = await enrol(member, scene.operator, scene.hooks)
    if Channel.EMAIL in who.destinations:
        await confirm(who, scene.arrivals.letter_to)
    scene.arrivals.expect(who)
    if member.rule:
        await add_rule(who)
    return who


async def _until_ready(operator: Api) -> None:
    """Ask `/readyz` until it says yes, as a load balancer does."""
    never = asyncio.Event()
    for _ in range(int(_START_LIMIT_S / _POLL_S)):
        reason = await operator.not_ready()
        if reason is None:
            return
        await until_set(never, _POLL_S)
    raise Unavailable(f"the service is not ready after {_START_LIMIT_S:.0f} s: {reason}")


async def _play(scene: _Scene, samples: Sequence[Sample]) -> None:
    """Put one report after the other onto Kafka, each when the alerts of the last have come."""
    for number, sample in enumerate(samples, 1):
        scene.screen.sending(number, len(samples), sample)
        await scene.broker.put(sample)
        await scene.arrivals.until(partial(_hold, receipts_of(sample)), _PATIENCE_S)
        if scene.screen.is_watched and not scene.options.once:
            await until_set(asyncio.Event(), _READING_S)


async def _settle(scene: _Scene, expected: frozenset[Receipt]) -> Verdict:
    """Wait for what is still missing, then a moment more for what should not come."""
    arrivals = scene.arrivals
    if await arrivals.until(partial(_hold, expected), scene.options.deadline_s):
        await arrivals.until(lambda read: len(read) > len(expected), _SETTLING_S)
    return judge(expected, [arrival.receipt for arrival in arrivals.read], arrivals.unread)


def _hold(wanted: frozenset[Receipt], read: Sequence[Arrival]) -> bool:
    return wanted <= {arrival.receipt for arrival in read}


async def _stay_open(scene: _Scene) -> None:
    """Let the user try it, until Ctrl-C."""
    you = await _enrol(scene, YOU)
    scene.screen.invitation(scene.operator, you)
    await asyncio.Event().wait()
