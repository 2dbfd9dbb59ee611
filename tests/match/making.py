"""Rules and reports drawn from a small world, so that they often meet."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from hypothesis import strategies as st

from alerts.match.facts import Facts, Site
from alerts.model.condition import Condition
from alerts.model.entity import Entity, Evidence, Kind, Link, Mention, Role
from alerts.model.report import Report, Severity, report_of
from alerts.model.rule import Rule
from alerts.resolve.gazetteer import Gazetteer

PARENTS: Mapping[str, tuple[Kind, tuple[str, ...]]] = {
    "SY": (Kind.REGION, ()),
    "SY-DY": (Kind.REGION, ("SY",)),
    "SY-HA": (Kind.REGION, ("SY",)),
    "IQ": (Kind.REGION, ()),
    "al-omar-oil-field": (Kind.FACILITY, ("SY-DY",)),
    "green-village": (Kind.FACILITY, ("al-omar-oil-field",)),
    "rumaila-oil-field": (Kind.FACILITY, ("IQ",)),
    "pipeline": (Kind.FACILITY, ("SY", "IQ")),
    "militias": (Kind.ACTOR, ()),
    "kataib": (Kind.ACTOR, ("militias",)),
    "syrian-democratic-forces": (Kind.ACTOR, ()),
    "sohr": (Kind.SOURCE, ()),
    "rudaw": (Kind.SOURCE, ()),
}
GAZETTEER = Gazetteer.of(
    Entity(
        *(id_, kind, "pipeline" if id_ == "pipeline" else kind.value, id_),
        tuple(Link(parent, "lies_in") for parent in parents),
    )
    for id_, (kind, parents) in PARENTS.items()
)
PHRASES = ("drone", "oil field", "حقل", "the drone strike", "Ёлка")
TEXTS = (
    "A drone hit the oil field.",
    "Three drones; the oil-field burns",
    "والحقل احترق",
    "ëлка",
    "Nothing happened",
)
EVENT_TYPES = ("air_drone_strike", "attack", "grenade")
LANGUAGES = ("en", "en-GB", "ar", "ar-SY")


def condition(when: Mapping[str, Any]) -> Condition:
    return Condition.model_validate_json(orjson.dumps(when), strict=True)


def rule(rule_id: str = "rul_1", *, enabled: bool = True, **when: Any) -> Rule:
    return Rule(rule_id, "sub_a", "a rule", condition(when), (), enabled)


def report(**members: Any) -> Report:
    return report_of({"id": "r-1", "source": {"name": "Zhyan"}, "regions": ["x"], **members})


def mention(entity: str, role: Role = Role.PRIMARY, via: str | None = None) -> Mention:
    kind = PARENTS[entity][0]
    field = "/source/name" if kind is Kind.SOURCE and role is Role.PRIMARY else "/body"
    words = () if via else (Evidence(field, 0, len(entity), entity),)
    role = Role.CONTEXT if kind is Kind.SOURCE else role
    return Mention(entity, kind, role, via=via, evidence=words)


def named(*entities: str, role: Role = Role.PRIMARY) -> tuple[Mention, ...]:
    """Mention entities with all that takes them in, as the resolver does."""
    found = {entity: mention(entity, role) for entity in entities}
    for entity in entities:
        for above in GAZETTEER.ancestors(entity):
            found.setdefault(above, mention(above, role, via=entity))
    return tuple(found.values())


def facts(*entities: str, sites: tuple[Site, ...] = (), **members: Any) -> Facts:
    return Facts(report(**members), named(*entities), sites=sites)


def _values(kind: Kind) -> st.SearchStrategy[list[str]]:
    ids = [id_ for id_, (of, _) in PARENTS.items() if of is kind]
    return st.lists(st.sampled_from(ids), min_size=1, max_size=3)


def _box(west: float, south: float, size: float) -> dict[str, Any]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


_LAT, _LON = st.sampled_from([33.0, 35.0, 35.1]), st.sampled_from([40.0, 40.6, 44.0])
LEAVES: dict[str, st.SearchStrategy[Any]] = {
    **{kind.value: _values(kind) for kind in Kind},
    "event_type": st.lists(
        st.sampled_from(EVENT_TYPES),
        min_size=1,
        max_size=2,
    ),
    "severity": st.builds(lambda s: {"at_least": s}, st.sampled_from([s.value for s in Severity])),
    "language": st.lists(st.sampled_from(LANGUAGES), min_size=1, max_size=2),
    "words": st.lists(st.sampled_from(PHRASES), min_size=1, max_size=2),
    "near": st.builds(
        lambda lat, lon, km: {"lat": lat, "lon": lon, "km": km},
        *(_LAT, _LON, st.sampled_from([1.0, 12.0, 300.0])),
    ),
    "within": st.builds(_box, _LON, _LAT, st.sampled_from([0.1, 2.0])),
}


def _grown(inner: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    several = st.lists(inner, min_size=2, max_size=4)
    groups = {"all": several, "any": several, "not": inner}
    alone = st.sampled_from(["any", "not", "any", "all"]).flatmap(
        lambda key: st.fixed_dictionaries({key: groups[key]})
    )
    return alone | _objects(groups)


def _objects(more: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    keys = LEAVES | more
    chosen = st.lists(st.sampled_from(sorted(keys)), min_size=1, max_size=2, unique=True)
    scope = st.sampled_from([None, None, "primary", "any"])
    return st.tuples(chosen, scope).flatmap(
        lambda drawn: st.fixed_dictionaries(
            {key: keys[key] for key in drawn[0]}
            | ({"mention": st.just(drawn[1])} if drawn[1] else {})
        )
    )


whens = st.recursive(_objects({}), _grown, max_leaves=10) | _grown(_grown(_objects({})))
conditions = whens.map(condition)

_roles = st.sampled_from([Role.PRIMARY, Role.PRIMARY, Role.CONTEXT])
_mentions = st.lists(
    st.tuples(st.sampled_from(sorted(PARENTS)), _roles),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[0],
).map(
    lambda drawn: tuple(
        {
            m.entity: m
            for role in (Role.CONTEXT, Role.PRIMARY)
            for m in reversed(named(*(e for e, r in drawn if r is role), role=role))
        }.values()
    )
)
_sites = st.lists(
    st.builds(
        Site,
        *(st.just("/location"), _LAT, _LON, st.sampled_from([0.0, 5.0, 50.0]), _roles),
    ),
    max_size=2,
).map(tuple)


def _often(values: Sequence[str]) -> st.SearchStrategy[str | None]:
    """Draw one of some values, or now and then nothing."""
    return st.sampled_from([*values, None])


_reports = st.fixed_dictionaries(
    {
        "title": _often(TEXTS),
        "body": _often(TEXTS),
        "language": _often(LANGUAGES),
        "severity": _often([s.value for s in Severity]),
        "event_type": _often(EVENT_TYPES),
    }
).map(lambda members: report(**members))
all_facts = st.builds(
    Facts,
    _reports,
    _mentions,
    st.frozensets(st.sampled_from(sorted(PARENTS)), max_size=1),
    _sites,
)
