"""Others' finders of listed names, made of the same names; each only where it is installed.

They find words and no more: no folding, endings, doubts or roles. They are here for speed.
"""

import importlib
import importlib.util
from collections.abc import Callable, Mapping
from typing import Any

Find = Callable[[str], Any]


def _phrase_matcher(names: Mapping[str, str]) -> Find | None:
    if importlib.util.find_spec("spacy") is None:
        return None
    spacy = importlib.import_module("spacy")
    matching = importlib.import_module("spacy.matcher")
    tokens = spacy.blank("xx")
    matcher = matching.PhraseMatcher(tokens.vocab, attr="LOWER")
    by_entity: dict[str, list[str]] = {}
    for name, entity in names.items():
        by_entity.setdefault(entity, []).append(name)
    for entity, listed in by_entity.items():
        matcher.add(entity, list(tokens.tokenizer.pipe(listed)))
    return lambda text: matcher(tokens.make_doc(text))


def _entity_ruler(names: Mapping[str, str]) -> Find | None:
    if importlib.util.find_spec("spacy") is None:
        return None
    spacy = importlib.import_module("spacy")
    tokens = spacy.blank("xx")
    ruler = tokens.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
    ruler.add_patterns(
        [{"label": "NAME", "pattern": name, "id": entity} for name, entity in names.items()]
    )
    return lambda text: tokens(text).ents


def _flashtext(names: Mapping[str, str]) -> Find | None:
    if importlib.util.find_spec("flashtext") is None:
        return None
    flashtext = importlib.import_module("flashtext")
    processor = flashtext.KeywordProcessor(case_sensitive=False)
    for name, entity in names.items():
        if name.strip():
            processor.add_keyword(name, entity)
    return lambda text: processor.extract_keywords(text, span_info=True)


PEERS: Mapping[str, Callable[[Mapping[str, str]], Find | None]] = {
    "spaCy PhraseMatcher": _phrase_matcher,
    "spaCy EntityRuler": _entity_ruler,
    "FlashText": _flashtext,
}
