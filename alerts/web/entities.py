"""The gazetteer, for whoever writes a rule: type some letters, in any script, and choose."""

import asyncio
from collections.abc import Mapping
from typing import Annotated

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from alerts.model.entity import Entity, Kind
from alerts.resolve.gazetteer import Gazetteer
from alerts.web.problem import not_found
from alerts.web.route import Auth, Call, Json, Route, Tag
from alerts.web.shape import Nothing, Sent, Shape, absent


class EntityQuery(Sent):
    """What is looked for."""

    q: Annotated[str, Field(min_length=1, max_length=200, description="A name, or how one begins.")]
    kind: Kind | SkipJsonSchema[None] = absent("Only entities of this kind.")
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most.")] = 50


class ParentAnswer(Shape):
    """An entity above. `takes_in`: a rule on it takes this one in."""

    id: str
    kind: Kind
    name: str
    link: str
    takes_in: bool


class EntityAnswer(Shape):
    """An entity that a rule can name. Coordinates in degrees (WGS 84)."""

    id: str
    kind: Kind
    type: str
    name: str
    parents: tuple[ParentAnswer, ...]
    names: Mapping[str, tuple[str, ...]] = Field(description="Its names by language tag.")
    lat: float | None
    lon: float | None


class Entities(Shape):
    """What was found, the best first."""

    items: tuple[EntityAnswer, ...]


async def _search(call: Call[Nothing, EntityQuery]) -> Json:
    return Json(await asyncio.to_thread(_found, call.api.gazetteer, call.query))


def _found(gazetteer: Gazetteer, query: EntityQuery) -> Entities:
    """Search. It takes some milliseconds, which deliveries need not wait for."""
    found = gazetteer.search(query.q, query.kind, query.limit)
    return Entities(items=tuple(_shown(entity, gazetteer) for entity in found))


async def _get(call: Call[Nothing, Nothing]) -> Json:
    gazetteer = call.api.gazetteer
    entity = gazetteer.entity(call.path["id"])
    if entity is None:
        raise not_found()
    return Json(_shown(entity, gazetteer))


def _shown(entity: Entity, gazetteer: Gazetteer) -> EntityAnswer:
    parents = ((link, gazetteer.entity(link.parent)) for link in entity.parents)
    return EntityAnswer(
        id=entity.id,
        kind=entity.kind,
        type=entity.type,
        name=entity.name,
        parents=tuple(
            ParentAnswer(
                id=parent.id,
                kind=parent.kind,
                name=parent.name,
                link=link.link,
                takes_in=link.takes_in,
            )
            for link, parent in parents
            if parent is not None
        ),
        names=entity.names,
        lat=entity.lat,
        lon=entity.lon,
    )


ROUTES = (
    Route(
        method="GET",
        path="/v1/entities",
        name="searchEntities",
        tag=Tag.ENTITIES,
        summary="Search entities by name",
        description="Any spelling, any script; made for autocomplete.",
        auth=Auth.SUBSCRIBER,
        handle=_search,
        body=Nothing,
        query=EntityQuery,
        answer=Entities,
    ),
    Route(
        method="GET",
        path="/v1/entities/{id}",
        name="getEntity",
        tag=Tag.ENTITIES,
        summary="Get an entity",
        description="The id of a retired entity gives the one that replaced it.",
        auth=Auth.SUBSCRIBER,
        handle=_get,
        body=Nothing,
        query=Nothing,
        answer=EntityAnswer,
        path_pattern="/v1/entities/{id:.+}",
    ),
)
