"""What an alert carries of its report, however much that names."""

from alerts.model.condition import Condition
from alerts.model.entity import Evidence, Kind, Mention, Resolution, Role
from alerts.model.event import AlertData
from alerts.model.event_digest import DigestAlert
from alerts.model.rule import Rule
from alerts.pipeline.fan_out import FanOut
from alerts.resolve.steps import at_one_go
from tests.pipeline.conftest import GAZETTEER, NOW, House
from tests.pipeline.test_pipeline import Make


def _mention(entity: str, role: Role) -> Mention:
    words = Evidence("/body", 0, 1, "x")
    return Mention(entity, Kind.REGION, role, evidence=(words,))


async def test_of_thousands_of_entities_an_alert_shows_the_foremost(
    house: House, incoming: Make
) -> None:
    background = [_mention(f"x-{number}", Role.CONTEXT) for number in range(5_000)]
    news = [_mention(f"n-{number}", Role.PRIMARY) for number in range(10)]
    rule = Rule(
        id="rul_1",
        subscriber_id="sub_1",
        name="a rule",
        when=Condition(region=("n-9",)),
        notify=(),
    )
    fan_out = FanOut(house.book, GAZETTEER, "https://alerts.example")
    resolution = Resolution(mentions=(*background, *news))
    report = incoming()
    facts = fan_out.facts(report.report, resolution)
    met = at_one_go(fan_out.judging([rule], facts))
    row = at_one_go(fan_out.making(report, resolution, facts, met, NOW))
    (alert,) = row.alerts
    shown = AlertData.model_validate_json(alert.body)
    assert [entity.id for entity in shown.entities[:11]] == [*(m.entity for m in news), "x-0"]
    assert len(shown.entities) == 300
    assert [reason.wanted for reason in shown.rules[0].because] == ["n-9"]


async def test_a_delivery_carries_what_a_digest_would_say_of_it(
    house: House, incoming: Make
) -> None:
    owner = await house.subscriber()
    first, second = await house.webhook(owner), await house.webhook(owner)
    await house.book.refresh()
    plant, syria = Condition(facility=("conoco-gas-plant",)), Condition(region=("SY",))
    rules = [
        Rule("rul_1", owner, "Syria", syria, (first,)),
        Rule("rul_2", owner, "The plant", plant, (first, second)),
    ]
    fan_out = FanOut(house.book, GAZETTEER, "https://alerts.example")
    one = incoming()
    resolution = at_one_go(house.resolver.resolving(one.report))
    facts = fan_out.facts(one.report, resolution)
    met = at_one_go(fan_out.judging(rules, facts))
    row = at_one_go(fan_out.making(one, resolution, facts, met, NOW))
    (alert,) = row.alerts
    said = {
        d.destination_id: DigestAlert.model_validate_json(d.in_digest) for d in alert.deliveries
    }
    assert [rule.name for rule in said[first].rules] == ["Syria", "The plant"]
    assert [rule.name for rule in said[second].rules] == ["The plant"]
    assert said[second].places == ("Conoco gas plant", "Deir ez-Zor")
    assert said[second].alert_id == alert.id
