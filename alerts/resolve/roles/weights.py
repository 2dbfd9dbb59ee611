"""How much mentions speak for being news, and which regions are chosen by that."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from enum import IntEnum

from alerts.resolve.roles.sentences import Name

Ancestors = Callable[[str], tuple[str, ...]]
LINE = "pipeline"  # lies in many regions: where it was hit, only the words tell


class Weight(IntEnum):
    """How much a mention speaks for its entity being news."""

    NONE = 0  # background
    WEAK = 1  # in a sentence where nothing happens
    PLACED = 2  # where nothing happens, but as a place: "in Anbar"
    FIRM = 3  # something happens in the sentence
    SURE = 4  # and it says that it happens there


def chosen_regions(
    weights: Mapping[str, Weight],
    facilities: AbstractSet[str],
    kinds: Mapping[str, Name],
    ancestors: Ancestors,
) -> set[str]:
    """Give the regions of what is hit; others only where the words put an event there.

    `weights` are those of regions, `facilities` what is news, `kinds` a name of each entity.
    """
    sited = {f for f in facilities if kinds[f].type != LINE}
    around = {a for f in sited for a in ancestors(f)}
    sure = {e for e, w in weights.items() if w is Weight.SURE}
    if facilities and (sited or sure):
        chosen = sure | (around & set(weights))
    else:
        best = max(weights.values(), default=Weight.NONE)
        chosen = {e for e, w in weights.items() if w is best is not Weight.NONE}
        if best >= Weight.FIRM:
            chosen |= _within_countries(chosen, weights, kinds, ancestors)
    above = {a for e in chosen for a in ancestors(e)}
    return chosen | {e for e in weights if e in above}


def _within_countries(
    chosen: AbstractSet[str],
    weights: Mapping[str, Weight],
    kinds: Mapping[str, Name],
    ancestors: Ancestors,
) -> set[str]:
    """Give what is nearest to the news within them, where only countries are chosen."""
    if not chosen or any(kinds[e].type != "country" for e in chosen):
        return set()
    inner = {e: w for e, w in weights.items() if not chosen.isdisjoint(ancestors(e))}
    best = max(inner.values(), default=Weight.NONE)
    return {e for e, w in inner.items() if w is best and w >= Weight.PLACED}
