"""Where the clocks stood that a report's hours were read from.

Words tell local time. Which that is the places say, unless the words do ("Moscow time"). Of a
country with several zones the first-level region must be known, or all of them must agree on
the day in question: an hour in an unknown zone is no hour, and is not told as one.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Where no place says it: the places watched are three hours east of Greenwich, give or take two.
UNSAID = timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Clock:
    """The zones that may hold where an event was; none where nothing tells."""

    zones: tuple[tzinfo, ...] = ()

    def at(self, local: datetime) -> datetime | None:
        """Give the instant of a local time, with its offset; None where zones differ."""
        offsets = {zone.utcoffset(local) for zone in self.zones}
        offset = offsets.pop() if len(offsets) == 1 else None
        return None if offset is None else local.replace(tzinfo=timezone(offset))

    def day_of(self, instant: datetime) -> date:
        """Give the day that an instant was in there; where that is unknown, a likely one."""
        days = {instant.astimezone(zone).date() for zone in self.zones}
        return days.pop() if len(days) == 1 else (instant + UNSAID).date()


@lru_cache(maxsize=1024)
def clock_of(places: frozenset[str]) -> Clock:
    """Give the clock of places, by their ids."""
    table = _table()
    regions: dict[str, set[str]] = defaultdict(set)
    for place in places:
        region = place.partition("/")[0]
        country = region.partition("-")[0]
        regions[country] |= {region} & table.keys() - {country}
    told = {region for country, known in regions.items() for region in known or {country}}
    return named(*sorted({zone for region in told for zone in table.get(region, ())}))


def named(*zones: str) -> Clock:
    """Give the clock of zones by their names; of none, if the machine lacks one of them."""
    try:
        return Clock(tuple(ZoneInfo(zone) for zone in zones))
    except ZoneInfoNotFoundError:
        return Clock()


@lru_cache(maxsize=1)
def _table() -> Mapping[str, tuple[str, ...]]:
    text = (files("alerts.resolve.event") / "zones.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {region: tuple(zones.split()) for region, zones in rows}
