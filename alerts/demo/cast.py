"""Three subscribers, and how each becomes one: over the API, and by saying yes to a mail."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from alerts.demo.api import Api, CallFailed
from alerts.demo.inbox import Letter
from alerts.demo.judge import Receipt
from alerts.demo.samples import Sample
from alerts.model.rule import Channel

_CONFIRM_LINK = re.compile(r"https?://\S+/confirm/\S+")


@dataclass(frozen=True, slots=True)
class Member:
    """A subscriber before it is one: what it watches, and where it wants to hear of it."""

    name: str
    slug: str
    rule: str
    when: Mapping[str, tuple[str, ...]]
    channels: tuple[Channel, ...]

    @property
    def address(self) -> str:
        """Its mail address."""
        return f"{self.slug}@desk.example"


CAST = (
    Member(
        "Conoco watch",
        "conoco",
        "The Conoco plant",
        {"facility": ("Koniko",)},
        (Channel.WEBHOOK,),
    ),
    Member(
        "Deir ez-Zor desk",
        "deir-ez-zor",
        "Anything in Deir ez-Zor",
        {"region": ("Deir ez-Zor",)},
        (Channel.WEBHOOK, Channel.EMAIL),
    ),
    Member(
        "Islamic State monitor",
        "islamic-state",
        "The Islamic State, wherever",
        {"actor": ("Islamic State",)},
        (Channel.EMAIL,),
    ),
)
YOU = Member("You", "you", "", {}, (Channel.WEBHOOK,))


def receipts_of(sample: Sample) -> frozenset[Receipt]:
    """Give every receipt that a sample must cause; a name outside the cast has no channel."""
    channels = {member.name: member.channels for member in CAST}
    return frozenset(
        Receipt(sample.id, name, channel)
        for name in sample.to
        for channel in channels.get(name, tuple(Channel))
    )


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A member that has become a subscriber. `secret` is its webhook's, shown once."""

    member: Member
    api: Api
    destinations: Mapping[Channel, str]
    secret: str | None


async def enrol(member: Member, operator: Api, hooks: str) -> Subscribed:
    """Create a subscriber with its destinations. `hooks`: the webhook receiver's URL."""
    made = await operator.post("/v1/subscribers", {"name": member.name})
    api = operator.with_key(str(made["key"]))
    destinations: dict[Channel, str] = {}
    secret = None
    for channel in member.channels:
        match channel:
            case Channel.WEBHOOK:
                wanted = {"type": "webhook", "url": f"{hooks}{member.slug}"}
            case Channel.EMAIL:
                wanted = {"type": "email", "address": member.address}
        answer = await api.post("/v1/destinations", wanted)
        destinations[channel] = str(answer["id"])
        secret = answer.get("secret", secret)
    return Subscribed(member, api, destinations, secret)


async def confirm(who: Subscribed, letter_to: Callable[[str], Awaitable[Letter]]) -> None:
    """Wait for the confirmation mail, open its link, press the button on the page."""
    letter = await letter_to(who.member.address)
    link = _CONFIRM_LINK.search(letter.text)
    if link is None:
        raise CallFailed(f"the mail to {letter.address} has no link to confirm it")
    await who.api.page("GET", link[0])
    await who.api.page("POST", link[0])
    state = await who.api.get(f"/v1/destinations/{who.destinations[Channel.EMAIL]}")
    if state["state"] != "active":
        raise CallFailed(f"{letter.address} is {state['state']} after it was confirmed")


async def add_rule(who: Subscribed) -> None:
    """Save the member's rule, which notifies all its destinations."""
    member = who.member
    await who.api.post(
        "/v1/rules",
        {
            "name": member.rule,
            "when": {key: list(values) for key, values in member.when.items()},
            "notify": list(who.destinations.values()),
        },
    )
