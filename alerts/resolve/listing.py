"""An entity's names as the files list them, folded once for everybody who looks names up.

Folding sixty thousand names is a good part of starting up, so it is done in one place.
"""

from collections.abc import Mapping
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from alerts.model.entity import Entity
from alerts.resolve.fold import key


class Strength(IntEnum):
    """How far a name may stand by itself: `short` needs a cue, `exact` its capitals."""

    SHORT = 0
    EXACT = 1
    NAME = 2


class Listing(NamedTuple):
    """A folded name's terms, the languages it is listed for, and how it is written."""

    strength: Strength
    languages: frozenset[str]
    forms: tuple[str, ...]


def listed(entity: Entity) -> Mapping[str, Listing]:
    """Gather an entity's folded names; listed with several strengths, the weakest counts."""
    gathered: dict[str, Listing] = {}
    for strength, by_language in (
        (Strength.NAME, entity.names),
        (Strength.EXACT, entity.exact),
        (Strength.SHORT, entity.short),
    ):
        for language, names in by_language.items():
            for name in names:
                folded = key(name)
                known = gathered.get(folded)
                if known is None:
                    gathered[folded] = Listing(strength, _only(language), (name,))
                else:
                    languages = known.languages | {language}
                    gathered[folded] = Listing(strength, languages, (*known.forms, name))
    gathered.setdefault(key(entity.name), Listing(Strength.NAME, _only("en"), (entity.name,)))
    gathered.pop("", None)
    return gathered


@cache
def _only(language: str) -> frozenset[str]:
    return frozenset([language])
