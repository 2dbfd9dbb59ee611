"""What a letter says of another destination of the reader's that stopped, or mended."""

from dataclasses import dataclass

from alerts.deliver.email.text import one_line
from alerts.model.event_state import StateEvent
from alerts.model.rule import Channel, DestinationState

_LONGEST = 120
_REASON = 300


@dataclass(frozen=True, slots=True)
class NoticeLetter:
    """All that the templates of a notice show. Every text is clean; none is escaped yet."""

    subject: str
    said: str
    reason: str


def notice_letter(event: StateEvent) -> NoticeLetter:
    """Put a change into words."""
    data = event.data
    noun = "webhook" if data.destination_type is Channel.WEBHOOK else "address"
    what = f"{noun} {one_line(data.leads_to, _LONGEST)}"
    match data.state:
        case DestinationState.ACTIVE:
            subject = f"Your {what} takes alerts again"
            said = f"What waited for {data.destination_id} is being sent."
        case DestinationState.FAILING:
            subject = f"Your {what} takes no alerts"
            said = (
                f"Nothing has reached {data.destination_id} for 36 hours. We go on trying; after "
                "72 hours it is disabled, and what comes for it is held."
            )
        case _:
            subject = f"Your {what} is disabled"
            said = (
                f"Nothing more is sent to {data.destination_id}. What comes for it is held; once "
                "you enable it, it gets all of it."
            )
    return NoticeLetter(subject, said, one_line(data.reason or "", _REASON))
