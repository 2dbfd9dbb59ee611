"""Which of ACLED's sub-event types a report tells, by its own words.

A weapon alone is no event: a firm that sells drones has attacked nobody. So nouns of weapons
count only with a deed in the same sentence. Where several types are told, the narrower one is
meant (a suicide bomb among clashes), as ACLED codes it. Nothing told, nothing guessed.
"""

from collections.abc import Iterable, Sequence

from alerts.model.report import EventType
from alerts.resolve.event.lexicon import Passage, Said

_WEAPONS = {
    "drone": EventType.AIR_DRONE_STRIKE,
    "missile": EventType.SHELLING_ARTILLERY_MISSILE_ATTACK,
    "bomb": EventType.REMOTE_EXPLOSIVE_LANDMINE_IED,
}
_DEEDS = {"deed", "killed", "wounded", "damage", "foiled"}
# Narrower first. A drone is called suicidal too, so the air comes before the suicide bomber.
_BY_WORD: Sequence[tuple[str, EventType]] = (
    ("chemical", EventType.CHEMICAL_WEAPON),
    ("air strike", EventType.AIR_DRONE_STRIKE),
    ("drone", EventType.AIR_DRONE_STRIKE),
    ("suicide", EventType.SUICIDE_BOMB),
    ("shelling", EventType.SHELLING_ARTILLERY_MISSILE_ATTACK),
    ("bomb", EventType.REMOTE_EXPLOSIVE_LANDMINE_IED),
    ("missile", EventType.SHELLING_ARTILLERY_MISSILE_ATTACK),
    ("grenade", EventType.GRENADE),
    ("abduction", EventType.ABDUCTION_FORCED_DISAPPEARANCE),
    ("clash", EventType.ARMED_CLASH),
    ("assault", EventType.ATTACK),
    ("mob", EventType.MOB_VIOLENCE),
    ("riot", EventType.VIOLENT_DEMONSTRATION),
    ("protest", EventType.PEACEFUL_PROTEST),
    ("looting", EventType.LOOTING_PROPERTY_DESTRUCTION),
    ("arrest", EventType.ARRESTS),
    ("truce", EventType.AGREEMENT),
    ("new base", EventType.HEADQUARTERS_OR_BASE_ESTABLISHED),
)
_PROJECTILES = {"drone", "missile", "air strike", "shelling", "bomb"}
_HARM = {"killed", "wounded", "damage", "outage"}
LEAD = 3  # sentences, the title among them

Told = tuple[EventType, Passage, tuple[Said, ...]]


def event_type_of(passages: Iterable[Passage]) -> Told | None:
    """Give the type that the title tells, or else the lead, with the words that tell it."""
    for passage in passages:
        for sentence in sorted({said.sentence for said in passage.said}):
            if sentence < LEAD:
                here = [said for said in passage.said if said.sentence == sentence]
                found = _in_sentence(here)
                if found is not None:
                    return found[0], passage, found[1]
    return None


def _in_sentence(said: list[Said]) -> tuple[EventType, tuple[Said, ...]] | None:
    first = {s.concept: s for s in reversed(said)}
    if "tally" in first:
        return None
    for concept, event_type in _BY_WORD:
        word = first.get(concept)
        if word is None:
            continue
        if concept in _WEAPONS and not _is_used(first, word):
            continue
        foiled = first.get("foiled")
        if foiled is not None and concept in _PROJECTILES and not first.keys() & _HARM:
            return EventType.DISRUPTED_WEAPONS_USE, (foiled, word)
        if concept == "protest":
            return _protest(first, word)
        return event_type, (word,)
    return None


def _is_used(first: dict[str, Said], weapon: Said) -> bool:
    return any(c in _DEEDS and (s.start, s.end) != weapon[1:3] for c, s in first.items())


def _protest(first: dict[str, Said], word: Said) -> tuple[EventType, tuple[Said, ...]]:
    shots = first.get("live fire")
    if shots is not None:
        return EventType.EXCESSIVE_FORCE_AGAINST_PROTESTERS, (word, shots)
    police = first.get("dispersed")
    if police is not None:
        return EventType.PROTEST_WITH_INTERVENTION, (word, police)
    return EventType.PEACEFUL_PROTEST, (word,)
