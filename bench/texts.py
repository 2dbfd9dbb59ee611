"""Reports of about 300 words, half of them English and half Arabic, naming up to four entities.

Everything is drawn from a seed: two runs, and two machines, do the same work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random  # noqa: TID251 - seeded, so that every run has the same work
from typing import Any, Final

import orjson

from alerts.model.entity import Entity, Kind
from alerts.resolve.gazetteer import Gazetteer
from bench.sentences import ARABIC, ENGLISH, Sentences

WORDS = 300
MOST_NAMES = 4
_LANGUAGES: Final = (("en", ENGLISH), ("ar", ARABIC))
_KINDS = (Kind.REGION, Kind.FACILITY, Kind.ACTOR)
_USUAL_SPELLINGS = 3  # of those listed for a name; the rest are rare ones


@dataclass(frozen=True, slots=True)
class Text:
    """A report's text, without the id that makes a report of it."""

    language: str
    source: str
    title: str
    body: str

    def report(self, id_: str) -> bytes:
        """Make the JSON of a report that says this."""
        return orjson.dumps(self.fields(id_))

    def fields(self, id_: str) -> dict[str, Any]:
        """Make a report's fields."""
        return {
            "id": id_,
            "source": {"name": self.source, "kind": "media", "url": "https://news.example/feed"},
            "title": self.title,
            "body": self.body,
            "language": self.language,
            "published_at": "2025-06-01T02:10:00Z",
            "severity": "moderate",
        }


def texts(gazetteer: Gazetteer, count: int, seed: int) -> list[Text]:
    """Write so many texts, in English and Arabic by turns."""
    chance = Random(seed)
    named = {kind: _named_in_both(gazetteer, kind) for kind in _KINDS}
    sources = [e.name for e in gazetteer.entities() if e.kind is Kind.SOURCE]
    written = []
    for number in range(count):
        language, sentences = _LANGUAGES[number % len(_LANGUAGES)]
        entities = [
            (kind, chance.choice(named[kind]))
            for kind in chance.choices(_KINDS, k=chance.randint(0, MOST_NAMES))
        ]
        body = _body(sentences, language, entities, chance)
        title = chance.choice(sentences.titles)
        written.append(Text(language, chance.choice(sources), title, body))
    return written


def _named_in_both(gazetteer: Gazetteer, kind: Kind) -> list[Entity]:
    return [
        e
        for e in gazetteer.entities()
        if e.kind is kind and e.names.get("en") and e.names.get("ar")
    ]


def _body(
    sentences: Sentences, language: str, entities: Sequence[tuple[Kind, Entity]], chance: Random
) -> str:
    """Put the naming sentences among plain ones, up to the length wanted."""
    said = [
        _said(chance.choice(sentences.naming[kind]), chance, _spelling(entity, language, chance))
        for kind, entity in entities
    ]
    plain = list(sentences.plain)
    chance.shuffle(plain)
    length = sum(len(sentence.split()) for sentence in said)
    while length < WORDS:
        sentence = _said(plain.pop() if plain else chance.choice(sentences.plain), chance)
        said.append(sentence)
        length += len(sentence.split())
    chance.shuffle(said)
    return " ".join(said)


def _said(sentence: str, chance: Random, name: str = "") -> str:
    return sentence.format(n=chance.randint(2, 48), m=chance.randint(3, 57), name=name)


def _spelling(entity: Entity, language: str, chance: Random) -> str:
    return chance.choice(entity.names[language][:_USUAL_SPELLINGS])
