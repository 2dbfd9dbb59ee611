"""Reports in other people's shapes: rows of ACLED's event data, and GeoJSON features.

Who already has such records need not rewrite them. A shape is told by members that no report
of ours has, and only where things stand is changed here: what cannot be read is passed on as it
is, to be dropped and named, or refused, as in any other report.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final

from alerts.model.ids import slug

_Members = Mapping[str, object]

_ACLED_MARKS: Final = ("event_id_cnty", "event_date")
_ACLED: Final = "ACLED"
# Of ACLED's codebook: 1 the place itself, 2 a town near by or a part of a region, 3 a region.
# The kilometres are ours: how far from the point such an event may have been.
_PRECISION_KM: Final = {"1": 5.0, "2": 25.0, "3": 150.0}
_MANY = 10  # killed: as in `alerts.resolve.event.severity`
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_DATES: Final = ("%Y-%m-%d", "%d %B %Y")
_ACRONYM = re.compile(r"^[A-Z][\w-]{1,11}: ")  # "QSD: Syrian Democratic Forces"
_SUFFIX = re.compile(r" \([^()]*\)$")  # "(Syria)", "(2017-2021)"
_OTHER_NAMES: Final = {"title": ("name", "headline"), "body": ("description", "notes")}


def in_our_shape(value: dict[str, object]) -> dict[str, object]:
    """Give a decoded JSON object as a report of ours, if it has one of the shapes known here."""
    if _is_acled(value):
        return _from_acled(value)
    if value.get("type") == "Feature" and "geometry" in value:
        return _from_feature(value)
    return value


def _is_acled(value: _Members) -> bool:
    return all(mark in value for mark in _ACLED_MARKS)


def _from_acled(row: _Members) -> dict[str, object]:
    """Read a row of ACLED's export; its numbers may be strings.

    `occurred_at` is the beginning of the day that the row names: ACLED knows no hour.
    """
    made = {
        "id": row["event_id_cnty"],
        "source": {"name": row.get("source") or _ACLED, "kind": "monitor"},
        "body": row.get("notes"),
        "published_at": _recorded(row.get("timestamp")),
        "occurred_at": _day(row.get("event_date")),
        "regions": list(_texts(row, "location", "admin1", "country")),
        "actors": [_actor(name) for name in _texts(row, "actor1", "actor2")],
        "location": _point(row),
        "event_type": _event_type(row.get("sub_event_type")),
        "severity": _severity(row.get("fatalities")),
    }
    return {name: member for name, member in made.items() if member not in (None, [])}


def _from_feature(feature: _Members) -> dict[str, object]:
    """Read a GeoJSON feature (RFC 7946): a point, and the report's members as its properties."""
    properties = feature.get("properties")
    members: dict[str, object] = dict(properties) if isinstance(properties, dict) else {}
    if _is_acled(members):
        made = _from_acled(members)
    else:
        made = members
        for name, others in _OTHER_NAMES.items():
            told = next((members[o] for o in others if isinstance(members.get(o), str)), None)
            if told is not None:
                made.setdefault(name, told)
        if isinstance(made.get("source"), str):
            made["source"] = {"name": made["source"]}
    number = feature.get("id")
    if number is not None:
        made.setdefault("id", number)
    if type(made.get("id")) is int:  # GeoJSON's ids may be numbers; ours are text
        made["id"] = str(made["id"])
    place = _place(feature.get("geometry"))
    if place is not None and not isinstance(made.get("location"), dict):
        made["location"] = place  # as a property it is mostly the name of a place
    return made


def _texts(row: _Members, *names: str) -> Iterator[str]:
    """Give the members that hold text, each once."""
    found = (row.get(name) for name in names)
    yield from dict.fromkeys(text for text in found if isinstance(text, str) and text.strip())


def _actor(name: str) -> str:
    """Give an actor's name without what ACLED puts about it."""
    return _SUFFIX.sub("", _ACRONYM.sub("", name)) or name


def _event_type(name: object) -> object:
    """Write "Air/drone strike" as we do: air_drone_strike."""
    return slug(name).replace("-", "_") if isinstance(name, str) and name else name or None


def _point(row: _Members) -> dict[str, object] | None:
    lat, lon = row.get("latitude"), row.get("longitude")
    if lat in (None, "") or lon in (None, ""):
        return None
    precision = _PRECISION_KM.get(str(row.get("geo_precision")))
    point = {"lat": _number(lat), "lon": _number(lon)}
    return point if precision is None else point | {"precision_km": precision}


def _place(geometry: object) -> dict[str, object] | None:
    """Give a point's place, longitude first as GeoJSON has it; an area is no point."""
    match geometry:
        case {"type": "Point", "coordinates": [lon, lat, *_]}:
            return {"lat": lat, "lon": lon}
        case _:
            return None


def _number(value: object) -> object:
    return float(value) if isinstance(value, str) and _NUMBER.fullmatch(value.strip()) else value


def _severity(fatalities: object) -> str | None:
    """Judge by the dead; where nobody died, harm is not known."""
    number = _number(fatalities)
    if not isinstance(number, int | float) or number < 1:
        return None
    return "extreme" if number >= _MANY else "severe"


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    for form in _DATES:
        try:
            day = datetime.strptime(value.strip(), form).replace(tzinfo=UTC)
        except ValueError:
            continue
        return _rfc3339(day)
    return value


def _recorded(value: object) -> object:
    """Read the second, counted from 1970, at which a row was last written."""
    number = _number(value)
    if isinstance(number, bool) or not isinstance(number, int | float):
        return value or None
    try:
        return _rfc3339(datetime.fromtimestamp(number, UTC))
    except (OverflowError, ValueError, OSError):
        return value


def _rfc3339(at: datetime) -> str:
    return at.replace(microsecond=0).isoformat()
