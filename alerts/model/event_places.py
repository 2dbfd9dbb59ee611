"""Where it was, in as few names as a headline has room for."""

from collections.abc import Iterable

from alerts.model.entity import Kind, Role
from alerts.model.event_because import MatchedRule
from alerts.model.event_data import EventEntity


def wanted_by(rules: Iterable[MatchedRule]) -> set[str]:
    """Give the entities that met the rules."""
    return {r.entity.id for rule in rules for r in rule.because if r.entity is not None}


def foremost_places(
    entities: Iterable[EventEntity], rules: Iterable[MatchedRule]
) -> tuple[str, ...]:
    """Name the facilities the report names, then its narrowest region; those of the rules first."""
    wanted = wanted_by(rules)
    primary = [e for e in entities if e.mention is Role.PRIMARY]
    named = [e for e in primary if e.kind is Kind.FACILITY and e.via is None]
    named.sort(key=lambda e: e.id not in wanted)
    regions = [e for e in primary if e.kind is Kind.REGION]
    narrowest = max(
        regions, key=lambda e: (e.via is None, e.id.count("/"), "-" in e.id), default=None
    )
    chosen = [*named[:2], *([narrowest] if narrowest else [])]
    return tuple(dict.fromkeys(e.name for e in chosen))
