"""An alert that nothing caused, for receivers to be written and tested against.

It has every member that an alert has and says in plain words that it is made up. Only its
instant differs from one time to the next.
"""

from datetime import datetime

from alerts.model.alert import Alert, Because, NamedEntity, RuleMatch
from alerts.model.entity import Evidence, Kind, Part, Role
from alerts.model.event import alert_event
from alerts.model.report import Report, report_of

SAMPLE_DELIVERY = "dlv_sample"
_SUBSCRIBER, _DESTINATION = "sub_sample", "dst_sample"
_BODY = (
    "This report is made up. Two rockets hit the Koniko gas field east of the Euphrates on Monday "
    "night, the US-led coalition said. Nobody was hurt."
)


def sample_alert(public_url: str, at: datetime) -> bytes:
    """Write the sample as a webhook's body."""
    report = _report()
    plant, coalition = _words("Koniko gas field"), _words("US-led coalition")
    because = Because(
        clause="facility",
        wanted="conoco-gas-plant",
        entity="conoco-gas-plant",
        kind=Kind.FACILITY,
        name="Conoco gas plant",
        role=Role.PRIMARY,
        evidence=plant,
    )
    rule = RuleMatch("rul_sample", "Gas east of the Euphrates", (_DESTINATION,), (because,))
    return alert_event(
        delivery_id=SAMPLE_DELIVERY,
        destination_id=_DESTINATION,
        public_url=public_url,
        at=at,
        alert=Alert("alr_sample", _SUBSCRIBER, report.key, (rule,), at),
        report=report,
        entities=(
            NamedEntity(
                *("conoco-gas-plant", Kind.FACILITY, "Conoco gas plant", Role.PRIMARY),
                evidence=plant,
                lat=35.33,
                lon=40.31,
            ),
            NamedEntity(
                *("SY-DY", Kind.REGION, "Deir ez-Zor", Role.PRIMARY), via="conoco-gas-plant"
            ),
            NamedEntity(
                *(
                    "us-led-coalition",
                    Kind.ACTOR,
                    "US-led Coalition (Operation Inherent Resolve)",
                    Role.CONTEXT,
                ),
                part=Part.CLAIMED,
                evidence=coalition,
            ),
        ),
    )


def _report() -> Report:
    return report_of(
        {
            "id": "sample-1",
            "source": {"name": "Example Desk", "url": "https://example.org/sample-1"},
            "title": "Rockets hit a gas field (a made-up report)",
            "body": _BODY,
            "published_at": "2021-07-13T00:00:00Z",
        }
    )


def _words(text: str) -> Evidence:
    start = _BODY.index(text)
    return Evidence("/body", start, start + len(text), text)
